"""Rows of the derived file that were asked for, kept as long as they are true: drafts have words and near articles in
common, and with each pause in typing nearly all of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, TypeVar

_V = TypeVar("_V")


class KeptRows(Generic[_V]):
    """By their keys, as many as are bearable; what the file does not have is kept, too. For one thread at a time."""

    def __init__(self, most_bytes: int, size_of: Callable[[_V], int]) -> None:
        self._most_bytes = most_bytes
        self._size_of = size_of
        self._rows: dict[int, _V | None] = {}
        self._n_bytes = 0

    def among(self, keys: Collection[int], ask: Callable[[list[int]], Mapping[int, _V]]) -> dict[int, _V]:
        """What ``ask`` answers of these, in their order; it is asked only about what is not kept."""
        rows = self._rows
        new = [key for key in keys if key not in rows]
        if new:
            if self._n_bytes > self._most_bytes:
                self.clear()
                new = [*keys]
            found = ask(new)
            rows.update(dict.fromkeys(new))
            rows.update(found)
            self._n_bytes += sum(map(self._size_of, found.values()))
        return {key: row for key in keys if (row := rows[key]) is not None}

    def forget(self, keys: Iterable[int]) -> None:
        """These have changed."""
        for key in keys:
            row = self._rows.pop(key, None)
            if row is not None:
                self._n_bytes -= self._size_of(row)

    def clear(self) -> None:
        """Anything may have changed."""
        self._rows.clear()
        self._n_bytes = 0
