"""What the panel asks about suggestions, as a protocol, so that its presenter can be tried without a library."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import RelatedSuggestion, Suggestions
from newsroom.gui.features.article_panel.suggested import AnySuggestion

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class SuggestionDesk(Protocol):
    """Called in the lanes, never on the GUI thread. Raises ``NewsroomError`` for what is expected."""

    @property
    def n_losses(self) -> int:
        """How often what suggests has ended by itself. Any thread."""
        ...

    def suggest(self, content: Content, article_id: ArticleId | None, token: CancelToken) -> Suggestions: ...

    def more_like(self, article_id: ArticleId, token: CancelToken) -> tuple[RelatedSuggestion, ...]: ...

    def note_saved(self, article_id: ArticleId, token: CancelToken) -> None: ...

    def take(self, article_id: ArticleId, item: AnySuggestion) -> None: ...

    def refuse(self, article_id: ArticleId, item: AnySuggestion) -> None: ...

    def forget_answer(self, article_id: ArticleId, item: AnySuggestion) -> None: ...

    def close(self) -> None:
        """No question is answered any more. The GUI thread's."""
        ...


SuggestionDeskOf = Callable[["Library"], SuggestionDesk]
