"""Places by hand among members that their times order: numbers between the neighbours', all in milliseconds."""

from collections.abc import Sequence

from newsroom.domain.errors import RefusedError

_APART = 1_000
Placed = tuple[int, int | None, bool]
"""An article, its place (None: at the end for want of one), and whether a person gave it."""


def new_places(members: Sequence[Placed], moved: Sequence[int], before: int | None) -> dict[int, int | None]:
    """The places to be given so that ``moved`` stand, in this order, before another member, or at the end.

    Mostly those of the moved alone; where there is no room between two, those of all members. Raises ``RefusedError``
    for what is no member.
    """
    known = {id for id, _, _ in members}
    if not set(moved) <= known or (before is not None and before not in known):
        raise RefusedError("That article is not in the series. Nothing was changed.")
    rest = [member for member in members if member[0] not in moved]
    if before in moved:
        raise RefusedError("An article cannot be put before itself. Nothing was changed.")
    at = len(rest) if before is None else next(n for n, one in enumerate(rest) if one[0] == before)
    low = rest[at - 1][1] if at else None
    high = rest[at][1] if at < len(rest) else None
    return _between(rest, at, moved, low, high)


def _between(
    rest: Sequence[Placed], at: int, moved: Sequence[int], low: int | None, high: int | None
) -> dict[int, int | None]:
    n = len(moved)
    follows_unplaced = at > 0 and low is None
    precedes_unplaced = at < len(rest) and high is None
    if follows_unplaced or (at == 0 and precedes_unplaced):
        return _all_anew(rest, at, moved)
    if high is None:
        # At the end, or before members that have no place: these stay behind every number.
        start = 0 if low is None else low
        return {id: start + (k + 1) * _APART for k, id in enumerate(moved)}
    if low is None:
        return {id: high - (n - k) * _APART for k, id in enumerate(moved)}
    step = (high - low) // (n + 1)
    if step < 1:
        return _all_anew(rest, at, moved)
    return {id: low + (k + 1) * step for k, id in enumerate(moved)}


def _all_anew(rest: Sequence[Placed], at: int, moved: Sequence[int]) -> dict[int, int | None]:
    """Everybody in the order wanted, as near to the present places as can be."""
    order = [*((id, place) for id, place, _ in rest[:at]), *((id, None) for id in moved)]
    order += [(id, place) for id, place, _ in rest[at:]]
    first = next((place for _, place in order if place is not None), 0)
    places: dict[int, int | None] = {}
    last = first - (len(order) + 1) * _APART
    for id, place in order:
        last = max(last + _APART, last + _APART if place is None else place)
        places[id] = last
    return places
