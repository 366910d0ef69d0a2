"""Keys reach the draft as they were meant, and the draft's changes reach the widgets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from newsroom.domain.draft import Draft
from newsroom.gui.features.editor import ArticleEditor
from tests.gui.editor.conftest import OpenEditor

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def draft_of(editor: ArticleEditor) -> Draft:
    assert editor.draft is not None
    return editor.draft


def body_of(editor: ArticleEditor) -> str:
    """The draft's body, once the widget is seen to show the same."""
    shown = editor.body.document().toRawText().replace("\u2029", "\n")
    text = draft_of(editor).text("body")
    assert shown == text
    return text


def test_typing_undo_and_redo_over_all_fields(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="Fleet", body="")
    QTest.keyClicks(editor.body, "It sails now")
    editor.focus_headline()
    QTest.keyClicks(editor.header.headline, " sails")
    assert draft_of(editor).snapshot().headline == "Fleet sails"
    QTest.keyClick(editor.header.headline, KEY.Key_Z, CTRL)
    assert draft_of(editor).text("headline") == "Fleet "
    QTest.keyClick(editor.header.headline, KEY.Key_Z, CTRL)
    QTest.keyClick(editor.header.headline, KEY.Key_Z, CTRL)
    assert editor.body.hasFocus()
    assert body_of(editor) == "It sails "
    assert editor.body.selection() == (9, 9)
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL | SHIFT)
    QTest.keyClick(editor.body, KEY.Key_Y, CTRL)
    assert body_of(editor) == "It sails now"
    assert draft_of(editor).text("headline") == "Fleet "
    assert editor.header.headline.toPlainText() == "Fleet "


CONTROLS = "".join(chr(n) for n in range(1, 32) if chr(n) not in "\r\n")
TEXTS = ["a\u00a0b 😀 é\n\nc\u200b", "😀" * 50, "\n\n\n\na\n\n\n", "a\ufffcb\x00", CONTROLS]
TEXTS += ["\x7f\x85\ufeff\u202e\u2066\u200f\ufffe\U0010ffff", "z\u0335\u0336" * 300]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_opened_is_shown_and_untouched(open_editor: OpenEditor, text: str) -> None:
    editor = open_editor(body=text)
    assert body_of(editor) == text.replace("\x00", "\ufffd")
    assert not draft_of(editor).dirty
    editor.body.select(0, len(draft_of(editor).buffer("body")))
    QTest.keyClick(editor.body, KEY.Key_C, CTRL)
    QTest.keyClick(editor.body, KEY.Key_Delete)
    assert body_of(editor) == ""
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
    assert body_of(editor) == text.replace("\x00", "\ufffd")
