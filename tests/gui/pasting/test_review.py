"""What was pasted is shown for one look, changed by keys and mouse, accepted or cancelled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.pasting import recognise
from newsroom.desk.sections import list_sections
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Byline, Dateline, TagKind
from newsroom.domain.ids import ArticleId, TagId
from newsroom.domain.suggestions import AlikeSpan, DuplicateSuggestion, Suggestions, TagSuggestion
from newsroom.domain.wire_story import WireSeries, WireStory
from newsroom.gui.features.pasting.library_desk import LibraryDesk
from newsroom.gui.features.pasting.lines_model import MOST_LINES
from newsroom.gui.features.pasting.names import NamesPresenter
from newsroom.gui.features.pasting.presenter import PastePresenter
from newsroom.gui.features.pasting.suggestions import PasteSuggestions
from newsroom.gui.features.pasting.view import PasteReview
from newsroom.gui.theme import DARK, LIGHT
from newsroom.paths import resources_root
from tests.jobs.manual import ManualRunner


def sample(name: str = "agency-page.txt") -> str:
    return (resources_root() / "sample" / "wire" / name).read_text(encoding="utf-8")


LOOSE = (
    "World\nRates rise in all of Europe\nA loose line of the page that says nothing of use to anyone\nAnother one\n"
    "LONDON (AP) - The bank raised rates.\n\nIt did.\nShare\n"
)


SAME = DuplicateSuggestion(ArticleId(7), "Filed Last Week", 0.9, ("90 % of this text stands in it",))


def suggesting(lanes: ManualRunner, found: Suggestions = Suggestions()) -> PasteSuggestions:  # noqa: B008
    return PasteSuggestions(lanes, lambda library, story, token: found)


@dataclass
class Room:
    view: PasteReview
    lanes: ManualRunner
    accepted: list[WireStory] = field(default_factory=list)
    cancelled: list[bool] = field(default_factory=list)

    def show(self, text: str) -> PasteReview:
        self.view.review(text, "the clipboard")
        self.lanes.run_all()
        return self.view

    @property
    def story(self) -> WireStory:
        return self.accepted[-1]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    lanes = ManualRunner()
    names = NamesPresenter(lanes, LibraryDesk)
    view = PasteReview(
        PastePresenter(lanes, lambda text, library: recognise(text)), names, suggesting(lanes), LIGHT
    )
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    made = Room(view, lanes)
    view.story_accepted.connect(made.accepted.append)
    view.closed.connect(lambda: made.cancelled.append(True))
    return made


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_without_lines_what_is_said_of_them_stands_at_the_top(room: Room) -> None:
    view = room.show("Rates rise in all of Europe\n\nLONDON (AP) - The bank raised rates.\n\nIt did.\n")
    assert view.model.rowCount() == 0 and view._no_lines.isVisible()
    assert view._lines_heading.geometry().bottom() < 60
    assert view._no_lines.geometry().top() - view._lines_heading.geometry().bottom() < 20
    room.show(LOOSE)
    assert view.lines.isVisible() and view.lines.height() > view.height() // 2


def test_what_was_read_is_accepted_as_it_is(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    press(qtbot, view.form.headline, Qt.Key.Key_Return)
    assert room.story == recognise(sample())


def test_a_missing_headline_is_said_and_the_cursor_is_in_it(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    assert view.form.headline.hasFocus() and view.form.missing.isVisible()
    assert "No headline" in view._summary.text()
    qtbot.keyClicks(view.form.headline, "Crews ask for a fund")
    assert not view.form.missing.isVisible()
    press(qtbot, view.form.headline, Qt.Key.Key_Return)
    assert room.story.headline == "Crews ask for a fund"
    assert room.show(sample("wire-copy.txt")).form.missing.isHidden()


def test_ctrl_enter_accepts_anywhere_and_escape_cancels(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    places = [
        view.body,
        view.lines,
        view.form.related,
        view.form.section,
        view.form.headline,
        view.form.tags.edit,
    ]
    for widget in places:
        press(qtbot, widget, Qt.Key.Key_Return, CTRL)
    assert len(room.accepted) == len(places) and set(room.accepted) == {recognise(sample())}
    for n, widget in enumerate(places):
        press(qtbot, widget, Qt.Key.Key_Escape)
        assert len(room.cancelled) == n + 1


def test_every_field_can_be_changed(room: Room, qtbot: QtBot) -> None:
    form = room.show(sample()).form
    form.lede.load("A new lede.")
    form.section.setText("Coast")
    form.series.setText("Another story")
    form.count.setText("7")
    form.place.setText("HARROW QUAY")
    form.date.setText("Nov 20")
    form.credit.clear()
    form.related.load("One headline\n\n Another one ")
    qtbot.keyClicks(form.people.edit, "Ana Ruiz")
    press(qtbot, form.people.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(form.tags.edit, "cod")
    press(qtbot, form.tags.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(form.tags.edit, "not entered")
    form.tags.remove_asked.emit(0)
    form.tags.move_asked.emit(0, 1)
    press(qtbot, form.section, Qt.Key.Key_Return)
    story = room.story
    assert (story.lede, story.section) == ("A new lede.", "Coast")
    assert story.series == (WireSeries("Another story", 7),)
    assert story.dateline == Dateline("HARROW QUAY", "Nov 20", None)
    assert story.related == ("One headline", "Another one")
    assert story.bylines == (Byline("Ana Ruiz"),)
    assert story.tags[:2] == ("Petra Hallowes", "fisheries") and story.tags[-2:] == ("cod", "not entered")


def test_several_series_are_lines(room: Room, qtbot: QtBot) -> None:
    lines = "The Roses (12)\nThe Peace (3)\n"
    text = f"World\n{lines}Peace is near\nYORK, May 1 (AP) - So.\n\n{lines}"
    form = room.show(text).form
    assert form.more_series.text == "The Peace (3)" and form.more_series.isVisible()
    form.more_series.load("The Peace (4)\nA third")
    press(qtbot, form.section, Qt.Key.Key_Return)
    assert room.story.series == (
        WireSeries("The Roses", 12),
        WireSeries("The Peace", 4),
        WireSeries("A third"),
    )


def test_a_line_is_put_back_by_key_and_undone(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    before = view.body.text
    view.lines.setCurrentIndex(view.model.index(3, 0))
    press(qtbot, view.lines, Qt.Key.Key_Return)
    assert view.body.text == f"{before}\n\nDispute Over the Corran Banks (1882)"
    press(qtbot, view.body, Qt.Key.Key_Return, CTRL)
    assert len(room.story.set_aside) == 4 and room.story.body == view.body.text
    view.body.undo()
    assert view.body.text == before
    press(qtbot, view.body, Qt.Key.Key_Return, CTRL)
    assert len(room.story.set_aside) == 5


def test_put_back_and_taken_out_again(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    before = view.body.text
    view.lines.setCurrentIndex(view.model.index(0, 0))
    press(qtbot, view.lines, Qt.Key.Key_Space)
    assert view.body.text.startswith("09:20 GMT19 November 2026\n\nSkippers")
    press(qtbot, view.lines, Qt.Key.Key_Space)
    assert view.body.text == before


def test_a_line_is_put_back_by_mouse(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    before = view.body.text
    area = view.lines.visualRect(view.model.index(1, 0))
    viewport = view.lines.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 20, area.center().y()))
    assert view.body.text == before
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(area.right() - 20, area.center().y()))
    assert view.body.text.startswith("Listen Live\n\n")


def test_a_line_that_was_not_understood_stands_in_the_text_until_taken_out(room: Room, qtbot: QtBot) -> None:
    view = room.show(LOOSE)
    assert "One line was not understood" in view._summary.text()
    assert view.model.line(0).text == "Another one" and view.model.in_text(0)
    assert view.body.text.startswith("Another one\n\nThe bank")
    view.lines.setCurrentIndex(view.model.index(0, 0))
    press(qtbot, view.lines, Qt.Key.Key_Return)
    assert view.body.text.startswith("The bank")
    press(qtbot, view.body, Qt.Key.Key_Return, CTRL)
    assert [line.text for line in room.story.set_aside] == ["Another one", "Share"]
    assert room.story.not_understood == ()


def test_a_line_changed_in_the_text_is_not_taken_out(room: Room, qtbot: QtBot) -> None:
    view = room.show(LOOSE)
    view.body.setPlainText("All new.")
    press(qtbot, view.lines, Qt.Key.Key_Return)
    assert view.body.text == "All new." and view.model.in_text(0)


def test_characters_beyond_the_first_plane(room: Room, qtbot: QtBot) -> None:
    view = room.show("Share\nRates rise today\n\nThe bank 😀 raised rates.\n\nIt did 😀.\nPrint\n")
    view.lines.setCurrentIndex(view.model.index(1, 0))
    press(qtbot, view.lines, Qt.Key.Key_Return)
    assert view.body.text == "The bank 😀 raised rates.\n\nIt did 😀.\n\nPrint"
    assert view.body.textCursor().selectedText() == "Print"
    press(qtbot, view.lines, Qt.Key.Key_Return)
    assert view.body.text == "The bank 😀 raised rates.\n\nIt did 😀."


def test_accepting_before_it_was_read_waits_for_it(room: Room, qtbot: QtBot) -> None:
    room.view.review(sample())
    press(qtbot, room.view.form.headline, Qt.Key.Key_Return, CTRL)
    assert room.accepted == []
    room.lanes.run_all()
    assert room.story == recognise(sample())


def test_a_newer_text_replaces_the_older(room: Room) -> None:
    room.view.review(sample())
    room.view.review("Rates rise")
    room.lanes.run_all()
    assert room.view.form.headline.text == "Rates rise" and not room.accepted


def test_a_very_long_text_is_kept_whole(room: Room, qtbot: QtBot) -> None:
    text = "Rates rise today\n\nLONDON (AP) - " + "The bank raised rates. " * 40_000 + "\nShare\n"
    view = room.show(text)
    assert view.body.isReadOnly() and len(view.body.toPlainText()) < 30_000 and view._cut.isVisible()
    press(qtbot, view.lines, Qt.Key.Key_Return)
    press(qtbot, view.body, Qt.Key.Key_Return, CTRL)
    assert room.story == recognise(text)


def test_thousands_of_lines_set_aside_are_kept(room: Room, qtbot: QtBot) -> None:
    text = "Rates rise today\n\nThe bank raised rates.\n" + "Share\n" * 3000
    view = room.show(text)
    assert view.model.rowCount() == MOST_LINES and view.model.n_unseen == 2000
    press(qtbot, view.body, Qt.Key.Key_Return, CTRL)
    assert room.story == recognise(text)


def test_a_failure_keeps_the_text(qtbot: QtBot) -> None:
    def broken(text: str, library: object) -> WireStory:
        raise RuntimeError("broken")

    lanes = ManualRunner()
    view = PasteReview(
        PastePresenter(lanes, broken), NamesPresenter(lanes, LibraryDesk), suggesting(lanes), LIGHT
    )
    qtbot.addWidget(view)
    view.review("All of it.")
    lanes.run_all()
    assert view.body.text == "All of it."


def test_pasting_into_a_line_makes_one_line(room: Room) -> None:
    data = QMimeData()
    data.setText("two\nlines")
    form = room.show("Rates rise").form
    form.headline.clear()
    form.headline.insertFromMimeData(data)
    assert form.headline.text == "two lines"


def test_tab_goes_through_it_in_reading_order(room: Room, qtbot: QtBot) -> None:
    view = room.show(sample())
    form = view.form
    wanted = [
        form.headline,
        form.lede,
        form.section,
        form.label,
        form.series,
        form.count,
        form.place,
        form.date,
        form.credit,
    ]
    wanted += [form.people.edit, form.tags.edit, form.related, view.body, view.lines]
    seen: list[QWidget | None] = []
    for _ in wanted:
        seen.append(view.focusWidget())
        current = view.focusWidget()
        assert current is not None
        press(qtbot, current, Qt.Key.Key_Tab)
    assert seen == wanted


def test_all_that_takes_the_focus_has_a_name(room: Room) -> None:
    view = room.show(sample())
    for kind in (QLineEdit, QAbstractScrollArea, QAbstractItemView, QPushButton):
        for widget in view.findChildren(kind):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget


@pytest.mark.parametrize(
    "look", [lambda view: view.set_look(DARK, 1.5), lambda view: view.set_look(LIGHT, 0.8)]
)
def test_looks_change_while_it_is_shown(
    room: Room, qtbot: QtBot, look: Callable[[PasteReview], None]
) -> None:
    view = room.show(sample())
    look(view)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not view.grab().isNull()
    press(qtbot, view.form.section, Qt.Key.Key_Return)
    assert room.story == recognise(sample())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = create_library(tmp_path / "library", sample=True)
    yield made
    made.close()


def test_names_are_completed_and_the_new_ones_said(room: Room, library: Library, qtbot: QtBot) -> None:
    sections = [section.name for section in list_sections(library)]
    tag = ensure_tag(library, "Harbour tolls", by="test")
    room.view.set_library(library)
    form = room.show(
        f"{sections[0]}\n{LOOSE.partition(chr(10))[2]}\nTags: Harbour tolls, Quite new, Newer still\n"
    ).form
    room.lanes.run_all()
    assert form.section.text() == sections[0] and form.section_hint.text() == "known"
    assert tag.label in form.tags.chips[0].accessibleName()
    assert form._shown_tag("Harbour tolls")[1] == "" and form._shown_tag("Quite new")[1] == "new"
    form.section.setFocus()
    form.section.selectAll()
    qtbot.keyClicks(form.section, "Nowhere yet")
    room.lanes.run_all()
    assert form.section.offering and form.section_hint.text() == "new"
    press(qtbot, form.section, Qt.Key.Key_Return)
    assert form.section.text() == "Nowhere yet" and not room.accepted
    form.section.selectAll()
    qtbot.keyClicks(form.section, sections[-1][:3])
    room.lanes.run_all()
    press(qtbot, form.section, Qt.Key.Key_Return)
    assert form.section.text() in sections
    form.tags.edit.setFocus()
    qtbot.keyClicks(form.tags.edit, "harbour t")
    press(qtbot, form.tags.edit, Qt.Key.Key_Return)
    room.lanes.run_all()
    press(qtbot, form.tags.edit, Qt.Key.Key_Return, CTRL)
    assert room.story.tags == ("Harbour tolls", "Quite new", "Newer still")


def test_without_a_library_nothing_is_said_of_names(room: Room, qtbot: QtBot) -> None:
    form = room.show(sample()).form
    assert form.section_hint.isHidden() and form.series_hint.isHidden()
    form.section.setFocus()
    form.section.selectAll()
    qtbot.keyClicks(form.section, "Coast")
    press(qtbot, form.section, Qt.Key.Key_Return)
    assert room.story.section == "Coast"


def test_a_label_is_shown_and_kept(room: Room, qtbot: QtBot) -> None:
    form = room.show("BREAKING: River floods town\n\nKIGALI (AP) — The river rose.\n").form
    assert form.label.text() == "Breaking" and form.headline.text == "River floods town"
    press(qtbot, form.headline, Qt.Key.Key_Return)
    assert room.story.label == "Breaking"


def test_a_story_that_may_be_filed_already_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    lanes = ManualRunner()
    names = NamesPresenter(lanes, LibraryDesk)
    reading = PastePresenter(lanes, lambda text, library: recognise(text))
    view = PasteReview(reading, names, suggesting(lanes, Suggestions(duplicates=(SAME,))), LIGHT)
    qtbot.addWidget(view)
    view.review(sample())
    lanes.run_all()
    assert view.alike.isHidden()  # there is no library
    library = create_library(tmp_path / "library")
    view.set_library(library)
    view.review(sample())
    lanes.run_all()
    assert not view.alike.isHidden()
    assert view.alike.headline.text() == "Filed Last Week" and "90 %" in view.alike.words.text()
    with qtbot.waitSignal(view.article_wanted) as wanted:
        view.alike.look.click()
    assert wanted.args == [7]
    view.alike.dismiss.click()
    assert view.alike.isHidden()
    view.set_library(None)
    library.close()


def test_tags_are_suggested_and_set_when_they_are_taken(qtbot: QtBot, tmp_path: Path) -> None:
    lanes = ManualRunner()
    tags = [
        TagSuggestion(name, TagKind.PLACE, 0.9, True, ("named once",), TagId(n))
        for n, name in enumerate(("Raqqa", "Mosul", "Basra"), 1)
    ]
    new = TagSuggestion("Ana Ruiz", TagKind.PERSON, 0.3, False, ())
    unlikely = TagSuggestion("Chess", TagKind.TOPIC, 0.1, False, (), TagId(9))
    names = NamesPresenter(lanes, LibraryDesk)
    reading = PastePresenter(lanes, lambda text, library: recognise(text))
    view = PasteReview(reading, names, suggesting(lanes, Suggestions(tags=(*tags, unlikely, new))), LIGHT)
    qtbot.addWidget(view)
    view.set_library(library := create_library(tmp_path / "library"))
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.review(LOOSE)
    assert view.form.suggested.isHidden()
    lanes.run_all()
    raqqa, mosul, basra = view.form.suggested.chips
    assert raqqa.accessibleName() == "Suggested tag: Raqqa" and "90 %" in raqqa.toolTip()
    places = [chip.pos() for chip in (mosul, basra)]
    raqqa.setFocus()
    qtbot.keyClick(raqqa, Qt.Key.Key_Return)
    assert [chip.pos() for chip in view.form.suggested.chips] == places
    qtbot.keyClick(mosul, Qt.Key.Key_Delete)
    assert view.form.suggested.chips == (basra,) and basra.hasFocus()
    accepted: list[WireStory] = []
    view.story_accepted.connect(accepted.append)
    qtbot.keyClick(basra, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert accepted[0].tags == ("Raqqa",)
    view.set_library(None)
    library.close()


def test_the_parts_alike_are_marked(qtbot: QtBot, tmp_path: Path) -> None:
    lanes = ManualRunner()
    story = recognise(LOOSE)
    before = len(story.headline) + len(story.lede) + 2
    same = replace(SAME, spans=(AlikeSpan(before + 4, before + 8, 0, 4),))
    names = NamesPresenter(lanes, LibraryDesk)
    reading = PastePresenter(lanes, lambda text, library: recognise(text))
    view = PasteReview(reading, names, suggesting(lanes, Suggestions(duplicates=(same,))), LIGHT)
    qtbot.addWidget(view)
    view.set_library(library := create_library(tmp_path / "library"))
    view.review(LOOSE)
    lanes.run_all()
    (mark,) = view.body.extraSelections()
    assert mark.cursor.selectedText() == story.body[4:8]
    view.alike.dismiss.click()
    assert view.body.extraSelections() == []
    view.set_library(None)
    library.close()


@pytest.fixture
def kept(room: Room) -> list[WireStory]:
    stories: list[WireStory] = []
    room.view.story_changed.connect(stories.append)
    return stories


def test_what_was_read_is_told_to_be_kept_and_each_change_a_moment_later(
    room: Room, kept: list[WireStory], qtbot: QtBot
) -> None:
    view = room.show(sample("wire-copy.txt"))
    assert kept == [recognise(sample("wire-copy.txt"))] and view.changed_story is None
    qtbot.keyClicks(view.form.headline, "x")
    qtbot.waitUntil(lambda: kept[-1].headline.startswith("x"))
    qtbot.keyClicks(view.body, "y")
    qtbot.waitUntil(lambda: kept[-1].body.startswith("y"))
    qtbot.keyClicks(view.form.tags.edit, "half a tag")
    qtbot.waitUntil(lambda: kept[-1].tags[-1:] == ("half a tag",))
    qtbot.keyClicks(view.form.place, "PORT")
    view.save_now()
    assert kept[-1].dateline.place and kept[-1].dateline.place.endswith("PORT")
    assert view.changed_story == kept[-1]


def test_put_away_with_changes_it_comes_back_with_them(
    room: Room, kept: list[WireStory], qtbot: QtBot
) -> None:
    view = room.show(LOOSE)
    qtbot.keyClicks(view.form.headline, "x")
    press(qtbot, view.form.headline, Qt.Key.Key_Escape)
    story = view.changed_story
    assert room.cancelled and story is not None
    room.show("Another text")
    view.review_again(story)
    assert kept[-1] == story and view.form.headline.text == story.headline
    press(qtbot, view.form.headline, Qt.Key.Key_Return, CTRL)
    assert room.story == story
