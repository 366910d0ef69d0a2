"""The words that headlines and ledes have, and those of them that a mistyped word may have been."""

from collections.abc import Iterator

from sqlalchemy import Connection

from newsroom.storage.asking import ask, ask_value
from newsroom.storage.search_index import SMALL, Index

# Of words so short, any other would do.
_LEAST_LENGTH = 4
_LONG = 8
_MOST_TERMS = 20_000
_PRIVATE_END = "\U0010ffff"


def has_word(connection: Connection, word: str, *, is_prefix: bool = False, index: Index = SMALL) -> bool:
    """Whether any text has it. ``word`` is one token of the index."""
    end = "< ?" if is_prefix else "= ?"
    values = (word, word + _PRIVATE_END if is_prefix else word)
    if is_prefix:
        sql = f"SELECT 1 FROM {index.words} WHERE term >= ? AND term {end} LIMIT 1"
        return ask_value(connection, sql, values) is not None
    return ask_value(connection, f"SELECT 1 FROM {index.words} WHERE term = ? LIMIT 1", (word,)) is not None


def words_alike(
    connection: Connection, word: str, *, is_prefix: bool = False, limit: int = 4, index: Index = SMALL
) -> list[str]:
    """Words at most two letters away, one for short ones, the nearest and then the most frequent first.

    ``is_prefix``: their beginnings count. Looks at words with the same first letters, one of which may be missing,
    doubled or swapped: some milliseconds.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    if len(word) < _LEAST_LENGTH:
        return []
    most = 2 if len(word) >= _LONG else 1
    found: dict[str, tuple[int, int]] = {}
    for start in _beginnings(word):
        for term, n in _terms(connection, start, len(word), most, is_prefix, index):
            compared = term[: len(word)] if is_prefix else term
            distance = DamerauLevenshtein.distance(word, compared, score_cutoff=most)
            if 0 < distance <= most:
                known = found.get(term)
                found[term] = min(known, (distance, -n)) if known else (distance, -n)
    return sorted(found, key=lambda term: (*found[term], term))[:limit]


def _terms(
    connection: Connection, start: str, length: int, most: int, is_prefix: bool, index: Index
) -> Iterator[tuple[str, int]]:
    longest = 10_000 if is_prefix else length + most
    sql = f"SELECT term, doc FROM {index.words} WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? LIMIT ?"
    values = (start, start + _PRIVATE_END, length - most, longest, _MOST_TERMS)
    for row in ask(connection, sql, values):
        yield row["term"], row["doc"]


def _beginnings(word: str) -> list[str]:
    """The first two letters of what may have been meant."""
    first, second, third = word[0], word[1], word[2]
    pairs = (first + second, second + first, first + third, second + third)
    return list(dict.fromkeys(pairs))
