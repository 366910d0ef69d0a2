"""Which names may be of one thing: spelling, number, word order, script, abbreviation, typing errors.

Names that are equal under a key are found by that key; typing errors among names that share half of their letters.
Seconds for 100,000 names. Knows no library.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from anyascii import anyascii
from rapidfuzz.distance import OSA

from newsroom.domain.ordering import Likeness

# Short words of names, which initials leave out.
_SMALL = frozenset(
    "a an and at by de del der des di do du el et for in la le of on the to und van von y и в".split()
)
# What nobody could tell from the letters.
_SAME = (
    ("us", "usa", "united states", "united states of america"),
    ("uk", "gb", "united kingdom", "great britain"),
    ("un", "uno", "united nations", "united nations organisation", "united nations organization"),
    ("uae", "united arab emirates"),
    ("eu", "european union"),
)
_SAME_BUT_FOR_FORM = frozenset((Likeness.SPELLING, Likeness.SCRIPT, Likeness.WORD_ORDER, Likeness.NUMBER))
_WORDS = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<!\w)((?:[^\W\d_]\.){2,}[^\W\d_]?\.?)")
_DIGITS = re.compile(r"\d+")
_LONG = 7
_VERY_LONG = 14
_LONGEST = 80
_MOST_IN_BLOCK = 1_500
_MOST_ALIKE = 12
_MOST_MEANINGS = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. Two things may have names alike; names of one thing are not compared."""

    owner: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one; the lower first."""

    one: int
    other: int
    likeness: Likeness


def alike(names: Sequence[Name], check: Callable[[], None] = lambda: None) -> Iterator[Pair]:
    """Pairs of owners, each with the plainest reason that was found first. ``check`` may raise to end it."""
    seen: set[tuple[int, int]] = set()
    shapes = [_Shape(name) for name in names if name.text.strip()]
    finders: tuple[tuple[Likeness, Callable[[_Shape], str]], ...] = (
        (Likeness.SPELLING, lambda shape: shape.squashed),
        (Likeness.SCRIPT, lambda shape: shape.latin),
        (Likeness.WORD_ORDER, lambda shape: shape.sorted_words),
        (Likeness.NUMBER, lambda shape: shape.singular),
    )
    for likeness, key in finders:
        check()
        yield from _pairs(_by_key(shapes, key), likeness, seen)
    check()
    yield from _pairs(_abbreviations(shapes), Likeness.ABBREVIATION, seen)
    for block in _blocks(shapes):
        check()
        yield from _pairs(_typos(block), Likeness.TYPO, seen)


class _Shape:
    """What a name is compared by."""

    __slots__ = ("latin", "owner", "singular", "sorted_words", "squashed", "text", "words")

    def __init__(self, name: Name) -> None:
        self.owner = name.owner
        self.text = name.text[:_LONGEST]
        plain = _plain(self.text)
        joined = _DOTTED.sub(lambda match: match[1].replace(".", ""), plain)
        self.words = _WORDS.findall(joined)
        self.squashed = "".join(self.words)
        latin = self.squashed if self.squashed.isascii() else _letters(anyascii(self.text))
        self.latin = latin
        self.sorted_words = " ".join(sorted(self.words)) if len(self.words) > 1 else ""
        self.singular = " ".join(map(_singular, self.words)) if self.words else ""


def _plain(text: str) -> str:
    """Without case and marks on letters."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def _letters(text: str) -> str:
    return "".join(_WORDS.findall(text.casefold()))


def _singular(word: str) -> str:
    """English endings, which many tags of other languages share."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _by_key(shapes: Iterable[_Shape], key: Callable[[_Shape], str]) -> Iterator[tuple[_Shape, _Shape]]:
    groups: dict[str, dict[int, _Shape]] = defaultdict(dict)
    for shape in shapes:
        if value := key(shape):
            groups[value].setdefault(shape.owner, shape)
    for group in groups.values():
        if 1 < len(group) <= _MOST_ALIKE:
            yield from combinations(group.values(), 2)
        elif len(group) > _MOST_ALIKE:
            yield from pairwise(group.values())


def _abbreviations(shapes: Sequence[_Shape]) -> Iterator[tuple[_Shape, _Shape]]:
    short: dict[str, list[_Shape]] = defaultdict(list)
    by_name: dict[str, list[_Shape]] = defaultdict(list)
    for shape in shapes:
        by_name[" ".join(shape.words)].append(shape)
        if 2 <= len(shape.squashed) <= 6 and _is_capital(shape.text):
            short[shape.squashed].append(shape)
    whole: dict[str, dict[int, _Shape]] = defaultdict(dict)
    for shape in shapes:
        if len(shape.words) > 1:
            for initials in dict.fromkeys((_initials(shape.words), _initials(_great(shape.words)))):
                if initials in short:
                    whole[initials].setdefault(shape.owner, shape)
    for initials, meant in whole.items():
        # Two letters that begin the names of very many people tell nothing of any of them.
        if len(meant) <= _MOST_MEANINGS:
            yield from ((shape, other) for shape in meant.values() for other in short[initials][:_MOST_ALIKE])
    for same in _SAME:
        known = [shape for name in same for shape in by_name.get(name, ())]
        yield from combinations(known[:_MOST_ALIKE], 2)


def _is_capital(text: str) -> bool:
    """An abbreviation is written in capitals: ``UN``, ``U.N.``."""
    return text.upper() == text and any(c.isalpha() for c in text)


def _great(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _blocks(shapes: Iterable[_Shape]) -> Iterator[list[_Shape]]:
    """Long names that share their first or their last half: one letter that differs is in the other half.

    Of lengths n and n + 1 the half is counted from n, so that a missing letter is found as well.
    """
    blocks: dict[tuple[str, int, str], list[_Shape]] = defaultdict(list)
    done: set[str] = set()
    for shape in shapes:
        key = shape.latin
        if len(key) < _LONG or key in done:
            continue
        done.add(key)
        for shorter in (len(key), len(key) - 1):
            half = shorter // 2
            blocks["<", shorter, key[:half]].append(shape)
            blocks[">", shorter, key[-(shorter - half) :]].append(shape)
    for block in blocks.values():
        if 1 < len(block) <= _MOST_IN_BLOCK:
            yield block


def _typos(block: Sequence[_Shape]) -> Iterator[tuple[_Shape, _Shape]]:
    for one, other in combinations(block, 2):
        most = 2 if len(one.latin) >= _VERY_LONG else 1
        if OSA.distance(one.latin, other.latin, score_cutoff=most) > most:
            continue
        # Years and numbers are different things, and so are singular and plural of short words.
        if _DIGITS.findall(one.latin) == _DIGITS.findall(other.latin):
            yield one, other


def _pairs(
    found: Iterable[tuple[_Shape, _Shape]], likeness: Likeness, seen: set[tuple[int, int]]
) -> Iterator[Pair]:
    for a, b in found:
        if a.owner == b.owner:
            continue
        one, other = sorted((a.owner, b.owner))
        if (one, other) not in seen:
            seen.add((one, other))
            yield Pair(one, other, likeness)


def groups_of(pairs: Iterable[Pair], distinct: Collection[tuple[int, int]]) -> list[list[Pair]]:
    """The pairs by groups that may each be one thing, without those that are known to be two.

    Names that are equal but for their form hang together through any number of them. What only resembles another does
    not: ``LA`` is like ``Los Angeles`` and like ``Latin America``, which are two groups with it. Three and more are one
    group where each is like all the others.
    """
    kept = [pair for pair in pairs if (pair.one, pair.other) not in distinct]
    root = _roots(pair for pair in kept if pair.likeness in _SAME_BUT_FOR_FORM)
    inside: dict[int, list[Pair]] = defaultdict(list)
    between: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in kept:
        one, other = sorted((root(pair.one), root(pair.other)))
        (inside[one] if one == other else between[one, other]).append(pair)
    together, apart = _close(between)
    groups = [[one] for one in inside if one not in together]
    groups += list({id(group): sorted(group) for group in together.values()}.values())
    groups += [list(two) for two in apart]
    found = ([*_inside(group, inside), *_between(group, between)] for group in groups)
    return [group for group in found if group]


def _roots(pairs: Iterable[Pair]) -> Callable[[int], int]:
    """Answers of each thing the one that stands for all that it hangs together with."""
    parent: dict[int, int] = {}

    def root(id: int) -> int:
        while (above := parent.setdefault(id, id)) != id:
            parent[id] = parent[above]
            id = above
        return id

    for pair in pairs:
        parent[root(pair.one)] = root(pair.other)
    return root


def _close(between: Collection[tuple[int, int]]) -> tuple[dict[int, set[int]], list[tuple[int, int]]]:
    """Sets in which each is beside all the others, by each of their members; and the pairs that are in none."""
    group_of: dict[int, set[int]] = {}
    for one, other in between:
        ours, theirs = group_of.get(one, {one}), group_of.get(other, {other})
        if ours is not theirs and all((min(a, b), max(a, b)) in between for a in ours for b in theirs):
            both = ours | theirs
            group_of.update(dict.fromkeys(both, both))
    apart = [two for two in between if group_of.get(two[0]) is not group_of.get(two[1])]
    return group_of, apart


def _inside(group: Iterable[int], inside: Mapping[int, Sequence[Pair]]) -> Iterator[Pair]:
    for one in group:
        yield from inside.get(one, ())


def _between(group: Sequence[int], between: Mapping[tuple[int, int], Sequence[Pair]]) -> Iterator[Pair]:
    for two in combinations(sorted(group), 2):
        yield from between.get(two, ())
