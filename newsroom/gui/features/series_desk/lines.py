"""The members of a series as lines, with the gaps where they are. No Qt."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from newsroom.domain.ids import ArticleId
from newsroom.domain.ordering import Gap, GapKind, Member


@dataclass(frozen=True, slots=True)
class Line:
    """A member, or a gap that stands before or behind members."""

    member: Member | None = None
    gap: Gap | None = None
    number: int = 0
    """Of a gap: which one."""

    @property
    def key(self) -> Hashable:
        return self.member.article.id if self.member is not None else ("gap", self.number)


def lines_of(members: Sequence[Member], gaps: Sequence[Gap]) -> tuple[Line, ...]:
    """Each gap behind the last of its articles that is before it; what is about no member stands at the top."""
    places = {member.article.id: n for n, member in enumerate(members)}
    behind: dict[int, list[Line]] = defaultdict(list)
    for number, gap in enumerate(gaps):
        known = [places[article.id] for article in gap.articles if article.id in places]
        behind[_place(gap, known)].append(Line(gap=gap, number=number))
    lines = [*behind[-1]]
    for n, member in enumerate(members):
        lines += [Line(member), *behind[n]]
    return tuple(lines)


def moved(
    members: Sequence[Member], ids: Sequence[ArticleId], before: ArticleId | None
) -> tuple[Member, ...]:
    """The members with some of them put before another one, or at the end, and their positions counted anew."""
    chosen = {member.article.id: member for member in members if member.article.id in set(ids)}
    rest = [member for member in members if member.article.id not in chosen]
    place = next((n for n, member in enumerate(rest) if member.article.id == before), len(rest))
    hand = [replace(chosen[id], by_hand=True) for id in ids if id in chosen]
    return _counted([*rest[:place], *hand, *rest[place:]], members[0].position - 1 if members else 0)


def before_position(members: Sequence[Member], ids: Sequence[ArticleId], position: int) -> ArticleId | None:
    """Before which member these go, so that the first of them has that position; None for the end."""
    rest = [member for member in members if member.article.id not in set(ids)]
    start = members[0].position - 1 if members else 0
    for member in _counted(rest, start):
        if member.position >= position:
            return member.article.id
    return None


def _counted(members: Sequence[Member], n_before: int) -> tuple[Member, ...]:
    found = []
    for member in members:
        found.append(replace(member, position=n_before + 1))
        n_before += member.is_public
    return tuple(found)


def _place(gap: Gap, known: Sequence[int]) -> int:
    """Behind the first of its articles; before the first of all, where a part before that is missing."""
    if not known or (gap.kind is GapKind.PART_MISSING and list(known) == [0]):
        return -1
    return min(known)
