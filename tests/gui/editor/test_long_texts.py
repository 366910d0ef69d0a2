"""Long paragraphs are broken for display only; long texts are shown in slices and can be edited meanwhile."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.text_buffer import to_units
from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.features.editor.display_breaks import LONG_PARAGRAPH, PIECE
from tests.gui.editor.conftest import OpenEditor, make_draft
from tests.gui.editor.test_typing import draft_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def assert_shown(editor: ArticleEditor) -> None:
    """The document is the draft's text with a separator more at each display break."""
    text = draft_of(editor).buffer("body").units()
    raw = editor.body.document().toRawText()
    shown = to_units(raw).replace("\u2029", "\n")
    body = editor.body
    assert "".join(c for n, c in enumerate(shown) if not body.breaks.is_break(n)) == text


def wait_loaded(qtbot: QtBot, editor: ArticleEditor) -> None:
    qtbot.waitUntil(lambda: not editor.body.loading, timeout=20_000)


LINE = "word 😀 more " * 10_000


def whole(editor: ArticleEditor, place: int) -> int:
    """The place in the document, or the next one where it is inside a pair of surrogates.

    No key leads there.
    """
    place = max(0, min(place, editor.body.document().characterCount() - 1))
    block = editor.body.document().findBlock(place)
    units = to_units(block.text())
    inside = "\udc00" <= units[place - block.position() : place - block.position() + 1] <= "\udfff"
    return place + inside


def test_a_long_line_is_broken_for_display_only(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(body=f"short\n\n{LINE}\n\nend")
    wait_loaded(qtbot, editor)
    assert_shown(editor)
    assert len(editor.body.breaks) > 10
    block = editor.body.document().firstBlock()
    while block.isValid():
        assert block.length() <= 2 * PIECE
        block = block.next()
    assert not draft_of(editor).dirty
    editor.body.selectAll()
    QTest.keyClick(editor.body, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == f"short\n\n{LINE}\n\nend"


def test_keys_around_a_break_mean_the_text(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(body=LINE)
    wait_loaded(qtbot, editor)
    body, draft = editor.body, draft_of(editor)
    place = body.document().findBlockByNumber(2).position()
    position = body.text_position(place)
    cursor = body.textCursor()
    for at in (place, place - 1):
        cursor.setPosition(at)
        body.setTextCursor(cursor)
        before = draft.text("body")
        QTest.keyClick(body, KEY.Key_Backspace)
        QTest.keyClick(body, KEY.Key_Delete)
        assert len(draft.buffer("body")) == len(LINE.encode("utf-16-le")) // 2 - 2
        assert_shown(editor)
        QTest.keyClicks(body, "ab")
        assert draft.buffer("body").slice(position - 1, 2) == "ab"
        assert_shown(editor)
        while draft.undo():
            pass
        assert draft.text("body") == before
        assert_shown(editor)


def test_random_edits_of_a_broken_paragraph(open_editor: OpenEditor, qtbot: QtBot) -> None:
    rng = random.Random(4)
    editor = open_editor(body=f"{LINE[:70_000]}\n\nshort")
    wait_loaded(qtbot, editor)
    body, draft = editor.body, draft_of(editor)
    keys = [KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_A, KEY.Key_Space, KEY.Key_Return, KEY.Key_Left]
    for n in range(120):
        separators = [at for at in range(body.document().characterCount()) if body.breaks.is_break(at)]
        near = rng.choice([*separators, rng.randrange(body.document().characterCount())])
        cursor = body.textCursor()
        cursor.setPosition(whole(editor, near + rng.randint(-3, 3)))
        if rng.random() < 0.3:
            end = whole(editor, cursor.position() + rng.choice((3, 50, 9000)))
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        body.setTextCursor(cursor)
        for _ in range(rng.randint(1, 4)):
            QTest.keyClick(body, rng.choice(keys))
        if rng.random() < 0.3:
            editor.undo()
        if n % 10 == 0:
            assert_shown(editor)
    assert_shown(editor)
    while draft.undo():
        pass
    assert_shown(editor)
    assert draft.text("body") == f"{LINE[:70_000]}\n\nshort"


def test_a_pasted_long_line_is_broken_too(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(body="ab")
    editor.body.select(1)
    for text in ("z" * (LONG_PARAGRAPH + 10), "word " * 30_000):
        QApplication.clipboard().setText(text)
        QTest.keyClick(editor.body, KEY.Key_V, CTRL)
        wait_loaded(qtbot, editor)
        QApplication.processEvents()
        assert draft_of(editor).text("body") == f"a{text}b"
        assert_shown(editor)
        assert len(editor.body.breaks) >= 2
        QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
        assert draft_of(editor).text("body") == "ab"
        assert_shown(editor)
        editor.body.select(1)


def test_a_long_text_can_be_edited_while_it_is_being_shown(open_editor: OpenEditor, qtbot: QtBot) -> None:
    text = "A paragraph of some words, then more.\n\n" * 20_000
    editor = open_editor(body=text)
    body, draft = editor.body, draft_of(editor)
    assert body.loading
    QTest.keyClicks(body, "typed ")
    draft.edit_text("body", len(text), 0, "elsewhere ")
    body.moveCursor(body.textCursor().MoveOperation.End)
    shown_until = body.text_position(body.textCursor().position())
    QTest.keyClicks(body, "X")
    assert draft.buffer("body").slice(shown_until, 1) == "X"
    wait_loaded(qtbot, editor)
    assert_shown(editor)
    while draft.undo():
        pass
    assert draft.text("body") == text
    assert_shown(editor)


def test_progress_is_told_only_where_it_takes_time(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(body="")
    said: list[str] = []
    editor.status_message.connect(said.append)
    editor.open(make_draft(body="A paragraph of some words.\n\n" * 2000))
    editor.body._tell_at += 60.0  # however slow the machine is
    wait_loaded(qtbot, editor)
    assert said == []
    editor.body._tell_at = 0.0
    editor.open(make_draft(body="A paragraph of some words.\n\n" * 20_000))
    editor.body._tell_at = 0.0
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    editor.close_draft()
    assert said[0].startswith("Showing the text: ")
    assert said[-1] == ""


def test_changes_across_the_part_not_shown_yet(open_editor: OpenEditor, qtbot: QtBot) -> None:
    text = "A paragraph of some words, then more.\n\n" * 20_000
    editor = open_editor(body=text)
    draft = draft_of(editor)
    assert editor.body.loading
    draft.edit_text("body", 10, len(draft.buffer("body")) - 20, "middle")
    assert_shown_partly(editor)
    wait_loaded(qtbot, editor)
    assert_shown(editor)
    editor.undo()
    wait_loaded(qtbot, editor)
    assert draft.text("body") == text
    assert_shown(editor)


def assert_shown_partly(editor: ArticleEditor) -> None:
    raw = editor.body.document().toRawText().replace("\u2029", "\n")
    assert draft_of(editor).text("body").startswith(raw)


def test_places_beyond_what_is_shown_are_shown_first(open_editor: OpenEditor) -> None:
    editor = open_editor(body="line\n" * 60_000)
    editor.set_cursor_line(30_000, 2)
    assert editor.body.cursor_line() == 30_000
    assert editor.body.selection() == (150_002, 150_002)


@pytest.mark.parametrize("n", [0, 3])
def test_lines_are_those_of_the_text(open_editor: OpenEditor, qtbot: QtBot, n: int) -> None:
    editor = open_editor(body="one\n" + LINE[: 40_000 * n] + "\nthree\n")
    wait_loaded(qtbot, editor)
    editor.set_cursor_line(2)
    assert editor.body.textCursor().block().text() == "three"
    assert editor.body.cursor_line() == 2
    editor.set_cursor_line(1)
    assert editor.body.selection() == (4, 4)
    editor.scroll_to_line(2)
    assert editor.body.cursor_line() == 1
