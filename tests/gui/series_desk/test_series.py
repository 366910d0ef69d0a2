"""The page of series on a real library: members put in order by keys, mouse and number; merges; each with its undo."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from newsroom.desk.series_desk import list_members, list_series
from newsroom.domain.ordering import SeriesRow, Shown
from newsroom.gui.features.series_desk import SeriesDeskPanel
from newsroom.gui.theme import DARK
from tests.gui.desks import Room, column, nameless

Series = Room[SeriesDeskPanel]
ALT = Qt.KeyboardModifier.AltModifier
IN_ORDER = ["The keepers, part 2", "The keepers, part 3", "The keepers, part 5", "Notes"]


def row_of(room: Series, name: str) -> SeriesRow:
    return next(row for row in list_series(room.library).rows if row.series.name == name)


def choose(room: Series, name: str = "Keepers") -> None:
    room.page.table.setFocus()
    room.page.table.choose(row_of(room, name).series.id)
    room.run()


def stored(room: Series, name: str = "Keepers") -> list[str]:
    members = list_members(room.library, row_of(room, name).series.id).members
    return [member.article.headline for member in members]


def shown(room: Series) -> list[str]:
    return column(room.page.detail.members.table, 1)


def put_cursor(room: Series, headline: str) -> None:
    table = room.page.detail.members.table
    table.setFocus()
    table.selectRow(shown(room).index(headline))


def test_members_stand_in_order_with_the_gaps_between(room: Series) -> None:
    choose(room)
    assert shown(room) == [
        "No article is part 1 of 5.",
        "The keepers, part 2",
        "The keepers, part 3",
        "No article is part 4 of 5.",
        "The keepers, part 5",
        "Notes",
    ]
    table = room.page.detail.members.table
    assert column(table, 0) == ["", "1", "2", "", "3", "4"] and column(table, 3)[-1] == "Draft"
    assert room.page.detail.members.words.text().startswith("Gaps: 2.")
    assert stored(room) == IN_ORDER


def test_steps_with_the_keys_are_one_act_when_they_pause(qtbot: QtBot, room: Series) -> None:
    choose(room)
    table = room.page.detail.members.table
    put_cursor(room, "Notes")
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    assert [words for words in shown(room) if not words.startswith("No ")] == [
        "The keepers, part 2",
        "Notes",
        "The keepers, part 3",
        "The keepers, part 5",
    ]
    assert stored(room) == IN_ORDER and table.current.member.article.headline == "Notes"
    room.page.members._timer.timeout.emit()
    room.run()
    assert stored(room) == ["The keepers, part 2", "Notes", "The keepers, part 3", "The keepers, part 5"]
    assert len(room.done) == 1 and column(table, 4).count("by hand") >= 1
    room.undo()
    assert stored(room) == IN_ORDER


def test_leaving_the_window_does_what_was_shown(qtbot: QtBot, room: Series) -> None:
    choose(room)
    put_cursor(room, "The keepers, part 2")
    qtbot.keyClick(room.page.detail.members.table, Qt.Key.Key_Down, ALT)
    room.page.save_now()
    room.run()
    assert stored(room)[:2] == ["The keepers, part 3", "The keepers, part 2"]


def test_steps_of_another_article_end_the_act_before(qtbot: QtBot, room: Series) -> None:
    choose(room)
    table = room.page.detail.members.table
    put_cursor(room, "The keepers, part 2")
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    put_cursor(room, "Notes")
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    room.page.members.commit()
    room.run()
    assert stored(room) == ["The keepers, part 3", "The keepers, part 2", "Notes", "The keepers, part 5"]
    assert len(room.done) == 2


def test_a_number_moves_there(qtbot: QtBot, room: Series) -> None:
    choose(room)
    members = room.page.detail.members
    put_cursor(room, "The keepers, part 5")
    qtbot.keyClicks(members.table, "1")
    assert room.focus is members.place and members.place.text() == "1"
    qtbot.keyClick(members.place, Qt.Key.Key_Return)
    room.run()
    assert stored(room)[0] == "The keepers, part 5" and room.focus is members.table


def test_the_mouse_drags_a_member(qtbot: QtBot, room: Series) -> None:
    choose(room)
    table = room.page.detail.members.table
    start = table.visualRect(table.model().index(shown(room).index("Notes"), 1)).center()
    end = table.visualRect(table.model().index(shown(room).index("The keepers, part 2"), 1)).topLeft()
    port = table.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, QPoint(start.x(), start.y() - 30))
    qtbot.mouseMove(port, QPoint(start.x(), end.y() + 3))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(start.x(), end.y() + 3))
    room.run()
    assert stored(room)[0] == "Notes"


def test_dates_order_again(room: Series) -> None:
    choose(room)
    members = room.page.detail.members
    assert not members.by_date.isEnabled()
    put_cursor(room, "Notes")
    room.page.members.move_to(
        [list_members(room.library, row_of(room, "Keepers").series.id).members[-1].article.id], 1
    )
    room.run()
    assert stored(room)[0] == "Notes" and members.by_date.isEnabled()
    members.by_date.click()
    room.run()
    assert stored(room) == IN_ORDER


def test_name_number_elsewhere_and_description(qtbot: QtBot, room: Series) -> None:
    choose(room)
    detail = room.page.detail
    qtbot.keyClick(room.page.table, Qt.Key.Key_F2)
    assert room.focus is detail.name
    qtbot.keyClicks(detail.name, "The Keepers of Vesper")
    qtbot.keyClick(detail.name, Qt.Key.Key_Return)
    detail.earlier.setText("1,878")
    detail.description.setPlainText("All of it.")
    room.page.save_now()
    room.run()
    series = row_of(room, "The Keepers of Vesper").series
    assert (series.earlier_elsewhere, series.description) == (1878, "All of it.")
    assert column(detail.members.table, 0)[1] == "1,879"
    detail.earlier.setText("none")
    detail.earlier.commit()
    assert detail.earlier.text() == "1878"


def test_a_picture_is_taken_in_shown_and_taken_away(qtbot: QtBot, room: Series, tmp_path: Path) -> None:
    choose(room)
    view = room.page.detail.picture
    assert not view.remove.isVisibleTo(view) and "none" in view.box.accessibleName()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(tmp_path / "keepers.png"))
    view.given.emit(tmp_path / "keepers.png")
    assert view.box.words == "Taking the picture in…"
    room.run()
    picture = row_of(room, "Keepers").picture
    assert picture is not None and view.remove.isVisibleTo(view) and view.box.words == ""
    view.box.setFocus()
    qtbot.keyClick(view.box, Qt.Key.Key_Delete)
    room.run()
    assert row_of(room, "Keepers").picture is None and not view.remove.isVisibleTo(view)
    room.undo()
    room.run()
    assert row_of(room, "Keepers").picture == picture and view.remove.isVisibleTo(view)


def test_an_image_of_the_clipboard_is_taken_and_none_is_said(qtbot: QtBot, room: Series) -> None:
    choose(room)
    view = room.page.detail.picture
    QGuiApplication.clipboard().setText("no picture")
    with qtbot.waitSignal(room.page.status_message) as said:
        qtbot.keyClick(view.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["There is no picture on the clipboard."]
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(view.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    room.run()
    assert row_of(room, "Keepers").picture is not None


def test_what_is_no_picture_is_refused_in_words(room: Series, tmp_path: Path) -> None:
    choose(room)
    (tmp_path / "none.png").write_bytes(b"no picture")
    room.page.detail.picture.given.emit(tmp_path / "none.png")
    room.run()
    assert "none.png" in room.failed[0]
    assert room.page.detail.picture.box.words == "Drop, paste or choose a picture"


def test_a_story_ends_and_goes_on(room: Series) -> None:
    choose(room)
    room.page.detail.close_button.click()
    room.run()
    assert row_of(room, "Keepers").closed_at is not None and "Closed" in column(room.page.table, 3)
    room.page.shown.button(Shown.ACTIVE).click()
    room.run()
    assert column(room.page.table) == ["Lighthouse keepers"]
    room.page.shown.button(Shown.RETIRED).click()
    room.run()
    room.page.detail.close_button.click()
    room.run()
    assert row_of(room, "Keepers").closed_at is None


def test_two_series_become_one(qtbot: QtBot, room: Series) -> None:
    room.page.table.setFocus()
    room.page.table.selectAll()
    room.run()
    card = room.page.several.card
    assert card.isVisible() and "1 article will be in “Keepers”" in card.preview.text()
    qtbot.keyClick(room.page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    room.run()
    assert column(room.page.table) == ["Keepers"] and len(stored(room)) == 5
    assert room.page.detail.isVisible()
    room.undo()
    assert set(column(room.page.table)) == {"Keepers", "Lighthouse keepers"} and stored(room) == IN_ORDER


def test_enter_opens_an_article_from_a_member_and_from_a_gap(qtbot: QtBot, room: Series) -> None:
    choose(room)
    qtbot.keyClick(room.page.table, Qt.Key.Key_Return)
    table = room.page.detail.members.table
    assert room.focus is table
    put_cursor(room, "Notes")
    with qtbot.waitSignal(room.page.article_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert room.article(wanted.args[0]).content.headline == "Notes"
    put_cursor(room, "No article is part 4 of 5.")
    with qtbot.waitSignal(room.page.article_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert room.article(wanted.args[0]).content.headline == "The keepers, part 3"


def test_the_articles_are_listed_and_an_empty_series_deleted(qtbot: QtBot, room: Series) -> None:
    from newsroom.desk.series import ensure_series
    from newsroom.domain.changes import Changed

    empty = ensure_series(room.library, "Nothing yet", by="test")
    room.acting.tell(frozenset({Changed.SERIES}))
    room.run()
    choose(room, "Nothing yet")
    assert "“Go to the series”" in room.page.detail.members.table._empty
    with qtbot.waitSignal(room.page.series_wanted) as wanted:
        room.page.detail.list.click()
    assert wanted.args == [empty.id]
    room.page.detail.delete.click()
    room.run()
    assert "Nothing yet" not in column(room.page.table)
    room.undo()
    assert "Nothing yet" in column(room.page.table)


def test_the_filter_and_empty_lists_say_what_to_do(qtbot: QtBot, room: Series) -> None:
    qtbot.keyClicks(room.page.list.line, "light")
    room.run()
    assert column(room.page.table) == ["Lighthouse keepers"]
    qtbot.keyClicks(room.page.list.line, " zzz")
    room.run()
    assert column(room.page.table) == [] and "Escape" in room.page.table._empty
    room.page.list.line.clear()
    room.page.shown.button(Shown.UNUSED).click()
    room.run()
    assert room.page.table._empty == "Every series has articles."


def test_everything_says_what_it_is_in_any_look(room: Series) -> None:
    choose(room)
    room.page.set_look(DARK, 2.0)
    assert nameless(room.page) == []
