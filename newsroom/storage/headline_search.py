"""Articles by words of their headlines, in any order, the newest first; words may be mistyped."""

from collections.abc import Sequence

from sqlalchemy import Connection

from newsroom.storage.asking import ask
from newsroom.storage.folding import is_run
from newsroom.storage.matching import MIN_PREFIX, name_tokens
from newsroom.storage.numbers import LibraryNumbers
from newsroom.storage.planning import MOST_ALONE, MOST_WITH_OTHERS
from newsroom.storage.search_index import SMALL
from newsroom.storage.vocabulary import has_word, words_alike

_KEYS = """
SELECT f.rowid AS key FROM search_small f WHERE search_small MATCH ? ORDER BY f.rowid DESC LIMIT ?
"""
# One letter begins words of half of all headlines: the index would gather them all.
_NEWEST = """
SELECT key FROM (SELECT search_key AS key, headline FROM article INDEXED BY ix_article_listed
                 WHERE trashed_at IS NULL ORDER BY search_key DESC LIMIT 3000)
WHERE has_beginning(?, headline) LIMIT ?
"""
_MOST_TOKENS = 12


def headline_tokens(text: str) -> list[str]:
    """The words typed, as the index has them; the last may go on, and is left out while it is one letter."""
    tokens = name_tokens(text)[:_MOST_TOKENS]
    if len(tokens) > 1 and len(tokens[-1]) < MIN_PREFIX and tokens[-1].isascii():
        tokens.pop()
    return tokens


def find_keys(connection: Connection, tokens: Sequence[str], limit: int) -> list[int]:
    """Keys of articles whose headline has all of them, the last as the beginning of a word; newest first.

    One letter alone is looked for in the newest 3,000.
    """
    if len(tokens) == 1 and len(tokens[0]) < MIN_PREFIX and not is_run(tokens[0]):
        return [row["key"] for row in ask(connection, _NEWEST, (tokens[0], limit))]
    return _matching(connection, [[token] for token in tokens], limit)


def corrected(connection: Connection, tokens: Sequence[str]) -> list[list[str]] | None:
    """For each token, itself where a headline or lede has it, else the words that may have been meant.

    Where all of them are there, but not together, each may have been another. None where nothing is like one of them.
    """
    choices: list[list[str]] = []
    are_known = [
        has_word(connection, token, is_prefix=place == len(tokens) - 1) for place, token in enumerate(tokens)
    ]
    for place, (token, is_known) in enumerate(zip(tokens, are_known, strict=True)):
        if is_known and not all(are_known):
            choices.append([token])
            continue
        alike = words_alike(connection, token, is_prefix=place == len(tokens) - 1)
        if not alike and not is_known:
            return None
        choices.append([token, *alike] if is_known else alike)
    return choices


def find_keys_of_any(connection: Connection, choices: Sequence[Sequence[str]], limit: int) -> list[int]:
    """Keys of articles whose headline has one of each choice; newest first."""
    return _matching(connection, choices, limit)


def _matching(connection: Connection, choices: Sequence[Sequence[str]], limit: int) -> list[int]:
    parts = []
    for place, choice in enumerate(choices):
        is_last = place == len(choices) - 1
        words = [
            _beginning(connection, token, len(choices) == 1) if is_last else f'"{token}"' for token in choice
        ]
        parts.append(f"({' OR '.join(words)})")
    expression = f"headline : ({' AND '.join(parts)})"
    return [row["key"] for row in ask(connection, _KEYS, (expression, limit))] if parts else []


def _beginning(connection: Connection, token: str, is_alone: bool) -> str:
    """The words that begin so one by one, where the index does not have their beginning itself and they are few."""
    most = MOST_ALONE if is_alone else MOST_WITH_OTHERS
    words = LibraryNumbers(connection).beginning_so(SMALL.name, token, most)
    return " OR ".join(f'"{word}"' for word in words) if words else f'"{token}" *'
