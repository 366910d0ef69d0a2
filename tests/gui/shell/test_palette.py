"""The palette of commands: found by a few letters, run by Enter, the focus given back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.command_palette import CommandPalette
from newsroom.gui.shell.palette_lines import Headline
from newsroom.gui.shell.where_to_look import Where
from newsroom.gui.shell.window import Page
from newsroom.gui.theme import LIGHT
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


class Desk:
    """A window with a line that has the focus, a palette over it, and some commands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.line = QLineEdit(self.window)
        self.ran: list[str] = []
        self.actions = [
            self._action("article.new", "New article", "Ctrl+N"),
            self._action("view.dark", "Dark"),
            self._action("article.trash", "Move to trash"),
            self._action("article.publish", "Publish"),
        ]
        self.palette = CommandPalette(self.window, LIGHT)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    def _action(self, name: str, text: str, key: str = "") -> QAction:
        action = QAction(text, self.window)
        action.setObjectName(name)
        action.setShortcut(key)
        action.triggered.connect(lambda: self.ran.append(name))
        return action

    def shown(self) -> list[str]:
        """Commands and articles."""
        return [line for line in self.lines() if "“" not in line]

    def ways(self) -> list[str]:
        """Where else the words can be looked for."""
        return [line for line in self.lines() if "“" in line]

    def lines(self) -> list[str]:
        model = self.palette.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_letters_find_enter_runs_and_the_focus_goes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    qtbot.keyClicks(desk.palette.line, "tras")
    assert desk.shown() == ["Move to trash"]
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert desk.ran == ["article.trash"]
    assert not desk.palette.isVisible() and desk.line.hasFocus()


def test_without_letters_the_latest_are_first(desk: Desk) -> None:
    desk.palette.open(desk.actions, ["view.dark", "article.trash"])
    assert desk.shown()[:2] == ["Dark", "Move to trash"]
    assert len(desk.shown()) == 4


def test_what_cannot_be_done_now_is_last_and_is_not_run(desk: Desk, qtbot: QtBot) -> None:
    desk.actions[3].setEnabled(False)
    desk.palette.open(desk.actions, [])
    assert desk.shown()[-1] == "Publish"
    qtbot.keyClicks(desk.palette.line, "publish")
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert not desk.ran and desk.palette.isVisible()


def test_arrows_go_round_and_a_click_runs(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    first = desk.shown()[0]
    for _ in range(4):
        qtbot.keyClick(desk.palette.line, Qt.Key.Key_Down)
    assert desk.palette.view.currentIndex().data() == first
    index: QModelIndex = desk.palette.view.model().index(1, 0)
    point = desk.palette.view.visualRect(index).center()
    qtbot.mouseClick(desk.palette.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert len(desk.ran) == 1


def test_escape_closes_and_runs_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Escape)
    assert not desk.palette.isVisible() and desk.line.hasFocus() and not desk.ran


def test_words_that_are_no_command_are_searched(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    qtbot.keyClicks(desk.palette.line, "herring zzz")
    assert not desk.shown() and desk.palette._hint.text() == "Nothing is called that."
    with qtbot.waitSignal(desk.palette.search_wanted) as wanted:
        qtbot.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert wanted.args == [Where.ARCHIVE, "herring zzz"]


def test_words_can_be_looked_for_in_settings_and_guide(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    qtbot.keyClicks(desk.palette.line, "d")
    assert desk.ways() == []
    qtbot.keyClicks(desk.palette.line, "ark")
    assert desk.lines()[0] == "Dark" and [way.split("“")[0] for way in desk.ways()] == [
        "Search the archive for ",
        "Find ",
        "Find ",
    ]
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Up)
    desk.palette.show_headlines("dark", [Headline("Dark fibre", "", 8), Headline("Dark sky", "", 9)])
    assert desk.lines()[1:3] == ["Dark fibre", "Dark sky"]
    assert "settings" in desk.palette.view.currentIndex().data(), "what is aimed at stays"
    with qtbot.waitSignal(desk.palette.search_wanted) as wanted:
        qtbot.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert wanted.args == [Where.SETTINGS, "dark"] and not desk.palette.isVisible()


def test_articles_come_below_the_commands_and_open(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [])
    with qtbot.waitSignal(desk.palette.headlines_wanted) as asked:
        qtbot.keyClicks(desk.palette.line, "dark")
    assert asked.args == ["da"], "from the second letter"
    desk.palette.show_headlines("dar", [Headline("Stale", "", 1)])
    assert desk.shown() == ["Dark"], "an answer to what is no longer there is dropped"
    found = [Headline("Darkness falls early", "World", 7), Headline("Dark fibre", "", 8)]
    desk.palette.show_headlines("dark", found)
    assert desk.shown() == ["Dark", "Darkness falls early", "Dark fibre"]
    assert desk.palette.view.currentIndex().row() == 0, "what is aimed at stays"
    qtbot.keyClick(desk.palette.line, Qt.Key.Key_Down)
    desk.palette.show_headlines("dark", found)
    assert desk.palette.view.currentIndex().row() == 1
    with qtbot.waitSignal(desk.palette.article_wanted) as wanted:
        qtbot.keyClick(desk.palette.line, Qt.Key.Key_Return)
    assert wanted.args == [7] and desk.ran == [] and not desk.palette.isVisible()


def test_articles_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open(desk.actions, [], articles_only=True)
    assert desk.shown() == []
    desk.palette.show_headlines("", [Headline("The newest", "World", 9)])
    assert desk.shown() == ["The newest"]
    qtbot.keyClicks(desk.palette.line, "dark")
    desk.palette.show_headlines("dark", [Headline("Dock fire", "", 3, is_guess=True)])
    assert desk.shown() == ["Dock fire"] and "come near" in desk.palette._hint.text()
    assert len(desk.ways()) == 1, "the archive alone"


def test_keys_and_names_are_told_to_screen_readers(desk: Desk) -> None:
    desk.palette.open(desk.actions, ["article.new"])
    index = desk.palette.view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "New article, Ctrl+N"


@pytest.mark.parametrize("rtl", [False, True])
def test_it_is_drawn_in_both_directions(desk: Desk, rtl: bool) -> None:
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    desk.window.setLayoutDirection(direction)
    desk.palette.set_look(LIGHT, 2.0)
    desk.palette.open(desk.actions, [])
    assert desk.window.rect().contains(desk.palette.geometry())
    assert not desk.palette.grab().isNull()


def test_the_programs_palette_holds_every_action_and_remembers(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load().open(1)
    qtbot.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = program.window.findChild(CommandPalette)
    assert palette is not None
    assert palette.view.model().rowCount() == len(program.window.book.all())
    qtbot.keyClicks(palette.line, "dark")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert program.parts.looks.colors.dark
    qtbot.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette.view.model().index(0, 0).data() == "Dark"


def test_the_programs_palette_opens_an_article_by_a_mistyped_headline(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    program.wait(program.parts.archive.presenter.model.rowCount)
    row = program.parts.archive.presenter.model.row_at(0)
    assert row is not None
    word = max(row.headline.split(), key=len)
    program.trigger("go.article")
    palette = program.window.findChild(CommandPalette)
    assert palette is not None
    program.wait(lambda: palette.view.model().rowCount())
    qtbot.keyClicks(palette.line, row.headline.replace(word, word[:2] + word[3:]))
    program.wait(lambda: "come near" in palette._hint.text())
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    program.wait(lambda: program.parts.session and program.parts.session.article)
    assert program.parts.session is not None and program.parts.session.article is not None
    assert program.parts.session.article.id == row.id


@pytest.mark.parametrize(("n_up", "page"), [(2, Page.SETTINGS), (1, Page.GUIDE)])
def test_the_programs_palette_leads_into_settings_and_guide(
    begin: Begin, library_path: Path, qtbot: QtBot, n_up: int, page: Page
) -> None:
    program = begin(library_path).load()
    qtbot.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = program.window.findChild(CommandPalette)
    assert palette is not None
    qtbot.keyClicks(palette.line, "quotation marks")
    for _ in range(n_up):
        qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert program.window.page is page
    line = program.parts.pages[page].focusWidget()
    assert isinstance(line, QLineEdit) and line.text() == "quotation marks"
