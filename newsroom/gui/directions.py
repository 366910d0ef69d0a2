"""Words of one direction among those of the other."""

from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_BEGINNING = 500


def left_to_right(words: str) -> str:
    """A path, signs before their numbers: kept in order, whatever stands around them. For text that is only shown."""
    if words and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return f"\u2066{words}\u2069"
    return words


def apart(words: str, *, beside: str = "") -> str:
    """A name or a reason in a line with others: it keeps its own order, and turns none of its neighbours around.

    Words from left to right are as they were where the window, and what they stand ``beside``, is so, too. For text
    that is only shown.
    """
    if _turns(words) or _turns(beside) or QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return f"\u2068{words}\u2069"
    return words


def begins_right_to_left(text: str) -> bool | None:
    """Which way its first letter goes; None where there is none near its beginning."""
    kinds = (bidirectional(letter) for letter in text[:_BEGINNING])
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), None)


def _turns(words: str) -> bool:
    return not words.isascii() and any(bidirectional(letter) in ("R", "AL", "AN") for letter in words)
