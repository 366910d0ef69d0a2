"""The four panes: widths, hiding, small and large windows, focus mode, and where F6 leads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.panes import ARTICLE, LIST, NAMES, RIGHT, SIDEBAR, Panes
from newsroom.gui.shell.right_pane import RightPane
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


@pytest.fixture
def panes(qtbot: QtBot) -> Panes:
    frames: dict[str, QWidget] = {}
    for name in NAMES:
        frames[name] = QFrame()
        QVBoxLayout(frames[name]).addWidget(QLineEdit())
    panes = Panes(frames)
    qtbot.addWidget(panes)
    panes.resize(1440, 800)
    panes.show()
    qtbot.waitExposed(panes)
    return panes


def sizes(panes: Panes) -> dict[str, int]:
    return dict(zip(NAMES, panes.sizes(), strict=True))


@pytest.mark.parametrize("width", [1000, 1280, 1440, 2560, 3840])
def test_every_pane_has_room_in_any_window(panes: Panes, width: int) -> None:
    panes.resize(width, 700)
    found = sizes(panes)
    assert found[ARTICLE] >= 340 and found[LIST] >= 220 and found[SIDEBAR] >= 130 and found[RIGHT] >= 270
    assert sum(found.values()) + 3 == width
    if width >= 2560:
        assert found[ARTICLE] > width / 2


def test_large_text_leaves_no_pane_too_narrow_for_it(panes: Panes) -> None:
    panes.set_scale(1.9)
    assert sizes(panes)[RIGHT] >= 400 and sizes(panes)[ARTICLE] >= 500 and sizes(panes)[LIST] >= 325
    panes.resize(1000, 700)
    assert sum(sizes(panes).values()) + 3 == 1000 and sizes(panes)[ARTICLE] >= 340


def test_a_hidden_pane_comes_back_as_wide_as_it_was(panes: Panes) -> None:
    panes.set_widths({LIST: 391})
    panes.show_pane(LIST, False)
    assert sizes(panes)[LIST] == 0
    panes.resize(1600, 800)
    panes.show_pane(LIST, True)
    assert sizes(panes)[LIST] == 391
    panes.show_pane(ARTICLE, False)
    assert panes.is_shown(ARTICLE)


def test_the_right_pane_has_a_width_for_each_of_its_tabs(panes: Panes) -> None:
    panes.set_widths({"right-preview": 560, "right-article": 350})
    assert sizes(panes)[RIGHT] == 350
    panes.set_tab("preview")
    assert sizes(panes)[RIGHT] == 560
    panes.set_tab("article")
    assert sizes(panes)[RIGHT] == 350


def test_moving_a_divider_is_remembered(panes: Panes) -> None:
    panes.moveSplitter(250, 1)
    assert panes.widths()[SIDEBAR] == 250


def test_the_layout_is_found_again(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    program.trigger("view.sidebar")
    program.window.panes.set_widths({LIST: 333})
    program.window.resize(1301, 777)
    program.quit()
    program.start.finish()
    again = begin(library_path)
    assert not again.window.panes.is_shown(SIDEBAR)
    assert again.window.panes.width_of(LIST) == 333
    again.load()
    assert not again.window.book["view.sidebar"].isChecked()


def test_what_is_shown_is_found_again_after_an_end_that_nobody_foresaw(
    begin: Begin, library_path: Path
) -> None:
    program = begin(library_path).load()
    program.trigger("view.sidebar")
    preferences = program.parts.preferences
    program.wait(lambda: preferences.recent("panes/hidden") == (SIDEBAR,))


def test_focus_mode_hides_all_but_the_article_and_gives_all_back(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("view.sidebar")
    program.trigger("view.focus_mode")
    assert [name for name in NAMES if program.window.panes.is_shown(name)] == [ARTICLE]
    program.trigger("view.focus_mode")
    assert [name for name in NAMES if program.window.panes.is_shown(name)] == [LIST, ARTICLE, RIGHT]


def test_f6_goes_round_all_panes_and_bars_and_back(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("go.text")
    window = program.window
    places = {name: window.panes.frame(name) for name in NAMES}
    places |= {"status": window.status_bar, "top": window.top_bar}

    def here() -> str:
        focus = QApplication.focusWidget()
        return next(name for name, place in places.items() if place.isAncestorOf(focus))

    way = [here()]
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        way.append(here())
    assert way == ["article", "right", "status", "top", "sidebar", "list", "article"]
    editor = program.parts.editor
    assert editor is not None and QApplication.focusWidget() is editor.body
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert here() == "list"


def test_a_pane_whose_last_focus_is_gone_takes_it_at_its_first(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load().open(1)
    sidebar = program.window.sidebar
    gone = QLineEdit(sidebar)
    gone.show()
    gone.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is gone)
    program.trigger("go.text")
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    program.window.focus_pane(SIDEBAR)
    focus = QApplication.focusWidget()
    assert focus is not None and sidebar.isAncestorOf(focus)


def test_a_pane_that_is_hidden_gives_its_focus_to_the_article(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("go.list")
    program.trigger("view.list")
    focus = QApplication.focusWidget()
    assert focus is not None and program.window.center.isAncestorOf(focus)


def test_a_tab_that_is_not_there_yet_is_shown_once_it_is(qtbot: QtBot) -> None:
    right = RightPane()
    qtbot.addWidget(right)
    right.show_tab("preview")
    right.add("article", "Article", QLineEdit())
    assert right.tab == "article"
    right.add("preview", "Preview", QLineEdit())
    assert right.tab == "preview"
    right.show_tab("article")
    right.add("beside", "Beside", QLineEdit())
    assert right.tab == "article"
