"""Folders of a site program that hold no articles: templates, samples, themes, and what it has built of articles."""

import re
from collections.abc import Collection

_TEMPLATES = "templates of the site program, which hold no articles"
_SAMPLES = "samples for new pages, which hold no articles"
_THEMES = "of a theme of the site program, whose pages are examples"
_BUILT = "what the site program has built of the articles beside it"
_OF_SETTINGS = "settings of the site program, which hold no articles"
# The folder beside the database of a site of Publii.
_INPUT = {
    "config": _OF_SETTINGS,
    "plugins": _OF_SETTINGS,
    "themes": _THEMES,
    "root-files": "files that the site has at its top",
    "media": "pictures and files, of which those come that a post shows",
}
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
    "publii": {
        "output": _BUILT,
        "preview": _BUILT,
        **{f"input/{name}": what for name, what in _INPUT.items()},
    },
    "publii input": _INPUT,
}
_SETTINGS = re.compile(
    r"(?:^|/)(?:(?P<hugo>hugo\.(?:toml|ya?ml|json)|config/_default/(?:hugo|config)\.(?:toml|ya?ml|json))"
    r"|(?P<jekyll>_config\.ya?ml)|(?P<zola>zola\.toml)|(?P<pelican>pelicanconf\.py)"
    r"|(?P<eleventy>\.?eleventy(?:\.config)?\.[cm]?js)|(?P<either>config\.(?:toml|ya?ml|json)))$"
    r"|(?:^|/)(?P<publii>input/db\.sqlite)$|^(?P<publii_input>config/site\.config\.json)$"
)
_CALLED = {"either": "hugo", "publii_input": "publii input"}


def program_of(name: str) -> tuple[str, str] | None:
    """The folder that a file is the settings of, and the program; None of any other file. ``name``: its path."""
    match = _SETTINGS.search(name)
    if match is None or match.lastgroup is None:
        return None
    folder = name.removesuffix(match[match.lastgroup]).rstrip("/")
    return folder, _CALLED.get(match.lastgroup, match.lastgroup)


def own_folder(name: str, programs: Collection[tuple[str, str]]) -> tuple[str, str] | None:
    """The program's folder that the file of that path lies in, and what is in it, in words; None of any other.

    ``programs`` are those of the source, as ``program_of`` says them.
    """
    folders = name.split("/")[:-1]
    for n, folder in enumerate(folders):
        inner = "/".join(folders[: n + 1])
        if folder in _ANYWHERE:
            return inner, _ANYWHERE[folder]
        for top, program in programs:
            what = _BESIDE_SETTINGS[program].get(inner.removeprefix(f"{top}/" if top else ""))
            if what and (not top or inner.startswith(f"{top}/")):
                return inner, what
    return None
