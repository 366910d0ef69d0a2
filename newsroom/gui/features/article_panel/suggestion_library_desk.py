"""Suggestions of one open library: made by the helper process, answers kept by the desk. For the lanes."""

from newsroom.desk.library import Library
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import RelatedSuggestion, Suggestions
from newsroom.gui.features.article_panel.suggested import AnySuggestion
from newsroom.jobs.suggestion_helper import helper_of

_BY = "window"


class LibrarySuggestions:
    """``SuggestionDesk``."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._helper = helper_of(library)

    @property
    def n_losses(self) -> int:
        return self._helper.n_losses

    def suggest(self, content: Content, article_id: ArticleId | None, token: CancelToken) -> Suggestions:
        found: Suggestions = self._helper.ask("suggest", content, article_id, token=token)
        return found

    def more_like(self, article_id: ArticleId, token: CancelToken) -> tuple[RelatedSuggestion, ...]:
        from newsroom.desk.articles import get_article

        found = self.suggest(get_article(self._library, article_id).content, article_id, token)
        return found.related

    def note_saved(self, article_id: ArticleId, token: CancelToken) -> None:
        if self._helper.is_running:  # else its first question finds out by itself
            self._helper.ask("note_saved", article_id, token=token)

    def take(self, article_id: ArticleId, item: AnySuggestion) -> None:
        from newsroom.desk.suggesting import take

        take(self._library, article_id, item, by=_BY)

    def refuse(self, article_id: ArticleId, item: AnySuggestion) -> None:
        from newsroom.desk.suggesting import refuse

        refuse(self._library, article_id, item, by=_BY)

    def forget_answer(self, article_id: ArticleId, item: AnySuggestion) -> None:
        from newsroom.desk.suggesting import forget_answer

        forget_answer(self._library, article_id, item)

    def close(self) -> None:
        self._helper.close()
