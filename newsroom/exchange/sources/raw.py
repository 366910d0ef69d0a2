"""Files of exports as bytes that a scanner can cut; Unicode of two and four bytes becomes UTF-8 on the way."""

import codecs
import hashlib
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from newsroom.exchange.encodings import NotTextError, decode
from newsroom.exchange.sources.items import SourceError

LARGEST_ITEM = 32 * 1024 * 1024
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
    (b"{\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_WESTERN = frozenset(("iso-8859-1", "latin1", "windows-1252"))
_COMMON = _WESTERN | {"", "utf-8", "utf8", "us-ascii", "ascii"}


class Readable(Protocol):
    """What a scanner reads from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Source(Readable, Protocol):
    """A file that was opened. ``shift``: what to add to a place in it for the same on disk; None: no telling."""

    shift: int | None


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file's bytes, without a byte order mark. Raises ``SourceError``; never waits for a pipe or a device."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError("It is not an ordinary file.")
        file = path.open("rb")
    except FileNotFoundError:
        raise SourceError("There is no such file.") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name cannot be used"
        raise SourceError(f"It cannot be read: {reason}.") from None
    with file:
        try:
            yield _Utf8(file)
        except OSError as error:
            raise SourceError(f"It cannot be read further: {error.strerror or 'the disk failed'}.") from None


def plain_head(head: bytes) -> bytes:
    """The beginning of a file as ASCII and more, whatever Unicode it is written in."""
    return _Utf8(io.BytesIO(head)).read(len(head))


def digest_of(*parts: bytes) -> str:
    """What changes when one of the parts does."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def text_of(data: bytes, declared: str = "") -> str:
    """A part as text: UTF-8 where it is, else as its file declares, else as it looks. Raises ``SourceError``."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    declared = declared.lower()
    if declared not in _COMMON:
        try:
            return data.decode(declared)
        except (UnicodeError, LookupError):
            pass
    try:
        return decode(data.translate(None, _CONTROLS), western=declared in _WESTERN)
    except NotTextError:
        raise SourceError("Its encoding is broken.") from None


class _Utf8(io.RawIOBase):
    """Reads a file as UTF-8, or as the encoding of single bytes that it has."""

    def __init__(self, file: Readable) -> None:
        super().__init__()
        self._file = file
        self._first: bytes | None = file.read(4)
        self._decoder: codecs.IncrementalDecoder | None = None
        self.shift: int | None = len(codecs.BOM_UTF8) if self._first.startswith(codecs.BOM_UTF8) else 0
        for mark, name in _WIDE:
            if self._first.startswith(mark):
                self._decoder = codecs.getincrementaldecoder(name)("replace")
                self.shift = None
                break

    @override
    def readable(self) -> bool:
        return True

    @override
    def read(self, size: int = -1, /) -> bytes:
        if self._decoder is None:
            return self._next(size).removeprefix(codecs.BOM_UTF8) if self._first else self._next(size)
        while True:
            data = self._next(size)
            text = self._decoder.decode(data, final=not data).removeprefix("\ufeff")
            if text or not data:
                return text.encode("utf-8", "replace")

    def _next(self, size: int) -> bytes:
        if self._first is None:
            return self._file.read(size)
        first, self._first = self._first, None
        return first + self._file.read(size)
