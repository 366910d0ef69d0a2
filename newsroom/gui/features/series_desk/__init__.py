"""The desk of series in the window: all of them in a list, their members in order, merged and changed beside it."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.series_desk.members_presenter import MembersPresenter
from newsroom.gui.features.series_desk.panel import SeriesDeskPanel
from newsroom.gui.features.series_desk.presenter import SeriesListPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["SeriesDeskPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> SeriesDeskPanel:
    """The page of series; ``set_library`` says of what."""
    presenter, members = SeriesListPresenter(lanes, acting), MembersPresenter(lanes, acting)
    panel = SeriesDeskPanel(presenter, members, colors)
    presenter.setParent(panel)
    members.setParent(panel)
    return panel
