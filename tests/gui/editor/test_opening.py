"""What opening an article costs, counted: nothing is styled or laid out twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from newsroom.domain.article import Byline
from newsroom.gui.features.editor.header import ArticleHeader
from newsroom.gui.features.editor.highlighter import MarkdownHighlighter
from tests.gui.editor.conftest import OpenEditor, make_draft

TEXT = "\n\n".join(f"Paragraph {n} with *some* words." for n in range(20))
ADA, NOOR = Byline("Ada Brook"), Byline("Noor Hale")


class StyleLog(QObject):
    """Counts how often the widgets were given a style."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.n = 0
        for widget in widgets:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.n += event.type() == QEvent.Type.StyleChange
        return False


def _counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[bool]:
    calls: list[bool] = []
    method: Callable[..., object] = getattr(owner, name)

    def counting(*arguments: object) -> object:
        calls.append(True)
        return method(*arguments)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_nothing_of_the_head_is_styled_anew(open_editor: OpenEditor) -> None:
    editor = open_editor(headline="One", bylines=(ADA,), body=TEXT)
    log = StyleLog(editor.header.findChildren(QWidget))
    buttons = editor.header.dateline.buttons
    editor.open(make_draft(headline="Two", bylines=(NOOR,), body=TEXT))
    assert log.n == 0
    assert editor.header.dateline.buttons == buttons
    assert [button.text() for button in buttons] == ["Noor Hale"]


def test_bylines_come_and_go_in_the_order_of_tab(open_editor: OpenEditor) -> None:
    editor = open_editor(bylines=(ADA,))
    row = editor.header.dateline
    editor.open(make_draft(bylines=(NOOR, ADA, Byline("Ed Fox"))))
    assert [button.text() for button in row.buttons] == ["Noor Hale", "Ada Brook", "Ed Fox"]
    chain: list[QWidget] = []
    following: QWidget | None = row.date
    while following is not row.add_author:
        assert following is not None
        following = following.nextInFocusChain()
        if isinstance(following, QToolButton):
            chain.append(following)
    assert chain == [*row.buttons, row.add_author]
    assert all(button.height() == row.add_author.height() for button in row.buttons)
    editor.open(make_draft(bylines=(ADA,)))
    assert [button.text() for button in row.buttons] == ["Ada Brook"]
    assert len([one for one in row.findChildren(QToolButton) if one.isVisible()]) == 2


def test_the_head_is_measured_once_and_each_paragraph_coloured_once(
    open_editor: OpenEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = open_editor(headline="One", body=TEXT)
    measured = _counted(monkeypatch, ArticleHeader, "height_for")
    coloured = _counted(monkeypatch, MarkdownHighlighter, "highlightBlock")
    editor.open(make_draft(headline="Two", body=TEXT.replace("some", "other")))
    assert len(measured) == 1
    assert len(coloured) <= TEXT.count("\n") + 3
