"""Keys of commands as a person changes them: in the window, and in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from newsroom.gui.keys import KeyRules, portable
from newsroom.gui.shell.actions import ActionBook, ActionSpec
from newsroom.gui.shell.keys import FILE, Keys
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program
from tests.jobs.manual import ManualRunner

Begin = Callable[[Path | None], Program]
SPECS = (
    ActionSpec("view.preview", "Preview", ("F5",)),
    ActionSpec("view.list", "List", ("F8", "Ctrl+L")),
    ActionSpec("app.quit", "Quit"),
)


class Room:
    """A book of three commands, a file, and the keys of both."""

    def __init__(self, file: Path) -> None:
        self.file, self.lanes, self.book = file, ManualRunner(), ActionBook()
        self.book.make(SPECS)
        self.keys = Keys(self.book, self.lanes, file)
        self.failed: list[str] = []
        self.keys.failed.connect(self.failed.append)

    def write(self, text: str) -> None:
        self.file.write_text(text, "utf-8")

    def now(self) -> dict[str, tuple[str, ...]]:
        return {row.name: row.keys for row in self.keys.rows()}


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Room:
    return Room(tmp_path / "new" / FILE)


def test_what_is_given_holds_is_written_and_found_again(room: Room, tmp_path: Path) -> None:
    room.keys.assign({"app.quit": ("Ctrl+L",), "view.list": ("F8",)})
    assert room.now() == {"app.quit": ("Ctrl+L",), "view.preview": ("F5",), "view.list": ("F8",)}
    room.lanes.run_all()
    again = Room(room.file)
    again.keys.begin()
    assert again.now() == room.now() and again.keys.faults == ()
    again.keys.reset(("app.quit", "view.list"))
    again.lanes.run_all()
    assert again.now()["view.list"] == ("F8", "Ctrl+L")
    assert " = " not in "".join(
        line for line in room.file.read_text().splitlines() if not line.startswith("#")
    )


def test_what_a_hand_wrote_goes_before_what_a_command_came_with(room: Room, tmp_path: Path) -> None:
    room = Room(tmp_path / FILE)
    room.write('app.quit = ["F5", "ctrl+q"]\n')
    room.keys.begin()
    assert room.now() == {"app.quit": ("F5", "Ctrl+Q"), "view.preview": (), "view.list": ("F8", "Ctrl+L")}
    assert room.keys.owner_of("F5") is not None and room.keys.owner_of("F5").name == "app.quit"  # type: ignore[union-attr]


def test_faults_are_named_and_the_rest_holds(tmp_path: Path, qapp: object) -> None:
    room = Room(tmp_path / FILE)
    room.write(
        'view.preview = "a"\nview.list = "Ctrl+C"\nno.such = "F6"\n'
        'app.quit = ["F6", "Hyper+Nothing"]\nlate.one = "F6"\n?\n'
    )
    room.keys.begin()
    assert [fault.line for fault in room.keys.faults] == [1, 2, 4, 6]
    assert room.now() == {"app.quit": ("F6",), "view.preview": ("F5",), "view.list": ("F8", "Ctrl+L")}
    late = QAction("Late", room.book)
    late.setObjectName("late.one")
    room.book.add([late])
    room.keys.set_complete()
    assert [fault.line for fault in room.keys.faults] == [1, 2, 3, 4, 5, 6]
    assert "“Quit”" in room.keys.faults[4].words


def test_a_command_that_comes_later_has_its_keys(room: Room, tmp_path: Path) -> None:
    room = Room(tmp_path / FILE)
    room.write('edit.bold = "F7"\n')
    room.keys.begin()
    bold = QAction("Bold", room.book)
    bold.setObjectName("edit.bold")
    bold.setShortcut("Ctrl+B")
    room.book.add([bold])
    assert bold.shortcut().toString() == "F7" and room.book.defaults_of("edit.bold") == ("Ctrl+B",)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "file").write_text("no folder")
    room = Room(tmp_path / "file" / FILE)
    room.keys.assign({"app.quit": ("F6",)})
    room.lanes.run_all()
    assert room.now()["app.quit"] == ("F6",)
    assert len(room.failed) == 1 and "hold until you quit" in room.failed[0]


def test_the_file_is_read_when_somebody_writes_to_it(tmp_path: Path, qtbot: QtBot) -> None:
    room = Room(tmp_path / FILE)
    room.keys.set_complete()
    room.write('app.quit = "F6"\n')
    qtbot.waitUntil(lambda: bool(room.lanes.jobs), timeout=3000)
    room.lanes.run_all()
    assert room.now()["app.quit"] == ("F6",)
    room.write('app.quit = "F7"\n')
    qtbot.waitUntil(lambda: bool(room.lanes.jobs), timeout=3000)
    room.lanes.run_all()
    assert room.now()["app.quit"] == ("F7",)
    room.keys._watched._on_watcher_changed()
    room.keys._watched._timer.timeout.emit()
    assert room.lanes.jobs == [], "the folder alone is no matter"


@pytest.mark.parametrize(
    "key",
    [
        *("A", "Shift+A", "1", "Space", "Shift+!", "Ctrl+C", "Ctrl+V", "Ctrl+Z", "Ctrl+A", "Return", "Tab"),
        *("Shift+Tab", "Esc", "Delete", "Backspace", "Ctrl+Backspace", "Left", "Shift+Left", "Ctrl+Left"),
        *("Ctrl+Shift+Right", "Ctrl+Shift+Home", "Home", "Ctrl+End", "PgDown"),
        *("F2", "Ctrl+M", "Alt+Up", "Ctrl+K, Ctrl+S"),
    ],
)
def test_keys_that_edit_and_move_are_nobodys(key: str, qapp: object) -> None:
    assert KeyRules(lambda _: False).problem_of(portable(key) or key, "a.b"), key


@pytest.mark.parametrize(
    "key", ["F1", "Shift+F5", "Ctrl+B", "Alt+B", "Ctrl+Alt+B", "Ctrl+Shift+Home", "Alt+PgDown", "Meta+B"]
)
def test_other_keys_are_free(key: str, qapp: object) -> None:
    wanted = {"Ctrl+Shift+Home"}
    assert bool(KeyRules(lambda _: False).problem_of(portable(key), "a.b")) is (key in wanted), key


def test_a_changed_key_works_and_is_shown_everywhere(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    keys = program.shell._wiring.features.keys
    keys.assign({"view.preview": ("Ctrl+Shift+F12",), "edit.bold": ("Ctrl+Alt+F12",)})
    window, editor = program.window, program.parts.editor
    assert "Ctrl+Shift+F12" in window.top_bar.preview.toolTip()
    assert editor is not None and editor.tools.buttons[0].toolTip().endswith("(Ctrl+Alt+F12)")
    assert editor.tools.buttons[0].text() == "B"
    program.trigger("app.keys")
    assert window.page is Page.KEYS
    sheet = program.parts.pages[Page.KEYS]
    assert "Ctrl+Shift+F12" in sheet.sheet.toPlainText()  # type: ignore[attr-defined]


def test_faults_of_the_file_are_said_at_the_start(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('view.preview = "F6"\nno.such = "F7"\n')
    (tmp_path / "window.ini").write_bytes(bytes(100))
    program = begin(library_path).load()
    program.wait(program.window.notice.isVisible)
    assert program.window.notice.text.count(str(tmp_path)) == 2
    assert program.window.book.keys_of("view.preview") == ("F6",)
    program.window.notice.buttons[0].click()
    assert program.window.page is Page.SETTINGS
