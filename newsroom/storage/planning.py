"""Which way leads to the articles of a list: along the shortest of the lists that its conditions make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from newsroom.domain.conditions import (
    EVERYTHING,
    NOTHING,
    Clock,
    Condition,
    During,
    Either,
    Flagged,
    InLanguage,
    InState,
    Labelled,
    Link,
    Not,
    TaggedOfKind,
    Under,
    Words,
    all_of,
    has_words,
)
from newsroom.storage.asked_texts import question
from newsroom.storage.matching import loosened, match_expression, wide_beginning
from newsroom.storage.search_index import FULL
from newsroom.storage.walks import (
    LISTED,
    TRASHED,
    Values,
    Walk,
    Walks,
    bounds,
    gathered,
    holds,
    is_hit,
    is_wide,
    is_words,
    keys_of,
    only_listed,
    parts_of,
    section_states_walks,
    texts_have,
    walks_of,
    words_walk,
)

# Words are found in the texts of an article in some fifteen microseconds, and walked in the index in a fraction of one
# a hit. So a list of ``FEW`` is walked, and the texts of each of its articles are asked for the words; one of
# ``SHORT``, where each of the words has that many hits for each of its articles. Else the hits are walked, newest
# first, and met with the list: with its keys, gathered, up to ``MOST_GATHERED``; with its index beyond.
FEW = 50
SHORT = 3_000
HITS_FOR_EACH = 100
MOST_GATHERED = 20_000
# A list so short is put in order by what its articles say; a longer one is met on a walk in that order.
MOST_SORTED = 3_000
# Two lists are walked side by side where the longer is no more than so many times the other, and both are long.
MOST_MET = 6
LEAST_MET = 300
# So many words that begin alike are asked for one by one; beside other words each hit of these has to be met with them.
MOST_ALONE = 256
MOST_WITH_OTHERS = 64
MOST_COMMON = 32
_NOT_TRASHED = (Under, InState, InLanguage, Labelled, Flagged)


class Numbers(Protocol):
    """What is known of the library without looking at its articles, or after looking at few."""

    def of(self, condition: Condition) -> int:
        """At least so many articles have it, exactly below ``MOST_GATHERED``."""
        ...

    def n_trashed(self) -> int: ...

    def beginning_so(self, index: str, word: str, most: int) -> Sequence[str] | None:
        """The words that begin so, where they are no more, and the index does not have their beginning itself."""
        ...

    def is_common_beginning(self, word: str) -> bool:
        """Whether a word that begins so is in many of the newest texts."""
        ...

    def has_hits(self, index: str, expression: str, n: int) -> bool:
        """Whether the words have so many hits."""
        ...

    def keys_under(self, condition: Under) -> tuple[int, int] | None:
        """The first and the last place in time of one tag's or series' articles."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """``walks`` lead to all articles of the list. ``index`` is of words, where the first walk goes along their hits."""

    walks: Walks
    along_words: bool = False


class Planner:
    """Makes the way for one statement; its values are in ``values``.

    ``counted``: every article is wanted, and in no order, so that nothing is gained by ending early. ``by_rank``: along
    the words, whatever it costs, because they rank their hits; with ``trash_apart`` perhaps not past the trashed among
    them, which ``passes_trashed`` says.
    """

    def __init__(
        self,
        index: str,
        numbers: Numbers,
        *,
        counted: bool = False,
        by_rank: bool = False,
        trashed: bool = False,
        trash_apart: bool = False,
    ) -> None:
        self.values = Values()
        self.passes_trashed = False
        self._index = index
        self._numbers = numbers
        self._counted = counted
        self._by_rank = by_rank
        self._trashed = trashed
        self._trash_apart = trash_apart and by_rank

    def way(self, condition: Condition) -> Way | None:
        """None where no article can be meant."""
        if condition == NOTHING:
            return None
        parts = tuple(parts_of(condition))
        if self._trashed:
            return Way(self._past(Walks((TRASHED,)), parts))
        begun, parts = self._apart(parts)
        along_words = self._goes_along_words(parts)
        walks = self._along_words(parts) if along_words else self._along_lists(parts)
        return Way(self._begun(walks, begun), along_words)

    def _apart(self, parts: Sequence[Condition]) -> tuple[list[Words], tuple[Condition, ...]]:
        """Beginnings that so many texts have that the next ones along any walk are soon met; and the other parts."""
        begun: list[Words] = []
        rest: list[Condition] = []
        for part in parts:
            word = wide_beginning(part) if isinstance(part, Words) and self._index == FULL.name else None
            if isinstance(part, Words) and word is not None and not self._takes_all and self._is_wide(word):
                begun.append(part)
            else:
                rest.append(part)
        return begun, tuple(rest)

    def _is_wide(self, word: str) -> bool:
        # Where one text in a few has one, few words have to be tried before that is the shorter way.
        return self._numbers.is_common_beginning(word) and self._beginnings(MOST_COMMON, word) is None

    def _begun(self, walks: Walks, words: Sequence[Words]) -> Walks:
        if not words:
            return walks
        arms = (arm.past(self._texts_have(arm, words)) for arm in walks.arms)
        return replace(walks, arms=tuple(arms))

    def _texts_have(self, arm: Walk, texts: Sequence[Condition]) -> str:
        return texts_have(arm, self._index, question(all_of(texts)), self.values)

    @property
    def _takes_all(self) -> bool:
        """Nothing is gained by meeting the newest first."""
        return self._counted or self._by_rank

    def past(self, walk: Walk, condition: Condition) -> Walk:
        """The walk, past all that the condition is not true of."""
        return self._past(Walks((walk,)), tuple(parts_of(condition))).arms[0]

    def _goes_along_words(self, parts: Sequence[Condition]) -> bool:
        if not any(is_words(part) for part in parts):
            return False
        lists = [part for part in parts if self._is_list(part)]
        if self._by_rank or self._counted or not lists:
            return True
        n = min(map(self._numbers.of, lists))
        if n <= FEW or n > SHORT:
            return n > FEW
        # A phrase is sought among all articles that have its words, and these among those of the rarest.
        wanted = parts_of(loosened(all_of(part for part in parts if is_words(part))))
        least = n * HITS_FOR_EACH
        return not all(self._numbers.has_hits(self._index, self._expression((one,)), least) for one in wanted)

    def _along_words(self, parts: Sequence[Condition]) -> Walks:
        """The words that must and must not be, in one question to their index."""
        walk = words_walk(self._index, self._expression(parts), self.values)
        rest = [part for part in parts if not _is_text(part)]
        lists = [part for part in rest if self._is_list(part)]
        if lists and not self._by_rank:
            shortest = min(lists, key=self._numbers.of)
            if self._numbers.of(shortest) < MOST_GATHERED:
                # The sign keeps SQLite from asking the index of words about each key.
                walk = walk.past(f"+{walk.key} IN ({keys_of(self._walks(shortest))})")
                rest = [part for part in rest if part is not shortest]
                walk = replace(walk, is_listed=True)
            elif isinstance(shortest, Under) and (ends := self._numbers.keys_under(shortest)) is not None:
                # News of a while: the index leaps there.
                first, last = map(self.values.add, ends)
                walk = walk.past(f"{walk.key} BETWEEN {first} AND {last}")
        (walk,) = self._past(Walks((walk,)), rest).arms
        is_listed = walk.is_listed or any(isinstance(part, _NOT_TRASHED) for part in rest)
        if not is_listed and (n := self._numbers.n_trashed()):
            if self._trash_apart and n < MOST_GATHERED:
                # To ask it of each hit takes a fifth of what ranking takes.
                self.passes_trashed = True
                return Walks((walk,))
            # To gather them is worth its while where many hits are looked at.
            walk = only_listed(walk, few_trashed=self._takes_all and n < MOST_GATHERED)
        return Walks((walk,))

    def _along_lists(self, parts: Sequence[Condition], *, may_meet: bool = True) -> Walks:
        lists = [part for part in parts if self._is_list(part)]
        if not lists:
            return self._past(Walks((LISTED,)), parts)
        if len(lists) > 1:
            lists.sort(key=self._numbers.of)
        shortest = lists[0]
        both = self._section_and_states(shortest, lists)
        if both is not None:
            walks, used = both
        elif may_meet and (other := self._met_on_the_way(lists)) is not None:
            rest = [part for part in parts if part not in lists[:2]]
            (arm,) = self._past(self._walks(shortest), rest).arms
            return Walks((arm, other), is_disjoint=False, is_meeting=True)
        else:
            walks, used = self._walks(shortest), (shortest,)
        return self._past(walks, [part for part in parts if part not in used])

    def _met_on_the_way(self, lists: Sequence[Condition]) -> Walk | None:
        """The second list, where both are walked side by side sooner than the one is asked for each of the other."""
        if len(lists) < 2:
            return None
        first, second = map(self._numbers.of, lists[:2])
        if first < LEAST_MET or second > first * MOST_MET:
            return None
        if any(
            isinstance(one, Either) or is_wide(one) or not isinstance(one, _NOT_TRASHED) for one in lists[:2]
        ):
            return None
        walks = self._walks(lists[1])
        return walks.arms[0] if len(walks.arms) == 1 and self._has_one(lists[0]) else None

    @staticmethod
    def _has_one(condition: Condition) -> bool:
        walks = walks_of(condition, Values())
        return walks is not None and len(walks.arms) == 1

    def _section_and_states(
        self, shortest: Condition, lists: Sequence[Condition]
    ) -> tuple[Walks, tuple[Condition, ...]] | None:
        section = next((one for one in lists if _is_section(one)), None)
        states = next((one for one in lists if isinstance(one, InState)), None)
        if section is None or states is None or shortest not in (section, states):
            return None
        assert isinstance(section, Under)
        (id,) = section.ids
        names = [state.value for state in states.states]
        return section_states_walks(id, names, self.values), (section, states)

    def _walks(self, condition: Condition) -> Walks:
        if isinstance(condition, Either):
            inner = [self._inner(part) for part in condition.parts]
            return Walks(tuple(arm for walks in inner for arm in walks.arms), is_disjoint=False)
        walks = walks_of(condition, self.values) or gathered(condition, self.values)
        assert walks is not None
        return walks

    def _inner(self, part: Condition) -> Walks:
        """One of several ways, whose articles are merged."""
        parts = tuple(parts_of(part))
        if any(self._is_list(one) for one in parts):
            return self._along_lists(parts, may_meet=False)
        return self._along_words(parts)

    def _past(self, walks: Walks, parts: Sequence[Condition]) -> Walks:
        if not parts:
            return walks
        return Walks(tuple(self._arm_past(arm, parts) for arm in walks.arms), walks.is_disjoint)

    def _arm_past(self, arm: Walk, parts: Sequence[Condition]) -> Walk:
        held: list[str] = []
        texts: list[Condition] = []
        for part in parts:
            if isinstance(part, During) and part.clock is Clock.PLACE:
                held += bounds(part, arm.key, self.values)
            elif _is_text(part):
                texts.append(part)
            else:
                held.append(holds(part, arm, self._index, self.values))
        # Last: what costs most is asked of the fewest.
        held += self._texts(arm, texts)
        return arm.past(*held)

    def _texts(self, arm: Walk, texts: Sequence[Condition]) -> Iterator[str]:
        """Words that must and must not be, on a walk along something else."""
        if not (self._trashed or self._counted):
            if texts:
                yield self._texts_have(arm, texts)
        elif any(not isinstance(part, Not) for part in texts):
            yield is_hit(arm, self._index, self._expression(texts), self.values)
        else:
            for part in texts:
                assert isinstance(part, Not)
                yield f"NOT {is_hit(arm, self._index, self._expression([part.part]), self.values)}"

    def _expression(self, parts: Sequence[Condition]) -> str:
        """Of the words among the parts, in one question."""
        texts = all_of(part for part in parts if _is_text(part))
        most = MOST_ALONE if isinstance(texts, Words) else MOST_WITH_OTHERS
        expression = match_expression(texts, None if self._takes_all else partial(self._beginnings, most))
        assert expression is not None
        return expression

    def _beginnings(self, most: int, word: str) -> Sequence[str] | None:
        return self._numbers.beginning_so(self._index, word, most)

    def _is_list(self, part: Condition) -> bool:
        """Whether there is a walk for it, which leads to no other articles."""
        if isinstance(part, _NOT_TRASHED) and not is_wide(part):
            return True
        if (
            isinstance(part, TaggedOfKind)
            or is_wide(part)
            or (isinstance(part, During) and part.clock is Clock.UPDATED)
        ):
            return self._numbers.of(part) < MOST_GATHERED
        if isinstance(part, Either) and not is_words(part):
            return all(self._is_way(one) for one in part.parts)
        return False

    def _is_way(self, part: Condition) -> bool:
        return any(self._is_list(one) or is_words(one) for one in parts_of(part))


def _is_text(part: Condition) -> bool:
    return is_words(part.part if isinstance(part, Not) else part)


def _is_section(part: Condition) -> bool:
    return isinstance(part, Under) and part.link is Link.SECTION and len(part.ids) == 1


def looks_at_texts(condition: Condition) -> bool:
    """Whether words are looked for at all."""
    return condition != EVERYTHING and has_words(condition)
