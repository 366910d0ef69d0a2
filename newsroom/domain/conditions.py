"""What articles of a list have in common: a tree of conditions on ids, states and times. Names are resolved already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from newsroom.domain.article import TagKind
from newsroom.domain.listing import State


class Link(StrEnum):
    """What an article stands under."""

    TAG = "tag"
    SERIES = "series"
    SECTION = "section"
    AUTHOR = "author"


class Flag(StrEnum):
    """What may be missing or doubtful on an article."""

    UNTAGGED = "untagged"
    UNRELATED = "unrelated"
    WITHOUT_PICTURE = "without-picture"
    WITHOUT_SECTION = "without-section"
    DUPLICATE = "duplicate"
    """Another article outside the trash has the same headline."""
    CHANGED = "changed"
    """Published, with changes that readers do not see yet."""
    UNRESOLVED = "unresolved"
    """An entry of its related list has no article yet."""


class Clock(StrEnum):
    """Which time of an article is meant."""

    PLACE = "place"
    """Its place in time: the first publication, and the last change while there is none."""
    UPDATED = "updated"
    """Its last change."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side, in the headline, the lede and, in a full search, the body.

    ``is_prefix``: the last of them may go on.
    """

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Under:
    """Any of these tags, series, sections or authors."""

    link: Link
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class InState:
    states: frozenset[State]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Codes as articles have them."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labels as articles have them."""

    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class TaggedOfKind:
    """With a tag of that kind."""

    kind: TagKind


@dataclass(frozen=True, slots=True)
class Flagged:
    flag: Flag


@dataclass(frozen=True, slots=True)
class During:
    """From ``start``, until before ``end``; None is open. Aware times."""

    clock: Clock
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Each of the parts; of none, every article."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts at least; of none, no article."""

    parts: tuple["Condition", ...] = ()


Atom: TypeAlias = Words | Under | InState | InLanguage | Labelled | TaggedOfKind | Flagged | During
Condition: TypeAlias = Atom | Not | All | Either
EVERYTHING = All()
NOTHING = Either()


def all_of(parts: Iterable[Condition]) -> Condition:
    """The parts joined by "and", as flat as can be."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, All):
            flat.extend(part.parts)
        elif part not in flat:
            flat.append(part)
    if NOTHING in flat:
        return NOTHING
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def either_of(parts: Iterable[Condition]) -> Condition:
    """The parts joined by "or", as flat as can be."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, Either):
            flat.extend(part.parts)
        elif part not in flat:
            flat.append(part)
    if EVERYTHING in flat:
        return EVERYTHING
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def negation(part: Condition) -> Condition:
    """All other articles."""
    if isinstance(part, Not):
        return part.part
    if part == EVERYTHING:
        return NOTHING
    return EVERYTHING if part == NOTHING else Not(part)


def has_words(condition: Condition) -> bool:
    """Whether any text must be looked at."""
    if isinstance(condition, All | Either):
        return any(map(has_words, condition.parts))
    if isinstance(condition, Not):
        return has_words(condition.part)
    return isinstance(condition, Words)
