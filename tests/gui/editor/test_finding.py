"""Find and replace: what matches, what is counted, one step for all that is replaced."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.features.editor.finding import FindQuery, find_all
from tests.gui.editor.conftest import OpenEditor
from tests.gui.editor.test_typing import body_of, draft_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
TEXT = "The fleet sails. The Fleet’s crew, fleets and a fleet."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (FindQuery("fleet"), [4, 21, 35, 48]),
        (FindQuery("Fleet", match_case=True), [21]),
        (FindQuery("fleet", whole_words=True), [4, 21, 48]),
        (FindQuery("fleet's"), [21]),
        (FindQuery("."), [15, 53]),
        (FindQuery("(.*"), []),
        (FindQuery(""), []),
    ],
)
def test_what_matches(query: FindQuery, found: list[int]) -> None:
    assert find_all(TEXT, query).starts == found


def test_matches_around_a_place() -> None:
    matches = find_all("ab ab ab", FindQuery("ab"))
    assert [matches.after(n) for n in (0, 1, 7)] == [0, 1, 0]
    assert [matches.before(n) for n in (0, 2, 8)] == [2, 0, 2]
    assert list(matches.within(1, 4)) == [0, 1]
    assert matches.at(3, 5) == 1
    assert matches.at(3, 6) is None
    assert find_all("ab", FindQuery("x")).after(0) is None


def find(editor: ArticleEditor, words: str) -> None:
    QTest.keyClick(editor.body, KEY.Key_F, CTRL)
    assert editor.find_bar.words.hasFocus()
    QTest.keyClicks(editor.find_bar.words, words)


def test_finding_by_keys(open_editor: OpenEditor) -> None:
    editor = open_editor(body=TEXT)
    find(editor, "fleet")
    words, count = editor.find_bar.words, editor.find_bar.count
    assert (editor.body.selection(), count.text()) == ((4, 9), "1 of 4")
    QTest.keyClick(words, KEY.Key_Return)
    assert (editor.body.selection(), count.text()) == ((21, 26), "2 of 4")
    QTest.keyClick(words, KEY.Key_F3)
    QTest.keyClick(words, KEY.Key_Return, SHIFT)
    assert count.text() == "2 of 4"
    for _ in range(2):
        QTest.keyClick(words, KEY.Key_F3, SHIFT)
    assert count.text() == "4 of 4"
    assert len(editor.body.extraSelections()) == 4
    QTest.keyClicks(words, "x")
    assert count.text() == "not found"
    QTest.keyClick(words, KEY.Key_Escape)
    assert not editor.find_bar.isVisible()
    assert editor.body.hasFocus()
    assert not editor.body.extraSelections()


def test_the_count_follows_the_text(open_editor: OpenEditor, qtbot: object) -> None:
    editor = open_editor(body=TEXT)
    find(editor, "fleet")
    draft_of(editor).edit_text("body", 0, 0, "fleet ")
    QTest.qWait(250)
    assert editor.find_bar.count.text() in ("2 of 5", "5 found")
    QTest.keyClick(editor.find_bar.words, KEY.Key_Return)
    assert editor.find_bar.count.text() == "3 of 5"


def test_replacing_one_and_all(open_editor: OpenEditor) -> None:
    editor = open_editor(body=TEXT)
    editor.body.select(4, 9)
    QTest.keyClick(editor.body, KEY.Key_H, CTRL)
    assert editor.find_bar.words.text() == "fleet"
    editor.find_bar.with_words.setText("😀 ships")
    editor.find_bar.with_words.setFocus()
    QTest.keyClick(editor.find_bar.with_words, KEY.Key_Return)
    assert body_of(editor) == TEXT.replace("fleet", "😀 ships", 1)
    assert editor.find_bar.count.text() == "1 of 3"
    said: list[str] = []
    editor.status_message.connect(said.append)
    QTest.mouseClick(editor.find_bar.replace_all, Qt.MouseButton.LeftButton)
    assert body_of(editor) == "The 😀 ships sails. The 😀 ships’s crew, 😀 shipss and a 😀 ships."
    assert said == ["3 replaced."]
    editor.undo()
    editor.undo()
    assert body_of(editor) == TEXT
    assert not draft_of(editor).can_undo
