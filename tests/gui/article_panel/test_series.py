"""Series: exact counts, the place of the article, new ones with their earlier articles."""

import pytest

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.names import split_count
from newsroom.gui.features.article_panel.series import NewSeries
from newsroom.gui.widgets.completion import Suggestion
from tests.gui.article_panel.conftest import Room
from tests.gui.article_panel.fakes import a_row, a_series

ERUPTS = a_series(1, "Violence Erupts as Islamic State Rises", 1, earlier=1880)
PARIS = a_series(2, "Paris Attacks", 604)


def offers(room: Room, text: str) -> list[Suggestion]:
    got: list[list[Suggestion]] = []
    room.presenters.series.suggested.connect(got.append)
    room.presenters.series.type(text)
    room.lanes.run_all()
    room.presenters.series.suggested.disconnect(got.append)
    return got[-1]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Violence Erupts (1881)", "Violence Erupts", 1881),
        ("Violence Erupts (1,881)", "Violence Erupts", 1881),
        ("Violence  Erupts(1 881) ", "Violence Erupts", 1881),
        ("Budget (2021 edition)", "Budget (2021 edition)", None),
        ("(12)", "(12)", None),
        ("Plain", "Plain", None),
        ("", "", None),
    ],
)
def test_a_count_behind_the_name(text: str, name: str, count: int | None) -> None:
    assert split_count(text) == (name, count)


def test_the_chip_has_the_count_with_the_draft_itself_and_the_line_the_place(room: Room) -> None:
    room.desk.all_series = [ERUPTS]
    room.desk.rows = [a_row(5, "The one before")]
    room.open_new(series=(ERUPTS,))
    chip = room.presenters.series.chips()[0]
    assert f"{chip.text} {chip.detail}" == "Violence Erupts as Islamic State Rises (1,882)"
    line = room.presenters.series.lines()[0]
    assert line is not None
    assert (line.place.position, line.place.count) == (1882, 1882)
    assert line.previous == room.desk.rows[0] and line.next is None


def test_places_that_came_with_the_article_are_shown_at_once(room: Room) -> None:
    from tests.gui.article_panel.fakes import an_article, draft_of

    made = an_article(series=(ERUPTS,))
    room.presenters.article.open(draft_of(made), made)
    line = room.presenters.series.lines()[0]
    assert line is not None and line.place.count == 1882


def test_completion_shows_counts_and_what_it_is_in_already(room: Room) -> None:
    room.desk.all_series = [ERUPTS, PARIS]
    room.open_new(series=(PARIS,))
    assert [(one.text, one.detail, one.problem) for one in offers(room, "")] == [
        (ERUPTS.name, "1,881", ""),
        (PARIS.name, "604", "in it already"),
    ]


def test_a_new_one_takes_its_earlier_articles_from_the_count(room: Room) -> None:
    draft = room.open_new()
    (offer,) = offers(room, "Ice Letter (1,881)")
    assert offer.payload == NewSeries("Ice Letter", 1880) and offer.detail == "1,880 elsewhere"
    room.presenters.series.take(offer.payload)
    assert room.presenters.series.chips() == [("Ice Letter", "…", "", "")]
    room.lanes.run_all()
    assert ("ensure_series", "Ice Letter", 1880) in room.desk.asked
    assert len(draft.value("series")) == 1
    assert room.presenters.series.chips()[0].detail == "(1,881)"


def test_a_known_one_is_taken_whatever_count_was_typed(room: Room) -> None:
    room.desk.all_series = [PARIS]
    draft = room.open_new()
    (offer,) = offers(room, "paris attacks (9,999)")
    room.presenters.series.take(offer.payload)
    assert draft.value("series") == (PARIS.id,)
    assert not [what for what in room.desk.asked if what[0] == "ensure_series"]


def test_a_series_whose_own_name_ends_in_a_number_is_found(room: Room) -> None:
    own = a_series(3, "Election (2020)", 3)
    room.desk.all_series = [own]
    room.open_new()
    assert [offer.payload for offer in offers(room, "Election (2020)")] == [own]


def test_twice_is_refused_with_words(room: Room) -> None:
    draft = room.open_new(series=(PARIS,))
    room.presenters.series.take(PARIS)
    assert draft.value("series") == (PARIS.id,)
    assert room.said == ["The article is in the series “Paris Attacks” already."]


def test_counts_follow_what_happens_elsewhere(room: Room) -> None:
    room.desk.all_series = [PARIS]
    room.open_new(series=(PARIS,))
    room.desk.all_series = [a_series(2, "Paris Attacks", 605)]
    room.presenters.article.touched(ChangeSet(frozenset({Changed.COUNTS}), by="elsewhere"))
    room.lanes.run_all()
    assert room.presenters.series.chips()[0].detail == "(606)"


def test_order(room: Room) -> None:
    draft = room.open_new(series=(ERUPTS, PARIS))
    room.presenters.series.move(0, 1)
    assert draft.value("series") == (PARIS.id, ERUPTS.id)
    room.presenters.series.remove(0)
    assert draft.value("series") == (ERUPTS.id,)
    draft.undo()
    draft.undo()
    assert draft.value("series") == (ERUPTS.id, PARIS.id)
