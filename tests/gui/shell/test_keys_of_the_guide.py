"""The keys of all actions: each has one meaning, and the guide names those that there are."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide"
CELL = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)
KEY = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:Page Down|Page Up|Delete|Return|F\d+|[A-Z0-9+,\-'])(?![a-z])|\bF\d+"
)


def keys_of(actions: tuple[QAction, ...]) -> list[str]:
    return [key.toString() for action in actions for key in action.shortcuts()]


def test_the_guide_names_keys_that_there_are(begin: Begin, library_path: Path) -> None:
    there = set(keys_of(begin(library_path).load().window.book.all()))
    named = {
        (page.name, key)
        for page in GUIDE.glob("*.md")
        for cell in CELL.findall(page.read_text("utf-8"))
        for key in KEY.findall(cell)
    }
    assert len(named) > 30
    portable = {(page, key.replace("Page Down", "PgDown").replace("Page Up", "PgUp")) for page, key in named}
    assert {(page, key) for page, key in portable if QKeySequence(key).toString() not in there} == set()


def test_no_key_means_two_things(begin: Begin, library_path: Path) -> None:
    everywhere = Qt.ShortcutContext.WindowShortcut
    book = begin(library_path).load().window.book
    actions = tuple(action for action in book.all() if action.shortcutContext() is everywhere)
    assert [key for key, n in Counter(keys_of(actions)).items() if n > 1] == []
    inside = tuple(action for action in book.all() if action.shortcutContext() is not everywhere)
    assert set(keys_of(inside)).isdisjoint(keys_of(actions))
