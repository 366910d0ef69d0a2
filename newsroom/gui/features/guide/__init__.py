"""The guide inside the program: its pages, a search over all of them, and the links from one to the other."""

from newsroom.gui.features.guide.page import GuidePage
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner
from newsroom.paths import documents_root

__all__ = ["GuidePage", "build"]


def build(lanes: Runner, colors: Colors) -> GuidePage:
    """The page; the guide is read when it is first shown."""
    return GuidePage(lanes, colors, documents_root() / "pictures")
