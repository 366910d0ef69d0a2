"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version


def version_line() -> str:
    """``newsroom 0.1.0``; a checkout that was never installed says so."""
    try:
        return f"newsroom {version('newsroom')}"
    except PackageNotFoundError:
        return "newsroom, from a checkout"
