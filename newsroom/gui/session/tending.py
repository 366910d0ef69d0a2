"""Some seconds after a save or an act, what it left to do: in the write lane, so that no later save has to do it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_AFTER_MS = 3000
# An archive of a million was merged in 2,954 steps of 35 ms of the processor: an hour then, of four in a hundred of it.
_MORE_AFTER_MS = 1000


class Tending(QObject):
    """For the GUI thread. A failure is nobody's concern: the next save, or the next time, does the work.

    What is left of much (after an import) is done a little every second, until nothing is left.
    """

    def __init__(self, lanes: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._library: Library | None = None
        self._goes_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timed_out)

    def set_library(self, library: "Library | None") -> None:
        """Cares for another library, or for none."""
        self._library = library
        self._goes_on = False
        self._timer.stop()

    def wait(self) -> None:
        """Something was written. While one goes on writing, it is done now and then."""
        if not self._timer.isActive():
            self._timer.start(_AFTER_MS)

    def _on_timer_timed_out(self) -> None:
        library, goes_on = self._library, self._goes_on
        if library is None:
            return

        def on_tended(outcome: Outcome[bool]) -> None:
            if library is self._library:
                self._goes_on = isinstance(outcome, Ok) and outcome.value
                if self._goes_on and not self._timer.isActive():
                    self._timer.start(_MORE_AFTER_MS)

        self._lanes.write(lambda: _tend(library, goes_on), on_tended, owner=self)


def _tend(library: "Library", goes_on: bool) -> bool:
    from newsroom.desk.upkeep import tend

    return tend(library, goes_on=goes_on)
