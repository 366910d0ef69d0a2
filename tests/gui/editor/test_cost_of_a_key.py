"""What one key costs in a long article, in counts: they do not depend on the machine."""

from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from newsroom.domain.draft import DraftChange
from newsroom.domain.text_buffer import TextBuffer
from newsroom.gui.features.editor import ArticleEditor, body_edit, word_count
from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit
from newsroom.gui.features.editor.highlighter import MarkdownHighlighter
from newsroom.gui.features.editor.markdown_edit import MarkdownEdit
from newsroom.gui.features.editor.spacing import BlockSpacing
from tests.gui.editor.conftest import OpenEditor, make_draft
from tests.gui.editor.test_typing import draft_of

PARAGRAPHS = "\n\n".join(f"Paragraph **{n}** of a [long](https://example.org/{n}) text." for n in range(400))
KEYS = "abcde"


@pytest.fixture
def editor(open_editor: OpenEditor, qtbot: QtBot) -> ArticleEditor:
    opened = open_editor(body=PARAGRAPHS)
    qtbot.waitUntil(lambda: not opened.body.loading)
    opened.body.set_cursor_line(200, 9)
    QTest.keyClick(opened.body, "x")
    return opened


@pytest.fixture
def counted(editor: ArticleEditor, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of these is called."""
    counts: Counter[str] = Counter()

    def count(owner: type | object, name: str) -> None:
        real = getattr(owner, name)

        def counting(*arguments: object, **named: object) -> object:
            counts[name] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    count(MarkdownHighlighter, "_highlight_lines")  # of each block that is highlighted
    count(word_count, "count_parts")
    count(BlockSpacing, "is_wrong")
    count(BlockSpacing, "fix")
    count(TextBuffer, "text")
    count(TextBuffer, "units")
    count(DraftTextEdit, "toPlainText")
    count(body_edit.BodyEdit, "set_page")
    count(body_edit.BodyEdit, "mark")
    return counts


def test_a_key_costs_one_paragraph(editor: ArticleEditor, counted: Counter[str]) -> None:
    changes: list[DraftChange] = []
    draft_of(editor).subscribe(changes.append)
    for letter in KEYS:
        QTest.keyClick(editor.body, letter)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    n = len(KEYS)
    assert [(change.n_removed, change.inserted) for change in changes] == [(0, letter) for letter in KEYS]
    assert dict(counted) == {"_highlight_lines": n, "count_parts": n}


def test_a_key_tells_others_once(editor: ArticleEditor) -> None:
    heard: Counter[str] = Counter()
    signals = ("draft_changed", "counts_changed", "status_message", "cursor_moved", "visible_line_changed")
    for name in signals:
        getattr(editor, name).connect(lambda *_, name=name: heard.update([name]))
    for letter in KEYS:
        QTest.keyClick(editor.body, letter)
    QTest.keyClick(editor.body, " ")
    QTest.keyClick(editor.body, "w")
    assert heard == {"draft_changed": len(KEYS) + 2, "counts_changed": 1}


def test_no_event_of_a_key_goes_through_python_but_the_key_and_its_paint() -> None:
    """An override of these is called for every event there is."""
    ours = [kind for kind in MarkdownEdit.__mro__ if kind.__module__.startswith("newsroom.")]
    assert len(ours) == 5
    assert not {"event", "viewportEvent", "eventFilter"} & {name for kind in ours for name in vars(kind)}


def test_a_draft_tells_a_key_without_its_text() -> None:
    draft = make_draft(body=PARAGRAPHS)
    before = draft.snapshot()
    told: list[DraftChange] = []
    draft.subscribe(told.append)
    draft.edit_text("body", 5, 0, "x")
    assert len(told[0].inserted) == 1
    assert draft.snapshot() is not before and draft.snapshot() is draft.snapshot()
