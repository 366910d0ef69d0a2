"""Words that are read from left to right in a window that is read from right to left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


def left_to_right(words: str) -> str:
    """A path, signs before their numbers: kept in order, whatever stands around them. For text that is only shown."""
    if words and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return f"\u2066{words}\u2069"
    return words
