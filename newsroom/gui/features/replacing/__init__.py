"""Find and replace in all that the archive's list finds: each change shown first, then done as one act."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.replacing.panel import ReplacePanel
from newsroom.gui.features.replacing.presenter import ReplacePresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["ReplacePanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> ReplacePanel:
    """The page; ``begin`` says in what it looks."""
    presenter = ReplacePresenter(lanes, acting)
    panel = ReplacePanel(presenter, colors)
    presenter.setParent(panel)
    return panel
