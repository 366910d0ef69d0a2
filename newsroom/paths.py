"""Where the program's own files are. Knows nothing of libraries and of the user's folders."""

from functools import cache
from pathlib import Path


@cache
def resources_root() -> Path:
    """The folder of icons, themes, templates and the sample newsroom: a checkout's, or the installed package's."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
