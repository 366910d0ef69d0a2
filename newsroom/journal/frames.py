"""Frames of bytes in an append-only file: length, checksum, payload. What is read is a prefix of what was written.

Each checksum goes on from the one before, so that no frame can be taken for one of another place or file.
"""

import struct
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

MAGIC = b"newsroom journal 1\n"
"""The first line of a file: what it is, and the version of its form."""
_HEAD = struct.Struct("<II")
MOST_BYTES = 1 << 30
"""No more of a file than this is read."""


class Rest(StrEnum):
    """What stands behind the last whole frame."""

    NONE = "none"
    TORN = "torn"
    """A frame that was being written when the program ended: nothing that had reached the disk is missing."""
    DAMAGED = "damaged"
    """Something follows it: what had been written there once was changed since."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The payloads of the whole frames, in order, and how the file ends. ``is_ours``: whether its first line is."""

    payloads: tuple[bytes, ...]
    rest: Rest
    is_ours: bool = True


class Framer:
    """Makes the frames of one file, one after the other."""

    def __init__(self) -> None:
        self._sum = crc32(MAGIC)

    def frame(self, payload: bytes) -> bytes:
        """The next frame. ``payload`` is not empty."""
        length = len(payload)
        self._sum = crc32(payload, crc32(length.to_bytes(4, "little"), self._sum))
        return _HEAD.pack(length, self._sum) + payload


def read_frames(data: bytes) -> Frames:
    """All whole frames from the beginning of a file on. Never raises; linear in the data's length."""
    if not data.startswith(MAGIC):
        is_begun = MAGIC.startswith(data)
        return Frames((), Rest.TORN if is_begun else Rest.DAMAGED, is_ours=is_begun)
    payloads: list[bytes] = []
    place, checksum = len(MAGIC), crc32(MAGIC)
    while place < len(data):
        start = place + _HEAD.size
        if start > len(data):
            return Frames(tuple(payloads), Rest.TORN)
        length, wanted = _HEAD.unpack_from(data, place)
        payload = data[start : start + length]
        checksum = crc32(payload, crc32(length.to_bytes(4, "little"), checksum))
        if not length or checksum != wanted or len(payload) != length:
            is_last = start + length >= len(data) or data.count(0, place) == len(data) - place
            return Frames(tuple(payloads), Rest.TORN if is_last else Rest.DAMAGED)
        payloads.append(payload)
        place = start + length
    return Frames(tuple(payloads), Rest.NONE)
