"""The page about the program: the version, and everything that is shipped with its terms."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.gui.features.about import build
from newsroom.gui.theme import LIGHT, style_sheet
from tests.gui.desks import nameless
from tests.jobs.manual import ManualRunner


def test_all_that_is_shipped_stands_in_the_list_with_its_terms(qtbot: QtBot) -> None:
    lanes = ManualRunner()
    page = build(lanes, LIGHT, "newsroom 1.2.3 (build abc1234, 2026-11-25)")
    qtbot.addWidget(page)
    page.show()
    lanes.run_all()
    assert "newsroom 1.2.3 (build abc1234, 2026-11-25)" in page.words.text()
    names = [page.list.item(row).text() for row in range(page.list.count())]
    assert any(name.startswith("SQLAlchemy ") for name in names)
    page.list.setCurrentRow(next(row for row, name in enumerate(names) if name.startswith("SQLAlchemy ")))
    assert "MIT" in page.terms.toPlainText() and "Permission is hereby granted" in page.terms.toPlainText()
    assert nameless(page) == []


def test_escape_leaves_it(qtbot: QtBot) -> None:
    page = build(ManualRunner(), LIGHT, "newsroom 1.2.3")
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_where_the_focus_is_can_be_seen(qtbot: QtBot) -> None:
    lanes = ManualRunner()
    page = build(lanes, LIGHT, "newsroom 1.2.3")
    qtbot.addWidget(page)
    page.setStyleSheet(style_sheet(LIGHT, 1.0))
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    lanes.run_all()
    page.terms.setCursorWidth(0)
    seen = []
    for widget in (page.list, page.terms):
        widget.setFocus()
        seen.append([part.grab().toImage() for part in (page.list, page.terms)])
    assert seen[0][0] != seen[1][0] and seen[0][1] != seen[1][1]
