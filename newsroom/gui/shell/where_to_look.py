"""Where words that were typed into the palette can be looked for."""

from enum import Enum


class Where(Enum):
    """A place with a search of its own."""

    ARCHIVE = "archive"
    SETTINGS = "settings"
    GUIDE = "guide"
