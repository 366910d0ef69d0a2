"""What is suggested as it is shown: which, in which places, and that nothing moves while somebody aims at it. No Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from newsroom.domain.names import name_key
from newsroom.domain.suggestions import (
    RELATED_WORTH_SHOWING,
    WORTH_SHOWING,
    DuplicateSuggestion,
    RelatedSuggestion,
    SeriesSuggestion,
    SuggestionKind,
    Suggestions,
    TagSuggestion,
)

AnySuggestion = TagSuggestion | SeriesSuggestion | RelatedSuggestion | DuplicateSuggestion
Key = tuple[SuggestionKind, str]
"""What it is, whatever else is said of it."""

N_TAGS, N_NEW_TAGS, N_SERIES, N_RELATED, N_MORE = 5, 3, 2, 4, 3
N_NUMBERED = 9
"""So many have a key of their own, Alt and their number."""
# A name that is no tag yet is never surer than some per cent.
_UNLIKELY_NEW = 0.05


@dataclass(frozen=True, slots=True)
class Offered:
    """One suggestion in its place.

    ``is_faded``: it fell away while somebody aimed at them. ``is_empty``: it was taken or dismissed then, and its place
    is kept. ``after``: it was asked for as being like that one, and stays.
    """

    item: AnySuggestion
    is_faded: bool = False
    is_empty: bool = False
    after: Key | None = None

    @property
    def key(self) -> Key:
        return key_of(self.item)


def key_of(item: AnySuggestion) -> Key:
    """The same for the same tag, series or article."""
    if isinstance(item, TagSuggestion):
        return SuggestionKind.TAGS, name_key(item.name) if item.tag_id is None else str(item.tag_id)
    if isinstance(item, SeriesSuggestion):
        return SuggestionKind.SERIES, str(item.series_id)
    if isinstance(item, RelatedSuggestion):
        return SuggestionKind.RELATED, str(item.id)
    return SuggestionKind.DUPLICATES, str(item.id)


def worth_showing(found: Suggestions, kind: SuggestionKind, left_out: Collection[Key]) -> list[AnySuggestion]:
    """The best of a kind, as many as there is room for, without those that are on the article or were dismissed."""
    if kind is SuggestionKind.TAGS:
        tags = [one for one in found.tags if key_of(one) not in left_out]
        known = [one for one in tags if one.tag_id is not None and one.probability >= WORTH_SHOWING]
        new = [one for one in tags if one.tag_id is None and one.probability >= _UNLIKELY_NEW]
        return [*known[:N_TAGS], *new[:N_NEW_TAGS]]
    items: Sequence[AnySuggestion] = getattr(found, kind.value)
    if kind is SuggestionKind.RELATED:
        items = [one for one in found.related if one.score >= RELATED_WORTH_SHOWING]
    most = {SuggestionKind.SERIES: N_SERIES, SuggestionKind.RELATED: N_RELATED}.get(kind, 1)
    return [one for one in items if key_of(one) not in left_out][:most]


def settled(shown: Sequence[Offered], wanted: Sequence[AnySuggestion]) -> tuple[Offered, ...]:
    """Those that stay keep their order, those that come back their place; the others go, new ones come behind them."""
    by_key = {key_of(item): item for item in wanted}
    stays = [
        Offered(by_key.pop(one.key, one.item), after=one.after)
        for one in shown
        if one.key in by_key or (one.after is not None and not one.is_empty)
    ]
    return (*stays, *map(Offered, by_key.values()))


def held(shown: Sequence[Offered], wanted: Sequence[AnySuggestion]) -> tuple[Offered, ...]:
    """Every one in its place: what fell away is faded, what is new waits, what was dismissed may come back."""
    by_key = {key_of(item): item for item in wanted}

    def now(one: Offered) -> Offered:
        if one.key in by_key:
            return replace(one, item=by_key[one.key], is_faded=False, is_empty=False)
        return one if one.is_empty or one.after is not None else replace(one, is_faded=True)

    return tuple(map(now, shown))


def emptied(shown: Sequence[Offered], keys: Collection[Key]) -> tuple[Offered, ...]:
    """Those of these keys leave their places empty."""
    return tuple(replace(one, is_empty=True) if one.key in keys else one for one in shown)


def with_more(shown: Sequence[Offered], after: Key, more: Sequence[RelatedSuggestion]) -> tuple[Offered, ...]:
    """Some that are like one of those shown, below it; those that are shown already are not shown again."""
    there = {one.key for one in shown}
    new = [Offered(item, after=after) for item in more if key_of(item) not in there][:N_MORE]
    place = next((n for n, one in enumerate(shown, 1) if one.key == after), len(shown))
    return (*shown[:place], *new, *shown[place:])
