"""Articles by words of their headlines, in any order, the newest first; words may be mistyped."""

from collections.abc import Sequence

from sqlalchemy import Connection

from newsroom.storage.asking import ask
from newsroom.storage.matching import MIN_PREFIX, name_tokens
from newsroom.storage.vocabulary import has_word, words_alike

_KEYS = """
SELECT f.rowid AS key FROM search_small f WHERE search_small MATCH ? ORDER BY f.rowid DESC LIMIT ?
"""
_MOST_TOKENS = 12


def headline_tokens(text: str) -> list[str]:
    """The words typed, as the index has them; the last may go on, and is left out while it is one letter."""
    tokens = name_tokens(text)[:_MOST_TOKENS]
    if len(tokens) > 1 and len(tokens[-1]) < MIN_PREFIX and tokens[-1].isascii():
        tokens.pop()
    return tokens


def find_keys(connection: Connection, tokens: Sequence[str], limit: int) -> list[int]:
    """Keys of articles whose headline has all of them, the last as the beginning of a word; newest first."""
    return _matching(connection, [[token] for token in tokens], limit)


def corrected(connection: Connection, tokens: Sequence[str]) -> list[list[str]] | None:
    """For each token, itself or the words that may have been meant, where no headline or lede has it.

    None where nothing is like one of them, or where all of them are there.
    """
    choices: list[list[str]] = []
    for place, token in enumerate(tokens):
        is_last = place == len(tokens) - 1
        if has_word(connection, token, is_prefix=is_last):
            choices.append([token])
            continue
        alike = words_alike(connection, token, is_prefix=is_last)
        if not alike:
            return None
        choices.append(alike)
    return choices if any(one != [token] for one, token in zip(choices, tokens, strict=True)) else None


def find_keys_of_any(connection: Connection, choices: Sequence[Sequence[str]], limit: int) -> list[int]:
    """Keys of articles whose headline has one of each choice; newest first."""
    return _matching(connection, choices, limit)


def _matching(connection: Connection, choices: Sequence[Sequence[str]], limit: int) -> list[int]:
    parts = []
    for place, choice in enumerate(choices):
        star = " *" if place == len(choices) - 1 else ""
        parts.append("(" + " OR ".join(f'"{token}"{star}' for token in choice) + ")")
    expression = f"headline : ({' AND '.join(parts)})"
    return [row["key"] for row in ask(connection, _KEYS, (expression, limit))] if parts else []
