"""Which library the window begins with. Light: nothing of it opens anything."""

from collections.abc import Callable
from pathlib import Path

from newsroom.gui.shell.preferences import Preferences

LAST = "library/last"


def first_library(given: Path | None, preferences: Preferences, default: Callable[[], Path]) -> Path | None:
    """The given one, else the last, else the one in the default place; None where there is nothing at that path."""
    if given is not None:
        return given.absolute() if given.exists() else None
    last = preferences.text(LAST)
    if last and Path(last).exists():
        return Path(last)
    path = default()
    return path if path.exists() else None
