"""Folders of a site program that hold no articles: templates, samples, themes, and what it has built of articles."""

import re
from collections.abc import Collection
from posixpath import dirname

_TEMPLATES = "templates of the site program, which hold no articles"
_SAMPLES = "samples for new pages, which hold no articles"
_THEMES = "of a theme of the site program, whose pages are examples"
_BUILT = "what the site program has built of the articles beside it"
# A folder of these names is the program's wherever it lies.
_ANYWHERE = {"_layouts": _TEMPLATES, "_includes": _TEMPLATES, "_sass": _TEMPLATES}
# These are ordinary words: only beside the settings of such a program they are its own.
_BESIDE_SETTINGS = {
    "hugo": {
        "archetypes": _SAMPLES,
        "layouts": _TEMPLATES,
        "themes": _THEMES,
        "public": _BUILT,
        "resources": _BUILT,
    },
    "jekyll": {"_site": _BUILT},
    "zola": {"templates": _TEMPLATES, "themes": _THEMES, "public": _BUILT},
    "pelican": {"output": _BUILT, "theme": _THEMES, "themes": _THEMES},
    "eleventy": {"_site": _BUILT},
}
_SETTINGS = re.compile(
    r"(?:^|/)(?:(?P<hugo>hugo\.(?:toml|ya?ml|json)|config/_default/(?:hugo|config)\.(?:toml|ya?ml|json))"
    r"|(?P<jekyll>_config\.ya?ml)|(?P<zola>zola\.toml)|(?P<pelican>pelicanconf\.py)"
    r"|(?P<eleventy>\.?eleventy(?:\.config)?\.[cm]?js)|(?P<either>config\.(?:toml|ya?ml|json)))$"
)


def program_of(name: str) -> tuple[str, str] | None:
    """The folder that a file is the settings of, and the program; None of any other file. ``name``: its path."""
    match = _SETTINGS.search(name)
    if match is None or match.lastgroup is None:
        return None
    folder = dirname(name).removesuffix("config/_default").rstrip("/")
    return folder, "hugo" if match.lastgroup == "either" else match.lastgroup


def own_folder(name: str, programs: Collection[tuple[str, str]]) -> tuple[str, str] | None:
    """The program's folder that the file of that path lies in, and what is in it, in words; None of any other.

    ``programs`` are those of the source, as ``program_of`` says them.
    """
    folders = name.split("/")[:-1]
    for n, folder in enumerate(folders):
        if folder in _ANYWHERE:
            return "/".join(folders[: n + 1]), _ANYWHERE[folder]
        for top, program in programs:
            if folder in _BESIDE_SETTINGS[program] and "/".join(folders[:n]) == top:
                return "/".join(folders[: n + 1]), _BESIDE_SETTINGS[program][folder]
    return None
