"""The section of keys and their sheet: by keys alone, with whose a key is said before it is taken over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.features.keys import KeysSheet, KeysView, build_sheet, build_view
from newsroom.gui.features.keys.recorder import KeyRecorder
from newsroom.gui.shell.actions import ActionBook, ActionSpec
from newsroom.gui.shell.keys import FILE, Keys
from newsroom.gui.theme import CONTRAST, DARK, LIGHT
from tests.gui.desks import column, nameless
from tests.jobs.manual import ManualRunner

SPECS = (
    ActionSpec("article.new", "New article", ("Ctrl+N",)),
    ActionSpec("article.publish", "Publish", ("Ctrl+Return", "Ctrl+Enter")),
    ActionSpec("view.preview", "Preview", ("F5",)),
    ActionSpec("app.quit", "Quit"),
)
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keys(tmp_path: Path, qapp: QApplication) -> Keys:
    book = ActionBook(qapp)
    book.make(SPECS)
    return Keys(book, ManualRunner(), tmp_path / FILE, book)


@pytest.fixture
def view(keys: Keys, qtbot: QtBot) -> KeysView:
    view = build_view(keys, LIGHT)
    qtbot.addWidget(view)
    view.resize(800, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.table.setFocus()
    return view


def now(keys: Keys, name: str) -> tuple[str, ...]:
    return next(row.keys for row in keys.rows() if row.name == name)


def test_every_command_stands_there_and_enter_changes_its_key(
    view: KeysView, keys: Keys, qtbot: QtBot
) -> None:
    assert column(view.table, 0) == ["Quit", "New article", "Publish", "Preview"]
    assert column(view.table, 1) == ["", "Ctrl+N", "Ctrl+Enter", "F5"]
    assert nameless(view) == []
    qtbot.keyClick(view.table, KEY.Key_Return)
    assert view.card.recorder.hasFocus()
    qtbot.keyClick(view.card.recorder, KEY.Key_F6, CTRL)
    assert now(keys, "app.quit") == ("Ctrl+F6",)
    assert view.card.isHidden() and view.table.hasFocus()


def test_whose_a_key_is_is_said_before_it_is_taken(view: KeysView, keys: Keys, qtbot: QtBot) -> None:
    view.table.choose("view.preview")
    view.change.click()
    qtbot.keyClick(view.card.recorder, KEY.Key_N, CTRL)
    assert "“New article”" in view.card._words.text() and now(keys, "article.new") == ("Ctrl+N",)
    qtbot.keyClick(view.card.recorder, KEY.Key_Escape)
    assert view.card.isHidden() and now(keys, "view.preview") == ("F5",)
    view.change.click()
    qtbot.keyClick(view.card.recorder, KEY.Key_N, CTRL)
    qtbot.keyClick(view.card.recorder, KEY.Key_Tab)
    assert view.card.take.hasFocus()
    qtbot.keyClick(view.card.take, KEY.Key_Return)
    assert now(keys, "view.preview") == ("Ctrl+N",) and now(keys, "article.new") == ()


def test_both_enters_go_together_since_one_is_shown(view: KeysView, keys: Keys, qtbot: QtBot) -> None:
    view.table.choose("view.preview")
    view.change.click()
    qtbot.keyClick(view.card.recorder, KEY.Key_Return, CTRL)
    view.card.take.click()
    assert now(keys, "view.preview") == ("Ctrl+Return",) and now(keys, "article.publish") == ()
    view.reset_all.click()
    view.table.choose("article.publish")
    view.change.click()
    qtbot.keyClick(view.card.recorder, KEY.Key_F8)
    assert now(keys, "article.publish") == ("F8",)


def test_one_more_taken_away_and_given_back(view: KeysView, keys: Keys, qtbot: QtBot) -> None:
    view.table.choose("view.preview")
    qtbot.keyClick(view.table, KEY.Key_Insert)
    qtbot.keyClick(view.card.recorder, KEY.Key_F6)
    assert now(keys, "view.preview") == ("F5", "F6")
    qtbot.keyClick(view.table, KEY.Key_Delete)
    assert now(keys, "view.preview") == () and not view.add.isEnabled()
    view.reset.click()
    assert now(keys, "view.preview") == ("F5",) and not view.reset.isEnabled()
    view.table.choose("app.quit")
    keys.assign({"app.quit": ("F7",), "article.new": ()})
    view.reset_all.click()
    assert now(keys, "app.quit") == () and now(keys, "article.new") == ("Ctrl+N",)
    assert not view.reset_all.isEnabled()


@pytest.mark.parametrize("key", [KEY.Key_A, KEY.Key_Return, KEY.Key_Backspace, KEY.Key_Down])
def test_keys_of_text_are_refused_with_a_word(view: KeysView, keys: Keys, qtbot: QtBot, key: Qt.Key) -> None:
    view.ask_key()
    qtbot.keyClick(view.card.recorder, key)
    assert "Press another one." in view.card._words.text() and view.card.take.isHidden()
    assert now(keys, "app.quit") == () and not view.card.isHidden()


def test_what_altgr_writes_is_no_key(qtbot: QtBot) -> None:
    recorder = KeyRecorder()
    qtbot.addWidget(recorder)
    recorded: list[str] = []
    recorder.recorded.connect(recorded.append)
    press = QEvent.Type.KeyPress
    with qtbot.waitSignal(recorder.character_typed) as typed:
        recorder.keyPressEvent(QKeyEvent(press, KEY.Key_E, CTRL | ALT, "€"))
    assert typed.args == ["€"]
    recorder.keyPressEvent(QKeyEvent(press, KEY.Key_E, ALT, "e"))
    recorder.keyPressEvent(QKeyEvent(press, KEY.Key_E, CTRL | ALT, ""))
    recorder.keyPressEvent(QKeyEvent(press, KEY.Key_Plus, CTRL | Qt.KeyboardModifier.ShiftModifier, "+"))
    recorder.keyPressEvent(QKeyEvent(press, KEY.Key_Control, CTRL, ""))
    assert recorded == ["Alt+E", "Ctrl+Alt+E", "Ctrl++"]


def test_a_key_that_is_recorded_runs_nothing(view: KeysView, qtbot: QtBot) -> None:
    action = QAction("Elsewhere", view)
    action.setShortcut("Ctrl+J")
    ran: list[str] = []
    action.triggered.connect(lambda: ran.append("ran"))
    view.addAction(action)
    qtbot.keyClick(view.table, KEY.Key_J, CTRL)
    assert ran == ["ran"]
    view.ask_key()
    qtbot.keyClick(view.card.recorder, KEY.Key_J, CTRL)
    assert ran == ["ran"] and view.card.isHidden()


def test_faults_of_the_file_stand_above(view: KeysView, keys: Keys) -> None:
    assert view.faults.isHidden()
    Path(keys.path).write_text('view.preview = "a"\n')
    keys.begin()
    assert view.faults.isVisible() and "Line 1: A: This key writes a character." in view.faults.text()
    Path(keys.path).write_text("?\n" * 100)
    keys.begin()
    assert view.faults.text().endswith("And 94 more.")


def test_a_search_leaves_commands_by_words_and_by_keys(view: KeysView) -> None:
    assert view.show_matching("art new") and column(view.table, 0) == ["New article"]
    assert view.show_matching("ctrl+enter") and column(view.table, 0) == ["Publish"]
    assert not view.show_matching("xyz")
    assert view.show_matching("") and len(column(view.table, 0)) == 4


def sheet_of(keys: Keys, qtbot: QtBot) -> KeysSheet:
    sheet = build_sheet(keys, LIGHT)
    qtbot.addWidget(sheet)
    sheet.resize(1000, 600)
    sheet.show()
    return sheet


def test_the_sheet_has_all_keys_as_they_are_now(keys: Keys, qtbot: QtBot) -> None:
    sheet = sheet_of(keys, qtbot)
    assert "Ctrl+N" in sheet.sheet.toPlainText() and "Quit" not in sheet.sheet.toPlainText()
    keys.assign({"article.new": (), "app.quit": ("F12",)})
    text = sheet.sheet.toPlainText()
    assert "Ctrl+N" not in text and "Quit" in text and "F12" in text and nameless(sheet) == []
    sheet.line.setText("f12")
    qtbot.waitUntil(lambda: "Publish" not in sheet.sheet.toPlainText())
    assert "Quit" in sheet.sheet.toPlainText()
    sheet.line.setText("xyz")
    qtbot.waitUntil(lambda: "“xyz”" in sheet.sheet.toPlainText())
    qtbot.keyClick(sheet.line, KEY.Key_Escape)
    assert sheet.line.text() == ""
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.line, KEY.Key_Escape)
    for colors, scale in ((DARK, 2.0), (CONTRAST, 1.0)):
        sheet.set_look(colors, scale)
        assert not sheet.grab().isNull()


def test_the_sheet_is_printed(keys: Keys, qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    sheet_of(keys, qtbot).print_on(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
