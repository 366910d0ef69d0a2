"""The panel's presenters, made once around the open article. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.gui.features.article_panel.acts import PanelDesk
from newsroom.gui.features.article_panel.address import AddressPresenter
from newsroom.gui.features.article_panel.facts import FactsPresenter
from newsroom.gui.features.article_panel.notices import NoticesPresenter
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.people import BylinesPresenter
from newsroom.gui.features.article_panel.picture import PicturePresenter
from newsroom.gui.features.article_panel.related import RelatedPresenter
from newsroom.gui.features.article_panel.section import SectionPresenter
from newsroom.gui.features.article_panel.series import SeriesPresenter
from newsroom.gui.features.article_panel.suggestion_desk import SuggestionDesk, SuggestionDeskOf
from newsroom.gui.features.article_panel.suggestions import Fields, SuggestionsPresenter
from newsroom.gui.features.article_panel.tags import TagsPresenter
from newsroom.gui.features.article_panel.wording import LabelPresenter, LanguagePresenter
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

DeskOf = Callable[["Library"], PanelDesk]


class Presenters:
    """``desk_of`` makes of a library what the presenters ask; ``suggestions_of`` what suggests. GUI thread only."""

    def __init__(
        self, lanes: Runner, desk_of: DeskOf, suggestions_of: SuggestionDeskOf | None = None
    ) -> None:
        self._desk_of = desk_of
        self._suggestions_of = suggestions_of
        self._suggestion_desk: SuggestionDesk | None = None
        self.article = article = OpenArticle(lanes)
        self.section = SectionPresenter(article, article)
        self.label = LabelPresenter(article, article)
        self.language = LanguagePresenter(article, article)
        self.series = SeriesPresenter(article, article)
        self.tags = TagsPresenter(article, article)
        self.related = RelatedPresenter(article, article)
        self.picture = PicturePresenter(article, article)
        self.bylines = BylinesPresenter(article, article)
        self.notices = NoticesPresenter(article, article)
        self.address = AddressPresenter(article, self.section, article)
        self.facts = FactsPresenter(article, article)
        fields = Fields(self.tags, self.series, self.related)
        self.suggestions = SuggestionsPresenter(article, fields, lanes, article)

    def set_library(self, library: "Library | None") -> None:
        """Another library, or none."""
        self.article.set_desk(None if library is None else self._desk_of(library))
        self.close()
        if library is not None and self._suggestions_of is not None:
            self._suggestion_desk = self._suggestions_of(library)
        self.suggestions.set_desk(self._suggestion_desk)

    def close(self) -> None:
        """Nothing is suggested any more."""
        if self._suggestion_desk is not None:
            self._suggestion_desk.close()
            self._suggestion_desk = None
