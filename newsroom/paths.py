"""Where the program's own files are. Knows nothing of libraries and of the user's folders."""

from functools import cache
from pathlib import Path


@cache
def resources_root() -> Path:
    """The folder of icons, themes, templates and the sample newsroom: a checkout's, or the installed package's."""
    return _beside_the_modules("resources")


@cache
def documents_root() -> Path:
    """The folder of the guide, its pictures, and the formats: a checkout's, or the installed package's."""
    return _beside_the_modules("docs")


@cache
def changes_file() -> Path:
    """What changed from version to version."""
    inside = documents_root() / "CHANGELOG.md"
    return inside if inside.exists() else documents_root().parent / "CHANGELOG.md"


def _beside_the_modules(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / name
    return installed if installed.is_dir() else package.parent / name
