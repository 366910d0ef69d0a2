"""Keys of commands: the section of settings where they are changed, and the sheet that shows them all."""

from newsroom.gui.features.keys.sheet import KeysSheet
from newsroom.gui.features.keys.view import KeysView
from newsroom.gui.keys import Keyboard
from newsroom.gui.theme import Colors

__all__ = ["KeysSheet", "KeysView", "build_sheet", "build_view"]


def build_view(keyboard: Keyboard, colors: Colors) -> KeysView:
    """The section of settings."""
    return KeysView(keyboard, colors)


def build_sheet(keyboard: Keyboard, colors: Colors) -> KeysSheet:
    """The page with all keys."""
    return KeysSheet(keyboard, colors)
