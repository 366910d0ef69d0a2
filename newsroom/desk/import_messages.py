"""Messages between an import and its helper processes: pickled, with their length before them.

What many items share (the names that a folder knows) is sent once to each helper and named by its number after that.
Both ends are this program: nothing else may write to them.
"""

import io
import pickle
import struct
from typing import IO, Any

from typing_extensions import override

from newsroom.exchange.sources.site import Site

_LENGTH = struct.Struct("!Q")
READY = -1
"""What a helper says first, in the place of an item's number."""
_MOST_SHARED = 64


def write_message(file: IO[bytes], data: bytes) -> None:
    """Raises ``OSError`` when the other end is gone."""
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def read_message(file: IO[bytes]) -> bytes:
    """The next message; raises ``EOFError`` when there will be none."""
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return data


class SharedThings:
    """The sender's side: what was shared so far, and messages that name it."""

    def __init__(self) -> None:
        self._things: list[Site] = []
        self._messages: list[bytes] = []

    @property
    def n(self) -> int:
        return len(self._things)

    def new_since(self, n: int) -> list[bytes]:
        """What a helper that knows the first ``n`` must be sent before anything else."""
        return self._messages[n:]

    def dumps(self, message: object) -> bytes:
        """Raises what pickling raises."""
        file = io.BytesIO()
        _Pickler(file, self).dump(message)
        return file.getvalue()

    def loads(self, data: bytes) -> Any:
        return load(data, self._things)

    def number_of(self, thing: Site) -> int | None:
        """Of one that is shared; None where there are too many."""
        for number, known in enumerate(reversed(self._things)):
            if known is thing:
                return len(self._things) - 1 - number
        if len(self._things) >= _MOST_SHARED:
            return None
        self._things.append(thing)
        self._messages.append(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
        return len(self._things) - 1


class _Pickler(pickle.Pickler):
    def __init__(self, file: IO[bytes], shared: SharedThings) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    @override
    def persistent_id(self, obj: Any) -> int | None:
        return self._shared.number_of(obj) if type(obj) is Site else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], things: list[Site]) -> None:
        super().__init__(file)
        self._things = things

    @override
    def persistent_load(self, pid: Any) -> Site:
        thing: Site = self._things[pid]
        return thing


def load(data: bytes, things: list[Site]) -> Any:
    """A message; ``things`` are those that came before it, in their order."""
    return _Unpickler(io.BytesIO(data), things).load()
