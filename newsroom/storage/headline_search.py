"""Articles by words of their headlines, in any order, the newest first; words may be mistyped."""

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from newsroom.storage.asked_texts import question_of_beginning
from newsroom.storage.asking import ask_plain
from newsroom.storage.folding import is_run
from newsroom.storage.matching import MIN_PREFIX, name_tokens
from newsroom.storage.numbers import LibraryNumbers
from newsroom.storage.planning import MOST_ALONE, MOST_WITH_OTHERS
from newsroom.storage.search_index import SMALL
from newsroom.storage.vocabulary import LEAST_MENDED, Meant, has_word, meant_by

_HITS = """
SELECT f.key, a.headline, a.trashed_at
FROM (SELECT rowid AS key FROM search_small WHERE search_small MATCH ? ORDER BY rowid DESC LIMIT ?) f
CROSS JOIN article a ON a.search_key = f.key
"""
# One letter begins words of half of all headlines: the index would gather them all.
_NEWEST = """
SELECT key, headline FROM (SELECT search_key AS key, headline FROM article INDEXED BY ix_article_listed
                           WHERE trashed_at IS NULL ORDER BY search_key DESC LIMIT 3000)
WHERE has_words(?, headline) LIMIT ?
"""
_MOST_TOKENS = 12
_FEW_MEANT, _MOST_MEANT = 4, 24
# With one of two words left out, the other is always there.
_LEAST_TO_TELL = 3
_SEVERAL = 2
Hit: TypeAlias = tuple[int, str]
"""A search key, and the headline."""


def headline_tokens(text: str) -> list[str]:
    """The words typed, as the index has them; the last may go on, and is left out while it is one letter."""
    tokens = name_tokens(text)[:_MOST_TOKENS]
    if len(tokens) > 1 and len(tokens[-1]) < MIN_PREFIX and tokens[-1].isascii():
        tokens.pop()
    return tokens


def find_hits(connection: Connection, tokens: Sequence[str], limit: int) -> list[Hit]:
    """Articles whose headline has all of them, the last as the beginning of a word: keys and headlines, newest first.

    One letter alone is looked for in the newest 3,000. Of the newest so many, the trashed are left out.
    """
    if len(tokens) == 1 and len(tokens[0]) < MIN_PREFIX and not is_run(tokens[0]):
        return ask_plain(connection, _NEWEST, (question_of_beginning(tokens[0]), limit))
    last = len(tokens) - 1
    return _matching(connection, [[Meant(token, n != last)] for n, token in enumerate(tokens)], limit)


def without_short_slips(connection: Connection, tokens: Sequence[str]) -> list[str]:
    """Those that are long enough to be mended, or that a headline or lede has: of ``teh``, any word would do."""
    last = len(tokens) - 1
    return [
        token
        for n, token in enumerate(tokens)
        if len(token) >= LEAST_MENDED or has_word(connection, token, is_prefix=n == last)
    ]


def corrected(connection: Connection, tokens: Sequence[str]) -> list[list[Meant]] | None:
    """For each token, itself where a headline or lede has it, else the words that may have been meant.

    Where all of them are there, but not together, each may have been another. None where nothing is like one of them.
    """
    last = len(tokens) - 1
    are_known = [has_word(connection, token, is_prefix=n == last) for n, token in enumerate(tokens)]
    doubted = _doubted(connection, tokens) if all(are_known) else [not known for known in are_known]
    choices: list[list[Meant]] = []
    for n, (token, is_known) in enumerate(zip(tokens, are_known, strict=True)):
        itself = [Meant(token, n != last)] if is_known else []
        if not doubted[n]:
            choices.append(itself)
            continue
        meant = meant_by(connection, token, is_prefix=n == last, is_right=is_known)
        if not meant and not is_known:
            return None
        choices.append(itself + _likeliest(meant))
    return choices


def find_hits_of_any(
    connection: Connection, tokens: Sequence[str], choices: Sequence[Sequence[Meant]], limit: int
) -> list[Hit]:
    """The same of articles whose headline has one of each choice, one a token: of the likeliest, if these have any.

    Where each token is a word, first of those that have all but one of them as they were typed.
    """
    if found := _with_one_mistake(connection, tokens, choices, limit):
        return found
    for n_words in (_FEW_MEANT, _MOST_MEANT):
        likely = [_words_of(choice, token, n_words) for choice, token in zip(choices, tokens, strict=True)]
        if all(likely) and (found := _matching(connection, likely, limit)):
            return found
    return _matching(connection, choices, limit)


def _with_one_mistake(
    connection: Connection, tokens: Sequence[str], choices: Sequence[Sequence[Meant]], limit: int
) -> list[Hit]:
    typed = [
        [one for one in choice if one.text == token] for choice, token in zip(choices, tokens, strict=True)
    ]
    others = [
        [one for one in choice if one.text != token] for choice, token in zip(choices, tokens, strict=True)
    ]
    doubted = [n for n, choice in enumerate(others) if choice]
    if not all(typed) or len(doubted) < _SEVERAL:
        return []
    said = [_any_of(connection, choice) for choice in typed]
    ways = [
        " AND ".join(_any_of(connection, others[n]) if n == place else said[n] for n in doubted)
        for place in doubted
    ]
    parts = [part for n, part in enumerate(said) if n not in doubted]
    return _found(connection, [f"({' OR '.join(f'({way})' for way in ways)})", *parts], limit)


def _words_of(choice: Sequence[Meant], token: str, n_words: int) -> list[Meant]:
    """What was typed, if it is among them, and so many other words, without mere beginnings of some."""
    words = [one for one in choice if one.is_whole and one.text != token]
    return [one for one in choice if one.text == token] + words[:n_words]


def _doubted(connection: Connection, tokens: Sequence[str]) -> list[bool]:
    """Of words that are all there, but not together: without which of them the others are; all, where none tells."""
    if len(tokens) < _LEAST_TO_TELL:
        return [True] * len(tokens)
    last = len(tokens) - 1
    meant = [[Meant(token, n != last)] for n, token in enumerate(tokens)]
    alone = [bool(_matching(connection, [*meant[:n], *meant[n + 1 :]], 1)) for n in range(len(tokens))]
    return alone if any(alone) else [True] * len(tokens)


def _likeliest(meant: Sequence[Meant]) -> list[Meant]:
    """Whole words, and a few beginnings of words."""
    wholes = [one for one in meant if one.is_whole]
    return wholes[:_MOST_MEANT] + [one for one in meant if not one.is_whole][:_FEW_MEANT]


def _matching(connection: Connection, choices: Sequence[Sequence[Meant]], limit: int) -> list[Hit]:
    is_alone = len(choices) == 1
    return _found(connection, [_any_of(connection, choice, is_alone=is_alone) for choice in choices], limit)


def _found(connection: Connection, parts: Sequence[str], limit: int) -> list[Hit]:
    """Of headlines that have all the parts of a question to the index."""
    hits = ask_plain(connection, _HITS, (f"headline : ({' AND '.join(parts)})", limit))
    return [(key, headline) for key, headline, trashed_at in hits if trashed_at is None]


def _any_of(connection: Connection, choice: Sequence[Meant], *, is_alone: bool = False) -> str:
    words = (
        f'"{one.text}"' if one.is_whole else _beginning(connection, one.text, is_alone) for one in choice
    )
    return f"({' OR '.join(words)})"


def _beginning(connection: Connection, token: str, is_alone: bool) -> str:
    """The words that begin so one by one, where the index does not have their beginning itself and they are few."""
    most = MOST_ALONE if is_alone else MOST_WITH_OTHERS
    words = LibraryNumbers(connection).beginning_so(SMALL.name, token, most)
    return " OR ".join(f'"{word}"' for word in words) if words else f'"{token}" *'
