"""The history of the open article: when it was what, two of its states compared, and the past put back."""

from newsroom.gui.features.history.panel import HistoryPanel
from newsroom.gui.features.history.presenter import HistoryPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["HistoryPanel", "build"]


def build(lanes: Runner, colors: Colors) -> HistoryPanel:
    """The page; ``set_library`` says of which library, ``show_article`` of which article."""
    presenter = HistoryPresenter(lanes)
    panel = HistoryPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
