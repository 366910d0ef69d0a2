"""Finds out, beside the GUI thread, what the archive says of what was pasted: filed already? which tags? No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import WORTH_SHOWING, Suggestions, TagSuggestion
from newsroom.domain.wire_story import WireStory
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

Suggest = Callable[["Library", WireStory, CancelToken], Suggestions]
_QUESTION = "paste.suggestions"


class PasteSuggestions(QObject):
    """GUI thread only. Both signals answer the newest story only; what cannot be found out is not said."""

    alike_found = Signal(object)
    """The ``DuplicateSuggestion`` that says most of the same, where there is one."""
    tags_found = Signal(object)
    """A tuple of ``TagSuggestion``, best first: tags that there are, and that are likely enough to be shown."""

    def __init__(self, lanes: Runner, suggest: Suggest) -> None:
        super().__init__()
        self._lanes = lanes
        self._suggest = suggest
        self._library: Library | None = None

    def set_library(self, library: "Library | None") -> None:
        self._library = library

    def look_up(self, story: WireStory) -> None:
        """Asks; nothing is told where there is none."""
        library = self._library
        if library is None:
            return

        def on_answered(outcome: Outcome[Suggestions]) -> None:
            if isinstance(outcome, Ok) and library is self._library:
                found = outcome.value
                if found.duplicates:
                    self.alike_found.emit(found.duplicates[0])
                self.tags_found.emit(tuple(filter(_is_worth_showing, found.tags)))

        self._lanes.think(
            _QUESTION, lambda token: self._suggest(library, story, token), on_answered, owner=self
        )


def _is_worth_showing(tag: TagSuggestion) -> bool:
    return tag.tag_id is not None and tag.probability >= WORTH_SHOWING
