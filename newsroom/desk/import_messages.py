"""Messages between an import and its helper processes: pickled, with their length before them.

What many items share (the names that a folder knows) is sent once to each helper and named by its number after that.
Both ends are this program: nothing else may write to them.
"""

import copyreg
import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import IO, Any

from typing_extensions import override

from newsroom.exchange.sources.site import Site

_LENGTH = struct.Struct("!Q")
READY = -1
"""What a helper says first, in the place of an item's number."""
_MOST_SHARED = 64


def packed_message(message: object) -> bytes:
    """Raises what pickling raises."""
    return _pickled(message, _BY_VALUES)


def write_message(file: IO[bytes], data: bytes, *, flush: bool = True) -> None:
    """Raises ``OSError`` when the other end is gone. Without ``flush`` it may wait for the next one."""
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    if flush:
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


class _ByValues(dict[type, Callable[[Any], Any]]):
    """How kinds of things are pickled: dataclasses by their values in order, which is quicker at both ends."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        found = copyreg.dispatch_table.get(kind) or _by_values(kind)
        if found is None:
            raise KeyError(kind)
        self[kind] = found
        return found


def _by_values(kind: type) -> Callable[[Any], Any] | None:
    if not is_dataclass(kind) or not all(one.init for one in fields(kind)):
        return None
    values = attrgetter(*(one.name for one in fields(kind)))
    if len(fields(kind)) == 1:
        return lambda thing: (kind, (values(thing),))
    return lambda thing: (kind, values(thing))


_BY_VALUES = _ByValues()


def _pickled(message: object, table: _ByValues) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = table
    pickler.dump(message)
    return file.getvalue()


class SharedThings:
    """The sender's side: what was shared so far, and messages that name it."""

    def __init__(self) -> None:
        self._things: list[Site] = []
        self._messages: list[bytes] = []
        self._table = _ByValues()
        self._table[Site] = self._named

    @property
    def n(self) -> int:
        return len(self._things)

    def new_since(self, n: int) -> list[bytes]:
        """What a helper that knows the first ``n`` must be sent before anything else."""
        return self._messages[n:]

    def dumps(self, message: object) -> bytes:
        """Raises what pickling raises."""
        return _pickled(message, self._table)

    def loads(self, data: bytes) -> Any:
        return load(data, self._things)

    def _named(self, thing: Site) -> Any:
        number = self._number_of(thing)
        return thing.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if number is None else (shared_thing, (number,))

    def _number_of(self, thing: Site) -> int | None:
        """Of one that is shared; None where there are too many."""
        for number, known in enumerate(reversed(self._things)):
            if known is thing:
                return len(self._things) - 1 - number
        if len(self._things) >= _MOST_SHARED:
            return None
        self._things.append(thing)
        self._messages.append(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
        return len(self._things) - 1


def shared_thing(number: int) -> Site:
    """Stands in a message for what was shared under that number; ``load`` puts the thing in its place."""
    raise LookupError(f"what was shared as {number} is known to the receiver of the message alone")


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], things: list[Site]) -> None:
        super().__init__(file)
        self._things = things

    @override
    def find_class(self, module: str, name: str) -> Any:
        if name == shared_thing.__name__ and module == shared_thing.__module__:
            return self._things.__getitem__
        return super().find_class(module, name)


def load(data: bytes, things: list[Site]) -> Any:
    """A message; ``things`` are those that came before it, in their order."""
    return _Unpickler(io.BytesIO(data), things).load()
