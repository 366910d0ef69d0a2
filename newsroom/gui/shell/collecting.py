"""Looks for garbage when nobody types: a whole look takes longer than a frame may, and would fall on some key."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 2_000
_WORTH_IT = 10
"""Of the lesser looks, which Python takes by itself, so many make a whole one due."""
_AT_LATEST = 300
"""So many are due in any case: somebody who never rests makes garbage, too."""
_NEVER = 1_000_000


class Collecting(QObject):
    """GUI thread only. ``work_done`` answers a value that is another one whenever something was done."""

    def __init__(self, work_done: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work_done = work_done
        self._before = work_done()
        self._is_frozen = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """All is loaded: from now on garbage is collected, without looking through what was loaded."""
        gc.freeze()
        small, middle, _ = gc.get_threshold()
        gc.set_threshold(small, middle, _NEVER)
        gc.enable()
        self._timer.start()

    def look(self) -> None:
        """Collects, if nothing was done since the last look and there may be something."""
        now, before = self._work_done(), self._before
        self._before = now
        due = gc.get_count()[2]
        if due < _WORTH_IT or (now != before and due < _AT_LATEST):
            return
        gc.collect()
        if not self._is_frozen:
            # What the features have made of themselves by now stays as long as the window.
            self._is_frozen = True
            gc.freeze()
