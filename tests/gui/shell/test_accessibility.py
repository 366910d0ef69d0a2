"""What a screen reader finds in the whole window: names, roles, and one round of Tab through all of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.domain.article import Byline, Notice, NoticeKind, RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.domain.times import now
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]
VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Grouping}


def open_full(program: Program) -> None:
    """The open article with one of everything that the right pane shows."""
    draft = program.parts.session.draft if program.parts.session is not None else None
    assert draft is not None
    draft.set_field("related", (RelatedLink(ArticleId(2), "Night train is late again"),))
    draft.set_field("bylines", (Byline("Ada Brook"),))
    draft.set_field("notices", (Notice(NoticeKind.CORRECTION, "The tug was another.", now()),))
    QApplication.processEvents()


def stops(program: Program) -> list[QWidget]:
    """The widgets that one round of Tab reaches from the search line, in their order."""
    program.window.book["archive.search"].trigger()
    first = QApplication.focusWidget()
    found = [first]
    while len(found) < 200:
        before = QApplication.focusWidget()
        # In a text Tab may be a key of the text; F6 leads out of it, as the guide says.
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now_at = QApplication.focusWidget()
        if now_at is before:
            QTest.keyClick(before, Qt.Key.Key_F6)
            now_at = QApplication.focusWidget()
        if now_at is first:
            return found
        found.append(now_at)
    raise AssertionError("Tab does not come back")


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def test_tab_reaches_every_pane_once_and_all_it_reaches_says_what_it_is(
    begin: Begin, library_path: Path
) -> None:
    program = begin(library_path).load().open(1)
    open_full(program)
    found = stops(program)
    assert len(found) == len(set(map(id, found))), "one round passes nothing twice"
    reached = {
        name
        for name in ("sidebar", "list", "article", "right")
        for widget in found
        if program.window.panes.frame(name).isAncestorOf(widget)
    }
    assert reached == {"sidebar", "list", "article", "right"}
    for widget in found:
        face = QAccessible.queryAccessibleInterface(widget)
        assert face is not None and face.text(QAccessible.Text.Name), described(widget)
        assert face.role() not in VAGUE, f"{described(widget)} is a {face.role().name}"
