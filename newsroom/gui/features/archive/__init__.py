"""The archive in the window: where things are, and the list of articles with search as you type."""

from newsroom.gui.features.archive.archive import Archive
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["Archive", "build"]


def build(lanes: Runner, colors: Colors) -> Archive:
    """Sidebar and list, wired; without a library until ``set_library``."""
    return Archive(lanes, colors)
