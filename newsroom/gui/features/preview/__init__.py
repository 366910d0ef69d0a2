"""The live preview: the page of the open draft, as readers will get it, beside the text."""

from newsroom.gui.features.preview.pane import PreviewPane
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["PreviewPane", "build"]


def build(lanes: Runner, colors: Colors) -> PreviewPane:
    """The pane, inactive and without an article. WebEngine is loaded when the pane is first looked at."""
    return PreviewPane(lanes, colors)
