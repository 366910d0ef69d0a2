"""A runner for tests of presenters: nothing runs until it is told to, all on the test's own thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.jobs.lanes import Done, Err, Ok, Outcome

T = TypeVar("T")
P = TypeVar("P")


@dataclass
class Job:
    """One piece of work that waits."""

    lane: str
    kind: str
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    owner: QObject | None
    token: CancelToken = field(default_factory=CancelToken)


class ManualRunner:
    """As ``Lanes``; the newest of a kind wins here too. ``jobs`` are those that wait, oldest first."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def write(
        self, work: Callable[[], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> None:
        self.jobs.append(Job("write", "", work, done, owner))

    def read(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        self._newest("read", kind, work, done, owner)

    def think(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        self._newest("think", kind, work, done, owner)

    def labour(
        self, work: Callable[[CancelToken], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> CancelToken:
        token = CancelToken()
        self.jobs.append(Job("labour", "", lambda: work(token), done, owner, token))
        return token

    def reporter(self, show: Callable[[P], None], *, owner: QObject | None = None) -> Callable[[P], None]:
        return show

    def kinds(self) -> list[str]:
        """Kinds of the jobs that wait; writes have none."""
        return [job.kind for job in self.jobs]

    def run_next(self) -> None:
        """Runs the oldest job and delivers its answer. Raises ``IndexError`` where there is none."""
        job = self.jobs.pop(0)
        outcome: Outcome[Any]
        try:
            outcome = Ok(job.work())
        except CancelledError as error:
            if job.lane != "labour":
                return
            outcome = Err(error)
        except Exception as error:  # noqa: BLE001 - as the lanes do
            outcome = Err(error)
        if job.done is not None and (job.owner is None or shiboken6.isValid(job.owner)):
            job.done(outcome)

    def run_all(self) -> None:
        """Runs until nothing waits, with what the answers ask for; a thousand jobs are too many."""
        for _ in range(1000):
            if not self.jobs:
                return
            self.run_next()
        raise AssertionError("the jobs never end")

    def _newest(
        self,
        lane: str,
        kind: str,
        work: Callable[[CancelToken], Any],
        done: Callable[[Any], None] | None,
        owner: QObject | None,
    ) -> None:
        token = CancelToken()
        job = Job(lane, kind, lambda: work(token), done, owner, token)
        for older in [one for one in self.jobs if (one.lane, one.kind) == (lane, kind)]:
            older.token.cancel()
            self.jobs.remove(older)
        self.jobs.append(job)
