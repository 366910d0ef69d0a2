"""The right pane's tab "Article": what the article is beside its text, edited through the open draft."""

from typing import TYPE_CHECKING

from newsroom.gui.features.article_panel.acts import PanelDesk
from newsroom.gui.features.article_panel.panel import ArticlePanel
from newsroom.gui.features.article_panel.presenters import DeskOf, Presenters
from newsroom.gui.features.article_panel.suggestion_desk import SuggestionDesk
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

__all__ = ["ArticlePanel", "build"]


def build(lanes: Runner, colors: Colors, *, desk_of: DeskOf | None = None) -> ArticlePanel:
    """The panel and its presenters. ``desk_of`` makes of a library what they ask; the real desk unless given."""
    if desk_of is not None:
        return ArticlePanel(Presenters(lanes, desk_of), colors)
    return ArticlePanel(Presenters(lanes, _library_desk, _library_suggestions), colors)


def _library_suggestions(library: "Library") -> SuggestionDesk:
    from newsroom.gui.features.article_panel.suggestion_library_desk import LibrarySuggestions

    return LibrarySuggestions(library)


def _library_desk(library: "Library") -> PanelDesk:
    from newsroom.gui.features.article_panel.library_desk import LibraryDesk

    return LibraryDesk(library)
