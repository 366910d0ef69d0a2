"""What is faint, bold, large, code; and that no line takes long."""

import gc
import time

import pytest
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from newsroom.gui.features.editor.highlighter import CHEAP_LENGTH, MarkdownHighlighter
from newsroom.gui.theme import LIGHT


def looks(text: str, n_block: int = 0) -> str:
    """One letter a unit.

    D faint, b bold, i italic, B both, c code, m a list's mark, u an address, s struck.
    """
    document = QTextDocument()
    highlighter = MarkdownHighlighter(document, LIGHT, 16)
    document.setPlainText(text)
    highlighter.rehighlight()
    block = document.findBlockByNumber(n_block)
    marks = ["."] * (block.length() - 1)
    for item in block.layout().formats():
        color = item.format.foreground().color().name() if item.format.foreground().style().value else ""
        bold = item.format.fontWeight() == QFont.Weight.Bold
        letter = {LIGHT.dim: "d", LIGHT.accent: "m", LIGHT.blue: "u"}.get(color, ".")
        if item.format.background().style().value:
            letter = "c" if letter != "d" else "d"
        elif letter == ".":
            letter = "B" if bold and item.format.fontItalic() else "b" if bold else letter
            letter = "i" if item.format.fontItalic() and not bold else letter
            letter = "s" if item.format.fontStrikeOut() else letter
        for n in range(item.start, item.start + item.length):
            marks[n] = letter
    assert highlighter.document() is document
    return "".join(marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", ".........."),
        ("a **b** c", "..ddbdd.."),
        ("a *b* c", "..did.."),
        ("***b***", "dddBddd"),
        ("**a *b* c**", "ddbbdBdbbdd"),
        ("a_b_c _d_", "......did"),
        ("2 * 3 * 4", "........."),
        ("~~no~~", "ddssdd"),
        ("`a*b*`", "dccccd"),
        ("[words](http://x)", "d.....ddddddddddd"),
        ("**[b](u)**", "dddbddddddd"[:10]),
        ("see https://x.example ok", "....uuuuuuuuuuuuuuuuu..."[:24]),
        ("## Head", "dddbbbb"),
        ("> said", "dd...."),
        ("- item", "mm...."),
        ("12. item", "mmmm...."),
        ("> - item", "dddd...."),
        ("---", "ddd"),
        ("| a |", "d...d"),
        (r"\*no\*", "d...d."),
        ("x[^1]", ".dddd"),
        ("<b>x</b>", "ddd.dddd"),
        ("😀 **b**", "...ddbdd"),
    ],
)
def test_marks_are_faint_and_meanings_shown(qtbot: QtBot, text: str, expected: str) -> None:
    assert looks(text) == expected


def test_fences_reach_over_lines(qtbot: QtBot) -> None:
    text = "```py\n**a**\n~~~\n```\n**b**"
    assert [looks(text, n) for n in range(5)] == ["ddddd", "ccccc", "ccc", "ddd", "ddbdd"]


def test_a_very_long_line_gets_its_blocks_looks_only(qtbot: QtBot) -> None:
    assert looks("> " + "**a** " * CHEAP_LENGTH)[:8] == "dd......"


@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize(
    "piece",
    "*a * [ [a]( `a ` <a [^a {:a _a http:// \\* > - 1. **a_b*c__[d](e`f<g".split(),
)
def test_no_line_takes_long(qtbot: QtBot, piece: str, gap: str) -> None:
    line = (f"{piece}{gap}" * CHEAP_LENGTH)[:CHEAP_LENGTH]
    gc.disable()  # what thousands of tests left behind is not this line's
    try:
        start = time.thread_time()
        looks(line)
        assert time.thread_time() - start < 0.5
    finally:
        gc.enable()
