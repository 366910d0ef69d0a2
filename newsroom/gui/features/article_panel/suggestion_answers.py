"""What was answered to suggestions, on its way into the library. No widgets."""

from collections.abc import Callable, Sequence

from newsroom.domain.ids import ArticleId
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.suggested import AnySuggestion, Key, key_of
from newsroom.gui.features.article_panel.suggestion_desk import SuggestionDesk
from newsroom.jobs.lanes import Runner

Say = Callable[[SuggestionDesk, ArticleId], None]


class Answers:
    """Kept with the open article: for one that has no row yet, when it has. GUI thread only."""

    def __init__(self, article: OpenArticle, lanes: Runner) -> None:
        self._article = article
        self._lanes = lanes
        self._desk: SuggestionDesk | None = None
        self._waiting: dict[Key, Say] = {}

    def set_desk(self, desk: SuggestionDesk | None) -> None:
        """Another library, or none; what waited belonged to the one before."""
        self._desk = desk
        self.forget()

    def forget(self) -> None:
        """What waits is not written: another article is open."""
        self._waiting.clear()

    def took(self, item: AnySuggestion) -> None:
        """It was put on the article."""
        self._add(item, lambda desk, id: desk.take(id, item))

    def refused(self, item: AnySuggestion) -> None:
        """It is not to be made again for this article."""
        self._add(item, lambda desk, id: desk.refuse(id, item))

    def took_back(self, item: AnySuggestion) -> None:
        """Neither holds any more."""
        self._add(item, lambda desk, id: desk.forget_answer(id, item))

    def took_back_elsewhere(self, article_id: ArticleId, items: Sequence[AnySuggestion]) -> None:
        """Neither holds any more for an article that is not the open one."""
        desk = self._desk
        if desk is None or not article_id:
            return

        def work() -> None:
            for item in items:
                desk.forget_answer(article_id, item)

        self._lanes.write(work)

    def _add(self, item: AnySuggestion, say: Say) -> None:
        """The last answer to each suggestion counts."""
        self._waiting.pop(key_of(item), None)
        self._waiting[key_of(item)] = say
        self.write()

    def write(self) -> None:
        """In the write lane, once the article has a row."""
        desk, article_id = self._desk, self._article.id
        if desk is None or article_id is None or not self._waiting:
            return
        waiting, self._waiting = [*self._waiting.values()], {}

        def work() -> None:
            for say in waiting:
                say(desk, article_id)

        self._lanes.write(work)
