"""The page of backups: those that there are, where they go, how many are kept; restoring one; the check-up."""

from newsroom.gui.features.backups.panel import BackupsPanel
from newsroom.gui.features.backups.presenter import BackupsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["BackupsPanel", "build"]


def build(lanes: Runner, colors: Colors) -> BackupsPanel:
    """The page; ``set_library`` says of which library."""
    presenter = BackupsPresenter(lanes)
    panel = BackupsPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
