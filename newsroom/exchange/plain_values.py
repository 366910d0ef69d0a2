"""Values of front matter in any form as plain ones, copied within limits: text, numbers, truths, lists, mappings."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from newsroom.domain.errors import NewsroomError

LONGEST = 100_000
_DEEPEST = 40
_MOST_NODES = 20_000


class FrontMatterError(NewsroomError):
    """The front matter cannot be read; the message says where and why. ``is_bomb``: mending it would do harm."""

    def __init__(self, message: str, *, is_bomb: bool = False) -> None:
        super().__init__(message)
        self.is_bomb = is_bomb


def copied(values: Mapping[Any, Any]) -> dict[str, Any]:
    """The values without references to each other. Raises ``FrontMatterError`` where they are endless or too many."""
    return {str(key): item for key, item in _Copier().copied(values).items()}


class _Copier:
    def __init__(self) -> None:
        self._n_left = _MOST_NODES
        self._around: set[int] = set()

    def copied(self, value: Any) -> Any:
        self._n_left -= 1
        if self._n_left < 0:
            raise FrontMatterError("Its front matter has too many values.", is_bomb=True)
        if not isinstance(value, Mapping | list):
            return _plain(value)
        if id(value) in self._around or len(self._around) > _DEEPEST:
            raise FrontMatterError("Its front matter refers to itself or is nested too deep.", is_bomb=True)
        self._around.add(id(value))
        try:
            if isinstance(value, Mapping):
                return {str(key): self.copied(item) for key, item in value.items()}
            return [self.copied(item) for item in value]
        finally:
            self._around.discard(id(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | int | float | bool | None):
        return value
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
