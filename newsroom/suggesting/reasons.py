"""Why something is suggested, in a few words for an editor."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from newsroom.storage.folding import is_private
from newsroom.suggesting.features import N_WORDS, Rarity, looked_for, weights_in
from newsroom.suggesting.neighbours import Asked
from newsroom.suggesting.words import prose, spellings

_MOST_SHARED = 3
_LEAST_STEM, _LONGEST_ENDING = 5, 2
_SHORTEST = 3
_MOST_TELLING = 80
# What stands in each fifth text of a language tells nobody anything; where there are few texts, nobody knows yet.
_FEWEST_TEXTS, _TOO_FREQUENT = 20, 5
_CONTRACTED = re.compile(r"\b([A-Za-z]{2,20}n)['’]t\b")
_WHOLE = re.compile(r"\b([A-Za-z]{2,20}n)\b(?!['’]t\b)")


class Telling:
    """The heaviest words of a draft, as it spells them."""

    def __init__(self, text: str, asked: Asked, rarity: Rarity) -> None:
        order = asked.vector.telling_first[:_MOST_TELLING]
        ids = asked.vector.ids[order]
        # About as many texts are of the draft's language as have its most frequent word.
        n_texts = int(rarity.frequencies[asked.vector.ids].max(initial=0))
        is_frequent = rarity.frequencies[ids] * _TOO_FREQUENT >= max(n_texts, _FEWEST_TEXTS)
        self._frequent = frozenset(ids[is_frequent].tolist())
        heavy = dict.fromkeys(ids.tolist(), "")
        halves = _halves(text)
        bag = asked.bag
        numbers = np.concatenate([bag.headline_word_numbers, bag.text_numbers]) & (N_WORDS - 1)
        for word, id in dict(zip(bag.headline_words + bag.text_words, numbers.tolist(), strict=True)).items():
            if id in heavy and len(word) >= _SHORTEST and word > heavy[id] and _can_be_shown(word, halves):
                heavy[id] = word
        self._words = {id: word for id, word in heavy.items() if word}
        has_word = [id in self._words for id in ids.tolist()]
        self._ids = ids[has_word]
        self._weights = (asked.vector.weights[order] * rarity.of(ids))[has_word].astype(np.float64)
        self._looked_for = looked_for(self._ids)
        self._text = text
        self._spelled: dict[str, str] = {}

    def among(self, features: Iterable[int], *, however_frequent: bool = False) -> list[str]:
        """Of some features, the draft's words, in the order of the features; a frequent one tells nothing."""
        return self._said([id for id in features if id in self._words], however_frequent)

    def shared_with(self, packed: bytes, *, however_frequent: bool = False) -> list[str]:
        """The words by which the other text is most alike: that weigh in both."""
        there, weights = weights_in(packed, self._looked_for)
        together = self._weights[there] * weights
        return self._said(self._ids[there[np.argsort(-together, kind="stable")]].tolist(), however_frequent)

    def _said(self, ids: Sequence[int], however_frequent: bool) -> list[str]:
        telling: list[str] = []
        for id in ids:
            word = self._words[id]
            if (however_frequent or id not in self._frequent) and not any(
                _say_the_same(word, other) for other in telling
            ):
                telling.append(word)
                if len(telling) == _MOST_SHARED:
                    break
        return [*map(self._as_spelled, telling)]

    def _as_spelled(self, word: str) -> str:
        """As the draft has it first."""
        spelled = self._spelled.get(word)
        if spelled is None:
            spelled = self._spelled[word] = self._as_it_stands(word) or self._folded.get(word, word)
        return spelled

    def _as_it_stands(self, word: str) -> str | None:
        """Found in the text as it is written, where only its case is another."""
        plain, lower = self._plain
        if len(plain) != len(lower):
            return None
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            if not lower[at - 1 : at].isalnum() and not lower[end : end + 1].isalnum():
                return plain[at:end]
            at = lower.find(word, end)
        return None

    @cached_property
    def _plain(self) -> tuple[str, str]:
        plain = prose(self._text)
        return plain, plain.lower()

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Every word of the text by its folded form: slow, for what is found no other way."""
        return spellings(self._plain[0])


def _say_the_same(one: str, other: str) -> bool:
    """``module``, ``modules``, ``modular``: the second tells nothing more."""
    shorter = min(len(one), len(other))
    stem = max(_LEAST_STEM, shorter - _LONGEST_ENDING)
    return stem <= shorter and one[:stem] == other[:stem]


def _can_be_shown(word: str, halves: frozenset[str]) -> bool:
    return not word.isdigit() and word not in halves and (word.isascii() or not any(map(is_private, word)))


def _halves(text: str) -> frozenset[str]:
    """What stands before ``n't`` alone in an English text: ``didn`` is no word, and tells nothing."""
    found = frozenset(half.lower() for half in _CONTRACTED.findall(text))
    return found.difference(word.lower() for word in _WHOLE.findall(text)) if found else found


def of_related(
    *, same_series: bool, n_tags: int, same_author: bool, n_pointing: int, shared: Sequence[str]
) -> tuple[str, ...]:
    """``same series``, ``3 tags``, ``Raqqa, coalition``."""
    reasons = []
    if same_series:
        reasons.append("same series")
    if n_tags:
        reasons.append("1 tag" if n_tags == 1 else f"{n_tags} tags")
    if same_author:
        reasons.append("same author")
    if n_pointing > 1:
        reasons.append(f"linked from {n_pointing} articles")
    if shared:
        reasons.append(", ".join(shared))
    return tuple(reasons)


def of_tag(
    *, in_headline: bool, n_in_text: int, n_near: int, n_asked: int, shared: Sequence[str]
) -> tuple[str, ...]:
    """``named in the headline``, ``on 9 of the 15 nearest articles``, ``Raqqa, coalition``."""
    reasons = []
    if in_headline:
        reasons.append("named in the headline")
    elif n_in_text:
        reasons.append("named in the text" if n_in_text == 1 else f"named {n_in_text} times in the text")
    if n_near:
        reasons.append(f"on {n_near} of the {n_asked} nearest articles")
    if shared:
        reasons.append(", ".join(shared))
    return tuple(reasons)


def of_series(*, n_near: int, is_named: bool) -> tuple[str, ...]:
    """``5 of the nearest articles are in it``, ``its name stands in the text``."""
    near = (
        "one of the nearest articles is in it"
        if n_near == 1
        else f"{n_near} of the nearest articles are in it"
    )
    return (near, "its name stands in the text") if is_named else (near,)


def of_duplicate(alike: float, of_draft: float, of_other: float) -> tuple[str, ...]:
    """Which is longer, and how much is the same."""
    if of_draft >= 0.95 and of_other >= 0.95:
        return ("the same text",)
    if alike < 0.45 and of_draft > of_other:
        return (f"{of_draft:.0%} of this text stands in it, which is longer",)
    if alike < 0.45:
        return (f"{of_other:.0%} of it stands in this text, which is longer",)
    return (f"{of_draft:.0%} of this text stands in it",)
