"""Runs of capitalised words: where they begin and go on, what leads to a name in them, and what stands beside."""

import re
from functools import lru_cache

from newsroom.suggesting.naming_words import (
    AFTER_PERSON,
    BEFORE_PERSON,
    BEGINS_PLACE,
    ENDS_PLACE,
    GIVEN,
    IN_ORGANISATION,
    IT,
    JOINING,
    JOINING_OFFICES,
    MAKES_ADJECTIVE,
    SAYING,
    WHO,
)

POSSESSIVE = re.compile(r"['’]s$")
MOST_WORDS = 5
_JOINED_BY_OFFICES = IN_ORGANISATION | BEGINS_PLACE | ENDS_PLACE
_OFFICE_OF = "office of"
MOST_REMEMBERED = 4_000


def n_of_title(run: list[str], before: str) -> int:
    """Of ``Prime Minister Ana Ruiz``, two; of ``General Motors`` none."""
    words = [*map(bare, run)]
    for n in range(len(run) - 1, 0, -1):
        if words[n - 1] in BEFORE_PERSON:
            is_name = words[n] in GIVEN or (
                words[n] not in AFTER_PERSON and _JOINED_BY_OFFICES.isdisjoint(words[n:])
            )
            return n if is_name and words[0] not in GIVEN else 0
    # Of ``QXZ Ana Ruiz`` one, and of what follows ``Secretary of``.
    leads = before == _OFFICE_OF or (run[0].isupper() and len(run[0]) > 2)
    return 1 if leads and len(run) > 2 and words[1] in GIVEN and _JOINED_BY_OFFICES.isdisjoint(words) else 0


def word_before(tokens: list[str], start: int) -> str:
    """What leads to a name. ``Secretary of Defence Ana Ruiz`` is not she of Defence."""
    if start > 1 and tokens[start - 1] == "of" and bare(tokens[start - 2]) in BEFORE_PERSON:
        return _OFFICE_OF
    return tokens[start - 1] if start else ""


def word_after(tokens: list[str], end: int) -> str:
    """What follows a name, be it after a comma: Ana Ruiz, who. Of whom it is said that it said so is no person."""
    following = [*tokens[end : end + 2], "", ""]
    if following[0] == "," and following[1] in WHO:
        return following[1]
    return "" if following[0] in SAYING and following[1] in IT else following[0]


@lru_cache(maxsize=MOST_REMEMBERED)
def bare(token: str) -> str:
    """Small, without what makes it a possessor or ends a sentence."""
    return POSSESSIVE.sub("", token.casefold()).rstrip(".")


@lru_cache(maxsize=MOST_REMEMBERED)
def is_capital(token: str) -> bool:
    """Whether it may be part of a name: a capital and small letters, or three capitals. Not Velmar-based."""
    if token.isupper():
        return len(token) > 2
    if not token[0].isupper() or not any(map(str.islower, token[1:])):
        return False
    return "-" not in token or token.rpartition("-")[2] not in MAKES_ADJECTIVE


def goes_on(token: str, run: list[str]) -> bool:
    """Whether it belongs to the name that the words before it begin."""
    return is_capital(token) or bare(token) in AFTER_PERSON or (len(run) < MOST_WORDS and _joins(token, run))


def _joins(token: str, run: list[str]) -> bool:
    if token in JOINING:
        return True
    return token in JOINING_OFFICES and any(bare(word) in _JOINED_BY_OFFICES for word in run)
