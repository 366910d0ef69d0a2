"""The panel in a window: keys, focus, looks, and that nothing it shows differs from the draft."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsroom.domain.article import (
    Byline,
    BylineRole,
    Notice,
    NoticeKind,
    Picture,
    RelatedLink,
    TagKind,
)
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.completion import CompletingEdit
from tests.gui.article_panel.conftest import A_LIBRARY, ShowPanel, Window
from tests.gui.article_panel.fakes import NOW, a_row, a_section, a_series, a_tag

KEY = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
EAST = a_section(1, "Middle East", 5)
ERUPTS = a_series(1, "Violence Erupts", 1, earlier=1880)
TAGS = (
    a_tag(1, "Daesh", aliases=("ISIL",), n=500),
    a_tag(2, "Ana Ruiz", TagKind.PERSON, n=20),
    a_tag(3, "airstrike", n=10),
)
RELATED = (RelatedLink(ArticleId(11), "One"), RelatedLink(ArticleId(12), "Two"), RelatedLink(None, "Three"))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_(window: Window, text: str) -> None:
    """Types where the focus is; everything asked is answered."""
    QTest.keyClicks(focused(), text)
    window.settle()


def press(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(focused(), key, modifiers)
    window.settle()


def open_full(window: Window) -> Draft:
    window.desk.all_series = [ERUPTS]
    window.desk.all_tags = list(TAGS)
    window.desk.rows = [a_row(11, "One"), a_row(12, "Two")]
    return window.open_new(
        section=EAST,
        headline="Fleet Sails",
        series=(ERUPTS,),
        tags=TAGS,
        related=RELATED,
        picture=Picture("a.png", caption="A fleet"),
        bylines=(Byline("Ada Brook"), Byline("Noor Hale", BylineRole.PHOTO, "Rome")),
        notices=(Notice(NoticeKind.CORRECTION, "There are 26.", NOW),),
        extra={"feed": "wire"},
    )


def chips(window: Window) -> list[str]:
    return [chip.label for chip in window.panel.tags.chips]


# Names and order


def test_everything_that_takes_the_focus_has_a_name(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QComboBox, Chip)
    found = [one for one in window.panel.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    named = [one for one in found if isinstance(one, kinds) and not one.objectName().startswith("qt_")]
    assert len(named) > 25
    nameless = [
        one
        for one in named
        if not one.accessibleName() and not (isinstance(one, QAbstractButton) and one.text())
    ]
    assert nameless == []


def test_tab_goes_from_top_to_bottom_and_stops_once_at_the_chips(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    panel = window.panel
    panel.focus_field("section")
    visited = [focused()]
    while len(visited) < 60:
        QTest.keyClick(focused(), KEY.Key_Tab)
        if focused() is visited[0]:
            break
        visited.append(focused())
    assert not any(isinstance(one, Chip) for one in visited)
    tops = [one.mapTo(panel, QPoint(0, 0)).y() for one in visited if one.isVisible()]
    for fields in (
        panel.tags.edit,
        panel.related.edit,
        panel.bylines.edit,
        panel.notices.add,
        panel.address.edit,
    ):
        assert fields in visited
    backwards = [later - earlier for earlier, later in pairwise(tops) if later < earlier - 60]
    assert backwards == []


# Tags


def test_a_tag_by_alias_with_keys_alone(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.desk.all_tags = list(TAGS)
    draft = window.open_new()
    window.panel.focus_field("tags")
    type_(window, "isi")
    assert window.panel.tags.edit.offering and window.panel.tags.edit.hasFocus()
    press(window, KEY.Key_Return)
    assert draft.value("tags") == (1,) and window.panel.tags.edit.text() == ""
    assert not window.panel.tags.edit.offering and window.panel.tags.edit.hasFocus()


def test_enter_before_the_answer_waits_for_what_fits(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.desk.all_tags = list(TAGS)
    draft = window.open_new()
    window.panel.focus_field("tags")
    QTest.keyClicks(focused(), "air")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert draft.value("tags") == ()
    window.settle()
    assert draft.value("tags") == (3,)
    assert not [what for what in window.desk.asked if what[0] == "ensure_tag"]


def test_tab_never_takes_what_fitted_an_earlier_text(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.desk.all_tags = list(TAGS)
    draft = window.open_new()
    window.panel.focus_field("tags")
    type_(window, "a")
    QTest.keyClicks(focused(), "ir")
    QTest.keyClick(focused(), KEY.Key_Tab)
    assert draft.value("tags") == ()
    window.settle()
    assert draft.value("tags") == (3,) and window.panel.tags.edit.hasFocus()


def test_the_kind_of_a_new_tag_is_chosen_with_keys(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new()
    window.panel.focus_field("tags")
    type_(window, "Oslo")
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Return)
    assert ("ensure_tag", "Oslo", TagKind.PLACE) in window.desk.asked
    assert len(draft.value("tags")) == 1 and chips(window) == ["Oslo"]


def test_escape_closes_the_suggestions_and_keeps_the_text(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.open_new()
    window.panel.focus_field("tags")
    type_(window, "Oslo")
    press(window, KEY.Key_Escape)
    assert not window.panel.tags.edit.offering and window.panel.tags.edit.text() == "Oslo"


def test_chips_are_reached_moved_and_removed_with_keys(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    window.panel.focus_field("tags")
    press(window, KEY.Key_Left)
    assert focused() is window.panel.tags.chips[-1]
    press(window, KEY.Key_Left)
    press(window, KEY.Key_Left, ALT)
    assert chips(window) == ["Ana Ruiz", "Daesh", "airstrike"] and draft.value("tags") == (2, 1, 3)
    assert focused() is window.panel.tags.chips[0]
    press(window, KEY.Key_Delete)
    assert chips(window) == ["Daesh", "airstrike"] and focused() is window.panel.tags.chips[0]
    press(window, KEY.Key_Right)
    press(window, KEY.Key_Delete)
    assert focused() is window.panel.tags.chips[0]
    press(window, KEY.Key_Delete)
    assert focused() is window.panel.tags.edit and draft.value("tags") == ()
    press(window, KEY.Key_Z, CONTROL)
    assert chips(window) == ["Daesh"]


def test_a_letter_on_a_chip_goes_to_the_line(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    window.panel.focus_field("tags")
    press(window, KEY.Key_Left)
    QTest.keyClicks(focused(), "o")
    assert focused() is window.panel.tags.edit and window.panel.tags.edit.text() == "o"


@pytest.mark.parametrize("rtl", [False, True])
def test_a_chip_is_dragged_to_another_place(show_panel: ShowPanel, rtl: bool) -> None:
    window = show_panel()
    if rtl:
        window.panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    draft = open_full(window)
    QApplication.processEvents()
    first, last = window.panel.tags.chips[0], window.panel.tags.chips[-1]
    side = -last.width() // 2 + 3 if rtl else last.width() // 2 - 3
    target = first.mapFromGlobal(last.mapToGlobal(last.rect().center() + QPoint(side, 0)))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=first.rect().center())
    QTest.mouseMove(first, target)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=target)
    assert draft.value("tags") == (2, 3, 1)
    press(window, KEY.Key_Z, CONTROL)
    assert draft.value("tags") == (1, 2, 3)


def test_the_arrow_is_mirrored_from_right_to_left(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    draft = open_full(window)
    QApplication.processEvents()
    one, two = window.panel.tags.chips[:2]
    assert one.x() > two.x()
    window.panel.focus_field("tags")
    press(window, KEY.Key_Right)
    press(window, KEY.Key_Right, ALT)
    assert draft.value("tags") == (1, 3, 2)


def test_three_hundred_tags_are_three_hundred_chips_made_once(show_panel: ShowPanel) -> None:
    window = show_panel()
    many = tuple(a_tag(n, f"Tag number {n}") for n in range(1, 301))
    draft = window.open_new(tags=many)
    before = window.panel.tags.chips
    assert len(before) == 300
    draft.set_field("tags", (*draft.value("tags")[1:], 1))
    assert window.panel.tags.chips == before and chips(window)[-1] == "Tag number 1"


# Series


def test_series_by_name_and_count_with_keys(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new()
    window.panel.focus_field("series")
    type_(window, "Ice Letter (1,881)")
    press(window, KEY.Key_Return)
    assert ("ensure_series", "Ice Letter", 1880) in window.desk.asked
    assert len(draft.value("series")) == 1
    assert [line.place.text() for line in window.panel.series.lines] == ["1,881 of 1,881"]


def test_neighbours_open(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    wanted: list[int] = []
    window.panel.article_wanted.connect(wanted.append)
    line = window.panel.series.lines[0]
    assert line.previous.isEnabled() and not line.next.isEnabled()
    assert line.next.isVisible(), "whoever goes back step by step finds the way where it was"
    assert line.previous.accessibleName() == "Previous in Violence Erupts: One"
    line.previous.setFocus()
    QTest.keyClick(line.previous, KEY.Key_Space)
    assert wanted == [11]


# Section and language


def test_a_section_is_typed_and_a_new_one_made(show_panel: ShowPanel) -> None:
    window = show_panel()
    names: list[object] = []
    window.panel.section_name_changed.connect(names.append)
    draft = window.open_new(section=EAST)
    window.panel.focus_field("section")
    type_(window, "wor")
    press(window, KEY.Key_Return)
    assert draft.value("section_id") == 2 and focused() is window.panel.head.section
    assert window.panel.head.section.text() == "World" and names[-1] == "World"
    type_(window, "Sport")
    press(window, KEY.Key_Return)
    assert window.panel.head.section.text() == "Sport"
    press(window, KEY.Key_Z, CONTROL)
    press(window, KEY.Key_Z, CONTROL)
    assert draft.value("section_id") == 1 and window.panel.head.section.text() == "Middle East"


def test_escape_gives_the_section_back_and_leaving_says_what_is_unknown(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new(section=EAST)
    window.panel.focus_field("section")
    type_(window, "nowhere")
    press(window, KEY.Key_Escape)
    press(window, KEY.Key_Escape)
    assert window.panel.head.section.text() == "Middle East"
    type_(window, "nowhere")
    press(window, KEY.Key_Escape)
    window.panel.focus_field("label")
    assert window.panel.head.section.text() == "Middle East" and draft.value("section_id") == 1
    assert window.said == ["There is no section “nowhere” yet. Enter makes it; the section is as it was."]


def test_an_emptied_section_is_none(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new(section=EAST)
    window.panel.focus_field("section")
    press(window, KEY.Key_Delete)
    press(window, KEY.Key_Escape)
    press(window, KEY.Key_Escape)
    window.panel.focus_field("label")
    assert window.panel.head.section.text() == "Middle East"
    window.panel.focus_field("section")
    window.panel.head.section.selectAll()
    press(window, KEY.Key_Delete)
    window.panel.focus_field("label")
    assert draft.value("section_id") is None and window.panel.head.section.text() == ""


def test_language_and_label_with_keys(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new()
    window.panel.focus_field("language")
    type_(window, "arab")
    press(window, KEY.Key_Return)
    assert draft.value("language") == "ar" and window.panel.head.language.text() == "Arabic"
    assert "right to left" in window.panel.head.language.toolTip()
    window.panel.focus_field("label")
    press(window, KEY.Key_Down)
    assert draft.value("label") == "Breaking"
    press(window, KEY.Key_Up)
    assert draft.value("label") is None


# Related


def test_related_articles_with_keys_alone(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    opened: list[tuple[str, int]] = []
    window.panel.article_wanted.connect(lambda id: opened.append(("here", id)))
    window.panel.beside_wanted.connect(lambda id: opened.append(("beside", id)))
    publish = QAction(window.panel)  # the window's own key, under which the panel stands
    publish.setShortcut(QKeySequence("Ctrl+Return"))
    publish.triggered.connect(lambda: opened.append(("published", 1)))
    window.panel.addAction(publish)
    window.desk.rows.append(a_row(13, "Four"))
    window.panel.focus_field("related")
    type_(window, "fou")
    press(window, KEY.Key_Return)
    assert [link.headline for link in draft.value("related")] == ["One", "Two", "Three", "Four"]
    press(window, KEY.Key_Left)
    press(window, KEY.Key_Up, ALT)
    press(window, KEY.Key_Up, ALT)
    assert [link.headline for link in draft.value("related")] == ["One", "Four", "Two", "Three"]
    assert focused() is window.panel.related.list.rows[1]
    press(window, KEY.Key_Return, CONTROL)
    press(window, KEY.Key_Up)
    press(window, KEY.Key_Return)
    assert opened == [("beside", 13), ("here", 11)]
    press(window, KEY.Key_Delete)
    assert [link.headline for link in draft.value("related")] == ["Four", "Two", "Three"]
    assert focused() is window.panel.related.list.rows[0]
    press(window, KEY.Key_Z, CONTROL)
    assert [link.headline for link in draft.value("related")] == ["One", "Four", "Two", "Three"]


def test_related_articles_with_the_mouse(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    beside: list[int] = []
    window.panel.beside_wanted.connect(beside.append)
    QApplication.processEvents()
    rows = window.panel.related.list.rows
    QTest.mouseDClick(rows[0], Qt.MouseButton.LeftButton, pos=rows[0].rect().center())
    assert beside == [11]
    target = rows[0].mapFromGlobal(rows[2].mapToGlobal(rows[2].rect().bottomLeft() + QPoint(40, -2)))
    QTest.mousePress(rows[0], Qt.MouseButton.LeftButton, pos=QPoint(40, 8))
    QTest.mouseMove(rows[0], target)
    QTest.mouseRelease(rows[0], Qt.MouseButton.LeftButton, pos=target)
    assert [link.headline for link in draft.value("related")] == ["Two", "Three", "One"]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton, pos=QPoint(rows[0].width() - 10, 10))
    assert [link.headline for link in draft.value("related")] == ["Three", "One"]


# Bylines, notices, picture, address


def test_bylines_with_keys_alone(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.desk.authors = ["Ruben Calderwood"]
    draft = open_full(window)
    window.panel.focus_field("bylines")
    type_(window, "cald")
    press(window, KEY.Key_Return)
    assert draft.value("bylines")[2] == Byline("Ruben Calderwood")
    row = window.panel.bylines.list.rows[2]
    row.place.setFocus()
    type_(window, "Oslo")
    assert draft.value("bylines")[2].place == "Oslo"
    press(window, KEY.Key_Up, ALT)
    assert [byline.name for byline in draft.value("bylines")] == [
        "Ada Brook",
        "Ruben Calderwood",
        "Noor Hale",
    ]
    row = window.panel.bylines.list.rows[1]
    assert row.name.hasFocus()
    row.role.setFocus()
    press(window, KEY.Key_Down)
    assert draft.value("bylines")[1].role == BylineRole.REPORTING
    row.remove.setFocus()
    press(window, KEY.Key_Space)
    assert [byline.name for byline in draft.value("bylines")] == ["Ada Brook", "Noor Hale"]


def test_typing_in_a_field_is_undone_in_the_one_stack(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    draft.edit_text("headline", 0, 0, "The ")
    window.panel.picture.caption.setFocus()
    window.panel.picture.caption.selectAll()
    type_(window, "Ships")
    assert draft.value("picture").caption == "Ships"
    press(window, KEY.Key_Z, CONTROL)
    assert draft.value("picture").caption == "A fleet" == window.panel.picture.caption.toPlainText()
    press(window, KEY.Key_Z, CONTROL)
    assert draft.text("headline") == "Fleet Sails"
    press(window, KEY.Key_Z, CONTROL | SHIFT)
    press(window, KEY.Key_Z, CONTROL | SHIFT)
    assert draft.value("picture").caption == "Ships" == window.panel.picture.caption.toPlainText()


def test_the_windows_own_undo_comes_first_and_once(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    pressed: list[bool] = []
    action = QAction("Undo", window.panel)
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: pressed.append(draft.undo() is not None))
    window.panel.addAction(action)
    draft.set_field("label", "Analysis")
    window.panel.picture.caption.setFocus()
    type_(window, "x")
    press(window, KEY.Key_Z, CONTROL)
    assert pressed == [True] and draft.value("picture").caption == "A fleet"
    window.panel.focus_field("picture")
    assert window.panel.picture.caption.hasFocus()
    assert draft.value("label") == "Analysis"


def test_words_not_taken_yet_are_undone_in_their_line(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    draft.set_field("label", "Analysis")
    window.panel.focus_field("tags")
    type_(window, "Os")
    press(window, KEY.Key_Z, CONTROL)
    assert draft.value("label") == "Analysis" and window.panel.tags.edit.text() == ""
    press(window, KEY.Key_Z, CONTROL)
    assert draft.value("label") is None


def test_a_correction_with_keys_alone(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    window.panel.focus_field("notices")
    press(window, KEY.Key_Space)
    type_(window, "Wrong. Right.")
    assert [notice.text for notice in draft.value("notices")] == ["There are 26.", "Wrong. Right."]
    row = window.panel.notices.list.rows[1]
    row.kind.setFocus()
    press(window, KEY.Key_Down)
    assert draft.value("notices")[1].kind == NoticeKind.CLARIFICATION
    row.remove.setFocus()
    press(window, KEY.Key_Space)
    assert len(draft.value("notices")) == 1


def test_a_missing_alternative_text_is_said_in_the_colour_of_warnings(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    alt = window.panel.picture.alt
    assert alt.placeholderText() == "No alternative text"
    assert alt.palette().placeholderText().color() == QColor(LIGHT.warn)
    window.panel.set_look(DARK, 1.0)
    assert alt.palette().placeholderText().color() == QColor(DARK.warn)


def test_a_picture_is_pasted_dropped_and_removed(show_panel: ShowPanel, tmp_path: Path) -> None:
    window = show_panel()
    draft = window.open_new()
    box = window.panel.picture.box
    window.panel.focus_field("picture")
    QGuiApplication.clipboard().clear()
    press(window, KEY.Key_V, CONTROL)
    assert window.said == ["There is no picture on the clipboard."]
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    press(window, KEY.Key_V, CONTROL)
    assert draft.value("picture").file == "pasted.stored.png" and box.hasFocus()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "b.png"))])
    assert window.panel.picture.take(data)
    window.settle()
    assert draft.value("picture").file == "b.png.stored.png"
    press(window, KEY.Key_Delete)
    assert draft.value("picture") is None and not window.panel.picture.remove.isVisible()


def test_the_web_address_is_typed_as_it_will_be(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    edit = window.panel.address.edit
    assert edit.text() == "fleet-sails"
    window.panel.focus_field("slug")
    edit.selectAll()
    type_(window, "Navy At Sea")
    assert draft.value("slug") == "navy-at-sea" and edit.text() == "Navy At Sea"
    window.panel.focus_field("tags")
    assert edit.text() == "navy-at-sea"
    window.panel.address.copy.click()
    assert QGuiApplication.clipboard().text() == "https://nws.example/AbCdEf1"
    assert window.said[-1] == "Copied https://nws.example/AbCdEf1"


# The whole


def test_every_field_follows_the_draft(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = open_full(window)
    empty = window.open_new()
    panel = window.panel
    assert chips(window) == [] and panel.related.list.rows == [] and panel.bylines.list.rows == []
    assert panel.notices.list.rows == [] and panel.series.lines == ()
    assert not panel.extra.isVisible() and not panel.picture.caption.isVisible()
    for name in ("tags", "related", "bylines", "notices", "series", "picture", "section_id"):
        empty.set_field(name, draft.value(name))
    window.settle()
    assert len(chips(window)) == 3 and len(panel.related.list.rows) == 3
    assert [row.name.text() for row in panel.bylines.list.rows] == ["Ada Brook", "Noor Hale"]
    assert panel.notices.list.rows[0].text.toPlainText() == "There are 26."
    assert panel.picture.caption.toPlainText() == "A fleet" and panel.head.section.text() == "Middle East"
    for _ in range(7):
        empty.undo()
    assert chips(window) == [] and panel.head.section.text() == ""


def test_no_article_shows_a_word_instead(show_panel: ShowPanel) -> None:
    window = show_panel()
    assert not window.panel.area.isVisible()
    window.open_new()
    assert window.panel.area.isVisible()
    window.panel.open_draft(None, None)
    assert not window.panel.area.isVisible()
    window.panel.set_library(None)
    window.panel.set_library(A_LIBRARY)
    window.settle()


@pytest.mark.parametrize(
    ("width", "scale"), [(300, 0.8), (300, 1.0), (340, 1.0), (600, 1.0), (372, 1.5), (480, 2.0)]
)
def test_nothing_stands_out_of_the_pane(show_panel: ShowPanel, width: int, scale: float) -> None:
    window = show_panel(width=width)
    window.panel.set_look(DARK, scale)
    open_full(window)
    QApplication.processEvents()
    column = window.panel.head.parentWidget()
    assert column is not None
    assert column.width() <= width
    for child in column.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is column:
            assert child.geometry().right() < column.width()


def test_nothing_jumps_while_typing(show_panel: ShowPanel) -> None:
    window = show_panel()
    open_full(window)
    QApplication.processEvents()

    def tops() -> list[int]:
        QApplication.processEvents()
        views = (window.panel.related, window.panel.bylines, window.panel.address, window.panel.times)
        return [view.mapTo(window.panel, QPoint(0, 0)).y() for view in views]

    before = tops()
    for name, text in (
        ("section", "wo"),
        ("series", "Violence (1"),
        ("tags", "da"),
        ("related", "on"),
        ("slug", "x"),
    ):
        window.panel.focus_field(name)
        type_(window, text)
        assert tops() == before, name


def test_what_was_half_typed_stays_with_its_article(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new(section=EAST)
    for name in ("tags", "related", "section"):
        window.panel.focus_field(name)
        type_(window, "wor")
    window.open_new(section=EAST)
    texts = [edit.text() for edit in window.panel.findChildren(CompletingEdit)]
    assert sorted(texts) == ["", "", "", "", "English", "Middle East"]
    assert draft.value("section_id") == 1 and not draft.can_undo


def test_the_arrow_keys_scroll_to_what_they_reach(show_panel: ShowPanel) -> None:
    window = show_panel(height=300)
    window.open_new(related=tuple(RelatedLink(None, f"Headline {n}") for n in range(30)))
    QApplication.processEvents()
    window.panel.focus_field("related")
    press(window, KEY.Key_Left)
    for _ in range(25):
        press(window, KEY.Key_Up)
    row = focused()
    assert row is window.panel.related.list.rows[4]
    top = row.mapTo(window.panel.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= window.panel.area.viewport().height() - row.height()


def test_a_notice_that_was_just_begun_is_in_view(qtbot: QtBot, show_panel: ShowPanel) -> None:
    window = show_panel(height=420)
    window.open_new(related=tuple(RelatedLink(None, f"Headline {n}") for n in range(6)))
    QApplication.processEvents()
    window.panel.add_notice()
    QTest.keyClicks(focused(), "An earlier version gave a wrong date. " * 8)
    viewport = window.panel.area.viewport()

    def bottom() -> int:
        return focused().mapTo(viewport, QPoint(0, focused().height())).y()

    QApplication.processEvents()
    assert focused().accessibleName() == "Text of the notice"
    qtbot.waitUntil(lambda: focused().height() > 40 and bottom() <= viewport.height())


def test_a_label_is_not_changed_by_the_wheel(show_panel: ShowPanel) -> None:
    window = show_panel()
    draft = window.open_new(label="Analysis")
    label = window.panel.head.label
    label.setFocus()
    middle = QPointF(label.rect().center())
    down = QPoint(0, -120)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(
        middle,
        QPointF(label.mapToGlobal(middle)),
        down,
        down,
        none,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(label, wheel)
    assert draft.value("label") == "Analysis"


def test_nothing_in_the_panel_takes_the_focus_by_the_wheel(show_panel: ShowPanel) -> None:
    window = show_panel()
    window.open_new(bylines=(Byline("Ana"),), notices=(Notice(NoticeKind.CORRECTION, "It was five.", NOW),))
    wheeled = Qt.FocusPolicy.WheelFocus
    taking = [
        one.accessibleName()
        for one in window.panel.findChildren(QWidget)
        if one.focusPolicy() is wheeled and not isinstance(one, QScrollArea)
    ]
    assert taking == []


def test_an_unknown_field_is_refused(show_panel: ShowPanel) -> None:
    window = show_panel()
    with pytest.raises(KeyError):
        window.panel.focus_field("body")
