"""What is new since the version that was here before: a page made of the list of changes."""

from newsroom.gui.features.whats_new.page import WhatsNewPage
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner
from newsroom.paths import documents_root

__all__ = ["WhatsNewPage", "build"]


def build(lanes: Runner, colors: Colors) -> WhatsNewPage:
    """The page; the list of changes is read when it is first shown."""
    return WhatsNewPage(lanes, colors, documents_root() / "pictures")
