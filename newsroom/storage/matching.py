"""Words as questions to the search indexes. Nothing that is typed can be taken for the indexes' own syntax."""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeAlias

from newsroom.domain.conditions import EVERYTHING, NOTHING, All, Condition, Either, Not, Words, all_of
from newsroom.storage.folding import fold, is_run, segment

# A phrase whose closing quote may still be missing, or a word; quotes of any script count.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»❝❞＂", '"'))
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"]+))')
# Letters and digits, and private characters, which stand for marks that belong to their word.
_INDEXED = re.compile(r"(?:[^\W_]|[\ue000-\uf8ff])+")
MIN_PREFIX = 2
# Of a whole page pasted into the search line, the beginning is enough.
_MAX_TERMS = 100
Beginnings: TypeAlias = Callable[[str], Sequence[str] | None]


def words_condition(words: str, *, prefix: bool) -> Condition:
    """Words that must all occur; words in double quotes side by side; a word after ``-`` must not occur.

    ``prefix``: the last word is still being typed. Signs alone are no condition then, and otherwise match nothing.
    """
    words = words.translate(_QUOTES)
    parts: list[Condition] = []
    for match in islice(_TERM.finditer(words), _MAX_TERMS):
        is_open = match.end() == len(words) and not match["close"]
        text = match["word"] if match["word"] is not None else match["phrase"]
        part = Words(text, is_prefix=prefix and is_open)
        parts.append(Not(part) if match["minus"] else part)
    condition = all_of(parts)
    if parts and not prefix and searchable(condition) == EVERYTHING:
        return NOTHING
    return condition


def searchable(condition: Condition) -> Condition:
    """The condition without words of which nothing is ever indexed: signs, and first letters."""
    if isinstance(condition, Words):
        return condition if words_expression(condition) else EVERYTHING
    if isinstance(condition, Not):
        part = searchable(condition.part)
        return EVERYTHING if part == EVERYTHING else Not(part)
    if isinstance(condition, All):
        return all_of(searchable(part) for part in condition.parts)
    if isinstance(condition, Either):
        parts = tuple(part for one in condition.parts if (part := searchable(one)) != EVERYTHING)
        if not parts and condition.parts:
            return EVERYTHING
        return parts[0] if len(parts) == 1 else Either(parts)
    return condition


def loosened(condition: Condition) -> Condition:
    """With the words of each phrase anywhere: what an index of words has to look at to find the phrases."""
    if isinstance(condition, Words):
        tokens = name_tokens(condition.text)
        last = len(tokens) - 1
        return all_of(Words(token, condition.is_prefix and n == last) for n, token in enumerate(tokens))
    if isinstance(condition, All):
        return all_of(map(loosened, condition.parts))
    if isinstance(condition, Either):
        return Either(tuple(map(loosened, condition.parts)))
    return condition


def match_expression(condition: Condition, beginnings: Beginnings | None = None) -> str | None:
    """For ``MATCH``; None where the condition is not one of words alone, or has nothing that must occur.

    Of a condition that is ``searchable``. ``beginnings``: see ``words_expression``.
    """
    if isinstance(condition, Words):
        return words_expression(condition, beginnings)
    if isinstance(condition, Either):
        parts = [match_expression(part, beginnings) for part in condition.parts]
        known = [f"({part})" for part in parts if part is not None]
        return " OR ".join(known) if known and len(known) == len(parts) else None
    if isinstance(condition, All):
        return _all_expression(condition, beginnings)
    return None


def _all_expression(condition: All, beginnings: Beginnings | None) -> str | None:
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in condition.parts:
        is_wanted = not isinstance(part, Not)
        expression = match_expression(part.part if isinstance(part, Not) else part, beginnings)
        if expression is None:
            return None
        (wanted if is_wanted else unwanted).append(f"({expression})")
    if not wanted:
        return None
    together = " AND ".join(wanted)
    return f"({together}) NOT ({' OR '.join(unwanted)})" if unwanted else together


def words_expression(words: Words, beginnings: Beginnings | None = None) -> str:
    """A quoted string of the indexes' syntax; empty when nothing in the words is ever indexed.

    ``beginnings`` answers the words that begin so, where they are few: asked for one by one, they are met newest first
    and as far as needed, where for a beginning all hits of all of them are gathered before the first is known.
    """
    tokens, is_prefix = phrase_of(words)
    if not tokens:
        return ""
    if (
        words.is_prefix
        and is_prefix
        and beginnings is not None
        and len(tokens) == 1
        and not is_run(tokens[0])
    ):
        whole = beginnings(tokens[0])
        if whole:
            return " OR ".join(f'"{word}"' for word in whole)
    return f'"{" ".join(tokens)}"{" *" if is_prefix else ""}'


def phrase_of(words: Words) -> tuple[list[str], bool]:
    """The tokens that stand side by side, none where nothing is ever indexed; and whether the last may go on."""
    tokens = name_tokens(words.text)
    if not tokens:
        return [], False
    # One character of a script without spaces stands in the indexes only as the first of a pair, or alone at an end.
    if is_run(tokens[-1]) and len(tokens[-1]) == 1:
        return tokens, True
    if words.is_prefix and len(tokens[-1]) < MIN_PREFIX:
        return tokens[:-1], False
    return tokens, words.is_prefix


def wide_beginning(words: Words) -> str | None:
    """The one token that it is the beginning of; None where it is more or other than that."""
    tokens = name_tokens(words.text) if words.is_prefix else []
    return tokens[0] if len(tokens) == 1 and len(tokens[0]) >= MIN_PREFIX and not is_run(tokens[0]) else None


def parse_prefixes(text: str) -> str | None:
    """Every word typed, in any order, as the beginning of a word; None when there is none. For names."""
    tokens = name_tokens(text)[:_MAX_TERMS]
    return " AND ".join(f'"{token}" *' for token in tokens) or None


def name_tokens(text: str) -> list[str]:
    """The words of a text as the indexes have them."""
    return indexed_words(segment(fold(text), is_open=True))


def indexed_words(text: str) -> list[str]:
    """The words of folded and segmented text."""
    return _INDEXED.findall(text)
