"""Imports in the window: chosen or dropped, watched as they come, reported now and later."""

from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.imports.panel import ImportsPanel
from newsroom.gui.features.imports.presenter import ImportsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["ImportsPanel", "build"]


def build(lanes: Runner, colors: Colors, bus: ChangeBus) -> ImportsPanel:
    """The page of imports; ``set_library`` says into what. What comes is told on ``bus`` while it comes."""
    presenter = ImportsPresenter(lanes, bus)
    panel = ImportsPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
