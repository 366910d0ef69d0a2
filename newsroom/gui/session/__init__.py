"""The open draft: which one, and that it is safe. And that a library has one window."""

from newsroom.gui.session.save_state import SaveState, Timings
from newsroom.gui.session.session import Session

__all__ = ["SaveState", "Session", "Timings"]
