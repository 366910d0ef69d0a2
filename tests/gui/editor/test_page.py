"""The page: its head, its measures, its directions, its counts, what it says to whom."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from newsroom.domain.article import Byline, Dateline
from newsroom.domain.counting import count_words
from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.features.editor.line_field import LineField
from newsroom.gui.theme import DARK, LIGHT
from tests.gui.editor.conftest import OpenEditor, make_draft
from tests.gui.editor.test_typing import body_of, draft_of

KEY = Qt.Key
PARAGRAPHS = "\n\n".join(
    f"Paragraph {n} with some words that make it as long as a line or two." for n in range(60)
)


def test_everything_that_takes_the_focus_has_a_name(open_editor: OpenEditor) -> None:
    editor = open_editor(bylines=(Byline("Ada Brook"),))
    editor.open_replace_bar()
    widgets = editor.findChildren(QWidget)
    focusable = [
        widget
        for widget in widgets
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and isinstance(widget, QAbstractButton | QLineEdit | QTextEdit)
        and not widget.objectName().startswith("qt_")
    ]
    assert len(focusable) > 20
    assert [widget for widget in focusable if not (widget.accessibleName() or _text(widget))] == []


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_every_action_has_a_name_and_a_key(open_editor: OpenEditor) -> None:
    editor = open_editor()
    assert len(editor.actions()) == 17
    keys = [key.toString() for action in editor.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.objectName() and action.text() and action.shortcuts() for action in editor.actions())
    assert "Ctrl+K" not in keys


@pytest.mark.parametrize("body", ["", "one two", "one two\n\n三四五六七\n\nтри слова тут", PARAGRAPHS])
def test_words_are_those_of_the_whole_text(open_editor: OpenEditor, body: str) -> None:
    editor = open_editor(body=body)
    counted: list[tuple[int, int]] = []
    editor.counts_changed.connect(lambda words, minutes: counted.append((words, minutes)))
    assert editor.body.n_words == count_words(body)
    QTest.keyClicks(editor.body, "more words ")
    assert editor.body.n_words == count_words(body_of(editor))
    assert counted[-1][0] == editor.body.n_words
    editor.body.selectAll()
    QTest.keyClick(editor.body, KEY.Key_Delete)
    assert counted[-1] == (0, 0)


def test_a_key_counts_and_colours_one_paragraph(open_editor: OpenEditor) -> None:
    editor = open_editor(body=PARAGRAPHS)
    highlighted: list[str] = []
    highlighter = editor.body.highlighter
    whole = highlighter.highlightBlock

    def counted(text: str) -> None:
        highlighted.append(text)
        whole(text)

    highlighter.highlightBlock = counted  # type: ignore[method-assign]
    editor.body.select(5)
    QTest.keyClicks(editor.body, "x")
    assert len(highlighted) <= 1


def test_the_counts_above_the_headline(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fleet sails 😀", lede="Two words")
    editor.set_site(headline_limit=14, credit="Agency")
    counts = editor.header.counts
    assert counts.text() == "headline 13 of 14 · lede 2 words"
    assert LIGHT.warn not in counts.styleSheet()
    editor.focus_headline()
    QTest.keyClicks(editor.header.headline, "ab")
    assert counts.text() == "headline 15 of 14 · lede 2 words"
    assert LIGHT.warn in counts.styleSheet()
    editor.set_site(headline_limit=0, credit="Agency")
    assert counts.text() == "headline 15 · lede 2 words"
    assert LIGHT.warn not in counts.styleSheet()


def test_the_dateline_is_edited_in_its_chips(open_editor: OpenEditor) -> None:
    editor = open_editor(dateline=Dateline("ROME", None, None))
    editor.set_site(headline_limit=70, credit="Agency")
    row = editor.header.dateline
    assert (row.place.text(), row.credit.text(), row.credit.placeholderText()) == ("ROME", "", "(Agency)")
    row.place.setFocus()
    row.place.selectAll()
    QTest.keyClicks(row.place, "PARIS")
    QTest.keyClicks(row.date, "Nov 27")
    assert draft_of(editor).value("dateline") == Dateline("PARIS", "Nov 27", None)
    editor.undo()
    assert row.place.text() == "ROME"
    draft_of(editor).set_field("dateline", Dateline())
    assert row.place.text() == ""
    QTest.keyClick(row.date, KEY.Key_Return)
    assert editor.body.hasFocus()


def test_bylines_are_shown_and_asked_for(open_editor: OpenEditor) -> None:
    editor = open_editor()
    asked: list[bool] = []
    editor.bylines_wanted.connect(lambda: asked.append(True))
    draft_of(editor).set_field("bylines", (Byline("Ada Brook"), Byline("Noor Hale")))
    row = editor.header.dateline
    assert [button.text() for button in row.buttons] == ["Ada Brook", "Noor Hale"]
    QTest.mouseClick(row.buttons[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.add_author, Qt.MouseButton.LeftButton)
    assert len(asked) == 2
    draft_of(editor).set_field("bylines", ())
    assert row.buttons == ()


def is_at_the_right(edit: QTextEdit) -> bool:
    return edit.viewport().width() / 2 < edit.cursorRect().left() < edit.viewport().width()


def test_where_nothing_stands_the_cursor_is_where_the_article_begins(open_editor: OpenEditor) -> None:
    editor = open_editor(language="ar")
    fields = (editor.header.headline, editor.header.lede, editor.body)
    assert all(map(is_at_the_right, fields))
    for field in fields:
        QTest.keyClicks(field, "a")
        assert not is_at_the_right(field)  # its words say it now
        QTest.keyClick(field, KEY.Key_Backspace)
        assert is_at_the_right(field)
    draft_of(editor).edit_text("body", 0, 0, "قال")
    editor.body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor.body, KEY.Key_Return)
    assert is_at_the_right(editor.body)
    assert draft_of(editor).text("body") == "قال\n\n"
    draft_of(editor).set_field("language", "en")
    assert not is_at_the_right(editor.body) and not is_at_the_right(editor.header.lede)


@pytest.mark.parametrize(("text", "is_rtl"), [("قال الوزير", True), ("He said", False), ("“שלום”", True)])
def test_a_paragraph_has_its_own_direction(open_editor: OpenEditor, text: str, is_rtl: bool) -> None:
    editor = open_editor(headline=text, body=f"Latin\n\n{text}")
    document = editor.body.document()
    rtl = Qt.LayoutDirection.RightToLeft
    assert document.firstBlock().textDirection() != rtl
    assert (document.lastBlock().textDirection() == rtl) == is_rtl
    line = document.lastBlock().layout().lineAt(0)
    assert (line.naturalTextRect().left() > 100) == is_rtl
    assert (editor.header.headline.document().firstBlock().textDirection() == rtl) == is_rtl


def test_the_head_follows_the_direction_of_the_language(open_editor: OpenEditor) -> None:
    editor = open_editor(language="ar", headline="مقياس الميناء")
    middle = editor.header.width() // 2
    assert editor.header.kicker.geometry().left() > middle > editor.header.counts.geometry().right()
    draft_of(editor).set_field("language", "en-GB")
    QApplication.processEvents()
    assert editor.header.kicker.geometry().right() < middle


def _inked(field: LineField) -> tuple[int, int]:
    """The first and the last column of the field in which something is drawn."""
    image = field.grab().toImage()
    ground = image.pixel(image.width() // 2, image.height() - 1)
    columns = [
        x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    return (columns[0], columns[-1]) if columns else (-1, -1)


def test_the_hint_of_an_empty_lede_stands_where_the_article_begins(open_editor: OpenEditor) -> None:
    editor = open_editor(language="ar", headline="مقياس الميناء", lede="")
    lede = editor.header.lede
    first, last = _inked(lede)
    assert first > 20 and last > lede.width() - 20
    draft_of(editor).set_field("language", "en-GB")
    QApplication.processEvents()
    first, last = _inked(lede)
    assert 0 <= first < 20 and last < lede.width() - 20
    draft_of(editor).edit_text("lede", 0, 0, "Fog.")
    assert "Lede: the story" not in lede.toPlainText() and _inked(lede)[1] < 100


def test_a_long_section_leaves_the_counts_their_room(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fog", lede="Two words")
    editor.set_section_name("Rechtsschutzversicherungsgesellschaften " * 4)
    QApplication.processEvents()
    header = editor.header
    assert header.kicker.geometry().right() < header.counts.geometry().left()
    assert header.counts.width() >= header.counts.sizeHint().width()
    assert header.counts.text().startswith("headline 3 of ")


def test_large_text_in_a_narrow_window_has_the_counts_in_short(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fog", lede="Two words")
    editor.set_text_scale(2.0)
    header = editor.header
    # No more than the long words would take by themselves, whatever the font: there are margins, too.
    words = header.counts.fontMetrics().horizontalAdvance("headline 3 of 70 · lede 2 words")
    editor.resize(words, 600)
    QApplication.processEvents()
    assert header.counts.text() == "3 / 70 · 2" and "lede 2 words" in header.counts.accessibleName()
    assert header.counts.width() >= header.counts.sizeHint().width()
    editor.set_text_scale(0.8)
    QApplication.processEvents()
    assert header.counts.text() == "headline 3 of 70 · lede 2 words"


@pytest.mark.parametrize("width", [360, 420, 700, 1600])
def test_head_and_text_stand_on_one_column(open_editor: OpenEditor, width: int) -> None:
    editor = open_editor(
        width=width, headline="A headline that is long enough for two lines", body=PARAGRAPHS
    )
    QTest.qWait(1)
    headline = editor.header.headline
    left = headline.mapTo(editor, headline.rect().topLeft()).x()
    line = editor.body.cursorRect(editor.body.cursor_at(0, 0))
    assert abs(line.left() - left) <= 1
    assert line.top() >= editor.tools.geometry().bottom()
    assert headline.width() <= 74 * 10
    assert headline.height() >= headline.document().size().height() - 1


def test_the_tools_stay_in_view_and_never_hide_the_cursor(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fleet", body=PARAGRAPHS)
    QTest.keyClick(editor.body, KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert editor.tools.y() == 0
    assert editor.header.geometry().bottom() < 0
    for _ in range(80):
        QTest.keyClick(editor.body, KEY.Key_Up)
        assert editor.body.cursorRect().top() >= editor.tools.geometry().bottom() - 1
    editor.scroll_to_line(100)
    editor.focus_headline()
    assert editor.header.headline.mapTo(editor, editor.header.headline.rect().topLeft()).y() >= 0


def test_scrolling_tells_the_line_and_takes_one(open_editor: OpenEditor) -> None:
    editor = open_editor(body=PARAGRAPHS)
    seen: list[int] = []
    editor.visible_line_changed.connect(seen.append)
    editor.scroll_to_line(40)
    assert seen == []
    assert editor.body.first_visible_line() in (39, 40)
    editor.body.verticalScrollBar().setValue(editor.body.verticalScrollBar().value() + 300)
    assert seen
    assert seen[-1] > 40
    lines: list[int] = []
    editor.cursor_moved.connect(lines.append)
    editor.set_cursor_line(20, 3)
    assert lines == [20]
    assert editor.body.textCursor().positionInBlock() == 3


def test_blank_lines_between_paragraphs_are_gaps(open_editor: OpenEditor) -> None:
    editor = open_editor(body="one\n\ntwo\n\n\n\nthree\n\n")
    QTest.qWait(1)

    def heights() -> list[int]:
        block = editor.body.document().firstBlock()
        tops = []
        while block.isValid():
            tops.append(editor.body.document().documentLayout().blockBoundingRect(block).top())
            block = block.next()
        return [round(below - top) for top, below in pairwise(tops)]

    full, gap = 26, 13
    assert heights() == [full, gap, full, gap, full, gap, full, gap]
    editor.body.select(5)
    QTest.keyClick(editor.body, KEY.Key_Backspace)
    assert heights()[:3] == [full, full, gap]
    editor.undo()
    assert heights() == [full, gap, full, gap, full, gap, full, gap]
    editor.body.select(4)
    QTest.keyClick(editor.body, KEY.Key_X)
    assert heights()[:3] == [full, full, full]


def test_focus_mode_dims_and_tells(open_editor: OpenEditor) -> None:
    editor = open_editor(body="one\n\ntwo")
    told: list[bool] = []
    editor.focus_mode_changed.connect(told.append)
    before = editor.body.viewport().grab().toImage()
    QTest.keyClick(
        editor.body, KEY.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert told == [True]
    assert editor.body.viewport().grab().toImage() != before


def test_palettes_and_sizes_change_while_an_article_is_open(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fleet", body="# one\n\ntwo")
    document = editor.body.document()

    def height() -> int:
        return editor.body.top_of(document.lastBlock()) - editor.body.top_of(document.firstBlock())

    before = height()
    editor.set_palette(DARK)
    editor.set_text_scale(1.5)
    assert height() > before * 1.3
    assert editor.body.palette().text().color().name() == DARK.ink
    assert not draft_of(editor).dirty
    assert body_of(editor) == "# one\n\ntwo"


def test_without_a_draft_nothing_happens(open_editor: OpenEditor) -> None:
    editor = open_editor(body="text")
    editor.close_draft()
    for action in editor.actions():
        action.trigger()
    editor.scroll_to_line(3)
    assert editor.draft is None
    assert editor.body.toPlainText() == ""


def test_articles_follow_each_other_in_one_editor(open_editor: OpenEditor) -> None:
    editor = open_editor(body="first", headline="One")
    first = draft_of(editor)
    editor.open(make_draft(body="second", headline="Two"))
    first.edit_text("body", 0, 0, "x")
    assert body_of(editor) == "second"
    assert editor.header.headline.toPlainText() == "Two"
    editor.open(first)
    assert body_of(editor) == "xfirst"


def test_what_comes_from_elsewhere_is_shown(open_editor: OpenEditor) -> None:
    editor = open_editor(body="one two", headline="Old")
    draft = draft_of(editor)
    QTest.keyClicks(editor.body, "x")
    draft.take(replace(draft.base, headline="New", dateline=Dateline("OSLO")), 5)
    assert editor.header.headline.toPlainText() == "New"
    assert editor.header.dateline.place.text() == "OSLO"
    assert body_of(editor) == "xone two"


def test_the_editor_makes_no_fuss_when_there_is_nothing_to_undo(open_editor: OpenEditor) -> None:
    editor: ArticleEditor = open_editor(body="")
    said: list[str] = []
    editor.status_message.connect(said.append)
    editor.undo()
    editor.redo()
    assert said == ["There is nothing to undo.", "There is nothing to redo."]


def turn_wheel(widget: QWidget) -> bool:
    """Whether the widget takes the wheel for itself; a made event does not go on to its parents."""
    place = QPointF(widget.rect().center())
    wheel = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, wheel)
    return wheel.isAccepted()


def test_the_wheel_scrolls_the_page_from_anywhere(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fleet", body=PARAGRAPHS)
    header = editor.header
    for widget in (header.headline.viewport(), header.dateline.place, header, editor.tools):
        assert not turn_wheel(widget), widget
    bar = editor.body.verticalScrollBar()
    for n, widget in enumerate((editor.body.viewport(), editor)):
        before = bar.value()
        turn_wheel(widget)
        assert bar.value() > before, n


def test_writing_at_the_end_leaves_room_below(open_editor: OpenEditor) -> None:
    editor = open_editor(body=PARAGRAPHS)
    QTest.keyClick(editor.body, KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(30):
        QTest.keyClick(editor.body, KEY.Key_Return)
        QTest.keyClicks(editor.body, "x")
        line = editor.body.cursorRect()
        assert line.bottom() + 2 * line.height() <= editor.body.viewport().height()  # whatever the font
    editor.set_focus_mode(True)
    QTest.keyClicks(editor.body, "y")
    middle = editor.body.cursorRect().top() / editor.body.viewport().height()
    assert 0.35 < middle < 0.5


def test_in_a_window_from_right_to_left_the_head_keeps_its_column(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="مقياس", body=PARAGRAPHS, language="ar")
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.qWait(1)
    assert editor.header.x() == editor.body.viewport().x() > 0
    assert editor.header.width() == editor.body.viewport().width()
    row = editor.header.dateline
    assert row.place.x() > row.date.x() > row.add_author.x()
