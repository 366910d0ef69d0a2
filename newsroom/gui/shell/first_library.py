"""Which library the window begins with. Light: nothing of it opens anything."""

from pathlib import Path

from newsroom.gui.shell.preferences import Preferences

LAST = "library/last"


def first_library(given: Path | None, preferences: Preferences, default: Path) -> Path | None:
    """The given one, else the last, else the one in the default place; None where there is nothing at that path."""
    if given is not None:
        return given.absolute() if given.exists() else None
    last = preferences.text(LAST)
    paths = [Path(last), default] if last else [default]
    return next((path for path in paths if path.exists()), None)
