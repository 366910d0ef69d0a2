"""The desk of series: order, gaps, merging, and what a series says of itself."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.desk.acts import redo_act, undo_act
from newsroom.desk.articles import find_article, get_article, new_article, trash_article
from newsroom.desk.found_names import find_series
from newsroom.desk.releasing import publish, withdraw
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series, neighbours, series_places
from newsroom.desk.series_desk import (
    close_series,
    delete_series,
    edit_series,
    find_gaps,
    get_series_row,
    list_members,
    list_series,
    merge_series,
    move_members,
    order_by_date,
    preview_series_merge,
    rename_series,
    reopen_series,
)
from newsroom.domain.article import Content, Picture
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.ordering import GapKind, Shown, Sort
from newsroom.domain.series_gaps import find_gaps as gaps_of
from newsroom.domain.series_gaps import part_of
from newsroom.domain.series_places import new_places
from newsroom.storage.rebuilding import find_wrong

BY = "test"


@pytest.fixture(autouse=True)
def all_is_right(library):
    yield
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.fixture
def story(library):
    """A series of four published articles and a draft."""
    series = ensure_series(library, "The strike", by=BY)
    section = ensure_section(library, "Coast", by=BY)
    ids = []
    for n in range(5):
        content = Content(headline=f"Strike {n}", body="Text.", section_id=section.id, series=(series.id,))
        ids.append(new_article(library, content, by=BY).id)
        if n < 4:
            publish(library, ids[-1], by=BY)
    return series, ids


def order(library, series):
    return [member.article.id for member in list_members(library, series.id).members]


def test_members_stand_in_order_with_their_positions(library, story):
    series, ids = story
    page = list_members(library, series.id, limit=3)
    assert [member.position for member in page.members] == [1, 2, 3]
    rest = list_members(library, series.id, after=page.next)
    assert [(member.article.id, member.position, member.is_public) for member in rest.members] == [
        (ids[3], 4, True),
        (ids[4], 5, False),
    ]
    assert rest.next is None


def test_moved_by_hand_and_back_by_date(library, story):
    series, ids = story
    first = move_members(library, series.id, [ids[3], ids[4]], before=ids[1], by=BY).act
    assert order(library, series) == [ids[0], ids[3], ids[4], ids[1], ids[2]]
    before, after = neighbours(library, ids[3], series.id)
    assert (before.id, after.id) == (ids[0], ids[1])
    (place,) = series_places(library, ids[1], [series.id])
    assert place.position == 3
    second = move_members(library, series.id, [ids[0]], before=None, by=BY).act
    assert order(library, series)[-1] == ids[0]
    undo_act(library, second.id, by=BY)
    undo_act(library, first.id, by=BY)
    assert order(library, series) == ids
    redo_act(library, first.id, by=BY)
    act = order_by_date(library, series.id, by=BY).act
    assert order(library, series) == ids
    assert not any(member.by_hand for member in list_members(library, series.id).members)
    undo_act(library, act.id, by=BY)
    assert order(library, series)[1] == ids[3]
    publish(library, ids[4], by=BY)
    assert order(library, series)[2] == ids[4]


def test_only_members_are_moved(library, story):
    series, ids = story
    other = new_article(library, Content(headline="Other"), by=BY)
    for moved, before in (([other.id], None), ([ids[0]], other.id), ([ids[0]], ids[0])):
        with pytest.raises(RefusedError):
            move_members(library, series.id, moved, before=before, by=BY)


def test_merged_with_places_counts_and_addresses(library, story):
    series, ids = story
    other = ensure_series(library, "Harbour strike", earlier_elsewhere=10, by=BY)
    content = Content(headline="Both", body="Text.", series=(other.id, series.id))
    both = new_article(library, content, by=BY)
    edit_series(library, other.id, description="What the port did.", by=BY)
    preview = preview_series_merge(library, [series.id], other.id)
    assert (preview.n_articles, preview.n_both, preview.n_public, preview.warnings) == (6, 1, 4, ())
    act = merge_series(library, [series.id], other.id, by=BY).act
    row = get_series_row(library, other.id)
    assert (row.series.count, row.n_articles, row.series.description) == (14, 6, "What the port did.")
    assert get_article(library, both.id).content.series == (other.id,)
    assert find_series(library, "the-strike").id == find_series(library, "The Strike").id == other.id
    assert ensure_series(library, "The strike", by=BY).id == other.id
    assert not get_article(library, ids[0]).has_unpublished_changes
    undo_act(library, act.id, by=BY)
    assert order(library, series) == [*ids, both.id]
    assert get_series_row(library, series.id).series.n_published == 4
    assert merge_series(library, [series.id], other.id, earlier_elsewhere=3, by=BY).act is not None
    assert get_series_row(library, other.id).series.earlier_elsewhere == 3


def test_renamed_closed_described_deleted(library, story):
    series, _ = story
    rename_series(library, series.id, "The long strike", by=BY)
    row = get_series_row(library, series.id)
    assert (row.series.name, row.series.slug) == ("The long strike", "the-long-strike")
    assert find_series(library, "the-strike").id == series.id
    act = close_series(library, series.id, by=BY).act
    assert close_series(library, series.id, by=BY).act is None
    assert [row.series.id for row in list_series(library, shown=Shown.RETIRED).rows] == [series.id]
    reopen_series(library, series.id, by=BY)
    undo_act(library, act.id, by=BY)
    with pytest.raises(RefusedError, match="undone already"):
        undo_act(library, act.id, by=BY)
    picture = Picture(file="a.jpg", alt="A boat")
    edit_series(library, series.id, picture=picture, earlier_elsewhere=7, by=BY)
    row = get_series_row(library, series.id)
    assert (row.picture, row.series.earlier_elsewhere) == (picture, 7)
    with pytest.raises(RefusedError):
        edit_series(library, series.id, earlier_elsewhere=-1, by=BY)
    with pytest.raises(RefusedError, match="has articles"):
        delete_series(library, series.id, by=BY)
    empty = ensure_series(library, "Nothing yet", by=BY)
    with pytest.raises(RefusedError, match="already"):
        rename_series(library, empty.id, "THE LONG STRIKE", by=BY)
    act = delete_series(library, empty.id, by=BY).act
    with pytest.raises(NotFoundError):
        get_series_row(library, empty.id)
    undo_act(library, act.id, by=BY)
    assert find_series(library, "Nothing yet").id == empty.id


def test_lists_go_on_behind_their_last_row(library):
    for n in range(9):
        ensure_series(library, f"Story {n}", by=BY)
    for sort in Sort:
        parts, after = [], None
        while True:
            page = list_series(library, sort=sort, limit=4, after=after)
            parts += [row.series.name for row in page.rows]
            after = page.next
            if after is None:
                break
        assert parts == [row.series.name for row in list_series(library, sort=sort).rows]
    assert [row.series.name for row in list_series(library, "story 7").rows] == ["Story 7"]
    assert list_series(library, "!").rows == ()


def test_gaps_of_a_library(library, story):
    series, ids = story
    withdraw(library, ids[1], "It was wrong.", by=BY)
    trash_article(library, ids[2], by=BY)
    words = [gap.words for gap in find_gaps(library, series.id)]
    assert words == ["“Strike 1” was withdrawn.", "“Strike 2” is in the trash."]
    assert find_article(library, str(ids[2])).trashed_at is not None


def row(n, headline, day):
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day)
    return ArticleRow(n, n, headline, State.PUBLISHED, None, None, "en", 1, at, at)


class TestGaps:
    @pytest.mark.parametrize(
        ("headline", "part"),
        [
            ("The strike, part 3", ("part", 3)),
            ("The strike (Part III)", ("part", 3)),
            ("Strike: day 12", ("day", 12)),
            ("Стачка. Часть 4", ("часть", 4)),
            ("Der Streik, Teil 2", ("teil", 2)),
            ("The strike (2/7)", ("/7", 2)),
            ("ストライキ 第3回", ("回", 3)),
            ("Partly cloudy", None),
            ("Scored 3/2 against", None),
            ("No civil war", None),
            ("Talks in 2015", None),
        ],
    )
    def test_what_a_headline_counts(self, headline, part):
        assert part_of(headline) == part

    def test_missing_parts_and_doubles(self):
        rows = [row(n, f"Story, part {part}", n) for n, part in enumerate([1, 2, 4, 4, 5])]
        assert [gap.words for gap in gaps_of(rows, [])] == [
            "No article is part 3 of 5.",
            "2 articles are part 4.",
        ]
        assert [gap.words for gap in gaps_of([row(1, "Story (1/3)", 0)], [])] == [
            "No article is part 2 of 3.",
            "No article is part 3 of 3.",
        ]

    def test_numbers_that_count_something_else_are_no_parts(self):
        rows = [row(n, f"Strike: day {day}", n) for n, day in enumerate([1, 90, 200])]
        assert gaps_of(rows, []) == ()

    def test_a_long_silence(self):
        rows = [row(n, "Story", day) for n, day in enumerate([0, 5, 9, 15, 400, 404])]
        (gap,) = gaps_of(rows, [])
        assert gap.kind is GapKind.SILENCE and gap.words.startswith(
            "No article from 2020-01-16 to 2021-02-04"
        )
        assert [article.id for article in gap.articles] == [3, 4]


class TestPlaces:
    def test_between_two_there_is_room(self):
        assert new_places([(1, 100, False), (2, 200, False), (3, 300, False)], [3], 2) == {3: 150}

    def test_at_both_ends(self):
        members = [(1, 100, False), (2, 5000, False)]
        assert new_places(members, [2], 1) == {2: -900}
        assert new_places(members, [1], None) == {1: 6000}

    def test_without_room_all_are_placed(self):
        members = [(1, 100, False), (2, 100, False), (3, 100, False)]
        places = new_places(members, [3], 2)
        assert sorted(places, key=places.__getitem__) == [1, 3, 2]

    def test_after_one_that_has_no_place(self):
        members = [(1, 100, False), (2, None, False), (3, None, False)]
        places = new_places(members, [1], None)
        assert sorted(places, key=places.__getitem__) == [2, 3, 1]
