"""What the window shows in the place of a library that is damaged: what is the case, and the ways on."""

from newsroom.gui.features.damaged.view import DamagedView

__all__ = ["DamagedView"]
