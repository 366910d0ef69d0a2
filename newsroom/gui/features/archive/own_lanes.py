"""The lanes for a list beside another one: its questions never take the place of that one's."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from newsroom.domain.cancel import CancelToken
from newsroom.jobs.lanes import Done, Runner

T = TypeVar("T")
P = TypeVar("P")


class OwnLanes:
    """As the ``Runner`` that it is given, with kinds of its own."""

    def __init__(self, lanes: Runner, prefix: str) -> None:
        self._lanes = lanes
        self._prefix = prefix

    def write(
        self, work: Callable[[], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> None:
        self._lanes.write(work, done, owner=owner)

    def read(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        self._lanes.read(f"{self._prefix}.{kind}", work, done, owner=owner)

    def think(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        self._lanes.think(f"{self._prefix}.{kind}", work, done, owner=owner)

    def labour(
        self, work: Callable[[CancelToken], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> CancelToken:
        return self._lanes.labour(work, done, owner=owner)

    def reporter(self, show: Callable[[P], None], *, owner: QObject | None = None) -> Callable[[P], None]:
        return self._lanes.reporter(show, owner=owner)
