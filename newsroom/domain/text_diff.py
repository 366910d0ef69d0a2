"""What one text has and another has not, word by word, in any script. Pure; milliseconds for an article.

Paragraphs that both have are found first, then the words of what lies between them. A longest common subsequence, found
bit by bit in parallel (Hyyrö 2004, in rapidfuzz); then what is common to both only by chance, a comma or a short word
amid what was written anew, is counted as written anew: so that one reads sentences and no confetti.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from newsroom.domain.text_ends import same_end, same_start
from newsroom.domain.text_sliding import slide
from newsroom.domain.text_words import is_word, words_behind_blanks, words_of

# Above so many pairs of words, or paragraphs, one stretch is not looked into: 50 MB. It is all gone, and all new.
_MOST_PAIRS = 400_000_000
# Signs between two changes, and the factor by which changes on both sides are longer than what they hold between them.
_FEW = 4
_CHANCE = 2


# With the line ends after it: an empty line is common to all texts, and says nothing of what belongs together.
_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")


_END = "\n\n"
_SURROGATES = range(0xD800, 0xE000)  # halves of letters
_MOST_LETTERS = 1_000_000


class Kind(StrEnum):
    """Whose a piece is."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, or only the old, or only the new one. None is empty."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """``old[start:end]`` became ``text``. One of them may be empty, not both."""

    start: int
    end: int
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both in the order of reading; what is gone stands before what is new in its place.

    Those that are not new make the old text, those that are not gone the new one.
    """
    pieces: list[Piece] = []
    at = 0
    for edit in edits(old, new):
        _put(pieces, Kind.SAME, old[at : edit.start])
        _put(pieces, Kind.GONE, old[edit.start : edit.end])
        _put(pieces, Kind.NEW, edit.text)
        at = edit.end
    _put(pieces, Kind.SAME, old[at:])
    return tuple(pieces)


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """What makes ``new`` of ``old``, in order; between two edits there is always something that stays."""
    if old == new:
        return ()
    found: list[_Span] = []
    for one, other in _stretches(old, new):
        found += _within(old, new, one, other)
    spans = _slid(old, new, _readable(old, _joined(found)))
    return tuple(Edit(a, b, new[c:d]) for a, b, c, d in spans)


def count_words(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many words are new, and how many are gone."""
    n = dict.fromkeys(Kind, 0)
    for piece in pieces:
        if piece.kind is not Kind.SAME:
            n[piece.kind] += sum(map(is_word, words_of(piece.text)))
    return n[Kind.NEW], n[Kind.GONE]


_Span = tuple[int, int, int, int]
"""From where to where in the old text, and in the new one."""
_Range = tuple[int, int]


def _put(pieces: list[Piece], kind: Kind, text: str) -> None:
    if text:
        pieces.append(Piece(kind, text))


def _stretches(old: str, new: str) -> Iterator[tuple[_Range, _Range]]:
    """Where paragraphs differ: what is unlike, between those that both have."""
    ours, theirs = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    if len(ours) * len(theirs) > _MOST_PAIRS:
        yield (0, len(old)), (0, len(new))
        return
    starts, other_starts = _starts(ours), _starts(theirs)
    for a, b, c, d in _unlike(ours, theirs):
        yield (starts[a], starts[b]), (other_starts[c], other_starts[d])


def _starts(parts: Sequence[str]) -> list[int]:
    """Where each part begins, and where the last one ends."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _within(old: str, new: str, one: _Range, other: _Range) -> Iterator[_Span]:
    """Where words differ in a stretch, or the blanks before a word that both have."""
    ours, theirs = _Words(old, one), _Words(new, other)
    if len(ours.words) * len(theirs.words) > _MOST_PAIRS:
        yield _trimmed(old, new, one, other)
        return
    at, other_at = 0, 0
    for a, b, c, d in _unlike(ours.words, theirs.words):
        yield from _blanks(ours, theirs, range(at, a), range(other_at, c))
        yield _without_blanks(old, new, (ours.ends[a], ours.ends[b], theirs.ends[c], theirs.ends[d]))
        at, other_at = b, d
    n = len(ours.words)
    yield from _blanks(ours, theirs, range(at, n), range(other_at, len(theirs.words)))


class _Words:
    """The words of a part of a text. ``ends[n]`` is where the n-th begins, with the blanks before it.

    One that no text has stands at the end, for the blanks before it.
    """

    def __init__(self, text: str, part: _Range) -> None:
        self.text = text
        pieces = words_behind_blanks(text[slice(*part)])
        if pieces and pieces[-1] != "\n" and pieces[-1].isspace():
            pieces.pop()
        self.words = [word or "\n" for word in map(str.lstrip, pieces)]
        self.ends = list(accumulate(map(len, pieces), initial=part[0]))
        self.words.append(_END)
        self.ends.append(part[1])

    def run(self, places: range) -> str:
        """These words with the blanks before them."""
        return self.text[self.ends[places.start] : self.ends[places.stop]]

    def blanks(self, n: int) -> _Range:
        """Where the blanks before the n-th word are."""
        word = self.words[n]
        return self.ends[n], self.ends[n + 1] - (0 if word == _END else len(word))


def _blanks(ours: _Words, theirs: _Words, places: range, others: range) -> Iterator[_Span]:
    """Where blanks differ before words that both have, one for one."""
    if ours.run(places) == theirs.run(others):
        return
    for n, m in zip(places, others, strict=True):
        (a, b), (c, d) = ours.blanks(n), theirs.blanks(m)
        if ours.text[a:b] != theirs.text[c:d]:
            yield a, b, c, d


def _without_blanks(old: str, new: str, span: _Span) -> _Span:
    """The span without the blanks that both begin with."""
    a, b, c, d = span
    while a < b and c < d and old[a] == new[c] and old[a].isspace():
        a, c = a + 1, c + 1
    return a, b, c, d


def _trimmed(old: str, new: str, one: _Range, other: _Range) -> _Span:
    """All of it, but for what both begin and end with; no letter is parted."""
    ours, theirs = old[slice(*one)], new[slice(*other)]
    start = same_start(ours, theirs)
    while start and not ours[start - 1].isspace():
        start -= 1
    end = same_end(ours, theirs, min(len(ours), len(theirs)) - start)
    while end and not ours[-end].isspace():
        end -= 1
    return one[0] + start, one[1] - end, other[0] + start, other[1] - end


def _unlike(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Span]:
    """From where to where the lists differ."""
    from rapidfuzz.distance import LCSseq

    a = c = 0
    for b, d, size in LCSseq.editops(*_as_letters(ours, theirs)).as_matching_blocks():
        if (a, c) != (b, d):
            yield a, b, c, d
        a, c = b + size, d + size


def _as_letters(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Each word as a letter of its own, the most frequent ones as the first: letters are looked up in half the time.

    What only the other side has is one and the same letter there.
    """
    counted = Counter(ours)
    if len(counted) > _MOST_LETTERS:
        return ours, theirs
    numbers = (n if n < _SURROGATES.start else n + len(_SURROGATES) for n in range(len(counted)))
    letters = {word: chr(n) for (word, _), n in zip(counted.most_common(), numbers, strict=True)}
    stranger = chr(sys.maxunicode)
    other = letters.get
    return "".join(map(letters.__getitem__, ours)), "".join([other(word, stranger) for word in theirs])


def _joined(spans: Sequence[_Span]) -> Iterator[_Span]:
    """Those that touch are one; those of nothing are none."""
    last: _Span | None = None
    for a, b, c, d in spans:
        if a == b and c == d:
            continue
        if last is not None and (last[1], last[3]) == (a, c):
            last = (last[0], b, last[2], d)
            continue
        if last is not None:
            yield last
        last = (a, b, c, d)
    if last is not None:
        yield last


def _readable(old: str, spans: Iterator[_Span]) -> list[_Span]:
    """What is the same by chance between two changes belongs to them."""
    kept: list[_Span] = []
    for span in spans:
        joined = span
        while kept and _is_chance(old[kept[-1][1] : joined[0]], kept[-1], joined):
            a, _, c, _ = kept.pop()
            joined = (a, joined[1], c, joined[3])
        kept.append(joined)
    return kept


def _slid(old: str, new: str, spans: Sequence[_Span]) -> Iterator[_Span]:
    """Each insertion and deletion where a person would say that it is; a character at least stays between two."""
    last = (-1, -1)
    for n, (a, b, c, d) in enumerate(spans):
        following = spans[n + 1] if n + 1 < len(spans) else (len(old) + 1, 0, len(new) + 1, 0)
        by = 0
        if a == b:
            by = slide(new, c, d, least=last[1] + 1, most=following[2] - 1)
        elif c == d:
            by = slide(old, a, b, least=last[0] + 1, most=following[0] - 1)
        yield a + by, b + by, c + by, d + by
        last = b + by, d + by


def _is_chance(between: str, one: _Span, other: _Span) -> bool:
    if "\n" in between:
        return False
    if len(between) <= _FEW and not is_word(between):
        return True
    return _CHANCE * len(between) <= min(_size(one), _size(other))


def _size(span: _Span) -> int:
    a, b, c, d = span
    return max(b - a, d - c)
