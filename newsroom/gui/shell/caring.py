"""Runs long care for a library (jobs/care_helper.py) from the window: one at a time, with progress, to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from newsroom.domain.backups import CareProgress
from newsroom.jobs.lanes import Outcome, Runner

if TYPE_CHECKING:
    from newsroom.domain.cancel import CancelToken

Show = Callable[[str, float | None], None]
Work = Callable[[Callable[[CareProgress], None], "CancelToken"], Any]


class Caring(QObject):
    """GUI thread only."""

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._token: CancelToken | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something runs: nothing else is begun then."""
        return self._token is not None

    def begin(
        self,
        act: str,
        *arguments: object,
        show: Show,
        done: Callable[[Outcome[Any]], None],
        work: Work | None = None,
    ) -> bool:
        """Has the helper process do it, or a thread of ours that runs ``work``; False where something runs already.

        ``show`` gets what is being done and how far it is, and an empty text before ``done`` gets the outcome.
        """
        if self.is_busy:
            return False

        def on_progressed(progress: CareProgress) -> None:
            if self.is_busy:
                show(_words(progress), progress.share)

        report = self._lanes.reporter(on_progressed, owner=self)

        def do(token: CancelToken) -> Any:
            if work is not None:
                return work(report, token)
            from newsroom.jobs.care_helper import care

            return care(act, *arguments, token=token, tell=report)

        def on_answered(outcome: Outcome[Any]) -> None:
            self._token = None
            show("", None)
            done(outcome)

        self._token = self._lanes.labour(do, on_answered, owner=self)
        return True

    def stop(self) -> None:
        """Ends what runs; nothing half-made stays."""
        if self._token is not None:
            self._token.cancel()


def _words(progress: CareProgress) -> str:
    return progress.doing if progress.share is None else f"{progress.doing}: {100 * progress.share:.0f} %"
