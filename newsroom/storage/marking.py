"""Where words stand in a text as it is written, though the indexes know it only folded: their tokens, with places."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.domain.conditions import All, Condition, Either, Words
from newsroom.storage.folding import fold, is_private, is_run
from newsroom.storage.matching import name_tokens

_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Token:
    """As it is indexed, from ``start`` until before ``end`` of the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Tokens side by side; the last may go on where ``is_prefix``."""

    tokens: tuple[str, ...]
    is_prefix: bool


def wanted_words(condition: Condition) -> tuple[Wanted, ...]:
    """The words that an article may be found by: not those that must not occur."""
    return tuple(dict.fromkeys(_wanted(condition)))


def places(text: str, wanted: Iterable[Wanted]) -> list[tuple[int, int]]:
    """From where to where they stand, in order, merged where they meet."""
    wanted = tuple(wanted)
    if not wanted:
        return []
    if text.isascii():
        found = [
            match.span()
            for words in wanted
            if (pattern := _pattern(words))
            for match in pattern.finditer(text)
        ]
    else:
        tokens = tuple(tokens_of(text))
        found = [place for words in wanted for place in _places_of(words, tokens)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text as the indexes have them, in order; in scripts without spaces, pairs that overlap."""
    if text.isascii():
        for match in _ASCII_WORD.finditer(text):
            yield Token(match[0].lower(), *match.span())
        return
    word: list[str] = []
    spans: list[tuple[int, int]] = []
    for folded, start, end in _clusters(text):
        for character in folded:
            if character.isalnum() or is_private(character):
                if word and is_run(character) != is_run(word[-1]):
                    yield from _tokens(word, spans)
                    word, spans = [], []
                word.append(character)
                spans.append((start, end))
            elif word:
                yield from _tokens(word, spans)
                word, spans = [], []
    yield from _tokens(word, spans)


def token_texts(text: str) -> list[str]:
    """The same without their places."""
    return _ASCII_WORD.findall(text.lower()) if text.isascii() else [token.text for token in tokens_of(text)]


def _tokens(word: list[str], spans: list[tuple[int, int]]) -> Iterator[Token]:
    if not word:
        return
    if not is_run(word[0]):
        yield Token("".join(word), spans[0][0], spans[-1][1])
        return
    for n in range(len(word) - 1):
        yield Token(word[n] + word[n + 1], spans[n][0], spans[n + 1][1])
    yield Token(word[-1], *spans[-1])


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with the marks on it, folded, and its place."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _is_mark(text[end]):
            end += 1
        yield _folded(text[start:end]), start, end
        start = end


@lru_cache(maxsize=20_000)
def _folded(cluster: str) -> str:
    return fold(cluster)


@lru_cache(maxsize=20_000)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me")


@lru_cache(maxsize=200)
def _pattern(words: Wanted) -> re.Pattern[str] | None:
    """Finds the words in a text of ASCII alone, much faster; None where it cannot have them."""
    if not all(token.isascii() for token in words.tokens):
        return None
    rest = "[0-9A-Za-z]*" if words.is_prefix else ""
    side_by_side = "[^0-9A-Za-z]+".join(map(re.escape, words.tokens))
    return re.compile(rf"(?<![0-9A-Za-z]){side_by_side}{rest}(?![0-9A-Za-z])", re.IGNORECASE | re.ASCII)


def _wanted(condition: Condition) -> Iterator[Wanted]:
    if isinstance(condition, All | Either):
        for part in condition.parts:
            yield from _wanted(part)
    elif isinstance(condition, Words) and (tokens := name_tokens(condition.text)):
        is_short_of_pair = is_run(tokens[-1]) and len(tokens[-1]) == 1
        yield Wanted(tuple(tokens), condition.is_prefix or is_short_of_pair)


def _places_of(words: Wanted, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first, rest, last = words.tokens[0], words.tokens[1:-1], words.tokens[-1]
    n = len(words.tokens)
    for place, token in enumerate(tokens):
        if n == 1:
            if token.text == first or (words.is_prefix and token.text.startswith(first)):
                yield token.start, token.end
        elif token.text == first and place + n <= len(tokens):
            end = tokens[place + n - 1]
            fits = end.text == last or (words.is_prefix and end.text.startswith(last))
            if fits and all(tokens[place + 1 + i].text == one for i, one in enumerate(rest)):
                yield token.start, end.end
