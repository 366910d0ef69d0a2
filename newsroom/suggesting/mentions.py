"""Which of a library's names stand literally in a text: runs of words, compared as names are (domain/names.py).

A hyphen and a space are one: ``climate-change`` is named where a text says climate change, as the tags of many a site
are written, and the other way round.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
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
_JOINTS = (" ", "-")
_JOINT = re.compile("[ -]")
# What ``names_from`` takes for the place at which a longer name goes on: a space, a hyphen, signs between these.
_GOES_ON = re.compile(r"[ -\-]")
_MOST_HELD = 30_000
_POSSESSIVE = re.compile(r"['’]s(?<=\w['’]s)(?!\w)")


class Names(Protocol):
    """A library's names of tags, by their keys."""

    def look_up(self, keys: Collection[str]) -> Iterable[tuple[str, int | None, bool]]:
        """Keys with the tag that each names, if any, and whether a longer name may begin with it."""

    def beginning_with(self, starts: Collection[str]) -> Collection[str]:
        """Those of these first characters with which a name begins."""


def mentioned(headline: str, text: str, names: Names) -> dict[int, tuple[int, int]]:
    """Of each tag that is named: how often in the headline, and how often in the text."""
    tokens = _tokens(headline)
    n_above = len(tokens)
    # A name does not reach from one into the other.
    tokens += ["", *_tokens(text)]
    named: dict[int, tuple[int, int]] = {}
    for _, tag_id, places in (*_spaced(tokens, names), *_dense(tokens, names)):
        once, more = named.get(tag_id, (0, 0))
        above = sum(place < n_above for place in places)
        named[tag_id] = (once + above, more + len(places) - above)
    return named


def written_alike(key: str) -> set[str]:
    """A name's key, and as it is with hyphens or with spaces alone."""
    return {key, key.replace(" ", "-"), key.replace("-", " ")}


def _tokens(text: str) -> list[str]:
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_POSSESSIVE.sub("", folded))[:_MOST_WORDS]


def _spaced(tokens: list[str], names: Names) -> Iterator[tuple[str, int, list[int]]]:
    """Names of whole words, the tags and where they stand: first those of one word, then what goes on with more."""
    starting = [*enumerate(tokens)]
    starting += [(at, token.replace("-", " ")) for at, token in starting if "-" in token]
    keys = dict.fromkeys(tokens)
    keys.update(dict.fromkeys(key for _, key in starting[len(tokens) :]))
    keys.pop("", None)
    for size in range(1, _LONGEST_NAME + 1):
        found = {key: (tag_id, goes_on) for key, tag_id, goes_on in names.look_up(keys)} if keys else {}
        places: dict[str, list[int]] = {}
        for at, key in starting if found else ():
            if key in found:
                places.setdefault(key, []).append(at)
        starting = []
        for key, (tag_id, goes_on) in found.items():
            if tag_id is not None:
                yield key, tag_id, places[key]
            if goes_on:
                starting += [
                    (at, f"{key}{joint}{tokens[at + size]}")
                    for at in places[key]
                    if at + size < len(tokens) and tokens[at + size]
                    for joint in _JOINTS
                ]
        keys = dict.fromkeys(key for _, key in starting)


def _dense(tokens: list[str], names: Names) -> Iterator[tuple[str, int, list[int]]]:
    """Names inside tokens of scripts without spaces, where they may stand anywhere; whole tokens were looked up."""
    runs: list[tuple[int, str]] = []
    n = 0
    for at, token in [(at, token) for at, token in enumerate(tokens) if not token.isascii()]:
        if is_run(token):
            n += len(token)
            if n > _MOST_DENSE:
                break
            runs.append((at, token))
    if not runs:
        return
    first = min(_DENSE_LENGTHS)
    pairs = {token[n : n + first] for _, token in runs for n in range(len(token) - first + 1)}
    starts = names.beginning_with(pairs)
    places: dict[str, list[int]] = {}
    for at, token in runs:
        for n in range(len(token) - first + 1):
            if token[n : n + first] in starts:
                for size in _DENSE_LENGTHS:
                    if n + size <= len(token) and size < len(token):
                        places.setdefault(token[n : n + size], []).append(at)
    for key, tag_id, _ in names.look_up(places) if places else ():
        if tag_id is not None:
            yield key, tag_id, places[key]


class NameStarts:
    """All names of a library and what longer ones begin with, in memory: of nearly all words it tells that they are
    none. Any thread.
    """

    def __init__(self) -> None:
        self._held: tuple[object, frozenset[str]] = (None, frozenset())
        self._are_too_many = False

    def among(self, connection: Connection, keys: Collection[str]) -> Collection[str]:
        """Those that may be names or begin some: where there are too many names to be held, all."""
        if self._are_too_many:
            return keys
        state, known = self._held
        if (now := source.state_of_names(connection)) != state:
            names = source.name_keys(connection, _MOST_HELD + 1)
            if len(names) > _MOST_HELD:
                self._are_too_many = True
                return keys
            known = _starts(names)
            self._held = (now, known)
        return [key for key in keys if key in known]


def _starts(keys: Collection[str]) -> frozenset[str]:
    return frozenset(keys).union(key[: joint.start()] for key in keys for joint in _GOES_ON.finditer(key))


class LibraryNames:
    """Asks the library: a few statements a text, however many names there are."""

    def __init__(self, connection: Connection, starts: NameStarts) -> None:
        self._connection = connection
        self._starts = starts

    def look_up(self, keys: Collection[str]) -> Iterable[tuple[str, int | None, bool]]:
        likely = self._starts.among(self._connection, keys)
        return source.names_from(self._connection, likely) if likely else ()

    def beginning_with(self, starts: Collection[str]) -> Collection[str]:
        return source.beginnings_of_names(self._connection, _json(starts))


class NameBook:
    """All names, read once, for a great many texts."""

    def __init__(self, connection: Connection) -> None:
        rows = source.all_tag_names(connection, _MOST_NAMES)
        self._tags = {row["name_key"]: row["tag_id"] for row in rows}
        self._longer = {key[: joint.start()] for key in self._tags for joint in _JOINT.finditer(key)}
        self._starts = {key[: min(_DENSE_LENGTHS)] for key in self._tags}

    def look_up(self, keys: Collection[str]) -> Iterable[tuple[str, int | None, bool]]:
        return ((key, self._tags.get(key), key in self._longer) for key in keys)

    def beginning_with(self, starts: Collection[str]) -> Collection[str]:
        return self._starts.intersection(starts)


def _json(texts: Collection[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
