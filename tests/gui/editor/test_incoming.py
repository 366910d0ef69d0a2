"""What comes in by clipboard, by drop, by input method."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.features.editor.pasting import AT_ONCE_HTML, MOST_HTML, is_address
from newsroom.gui.theme import LIGHT
from tests.gui.editor.conftest import OpenEditor, make_draft
from tests.gui.editor.test_typing import body_of, draft_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@dataclass(frozen=True)
class Cleaned:
    markdown: str
    dropped: tuple[str, ...] = ()


def html(text: str, plain: str = "plain") -> QMimeData:
    mime = QMimeData()
    mime.setHtml(text)
    mime.setText(plain)
    return mime


@pytest.fixture
def editor(open_editor: OpenEditor) -> ArticleEditor:
    opened = open_editor(body="The fleet sails")
    opened.body._clean_html = lambda text: Cleaned(f"**{len(text)}**", ("2 scripts", "1 form"))
    return opened


def test_a_page_becomes_markdown_as_one_step_and_what_was_dropped_is_said(editor: ArticleEditor) -> None:
    said: list[str] = []
    editor.status_message.connect(said.append)
    editor.body.select(4, 9)
    QApplication.clipboard().setMimeData(html("<b>x</b>"))
    QTest.keyClick(editor.body, KEY.Key_V, CTRL)
    assert body_of(editor) == "The **8** sails"
    assert editor.body.selection() == (9, 9)
    assert said == ["Left out of what was pasted: 2 scripts, 1 form."]
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
    assert body_of(editor) == "The fleet sails"


def test_paste_without_formatting_and_of_very_long_pages(editor: ArticleEditor) -> None:
    QApplication.clipboard().setMimeData(html("<b>x</b>", "a\r\nb\u2029c"))
    QTest.keyClick(editor.body, KEY.Key_V, CTRL | SHIFT)
    assert body_of(editor) == "a\nb\ncThe fleet sails"
    said: list[str] = []
    editor.status_message.connect(said.append)
    editor.body.take_in(html("x" * (MOST_HTML + 1), "long "))
    assert body_of(editor) == "a\nb\nclong The fleet sails"
    assert said == ["The copied page could not be taken as it is: its text was pasted without its looks."]


Late = Callable[["Cleaned | None"], None]


@pytest.fixture
def beside(editor: ArticleEditor) -> list[Late]:
    """What waits for its page to be made Markdown."""
    waiting: list[Late] = []
    editor.body._beside = lambda work, done: waiting.append(done)
    return waiting


LONG = "x" * (AT_ONCE_HTML + 1)


def test_a_long_page_is_made_markdown_beside_the_window(editor: ArticleEditor, beside: list[Late]) -> None:
    editor.body.select(4, 9)
    editor.body.take_in(html(LONG))
    assert body_of(editor) == "The fleet sails"
    beside[0](Cleaned("**navy**"))
    assert body_of(editor) == "The **navy** sails"
    assert editor.body.selection() == (12, 12)
    editor.undo()
    assert body_of(editor) == "The fleet sails"


def test_the_footnotes_of_a_page_are_numbered_on(editor: ArticleEditor, beside: list[Late]) -> None:
    editor.body.select(0, 15)
    editor.body.take_in(html(LONG))
    beside[0](Cleaned("One[^1]\n\n[^1]: A"))
    editor.body._clean_html = lambda _html: Cleaned("Two[^1]\n\n[^1]: B")
    editor.body.select(len(body_of(editor)))
    editor.body.take_in(html("x"))
    assert body_of(editor) == "One[^1]\n\n[^1]: ATwo[^2]\n\n[^2]: B"
    editor.body.select(0)
    editor.body.take_in(html(LONG))
    beside[1](Cleaned("[^1]"))
    assert body_of(editor).startswith("[^3]One[^1]")


def test_what_is_typed_before_a_long_page_is_there_stands_behind_it(
    editor: ArticleEditor, beside: list[Late]
) -> None:
    editor.body.select(4, 9)
    editor.body.take_in(html(LONG))
    QTest.keyClick(editor.body, "!")
    editor.body.select(0)
    QTest.keyClick(editor.body, "O")
    assert body_of(editor) == "OThe ! sails"
    beside[0](Cleaned("navy"))
    assert body_of(editor) == "OThe navy! sails"
    assert editor.body.selection() == (1, 1)
    editor.undo()
    assert body_of(editor) == "OThe ! sails"


def test_a_long_page_comes_into_the_article_it_was_pasted_in(
    editor: ArticleEditor, beside: list[Late]
) -> None:
    first, changed = draft_of(editor), list[object]()
    editor.left_draft_changed.connect(changed.append)
    editor.body.select(15)
    editor.body.take_in(html(LONG))
    editor.open(make_draft(body="another"))
    beside[0](Cleaned(", at last"))
    assert first.text("body") == "The fleet sails, at last"
    assert body_of(editor) == "another" and changed == [first]


def test_a_long_page_that_cannot_be_read_is_pasted_as_its_text(
    editor: ArticleEditor, beside: list[Late]
) -> None:
    editor.body.take_in(html(LONG, "plain "))
    beside[0](None)
    assert body_of(editor) == "plain The fleet sails"


def test_an_address_pasted_over_words_makes_a_link(editor: ArticleEditor) -> None:
    editor.body.select(4, 9)
    QApplication.clipboard().setText("https://fleet.example/a")
    QTest.keyClick(editor.body, KEY.Key_V, CTRL)
    assert body_of(editor) == "The [fleet](https://fleet.example/a) sails"
    editor.undo()
    editor.body.select(4, 9)
    QTest.keyClick(editor.body, KEY.Key_L, CTRL)
    assert body_of(editor) == "The [fleet](https://fleet.example/a) sails"
    assert not is_address("https://a b")
    assert not is_address("javascript:alert(1)")


def test_pictures_are_offered_and_leave_the_text_alone(editor: ArticleEditor) -> None:
    offered: list[object] = []
    editor.picture_offered.connect(offered.append)
    mime = QMimeData()
    mime.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    editor.body.take_in(mime)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/pictures/boat.JPG"), QUrl.fromLocalFile("/pictures/notes.txt")])
    editor.body.take_in(files)
    assert isinstance(offered[0], bytes)
    assert offered[0].startswith(b"\x89PNG")
    assert offered[1:] == [Path("/pictures/boat.JPG")]
    assert body_of(editor) == "The fleet sails"
    assert not draft_of(editor).can_undo


def test_copying_keeps_no_break_spaces(editor: ArticleEditor) -> None:
    draft_of(editor).set_text("body", "«\u00a0Oui\u00a0»")
    editor.body.selectAll()
    QTest.keyClick(editor.body, KEY.Key_X, CTRL)
    assert body_of(editor) == ""
    assert QApplication.clipboard().text() == "«\u00a0Oui\u00a0»"
    QTest.keyClick(editor.body, KEY.Key_V, CTRL)
    QTest.keyClick(editor.body, KEY.Key_V, CTRL)
    assert body_of(editor) == "«\u00a0Oui\u00a0»" * 2


def test_a_headline_takes_one_plain_line(editor: ArticleEditor) -> None:
    QApplication.clipboard().setMimeData(html("<h1>x</h1>", "  Fleet\n sails \n"))
    editor.focus_headline()
    QTest.keyClick(editor.header.headline, KEY.Key_V, CTRL)
    assert draft_of(editor).text("headline") == "Fleet sails"
    assert editor.header.headline.toPlainText() == "Fleet sails"


@pytest.mark.parametrize(("position", "expected"), [(0, "fleetThe  sails"), (15, "The  sailsfleet")])
def test_a_selection_moves_by_drag_as_one_step(editor: ArticleEditor, position: int, expected: str) -> None:
    body = editor.body
    body.select(4, 9)
    place = body.cursorRect(body.cursor_at(position, position)).center()
    mime = body.createMimeDataFromSelection()
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.source = body.viewport  # type: ignore[method-assign]
    body.dropEvent(event)
    assert body_of(editor) == expected
    editor.undo()
    assert body_of(editor) == "The fleet sails"


def compose(editor: ArticleEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(editor.body, event)


def test_input_methods_are_undisturbed(editor: ArticleEditor) -> None:
    draft_of(editor).set_text("body", "one\n\n\n\ntwo")
    editor.body.select(5)
    draft = draft_of(editor)
    revision = draft.revision
    for preedit in ("に", "にほ", "にほん"):
        compose(editor, preedit)
        QApplication.processEvents()
        assert draft.revision == revision
        assert editor.body.textCursor().block().layout().preeditAreaText() == preedit
    compose(editor, "", "日本")
    assert body_of(editor) == "one\n\n日本\n\ntwo"
    compose(editor, "語")
    compose(editor, "", "語")
    assert body_of(editor) == "one\n\n日本語\n\ntwo"
    editor.undo()
    assert body_of(editor) == "one\n\n日本\n\ntwo"
    editor.undo()
    assert body_of(editor) == "one\n\n\n\ntwo"


def test_composing_ends_with_the_article(editor: ArticleEditor) -> None:
    compose(editor, "にほん")
    editor.open(make_draft(body="other"))
    QTest.keyClicks(editor.body, "x")
    assert body_of(editor) == "xother"


def test_without_a_cleaner_pages_come_as_plain_text(qtbot: object) -> None:
    plain = ArticleEditor(LIGHT)
    plain.open(make_draft(body=""))
    plain.body.take_in(html("<b>x</b>", "just text"))
    assert body_of(plain) == "just text"
    plain.close_draft()
    plain.deleteLater()
