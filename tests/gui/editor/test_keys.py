"""Enter, Tab, commands and quotation marks in the widget: each one step, the cursor where it belongs."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from newsroom.gui.features.editor import ArticleEditor
from tests.gui.editor.conftest import OpenEditor
from tests.gui.editor.test_typing import body_of, draft_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def type_keys(editor: ArticleEditor, keys: str) -> None:
    """Types into the body; ⏎ is Enter, ↵ is Shift and Enter, ⇥ is Tab, ⌫ is Backspace."""
    special = {"⏎": (KEY.Key_Return, None), "↵": (KEY.Key_Return, SHIFT), "⇥": (KEY.Key_Tab, None)}
    for character in keys:
        if character == "⌫":
            QTest.keyClick(editor.body, KEY.Key_Backspace)
        elif character in special:
            key, modifier = special[character]
            QTest.keyClick(editor.body, key, modifier or Qt.KeyboardModifier.NoModifier)
        else:
            QTest.keyClicks(editor.body, character)


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        ("one⏎two", "one\n\ntwo"),
        ("one⏎⏎two", "one\n\ntwo"),
        ("one⏎⏎⏎two", "one\n\n\ntwo"),
        ("one↵two", "one  \ntwo"),
        ("- one⏎two⏎⏎next", "- one\n- two\n\nnext"),
        ("1. one⏎two⏎⏎next", "1. one\n2. two\n\nnext"),
        ("- one⏎⇥two⏎⏎three", "- one\n    - two\n- three"),
        ("> one⏎two⏎⏎next", "> one\n>\n> two\n\nnext"),
        ("```⏎a -- 'b'⏎```⏎next", "```\na -- 'b'\n```\n\nnext"),
        ('"We sail"', "“We sail”"),
        ("one⏎⌫two", "one\ntwo"),
    ],
)
def test_what_is_typed(open_editor: OpenEditor, keys: str, body: str) -> None:
    editor = open_editor(body="")
    type_keys(editor, keys)
    assert body_of(editor) == body
    draft = draft_of(editor)
    while draft.undo():
        pass
    assert body_of(editor) == ""
    while draft.redo():
        pass
    assert body_of(editor) == body


def test_the_first_undo_gives_the_mark_back_as_it_was_typed(open_editor: OpenEditor) -> None:
    editor = open_editor(body="He said ")
    editor.body.select(8)
    type_keys(editor, '"Aye')
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
    assert body_of(editor) == "He said “"
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
    assert body_of(editor) == 'He said "'
    assert editor.body.selection() == (9, 9)
    type_keys(editor, "x")
    assert body_of(editor) == 'He said "x'


def test_smart_quotes_go_off_by_one_key_and_work_in_the_head(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="", body="", language="de")
    QTest.keyClicks(editor.header.headline, '"Ahoi" ')
    assert draft_of(editor).text("headline") == "„Ahoi“ "
    QTest.keyClick(editor.body, KEY.Key_Apostrophe, CTRL)
    type_keys(editor, '"Ahoi"')
    assert body_of(editor) == '"Ahoi"'
    assert not editor.commands.action("edit.smart_quotes").isChecked()


@pytest.mark.parametrize(
    ("key", "modifiers", "body"),
    [
        (KEY.Key_B, CTRL, "The **fleet** sails"),
        (KEY.Key_I, CTRL, "The *fleet* sails"),
        (KEY.Key_L, CTRL, "The [fleet]() sails"),
        (KEY.Key_B, CTRL | SHIFT, "> The fleet sails"),
        (KEY.Key_L, CTRL | SHIFT, "- The fleet sails"),
        (KEY.Key_O, CTRL | SHIFT, "1. The fleet sails"),
        (KEY.Key_2, CTRL, "## The fleet sails"),
        (KEY.Key_3, CTRL, "### The fleet sails"),
    ],
)
def test_command_keys_are_one_step(
    open_editor: OpenEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier, body: str
) -> None:
    editor = open_editor(body="The fleet sails")
    editor.body.select(4, 9)
    QTest.keyClick(editor.body, key, modifiers)
    assert body_of(editor) == body
    QTest.keyClick(editor.body, KEY.Key_Z, CTRL)
    assert body_of(editor) == "The fleet sails"
    assert not draft_of(editor).can_undo


def test_every_tool_works_by_a_click_and_says_its_key(open_editor: OpenEditor) -> None:
    editor = open_editor(body="The fleet sails")
    assert len(editor.tools.buttons) == 6
    for button in editor.tools.buttons:
        editor.body.select(4, 9)
        before = body_of(editor)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert body_of(editor) != before, button.text()
        assert editor.body.hasFocus()
        assert "Ctrl+" in button.toolTip()


def test_tab_moves_on_where_there_is_no_item(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="H", lede="L", body="text")
    dateline = editor.header.dateline
    editor.focus_headline()
    seen = []
    for _ in range(6):
        QTest.keyClick(editor.window().focusWidget(), KEY.Key_Tab)
        seen.append(editor.window().focusWidget())
    assert seen == [
        editor.header.lede,
        dateline.place,
        dateline.credit,
        dateline.date,
        dateline.add_author,
        editor.tools.buttons[0],
    ]
    editor.focus_body()
    QTest.keyClick(editor.body, KEY.Key_Backtab, SHIFT)
    assert editor.window().focusWidget() is editor.tools.buttons[-1]
    assert body_of(editor) == "text"


def test_enter_leads_from_the_headline_to_the_text(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="H", lede="", body="text")
    editor.focus_headline()
    QTest.keyClick(editor.header.headline, KEY.Key_Return)
    assert editor.header.lede.hasFocus()
    QTest.keyClicks(editor.header.lede, "Lede")
    QTest.keyClick(editor.header.lede, KEY.Key_Return)
    assert editor.body.hasFocus()
    QTest.keyClick(editor.body, KEY.Key_Up)
    assert (draft_of(editor).text("lede"), draft_of(editor).text("headline")) == ("Lede", "H")


@pytest.mark.parametrize("seed", range(4))
def test_random_keys_keep_text_and_widget_alike(open_editor: OpenEditor, seed: int) -> None:
    rng = random.Random(seed)
    editor = open_editor(body="First **line** here\n\n- item\n> said\n\n```\ncode\n```\n")
    plain, none = "ab \"'-*_`>1.#[]()", Qt.KeyboardModifier.NoModifier
    keys = [
        (KEY.Key_Return, none),
        (KEY.Key_Return, SHIFT),
        (KEY.Key_Tab, none),
        (KEY.Key_Backspace, none),
        (KEY.Key_Delete, none),
        (KEY.Key_Backspace, CTRL),
        (KEY.Key_Left, CTRL | SHIFT),
        (KEY.Key_Up, none),
        (KEY.Key_Down, SHIFT),
        (KEY.Key_Home, none),
        (KEY.Key_End, SHIFT),
        (KEY.Key_B, CTRL),
        (KEY.Key_I, CTRL),
        (KEY.Key_L, CTRL | SHIFT),
        (KEY.Key_O, CTRL | SHIFT),
        (KEY.Key_B, CTRL | SHIFT),
        (KEY.Key_2, CTRL),
        (KEY.Key_X, CTRL),
        (KEY.Key_V, CTRL),
        (KEY.Key_Z, CTRL),
        (KEY.Key_Z, CTRL | SHIFT),
    ]
    for _ in range(300):
        editor.body.setFocus()
        if rng.random() < 0.6:
            QTest.keyClicks(editor.body, rng.choice(plain))
        else:
            QTest.keyClick(editor.body, *rng.choice(keys))
        body_of(editor)
    draft = draft_of(editor)
    end = body_of(editor)
    n_steps = 0
    while draft.undo():
        n_steps += 1
    assert body_of(editor).startswith("First **line** here")
    for _ in range(n_steps):
        draft.redo()
    assert body_of(editor) == end
