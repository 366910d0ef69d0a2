"""The words that headlines and ledes have, and those of them that a mistyped word may have been."""

import json

from sqlalchemy import Connection

from newsroom.storage.asking import ask, ask_value
from newsroom.storage.search_index import SMALL, Index

# Of words so short, any other would do.
_LEAST_LENGTH = 4
_LONG = 8
_BEGINNING = 4
_BEGINNING_OF_LONG = 6
_MOST_TERMS = 250
_MOST_LETTERS = 60
_PRIVATE_END = "\U0010ffff"


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


def words_alike(
    connection: Connection, word: str, *, is_prefix: bool = False, limit: int = 4, index: Index = SMALL
) -> list[str]:
    """Words at most two letters away, one for short ones, the nearest first. ``is_prefix``: their beginnings count.

    Looks at words that begin as this one or as it would with a letter less or two swapped; only where none of them is
    like it, at those that begin with a letter more or another one: some milliseconds, however long the archive is.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    if len(word) < _LEAST_LENGTH:
        return []
    most = 2 if len(word) >= _LONG else 1
    found: dict[str, int] = {}
    for beginnings in (_likely_beginnings, _other_beginnings):
        for start in beginnings(connection, word, index):
            for term in words_beginning(connection, start, limit=_MOST_TERMS, index=index):
                compared = term[: len(word)] if is_prefix else term
                distance = DamerauLevenshtein.distance(word, compared, score_cutoff=most)
                if 0 < distance <= most:
                    found[term] = distance
        if found:
            break
    return sorted(found, key=lambda term: (found[term], abs(len(term) - len(word)), term))[:limit]


def _likely_beginnings(_connection: Connection, word: str, _index: Index) -> list[str]:
    """The first letters of what may have been meant: a letter too many among the first four, or two swapped."""
    swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(min(4, len(word) - 1))]
    without = [word[:n] + word[n + 1 :] for n in range(min(4, len(word)))]
    return list(dict.fromkeys((word[:_BEGINNING], *map(_mended, swapped), *map(_mended, without))))


def _other_beginnings(connection: Connection, word: str, index: Index) -> list[str]:
    """The first three; and the word with a letter more, or another one, among the first four, where one begins so.

    The latter are hundreds, so they are looked for together.
    """
    mended = []
    for n in range(_BEGINNING):
        for letter in _letters_after(connection, word[:n], index):
            mended += [word[:n] + letter + word[n:], word[:n] + letter + word[n + 1 :]]
    table = index.occurrences
    begins_so = f"SELECT 1 FROM {table} WHERE term >= value AND term < value || ?"
    sql = f"SELECT value FROM json_each(?) WHERE EXISTS ({begins_so})"
    rows = ask(connection, sql, (json.dumps(list(dict.fromkeys(mended))), _PRIVATE_END))
    return [word[:3], *(row["value"] for row in rows)]


def _mended(word: str) -> str:
    """How a word begins in which one mistake is mended: of a short one all is right then, of a long one this much."""
    return word[:_BEGINNING_OF_LONG] if len(word) >= _LONG else word


def _letters_after(connection: Connection, start: str, index: Index) -> list[str]:
    """With which letters the words of the index go on that begin so."""
    table = index.occurrences
    sql = (
        "WITH RECURSIVE w(term) AS "
        f"(SELECT (SELECT term FROM {table} WHERE term >= :start || char(1) AND term < :end LIMIT 1) "
        f"UNION ALL SELECT (SELECT term FROM {table} WHERE term >= :start || substr(w.term, :next, 1) || :last "
        "AND term < :end LIMIT 1) FROM w WHERE w.term IS NOT NULL LIMIT :most) "
        "SELECT substr(term, :next, 1) AS letter FROM w WHERE term IS NOT NULL"
    )
    values = {"start": start, "end": start + _PRIVATE_END, "next": len(start) + 1, "last": _PRIVATE_END}
    return [row["letter"] for row in ask(connection, sql, values | {"most": _MOST_LETTERS})]
