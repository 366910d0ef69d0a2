"""Messages between the window and its helper process, as bytes: a length, then the message pickled. Knows no Qt."""

import os
import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct("!Q")
HEAD = _LENGTH.size


def packed(message: object) -> bytes:
    """A message as it goes through the pipe."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def length_of(head: bytes) -> int:
    """How many bytes follow the first ``HEAD``."""
    length: int = _LENGTH.unpack(head)[0]
    return length


def unpacked(data: bytes) -> Any:
    """The message of the bytes behind the head. Both ends are this program: nothing else may write to them."""
    return pickle.loads(data)


class Pipe:
    """The helper's end: its standard input and output, which are no longer anybody else's."""

    def __init__(self) -> None:
        self._from_window: BinaryIO = os.fdopen(os.dup(0), "rb")
        self._to_window: BinaryIO = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # what a library prints must not come between

    def send(self, message: object) -> None:
        """Raises ``OSError`` when the window is gone."""
        self._to_window.write(packed(message))
        self._to_window.flush()

    def receive(self) -> Any:
        """The next message. Raises ``EOFError`` when the window is gone."""
        head = self._from_window.read(HEAD)
        if len(head) < HEAD:
            raise EOFError
        data = self._from_window.read(length_of(head))
        return unpacked(data)
