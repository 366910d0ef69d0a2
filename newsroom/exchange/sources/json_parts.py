"""Cuts the tables of a JSON export into their rows without parsing it, so that one broken row stays the only one.

A table is an array under a key that is asked for, wherever it stands. Memory is that of the largest row, at most
``LARGEST_ITEM``; depth costs nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.raw import LARGEST_ITEM, Readable, text_of

_CHUNK = 256 * 1024
_TOKEN = re.compile(rb'[{}\[\]:,]|"|[^\s{}\[\]:,"]+')
_BRACKET = re.compile(rb'[{}\[\]"]')
_STRING_END = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One row of a table, from its first brace to its last. ``number`` counts the table's rows from 1.

    ``line`` is where it begins, from 1. With a ``problem``, a sentence, ``data`` is empty.
    """

    table: str
    number: int
    line: int
    data: bytes
    problem: str = ""


def rows_of(file: Readable, tables: frozenset[str]) -> Iterator[JsonRow]:
    """The rows of these tables as they come. A file that ends too early ends with a row that says so."""
    return _Cutter(file, tables).rows()


def object_of(data: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """A row as an object, and the keys that stand in it twice (the last counts). Raises ``SourceError``."""
    doubled: list[str] = []

    def paired(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            doubled.extend(key for key in found if keys.count(key) > 1)
        return found

    try:
        value = json.loads(text_of(data), strict=False, object_pairs_hook=paired)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"Its JSON cannot be read: {_in_words(error)}.") from None
    if not isinstance(value, dict):
        raise SourceError("It is no object with keys and values.")
    return value, tuple(dict.fromkeys(doubled))


class _Cutter:
    def __init__(self, file: Readable, tables: frozenset[str]) -> None:
        self._file = file
        self._tables = tables
        self._buffer = bytearray()
        self._at = 0
        self._line = 1  # of the buffer's first byte
        self._at_end = False
        self._numbers: dict[str, int] = {}

    def rows(self) -> Iterator[JsonRow]:
        key = ""
        is_key = False
        depth = 0
        is_empty = True
        while (token := self._token()) is not None:
            is_empty = False
            if token == b"[" and is_key and key in self._tables:
                yield from self._table(key)
            elif token in (b"{", b"["):
                depth += 1
            elif token in (b"}", b"]"):
                depth -= 1
            is_key = token == b":" and key != ""
            if token == b'"':
                key = self._string()
            elif token != b":":
                key = ""
        if depth > 0 or is_empty:
            self._drop(self._at)
            yield JsonRow("", 0, self._line, b"", "The file ends before it is complete.")

    def _table(self, name: str) -> Iterator[JsonRow]:
        """The rows up to the end of the array."""
        while (token := self._token()) not in (b"]", None):
            if token in (b",", b":"):
                continue
            number = self._numbers[name] = self._numbers.get(name, 0) + 1
            if token in (b"{", b"["):
                yield self._row(name, number)
                continue
            if token == b'"':
                self._string()
            self._drop(self._at)
            yield JsonRow(name, number, self._line, b"", "It is no object with keys and values.")
            if token == b"}":
                return

    def _row(self, name: str, number: int) -> JsonRow:
        """The object or array whose bracket was just read."""
        self._drop(self._at - 1)
        line = self._line
        depth = 1
        is_large = False
        while depth:
            match = _BRACKET.search(self._buffer, self._at)
            if match is None:
                self._at = len(self._buffer)
                if self._at_end:
                    return JsonRow(name, number, line, b"", "The file ends inside this item: it was cut off.")
                is_large = self._grow(is_large)
                continue
            self._at = match.end()
            if match[0] == b'"':
                is_large = self._skip_string(is_large)
            else:
                depth += 1 if match[0] in (b"{", b"[") else -1
        if is_large or self._at > LARGEST_ITEM:
            words = f"It is larger than {LARGEST_ITEM // 2**20} MB."
            return JsonRow(name, number, line, b"", words)
        return JsonRow(name, number, line, bytes(self._buffer[: self._at]))

    def _skip_string(self, is_large: bool) -> bool:
        """Past the string whose quotation mark was just read."""
        while True:
            match = _STRING_END.match(self._buffer, self._at)
            end = match.end() if match else self._at
            if self._buffer[end : end + 1] == b'"':
                self._at = end + 1
                return is_large
            self._at = end
            if self._at_end:
                self._at = len(self._buffer)
                return is_large
            is_large = self._grow(is_large)

    def _string(self) -> str:
        """The string whose quotation mark was just read, as a key; empty for one that is too long for a key."""
        start = self._at - 1
        self._drop(start)
        is_long = self._skip_string(False)
        data = bytes(self._buffer[: self._at]) if not is_long and self._at < _LONGEST_KEY else b'""'
        return data[1:-1].decode("utf-8", "replace")

    def _token(self) -> bytes | None:
        """The next token, of a string only the first quotation mark; None at the end."""
        while True:
            match = _TOKEN.search(self._buffer, self._at)
            if match is not None and (match.end() < len(self._buffer) or self._at_end):
                self._at = match.end()
                return match[0]
            if self._at_end:
                return None
            self._drop(match.start() if match else len(self._buffer))
            self._grow(False)

    def _grow(self, is_large: bool) -> bool:
        """Reads on; true where what is being read is too large, and so kept no longer."""
        is_large = is_large or self._at > LARGEST_ITEM
        if is_large:
            self._drop(self._at)
        data = self._file.read(_CHUNK)
        self._at_end = not data
        self._buffer += data
        return is_large

    def _drop(self, to: int) -> None:
        self._line += self._buffer.count(b"\n", 0, to)
        del self._buffer[:to]
        self._at = max(0, self._at - to)


def _in_words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.rstrip('.').lower()}, at its character {error.pos + 1}"
    return "it is nested too deep" if isinstance(error, RecursionError) else "a number in it is too long"
