"""Members as lines: gaps where they are, positions counted anew after a move, for any order."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.ordering import Gap, GapKind, Member
from newsroom.gui.features.series_desk.lines import before_position, lines_of, moved

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def row(id: int, state: State = State.PUBLISHED) -> ArticleRow:
    return ArticleRow(ArticleId(id), id, f"Article {id}", state, "World", None, "en", 100, NOW, NOW)


def members(public: list[bool], earlier: int = 0) -> tuple[Member, ...]:
    found, n = [], earlier
    for id, is_public in enumerate(public, start=1):
        found.append(Member(row(id), n + 1, is_public, by_hand=False))
        n += is_public
    return tuple(found)


def ids(found: tuple[Member, ...]) -> list[int]:
    return [member.article.id for member in found]


def test_gaps_stand_where_they_are() -> None:
    known = members([True, True, True])
    gaps = [
        Gap(GapKind.PART_MISSING, "before all", (row(1),)),
        Gap(GapKind.SILENCE, "between", (row(1), row(2))),
        Gap(GapKind.UNSEEN, "not among them", (row(9),)),
        Gap(GapKind.SILENCE, "at the end", (row(3),)),
    ]
    found = [line.gap.words if line.gap else line.key for line in lines_of(known, gaps)]
    assert found == ["before all", "not among them", 1, "between", 2, 3, "at the end"]
    assert len({line.key for line in lines_of(known, gaps)}) == 7


@given(st.data(), st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 2000))
def test_any_move_keeps_all_and_counts_as_readers_do(
    data: st.DataObject, public: list[bool], earlier: int
) -> None:
    known = members(public, earlier)
    everyone = ids(known)
    moving = [
        ArticleId(id)
        for id in data.draw(st.permutations(everyone))[: data.draw(st.integers(1, len(everyone)))]
    ]
    rest = [id for id in everyone if id not in moving]
    before = ArticleId(data.draw(st.sampled_from(rest))) if rest and data.draw(st.booleans()) else None
    after = moved(known, moving, before)
    place = rest.index(before) if before is not None else len(rest)
    assert ids(after) == [*rest[:place], *moving, *rest[place:]]
    n = earlier
    for member in after:
        assert member.position == n + 1
        n += member.is_public
    assert all(member.by_hand for member in after if member.article.id in moving)


@given(st.lists(st.booleans(), min_size=2, max_size=12), st.integers(1, 14))
def test_a_position_is_reached_where_there_is_one(public: list[bool], position: int) -> None:
    known = members(public)
    mover = ArticleId(len(public))
    after = moved(known, [mover], before_position(known, [mover], position))
    reached = next(member.position for member in after if member.article.id == mover)
    most = 1 + sum(public[:-1])
    assert reached == min(position, most)
