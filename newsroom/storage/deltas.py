"""What makes one kept state from another, in few bytes, with a checksum of what must come out. Pure.

A delta is a byte of its format, a digest of the target, a list of what is copied from the base and how much is new in
between, and the new bytes, deflated with the base's other bytes as their dictionary. Making and applying take time that
is linear in both lengths, whatever they hold.
"""

import hashlib
import zlib
from collections.abc import Iterator

_FORMAT = 1
_DIGEST = 8
# Contents are JSON: paragraphs end in two escaped line ends; before and after the body stand short fields.
_PARAGRAPH = rb"\n\n"
_FIELD = b',"'
_WINDOW = 32_768
_LEVEL = 6


class DeltaError(ValueError):
    """It is damaged, or does not belong to this base."""


def delta(base: bytes, target: bytes) -> bytes:
    """What ``apply`` makes ``target`` of, given ``base``."""
    steps, new = _steps(base, target)
    head = bytearray([_FORMAT])
    head += _digest(target)
    head += _number(len(steps))
    for offset, length in steps:
        head += _number(length << 1 | (offset is not None))
        if offset is not None:
            head += _number(offset)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, zdict=_dictionary(base, steps))
    return bytes(head) + deflate.compress(new) + deflate.flush()


def apply(base: bytes, data: bytes) -> bytes:
    """The target. Raises ``DeltaError`` where it is not, byte for byte, what went in."""
    if len(data) < 1 + _DIGEST or data[0] != _FORMAT:
        raise DeltaError("no delta of this make")
    steps, at = _read_steps(data, 1 + _DIGEST)
    n_new = sum(length for offset, length in steps if offset is None)
    try:
        inflate = zlib.decompressobj(-15, zdict=_dictionary(base, steps))
        new = inflate.decompress(data[at:], n_new) if n_new else b""
    except zlib.error as error:
        raise DeltaError("damaged") from error
    parts, begin = [], 0
    for offset, length in steps:
        if offset is None:
            parts.append(new[begin : begin + length])
            begin += length
        else:
            parts.append(base[offset : offset + length])
    target = b"".join(parts)
    if _digest(target) != data[1 : 1 + _DIGEST]:
        raise DeltaError("what comes out is not what went in")
    return target


_Steps = list[tuple[int | None, int]]
"""Lengths, each with its offset in the base, or None where the bytes are new."""


def _steps(base: bytes, target: bytes) -> tuple[_Steps, bytes]:
    places: dict[bytes, int] = {}
    follows: dict[int, bytes] = {}
    offset = 0
    for chunk in _chunks(base):
        places.setdefault(chunk, offset)
        follows[offset] = chunk
        offset += len(chunk)
    steps: _Steps = []
    new = bytearray()
    expected = 0
    for chunk in _chunks(target):
        # What follows the last copy comes first: text that repeats itself is copied in one piece.
        found = expected if follows.get(expected) == chunk else places.get(chunk)
        _add(steps, found, len(chunk))
        if found is None:
            new += chunk
        else:
            expected = found + len(chunk)
    return steps, bytes(new)


def _add(steps: _Steps, offset: int | None, length: int) -> None:
    if steps:
        last, n = steps[-1]
        goes_on = offset is None if last is None else offset == last + n
        if goes_on:
            steps[-1] = (last, n + length)
            return
    steps.append((offset, length))


def _chunks(data: bytes) -> Iterator[bytes]:
    """Paragraphs, and the fields around them. Joined they are the data."""
    first, *middle = _split(data, _PARAGRAPH) or [b""]
    yield from _split(first, _FIELD)
    if middle:
        yield from middle[:-1]
        yield from _split(middle[-1], _FIELD)


def _split(data: bytes, mark: bytes) -> list[bytes]:
    """Pieces that end with the mark, but the last one; none is empty."""
    parts = data.split(mark)
    whole = [part + mark for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole


def _dictionary(base: bytes, steps: _Steps) -> bytes:
    """What of the base is not copied: as a rule the old form of what is new. What stands last is found best."""
    copied = sorted((offset, length) for offset, length in steps if offset is not None)
    left, at = [], 0
    for offset, length in copied:
        left.append(base[at:offset])
        at = max(at, offset + length)
    left.append(base[at:])
    return b"".join(left)[-_WINDOW:] or b" "


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_steps(data: bytes, at: int) -> tuple[_Steps, int]:
    n, at = _read_number(data, at)
    steps: _Steps = []
    for _ in range(n):
        value, at = _read_number(data, at)
        offset = None
        if value & 1:
            offset, at = _read_number(data, at)
        steps.append((offset, value >> 1))
    return steps, at


def _read_number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data) or shift > 56:
            raise DeltaError("cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
