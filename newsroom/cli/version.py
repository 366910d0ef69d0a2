"""Which version this is."""

from newsroom import __version__


def version_line() -> str:
    """``newsroom 0.1.0``."""
    return f"newsroom {__version__}"
