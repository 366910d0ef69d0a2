"""Which of a library's names stand literally in a text: runs of words, compared as names are (domain/names.py)."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Protocol

from newsroom.storage import suggestion_source as source
from newsroom.storage.folding import is_run
from newsroom.storage.store import Connection

_LONGEST_NAME = 4
_MOST_NAMES = 300_000
_MOST_WORDS = 3_000
_DENSE_LENGTHS = range(2, 7)
_MOST_DENSE = 1_500
# A word as it is written, with what may stand inside it: O’Neill, AT&T, nat-gas, U.S.
_WORD = re.compile(r"[^\W_]+(?:[.'’&\-‐‑/][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")

_SHORTEST_DENSE = min(_DENSE_LENGTHS)


class Names(Protocol):
    """A library's names of tags, by their keys."""

    def beginnings(self, starts: Collection[str]) -> Collection[str]:
        """Those of the starts with which a name begins: a whole word of it, or its first pair of characters."""

    def tags(self, keys: Collection[str]) -> Mapping[str, int]:
        """Of these keys, the tags that have one."""


def name_runs(text: str, names: Names) -> Counter[str]:
    """Every run of words that could be one of the names, as its key, and how often it stands in the text."""
    tokens = _tokens(text)
    return _runs(tokens, _beginnings(tokens, names))


def mentioned(headline: str, text: str, names: Names) -> dict[int, tuple[int, int]]:
    """Of each tag that is named: how often in the headline, and how often in the text."""
    tokens_above, tokens_below = _tokens(headline), _tokens(text)
    starts = _beginnings([*tokens_above, *tokens_below], names)
    above, below = _runs(tokens_above, starts), _runs(tokens_below, starts)
    named: dict[int, tuple[int, int]] = {}
    for key, tag_id in names.tags(above.keys() | below.keys()).items():
        once, more = named.get(tag_id, (0, 0))
        named[tag_id] = (once + above[key], more + below[key])
    return named


def _tokens(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_POSSESSIVE.sub("", folded))[:_MOST_WORDS]


def _beginnings(tokens: list[str], names: Names) -> Collection[str]:
    starts = set(tokens)
    for token in _dense(tokens):
        starts.update(token[at : at + _SHORTEST_DENSE] for at in range(len(token) - _SHORTEST_DENSE + 1))
    return names.beginnings(starts)


def _runs(tokens: list[str], starts: Collection[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for at, token in enumerate(tokens):
        if token in starts:
            key = token
            found[key] += 1
            for more in tokens[at + 1 : at + _LONGEST_NAME]:
                key = f"{key} {more}"
                found[key] += 1
    for token in _dense(tokens):
        for at in range(len(token) - _SHORTEST_DENSE + 1):
            if token[at : at + _SHORTEST_DENSE] in starts:
                ends = (at + size for size in _DENSE_LENGTHS if at + size <= len(token))
                found.update(token[at:end] for end in ends)
    return found


def _dense(tokens: list[str]) -> list[str]:
    """Those of scripts without spaces, in which a name may stand anywhere."""
    chosen, n = [], 0
    for token in tokens:
        if token.isascii() or not is_run(token):
            continue
        n += len(token)
        if n > _MOST_DENSE:
            break
        chosen.append(token)
    return chosen


class LibraryNames:
    """Asks the library: a statement or two a text, however many names there are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beginnings(self, starts: Collection[str]) -> Collection[str]:
        # A space sorts before whatever a word goes on with: the first key from a word on is the word itself, or
        # begins with it, where any does.
        found = source.first_names_from(self._connection, _json(starts))
        return {start for start, key in found if key is not None and key.startswith(start)}

    def tags(self, keys: Collection[str]) -> Mapping[str, int]:
        return dict(source.tags_named(self._connection, _json(keys))) if keys else {}


class NameBook:
    """All names, read once, for a great many texts."""

    def __init__(self, connection: Connection) -> None:
        rows = source.all_tag_names(connection, _MOST_NAMES)
        self._tags = {row["name_key"]: row["tag_id"] for row in rows}
        self._beginnings = {key.partition(" ")[0] for key in self._tags}
        self._beginnings |= {key[:_SHORTEST_DENSE] for key in self._tags}

    def beginnings(self, starts: Collection[str]) -> Collection[str]:
        return self._beginnings.intersection(starts)

    def tags(self, keys: Collection[str]) -> Mapping[str, int]:
        return {key: self._tags[key] for key in keys if key in self._tags}


def _json(texts: Collection[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
