"""Which version this is."""

from functools import cache
from pathlib import Path

from newsroom import __version__

BUILD_FILE = "build.txt"  # beside the modules of a package: what it was built from


def version_line() -> str:
    """``newsroom 0.1.0``; of a package also its build: ``newsroom 0.1.0 (build 1a2b3c4, 2026-11-25)``."""
    build = build_name()
    return f"newsroom {__version__} (build {build})" if build else f"newsroom {__version__}"


@cache
def build_name() -> str:
    """What the package was built from, and when; empty in a checkout.

    As it was when it was first asked: after an upgrade under a running program the file tells of another.
    """
    try:
        return (Path(__file__).resolve().parent / BUILD_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
