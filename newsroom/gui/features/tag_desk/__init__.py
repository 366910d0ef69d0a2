"""The desk of tags in the window: all of them in a list, changed, merged and split beside it."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.tag_desk.panel import TagDeskPanel
from newsroom.gui.features.tag_desk.presenter import TagsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["TagDeskPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> TagDeskPanel:
    """The page of tags; ``set_library`` says of what."""
    presenter = TagsPresenter(lanes, acting)
    panel = TagDeskPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
