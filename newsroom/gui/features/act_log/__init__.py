"""The log of acts in the window: what was done to the archive, and the way back of each."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.act_log.panel import ActLogPanel
from newsroom.gui.features.act_log.presenter import ActLogPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["ActLogPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> ActLogPanel:
    """The page of the log; ``set_library`` says of which library."""
    presenter = ActLogPresenter(lanes, acting)
    panel = ActLogPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
