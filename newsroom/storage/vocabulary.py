"""The words that headlines and ledes have, and those of them that a mistyped word may have been."""

import json
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from newsroom.storage.asking import ask, ask_value
from newsroom.storage.search_index import SMALL, Index

# Of words so short, any other would do.
LEAST_MENDED = 4
# What is longer was pasted, not typed: an address, a key. What it might be grows with the square of its length.
_MOST_MENDED = 40
_LONG = 8
_BEGINNING = 4
_BEGINNING_OF_LONG = 6
_MOST_TERMS = 250
_PRIVATE_END = "\U0010ffff"
_SWAPPED, _MISSING, _OTHER, _TOO_MANY = range(4)


def has_word(connection: Connection, word: str, *, is_prefix: bool = False, index: Index = SMALL) -> bool:
    """Whether any text has it, or a word that begins so. ``word`` is one token of the index."""
    if is_prefix:
        return bool(words_beginning(connection, word, limit=1, index=index))
    sql = f"SELECT 1 FROM {index.occurrences} WHERE term = ? LIMIT 1"
    return ask_value(connection, sql, (word,)) is not None


def words_beginning(connection: Connection, start: str, *, limit: int, index: Index = SMALL) -> list[str]:
    """The words of the index that begin so, in their order, at most so many. Microseconds for each."""
    table = index.occurrences
    sql = (
        f"WITH RECURSIVE w(term) AS (SELECT (SELECT term FROM {table} WHERE term >= :start AND term < :end LIMIT 1) "
        # From one word to the next: none is between a word and the same with the lowest character behind it.
        f"UNION ALL SELECT (SELECT term FROM {table} WHERE term >= w.term || char(1) AND term < :end LIMIT 1) "
        "FROM w WHERE w.term IS NOT NULL LIMIT :limit) SELECT term FROM w WHERE term IS NOT NULL"
    )
    rows = ask(connection, sql, {"start": start, "end": start + _PRIVATE_END, "limit": limit})
    return [row["term"] for row in rows]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a mistyped word may have been: a whole word of the index, or only a beginning of some."""

    text: str
    is_whole: bool = True


def words_alike(connection: Connection, word: str, *, limit: int = 4, index: Index = SMALL) -> list[str]:
    """The words that are one mistake away: two letters swapped, one missing, another one, one too many; in this order.

    All of those that the index has, or where there is none, all with another first letter. Only where there is none
    either, a long word's are looked for that are two mistakes away and begin as it does. Some hundred leaps along the
    index, however long the archive is.
    """
    return [one.text for one in meant_by(connection, word, index=index)][:limit]


def meant_by(
    connection: Connection,
    word: str,
    *,
    is_prefix: bool = False,
    is_right: bool = False,
    index: Index = SMALL,
) -> list[Meant]:
    """The same, all of them. ``is_prefix``: the word may go on; behind whole words stand beginnings that are so near.

    ``is_right``: it is a word, after all, and only the likeliest others are looked for.
    """
    if not LEAST_MENDED <= len(word) <= _MOST_MENDED:
        return []
    n_right = _right_letters(connection, word, index)
    # Few mistake the first letter, and it has the most others.
    for places in (range(1, n_right + 1), range(1)):
        mended = dict(_mended_once(word, places))
        mended.pop(word, None)
        found = _known(connection, mended, index)
        if not is_prefix:
            found = [one for one in found if one.is_whole]
        if found or is_right:
            return found
    return _two_away(connection, word, index, is_prefix=is_prefix) if len(word) >= _LONG else []


def _known(connection: Connection, mended: dict[str, int], index: Index) -> list[Meant]:
    """Those that the index has, and behind them those that words of it begin with; by their numbers.

    In the order of the index, each leap to the next word of it settles all that stand before that word: where few words
    begin alike, it is as many leaps as these are.
    """
    found: list[Meant] = []
    reached: str | None = ""
    for value in sorted(mended):
        if reached is not None and reached < value:
            reached = _first_from(connection, value, index)
        if reached is None:
            break
        if reached.startswith(value):
            found.append(Meant(value, reached == value))
    return sorted(found, key=lambda one: (not one.is_whole, mended[one.text], one.text))


def _first_from(connection: Connection, word: str, index: Index) -> str | None:
    """The word of the index itself, or the next one; None behind the last."""
    first: str | None = ask_value(
        connection, f"SELECT term FROM {index.occurrences} WHERE term >= ? LIMIT 1", (word,)
    )
    return first


def _mended_once(word: str, places: range) -> Iterator[tuple[str, int]]:
    """The word with each mistake mended that it may have at one of the places, and what kind of mistake that was.

    What comes twice is of the later kind, the likelier one.
    """
    for n in places:
        yield word[:n] + word[n + 1 :], _TOO_MANY
    after = {n: _alphabet(word[min(n, len(word) - 1)]) for n in places}
    for n, letters in after.items():
        yield from ((word[:n] + letter + word[n + 1 :], _OTHER) for letter in letters if n < len(word))
    for n, letters in after.items():
        yield from ((word[:n] + letter + word[n:], _MISSING) for letter in letters)
    for n in places:
        if n < len(word) - 1:
            yield word[:n] + word[n + 1] + word[n] + word[n + 2 :], _SWAPPED


def _right_letters(connection: Connection, word: str, index: Index) -> int:
    """With how many of its letters a word of the index begins."""
    sql = (
        "SELECT count(*) FROM json_each(?) WHERE "
        f"EXISTS (SELECT 1 FROM {index.occurrences} WHERE term >= value AND term < value || ?)"
    )
    beginnings = [word[:n] for n in range(1, len(word) + 1)]
    n: int = ask_value(connection, sql, (json.dumps(beginnings), _PRIVATE_END))
    return n


def _two_away(connection: Connection, word: str, index: Index, *, is_prefix: bool) -> list[Meant]:
    """Looks at words that begin as this one, or as it would with a letter less or two swapped. The nearest first."""
    from rapidfuzz.distance import DamerauLevenshtein

    found: dict[str, int] = {}
    for start in _likely_beginnings(word):
        for term in words_beginning(connection, start, limit=_MOST_TERMS, index=index):
            ends = range(len(word) - 1, len(word) + 2) if is_prefix else (len(term),)
            distance = min(DamerauLevenshtein.distance(word, term[:end], score_cutoff=2) for end in ends)
            if 0 < distance <= 2:
                found[term] = distance
    nearest = sorted(found, key=lambda term: (found[term], abs(len(term) - len(word)), term))
    return [Meant(term) for term in nearest]


def _likely_beginnings(word: str) -> list[str]:
    """The first letters of what may have been meant: a letter too many among the first four, or two swapped."""
    swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(4)]
    without = [word[:n] + word[n + 1 :] for n in range(4)]
    # In what one mistake was mended, so many letters are right.
    return list(dict.fromkeys((word[:_BEGINNING], *(one[:_BEGINNING_OF_LONG] for one in swapped + without))))


def _alphabet(letter: str) -> Sequence[str]:
    """What may stand in its place: letters that Unicode has beside it; of Latin ones, what the index makes of all."""
    if letter.isascii():
        return string.digits if letter.isdigit() else string.ascii_lowercase
    return [*map(chr, range(ord(letter) & ~0xFF, (ord(letter) | 0xFF) + 1))]
