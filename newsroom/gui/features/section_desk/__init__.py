"""The desk of sections in the window: their order on the site, their texts, merges."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.section_desk.panel import SectionDeskPanel
from newsroom.gui.features.section_desk.presenter import SectionsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["SectionDeskPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> SectionDeskPanel:
    """The page of sections; ``set_library`` says of what."""
    presenter = SectionsPresenter(lanes, acting)
    panel = SectionDeskPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
