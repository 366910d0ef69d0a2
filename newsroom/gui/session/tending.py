"""Some seconds after a save or an act, what it left to do: in the write lane, so that no later save has to do it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_AFTER_MS = 3000


class Tending(QObject):
    """For the GUI thread. A failure is nobody's concern: the next save, or the next time, does the work.

    What is left of much (after an import) is done some seconds later, a little at a time.
    """

    def __init__(self, lanes: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._library: Library | None = None
        self._goes_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._on_timer_timed_out)

    def set_library(self, library: "Library | None") -> None:
        """Cares for another library, or for none."""
        self._library = library
        self._goes_on = False
        self._timer.stop()

    def wait(self) -> None:
        """Something was written. While one goes on writing, it is done now and then."""
        if not self._timer.isActive():
            self._timer.start()

    def _on_timer_timed_out(self) -> None:
        library, goes_on = self._library, self._goes_on
        if library is None:
            return

        def on_tended(outcome: Outcome[bool]) -> None:
            if library is self._library:
                self._goes_on = isinstance(outcome, Ok) and outcome.value
                if self._goes_on:
                    self.wait()

        self._lanes.write(lambda: _tend(library, goes_on), on_tended, owner=self)


def _tend(library: "Library", goes_on: bool) -> bool:
    from newsroom.desk.upkeep import tend

    return tend(library, goes_on=goes_on)
