"""The words of a Markdown text as the search indexes have them, and what is not text left out."""

import re
import zlib
from collections.abc import Collection, Sequence

from newsroom.storage.folding import fold, segment
from newsroom.suggesting.arabic import stemmed

# Of a text longer than that, the beginning says what it is about; a hostile one costs no more.
LONGEST = 60_000
_MOST_WORDS = 6_000

# Each is bounded or cannot start anew inside itself: linear in the text.
_ASIDE = re.compile(
    r"\{\{[^{}]{0,400}\}\}|\{%[^{}]{0,400}%\}"  # what another system's templates left
    r"|<[A-Za-z/!][^<>]{0,400}>"
    r"|\]\([^()\s]{0,400}(?:\s+\"[^\"]{0,200}\")?\)"  # the target of a link; its words stay
    r"|https?://[^\s)>\]]{1,400}|www\.[^\s)>\]]{1,400}"  # apart: by their first letters they are found at once
)
_ASCII = re.compile(r"[a-z0-9]+")
# Letters and digits, and the private characters that stand for marks (storage/folding.py).
_AS_WRITTEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u0e30-\u0e4e]+[^\W_]*)*")
_WORD = re.compile(r"(?:[^\W_]+|[\ue000-\uf8ff]+)+")


def prose(markdown: str) -> str:
    """The text without addresses, tags and templates, cut at ``LONGEST`` characters."""
    return _ASIDE.sub(" ", markdown[:LONGEST])


def words(text: str) -> list[str]:
    """Folded, in order; Arabic ones stemmed, pairs of characters in scripts without spaces."""
    if text.isascii():
        found = _ASCII.findall(text.lower())
    else:
        found = _WORD.findall(segment(stemmed(fold(text))))
    return found[:_MOST_WORDS]


def number_of(word: str) -> int:
    """A hash of 32 bits, the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def numbers_of(tokens: Sequence[str]) -> list[int]:
    """The same of many: nearly all of it is done outside the interpreter."""
    try:
        return [*map(zlib.crc32, map(str.encode, tokens))]
    except UnicodeEncodeError:  # half of a pair that stands for one character
        return [*map(number_of, tokens)]


def _words_of_each(written: Collection[str]) -> dict[str, list[str]]:
    """The words of each that is not plain ASCII, all folded together: to fold one costs nearly as much."""
    others = [one for one in written if not one.isascii()]
    lines = segment(stemmed(fold("\n".join(others)))).split("\n")
    if len(lines) != len(others):
        return {one: words(one) for one in others}
    return {one: _WORD.findall(line) for one, line in zip(others, lines, strict=True)}


def spellings(text: str) -> dict[str, str]:
    """Each word of a text that is prose alone, as it is written where it stands first."""
    written = dict.fromkeys(_AS_WRITTEN.findall(text))
    known = _words_of_each(written)
    spelled: dict[str, str] = {}
    for one in written:
        found = known.get(one)
        if found is None:
            spelled.setdefault(one.lower(), one)
        elif len(found) == len(one) > 1:
            for n, word in enumerate(found):
                spelled.setdefault(word, one[n : n + 2])
        else:
            for word in found:
                spelled.setdefault(word, one)
    return spelled


def placed_words(markdown: str) -> list[tuple[str, int, int]]:
    """The same words with the characters that they take in the text as it is written."""
    blank = _ASIDE.sub(lambda match: " " * len(match[0]), markdown[:LONGEST])
    placed: list[tuple[str, int, int]] = []
    matches = [*_AS_WRITTEN.finditer(blank)]
    known = _words_of_each({match[0] for match in matches})
    for match in matches:
        start, end = match.span()
        found = known.get(match[0])
        if found is None:
            placed.append((match[0].lower(), start, end))
            continue
        if len(found) == end - start and len(found) > 1:
            # Pairs of characters of a script without spaces: one begins at each.
            placed += [(word, start + n, min(start + n + 2, end)) for n, word in enumerate(found)]
        else:
            placed += [(word, start, end) for word in found]
    return placed[:_MOST_WORDS]
