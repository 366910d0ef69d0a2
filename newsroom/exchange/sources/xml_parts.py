"""Cuts an XML export into its head and its items without parsing it, so that one broken item stays the only one.

Memory is that of the largest item, at most ``LARGEST_ITEM``. Nothing in the file is expanded, and nothing fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.exchange.sources.raw import LARGEST_ITEM, Readable

_CHUNK = 256 * 1024
_NEAR = 256 * 1024  # an end that is farther off is not looked for again and again
_MARGIN = 64  # longer than any mark
_MOST_RETRIES = 20
_MARKS = r"<!\[CDATA\[|<!--|<(?P<end>/?)(?P<name>%s)(?=[\s/>])"
_ANY_ITEM = r"(?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry)"
_SKIPPED = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_ENDLESS = "It has no end; what follows it was read on."
_CUT = "The file ends inside this item: it was cut off."
_NO_MORE = "Too much of the file is broken: what follows was not read."


@dataclass(frozen=True, slots=True)
class XmlPart:
    """An item, from its first bracket to its last; the first part is the head, numbered 0: all before the items.

    ``line`` and ``offset`` are where it begins, from 1 and from 0. With a ``problem``, a sentence, ``data`` is empty.
    """

    number: int
    line: int
    offset: int
    data: bytes
    problem: str = ""


def parts_of(file: Readable) -> Iterator[XmlPart]:
    """The head and the items as they come. An item that is not closed is closed where the next one begins."""
    return _Cutter(file).parts()


class _EndlessError(Exception):
    """An item grew too large, and others seem to stand in it: something in it is not closed."""


class _Cutter:
    """Offsets are the file's. The buffer holds the part being read from its begin on, unless that grew too large."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._buffer = bytearray()
        self._base = 0  # of the buffer's first byte
        self._begin = 0  # of the part being read
        self._line = 1  # of that
        self._place = (1, 0)  # line and offset at which the part began, also if its begin is kept no longer
        self._is_large = False
        self._at_end = False
        self._marks = re.compile((_MARKS % _ANY_ITEM).encode())
        self._start_mark = b""
        self._end_mark = b""
        self._next_item = self._marks
        self._n_retries = 0

    def parts(self) -> Iterator[XmlPart]:
        start = self._next_mark(0, inside=False)
        yield self._part(0, self._end if start is None else start)
        number = 0
        while start is not None:
            number += 1
            end = self._item_end(start)
            if end is not None:
                yield self._part(number, end)
            else:
                yield self._broken(number)
                if self._n_retries > _MOST_RETRIES:
                    return
            start = self._next_mark(self._begin, inside=False)
            self._move(self._end if start is None else start)

    @property
    def _end(self) -> int:
        """Of what has been read so far."""
        return self._base + len(self._buffer)

    def _part(self, number: int, end: int) -> XmlPart:
        problem = ""
        if self._is_large or end - self._begin > LARGEST_ITEM:
            problem = f"It is larger than {LARGEST_ITEM // 2**20} MB."
        data = b"" if problem else bytes(self._buffer[self._begin - self._base : end - self._base])
        part = XmlPart(number, *self._place, data, problem)
        self._move(end)
        return part

    def _broken(self, number: int) -> XmlPart:
        """The item from which the end of the file was reached. It is left where it seems to end, if it does."""
        problem = _CUT
        found = -1 if self._is_large else self._buffer.find(self._end_mark, self._begin - self._base + 1)
        if found >= 0:
            problem = _ENDLESS if self._n_retries <= _MOST_RETRIES else _NO_MORE
        part = XmlPart(number, *self._place, b"", problem)
        self._move(self._end if found < 0 else self._base + found + 1)
        return part

    def _item_end(self, start: int) -> int | None:
        """Where the item that starts there ends; None if the file ends first, or never seems to."""
        try:
            found = self._end_of(start)
        except _EndlessError:
            return None
        self._n_retries += found is None
        return found

    def _end_of(self, start: int) -> int | None:
        opened = self._past(b">", start)
        if opened is None:
            return None
        if self._buffer[opened - 2 - self._base : opened - 1 - self._base] == b"/":
            return opened
        plain = self._plain_end(opened)
        return self._next_mark(opened, inside=True) if plain is None else plain

    def _plain_end(self, opened: int) -> int | None:
        """The item's end, where a few looks tell it: nearly always. None: it is to be looked for mark by mark.

        The first end stands in no text and no comment if whatever began last before it has ended: of what began
        earlier, and would reach over it, the end would stand there, too.
        """
        begin = opened - self._base
        end = self._buffer.find(self._end_mark, begin, begin + _NEAR)
        after = end + len(self._end_mark)
        if end < 0 or self._buffer[after : after + 1] != b">":
            return None
        if self._buffer.find(self._start_mark, begin, end) >= 0:
            return None
        for opening, closing in _SKIPPED.items():
            last = self._buffer.rfind(opening, begin, end)
            if last >= 0 and self._buffer.find(closing, last + len(opening), end) < 0:
                return None
        return self._base + after + 1

    def _next_mark(self, at: int, *, inside: bool) -> int | None:
        """Where the next item starts; inside of one, where it ends. None at the end of the file."""
        while True:
            match = self._marks.search(self._buffer, at - self._base)
            n_left = len(self._buffer) - (match.end() if match else len(self._buffer))
            if n_left < _MARGIN and not self._at_end:
                seen = self._end - _MARGIN if match is None else self._base + match.start()
                at = max(at, seen)
                self._grow(at)
                continue
            if match is None:
                return None
            place = self._base + match.start()
            closing = _SKIPPED.get(match[0])
            if closing is not None:
                after = self._past(closing, self._base + match.end())
                if after is None:
                    return None
                if inside and self._swallows_items(place, after):
                    raise _EndlessError
                at = after
            elif not match["end"]:
                self._settle_on(match["name"])
                return place
            elif inside:
                return self._past(b">", place)
            else:
                at = self._base + match.end()

    def _swallows_items(self, start: int, end: int) -> bool:
        """Whether what looks like text holds the end of this item and the next one: its own end is missing."""
        start = max(start, self._begin) - self._base
        if self._buffer.find(self._end_mark, start, end - self._base) < 0:
            return False
        return self._next_item.search(self._buffer, start, end - self._base) is not None

    def _past(self, mark: bytes, at: int) -> int | None:
        """The place after the next such mark; None at the end of the file."""
        while True:
            found = self._buffer.find(mark, at - self._base)
            if found >= 0:
                return self._base + found + len(mark)
            if self._at_end:
                return None
            at = max(at, self._end - len(mark))
            self._grow(at)

    def _settle_on(self, name: bytes) -> None:
        """The first item's name is that of all: a tag of the other name, or with another prefix, is content."""
        if not self._end_mark:
            self._start_mark, self._end_mark = b"<" + name, b"</" + name
            escaped = re.escape(name)
            self._marks = re.compile(_MARKS.encode() % escaped)
            self._next_item = re.compile(rb"</%s\s*>\s*<%s[\s>]" % (escaped, escaped))

    def _grow(self, seen: int) -> None:
        """Reads on. What grew too large is kept no longer, up to what was seen of it."""
        if seen - self._begin > LARGEST_ITEM and not self._is_large:
            if self._end_mark and self._next_item.search(self._buffer, self._begin - self._base):
                raise _EndlessError
            self._is_large = True
        if self._is_large:
            self._count_lines(seen)
        del self._buffer[: self._begin - self._base]
        self._base = self._begin
        data = self._file.read(_CHUNK)
        self._at_end = not data
        self._buffer += data

    def _move(self, to: int) -> None:
        """The next part begins there."""
        self._count_lines(to)
        self._place = (self._line, to)
        self._is_large = False

    def _count_lines(self, to: int) -> None:
        self._line += self._buffer.count(b"\n", self._begin - self._base, to - self._base)
        self._begin = to
