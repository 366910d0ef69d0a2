"""Finds out, beside the GUI thread, whether what was pasted may be filed already. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import DuplicateSuggestion
from newsroom.domain.wire_story import WireStory
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

FindAlike = Callable[["Library", WireStory, CancelToken], tuple[DuplicateSuggestion, ...]]
_QUESTION = "paste.filed_already"


class FiledAlready(QObject):
    """GUI thread only. What cannot be found out is not said."""

    found = Signal(object)
    """The ``DuplicateSuggestion`` that says most of the same; answers the newest story only."""

    def __init__(self, lanes: Runner, find: FindAlike) -> None:
        super().__init__()
        self._lanes = lanes
        self._find = find
        self._library: Library | None = None

    def set_library(self, library: "Library | None") -> None:
        self._library = library

    def look_up(self, story: WireStory) -> None:
        """Asks; nothing is told where there is none."""
        library = self._library
        if library is None:
            return

        def on_answered(outcome: Outcome[tuple[DuplicateSuggestion, ...]]) -> None:
            if isinstance(outcome, Ok) and outcome.value and library is self._library:
                self.found.emit(outcome.value[0])

        self._lanes.think(_QUESTION, lambda token: self._find(library, story, token), on_answered, owner=self)
