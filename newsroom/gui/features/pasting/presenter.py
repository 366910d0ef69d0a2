"""Has pasted text read beside the GUI thread. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.wire_story import WireStory
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

Recognise = Callable[[str, "Library | None"], WireStory]


class PastePresenter(QObject):
    """GUI thread only. ``story_read`` answers the newest text given to ``read``."""

    story_read = Signal(object)

    def __init__(self, lanes: Runner, recognise: Recognise) -> None:
        super().__init__()
        self._lanes = lanes
        self._recognise = recognise
        self._library: Library | None = None

    def set_library(self, library: "Library | None") -> None:
        """Its sections and the site's credit are known from the next text on."""
        self._library = library

    def read(self, text: str) -> None:
        """Asks what the text says."""
        library = self._library

        def done(outcome: Outcome[WireStory]) -> None:
            # What cannot be read is not lost: all of it is the body.
            self.story_read.emit(WireStory(body=text) if isinstance(outcome, Err) else outcome.value)

        self._lanes.read("paste", lambda _token: self._recognise(text, library), done, owner=self)
