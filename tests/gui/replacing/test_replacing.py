"""Find and replace over what the list finds: every change shown first, articles left out, one act, one undo."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Content
from newsroom.domain.asked import Marked, Span
from newsroom.domain.bulk import Outcome
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.domain.replacing import TextField
from newsroom.gui.acting import Acting
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.replacing import ReplacePanel, build
from newsroom.gui.features.replacing.place_delegate import shown
from newsroom.gui.theme import DARK, LIGHT
from tests.jobs.manual import ManualRunner

TEXTS = (
    ("Harbour Reopens", "The harbour of Port Ansel reopened. A harbour pilot said so."),
    ("Bridge Closed", "The Lindow bridge is closed."),
    ("Ferry Aground", "A ferry for the harbour ran aground."),
)


@dataclass
class Replacing:
    """The page, with lanes that run when they are told to."""

    panel: ReplacePanel
    lanes: ManualRunner
    acting: Acting
    library: Library

    def find(self, qtbot: QtBot, text: str, by: str = "") -> None:
        form = self.panel.form
        form.find_line.clear()
        form.put_line.clear()
        qtbot.keyClicks(form.find_line, text)
        qtbot.keyClicks(form.put_line, by)
        form.say()
        self.lanes.run_all()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        model = self.panel.model
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole)
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, n).data(roles[n >= 3]) for n in range(5)]
            rows.append(tuple(cell.text if isinstance(cell, Marked) else str(cell or "") for cell in cells))
        return rows

    def body(self, id: int) -> str:
        return get_article(self.library, ArticleId(id)).content.body


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replacing") / "library"
    library = create_library(path)
    world = ensure_section(library, "World", by="test").id
    for headline, body in TEXTS:
        article = new_article(library, Content(headline=headline, body=body, section_id=world), by="test")
    publish(library, article.id, by="test")
    library.close()
    return path


@pytest.fixture
def replacing(qtbot: QtBot, made: Path, tmp_path: Path) -> Iterator[Replacing]:
    library = open_library(Path(shutil.copytree(made, tmp_path / "library")))
    lanes, bus = ManualRunner(), ChangeBus()
    acting = Acting(lanes, bus)
    acting.set_library(library)
    panel = build(lanes, LIGHT, acting)
    bus.changed.connect(panel.apply)
    qtbot.addWidget(panel)
    panel.resize(1200, 700)
    panel.show()
    qtbot.waitExposed(panel)
    panel.set_library(library)
    panel.begin(ListQuery(), "", 3)
    yield Replacing(panel, lanes, acting, library)
    library.close()


def test_each_place_is_shown_before_and_after(replacing: Replacing, qtbot: QtBot) -> None:
    assert replacing.panel.words.text() == "In all of the list: 3 articles"
    assert replacing.panel.form.find_line.hasFocus()
    replacing.find(qtbot, "harbour", "port")
    assert replacing.rows == [
        ("Yes", "Ferry Aground", "Text", TEXTS[2][1], "A ferry for the port ran aground."),
        ("Yes", "Harbour Reopens", "Headline", "Harbour Reopens", "port Reopens"),
        ("Yes", "", "Text", TEXTS[0][1], "The port of Port Ansel reopened. A harbour pilot said so."),
        ("Yes", "", "Text", TEXTS[0][1], "The harbour of Port Ansel reopened. A port pilot said so."),
    ]
    assert replacing.panel.count.text() == (
        "4 places in 2 articles. 1 of them is published: readers see the change when it is published, too."
    )
    assert replacing.panel.do.text() == "Replace 4 places in 2 articles"


def test_it_is_done_by_keys_and_undone_as_one(replacing: Replacing, qtbot: QtBot) -> None:
    replacing.find(qtbot, "harbour", "port")
    outcomes: list[Outcome] = []
    replacing.acting.done.connect(outcomes.append)
    replacing.panel.form.find_line.setFocus()
    qtbot.keyClick(replacing.panel.form.find_line, Qt.Key.Key_Return)
    assert replacing.panel.form.put_line.hasFocus()
    qtbot.keyClick(replacing.panel.form.put_line, Qt.Key.Key_Return)
    assert replacing.panel.do.hasFocus()
    qtbot.keyClick(replacing.panel.do, Qt.Key.Key_Return)
    assert not replacing.panel.do.isEnabled(), "not twice"
    replacing.lanes.run_all()
    (outcome,) = outcomes
    assert outcome.n_changed == 2 and outcome.act is not None
    assert replacing.body(1) == "The port of Port Ansel reopened. A port pilot said so."
    assert replacing.panel.count.text() == "It is nowhere in these texts."
    replacing.acting.undo(outcome.act.id)
    replacing.lanes.run_all()
    assert replacing.body(1) == TEXTS[0][1]
    assert replacing.panel.model.rowCount() == 4


def test_undo_while_it_runs_breaks_it_off_and_touches_no_older_act(
    replacing: Replacing, qtbot: QtBot
) -> None:
    replacing.find(qtbot, "Lindow", "London")
    replacing.panel.do.click()
    replacing.lanes.run_all()
    replacing.find(qtbot, "harbour", "port")
    replacing.panel.do.click()
    replacing.acting.undo_last()
    replacing.lanes.run_all()
    assert replacing.body(1) == TEXTS[0][1]
    assert replacing.body(2) == "The London bridge is closed."
    assert replacing.panel.do.isEnabled()


def test_an_article_is_left_out_and_taken_in_again(replacing: Replacing, qtbot: QtBot) -> None:
    replacing.find(qtbot, "harbour", "port")
    table = replacing.panel.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [row[0] for row in replacing.rows] == ["Yes", "Left out", "Left out", "Left out"]
    assert "1 article left out." in replacing.panel.count.text()
    assert replacing.panel.do.text() == "Replace 1 place in 1 article"
    qtbot.mouseClick(replacing.panel.do, Qt.MouseButton.LeftButton)
    replacing.lanes.run_all()
    assert replacing.body(1) == TEXTS[0][1] and replacing.body(3) == "A ferry for the port ran aground."
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert all(row[0] == "Yes" for row in replacing.rows)


def test_choices_narrow_what_is_found(replacing: Replacing, qtbot: QtBot) -> None:
    form = replacing.panel.form
    replacing.find(qtbot, "harbour", "port")
    form.match_case.setChecked(True)
    replacing.lanes.run_all()
    assert len(replacing.rows) == 3

    form.fields[TextField.BODY].setChecked(False)
    replacing.lanes.run_all()
    assert replacing.rows == []
    assert replacing.panel.count.text() == "It is nowhere in these texts."
    form.fields[TextField.HEADLINE].setChecked(False)
    form.fields[TextField.LEDE].setChecked(False)
    assert form.change is None and not replacing.panel.do.isEnabled()


def test_a_pattern_that_is_none_is_explained(replacing: Replacing, qtbot: QtBot) -> None:
    replacing.panel.form.is_regex.setChecked(True)
    replacing.find(qtbot, "harb(our", "port")
    assert "“harb(our” is no pattern" in replacing.panel.count.text()
    assert not replacing.panel.do.isEnabled()
    replacing.find(qtbot, "har(b)our", "\\1ay")
    assert replacing.rows[0][4] == "A ferry for the bay ran aground."


def test_another_text_calls_off_what_was_looked_for(replacing: Replacing, qtbot: QtBot) -> None:
    form = replacing.panel.form
    qtbot.keyClicks(form.find_line, "harbour")
    form.say()
    first = list(replacing.lanes.jobs)
    qtbot.keyClicks(form.find_line, "s")
    form.say()
    assert all(job.token.cancelled for job in first)
    replacing.lanes.run_all()
    assert replacing.rows == []


def test_everything_has_a_name_and_looks_fit(replacing: Replacing, qtbot: QtBot) -> None:
    replacing.find(qtbot, "harbour", "port")
    for widget in replacing.panel.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit | QTableView) and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", lambda: "")(), widget
    replacing.panel.set_look(DARK, 2.0)
    assert not replacing.panel.grab().isNull()
    replacing.panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not replacing.panel.grab().isNull()


def test_the_mark_is_in_sight() -> None:
    long = "word " * 40 + "mark " + "word " * 40
    text, marks = shown(Marked(long, (Span(200, 204),), is_cut_after=True))
    ((start, end),) = marks
    assert text[start:end] == "mark" and start < 70 and text.startswith("… ") and text.endswith("…")
    assert shown(Marked("a mark", (Span(2, 6),))) == ("a mark", [(2, 6)])


@pytest.mark.parametrize(("text", "is_right"), [("الشرق الأوسط اليوم", True), ("A harbour", False)])
def test_a_place_stands_where_its_script_begins(
    replacing: Replacing, qtbot: QtBot, text: str, is_right: bool
) -> None:
    new_article(replacing.library, Content(headline=text), by="test")
    replacing.panel.form.find_line.setText(text.split()[1])  # Qt's test keys know no Arabic
    replacing.panel.form.say()
    replacing.lanes.run_all()
    table = replacing.panel.table
    model = replacing.panel.model
    column = next(
        n for n in range(model.columnCount()) if model.headerData(n, Qt.Orientation.Horizontal) == "As it is"
    )
    row = next(
        n
        for n in range(model.rowCount())
        if model.index(n, column).data(Qt.ItemDataRole.UserRole).text == text
    )
    table.clearSelection()
    area = table.visualRect(model.index(row, column)).adjusted(4, 4, -4, -4)
    image = table.viewport().grab(area).toImage()
    ground = image.pixelColor(0, 0)
    inked = [
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground
    ]
    assert (sum(inked) / len(inked) > image.width() / 2) is is_right
