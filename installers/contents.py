"""What PyInstaller cannot find by itself: modules named as text, the program's own files, metadata of libraries."""

import re
import sys
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from installers.allowed import EXCLUDED_MODULES

# Loaded by name: the extensions of rendering/markdown.py, and the dialect of storage/.
_BY_NAME = (
    *("markdown.extensions.abbr", "markdown.extensions.attr_list", "markdown.extensions.def_list"),
    *("markdown.extensions.fenced_code", "markdown.extensions.footnotes", "markdown.extensions.sane_lists"),
    "markdown.extensions.tables",
    "anyascii._data",
    *("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.sqlite.pysqlite"),
)
_WITH_DATA = ("anyascii",)
# Markdown finds its extensions by entry points; the view of licences reads the others.
_METADATA = frozenset({"METADATA", "entry_points.txt"})
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==")
_ELSEWHERE = re.compile(r"; .*sys_platform == '(\w+)'")


def hidden_imports(root: Path) -> list[str]:
    """Every module of the program, and those that libraries load by name; sorted."""
    return sorted({*program_modules(root), *_BY_NAME})


def program_modules(root: Path) -> list[str]:
    """The modules of ``newsroom`` that are shipped: all but the set-up of a checkout."""
    names = set()
    for path in (root / "newsroom").rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.startswith(EXCLUDED_MODULES):
            names.add(name)
    return sorted(names)


def resource_files(root: Path) -> list[tuple[str, str]]:
    """``resources`` as the installed package has it: beside the modules."""
    resources = root / "resources"
    return [
        (str(path), str(Path("newsroom", "resources", path.parent.relative_to(resources))))
        for path in sorted(resources.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]


def document_files(root: Path) -> list[tuple[str, str]]:
    """The guide, its pictures, and what it leads to, as the installed package has them: beside the modules."""
    docs = root / "docs"
    pages = [
        docs / "formats.md",
        docs / "glossary.md",
        *docs.glob("guide/*.md"),
        *docs.glob("pictures/*.png"),
    ]
    entries = [(str(path), str(Path("newsroom", path.parent.relative_to(root)))) for path in sorted(pages)]
    return [*entries, (str(root / "CHANGELOG.md"), str(Path("newsroom", "docs")))]


def locked_libraries(root: Path) -> list[str]:
    """Names of the libraries that the program is locked to, of all systems; sorted."""
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return sorted(match[1] for match in map(_LOCKED.match, lines) if match is not None)


def shipped_libraries(root: Path) -> list[Distribution]:
    """Of these, the ones that are installed here, but for those of other systems, which tools may have brought."""
    found = []
    for name in sorted(set(locked_libraries(root)) - set(_of_other_systems(root))):
        try:
            found.append(distribution(name))
        except ModuleNotFoundError:  # PackageNotFoundError, its subclass
            continue
    return found


def _of_other_systems(root: Path) -> list[str]:
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    named = [(line, match[1]) for line in lines if (match := _ELSEWHERE.search(line)) is not None]
    return [line.partition("==")[0] for line, system in named if system != sys.platform]


def modules_of_libraries(root: Path) -> set[str]:
    """What the libraries that the program is locked to, and that are installed here, are imported as."""
    locked = {_plain(name) for name in locked_libraries(root)}
    return {
        module
        for module, libraries in packages_distributions().items()
        if locked.intersection(map(_plain, libraries))
    }


def foreign_modules(root: Path) -> list[str]:
    """Modules of all else that is installed here; sorted.

    Tools of a checkout, mostly. Some libraries look for others and take them where they are: a package would hold them
    without their terms, and behave otherwise than the program whose tests ran.
    """
    ours = modules_of_libraries(root)
    return sorted(name for name in packages_distributions() if name.isidentifier() and name not in ours)


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")


def metadata_of_libraries(root: Path) -> list[tuple[str, str]]:
    """What libraries say of themselves, and the texts of their licences."""
    entries = []
    for library in shipped_libraries(root):
        for file in library.files or ():
            inside = ".dist-info" in file.parts[0]
            if inside and (file.name in _METADATA or is_licence(file.name) or "licenses" in file.parts):
                entries.append((str(library.locate_file(file)), str(Path(*file.parts[:-1]))))
    return sorted(set(entries))


def data_of_libraries() -> list[tuple[str, str]]:
    """Files that libraries read from beside their modules, and for which PyInstaller has no hook."""
    files = [file for name in _WITH_DATA for file in distribution(name).files or ()]
    return sorted(
        (str(file.locate()), str(Path(*file.parts[:-1])))
        for file in files
        if ".dist-info" not in file.parts[0] and file.suffix not in {".py", ".pyc", ".pyi"}
    )


def is_licence(name: str) -> bool:
    """Whether a file of this name holds terms of use."""
    return name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
