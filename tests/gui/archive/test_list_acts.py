"""Acts on articles chosen in the list pane, by keys: offered in its menu, counted below it, done with one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content
from newsroom.gui.acting import Acting
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.archive import Archive, build
from newsroom.gui.features.archive.bulk_wishes import BulkAct
from newsroom.gui.features.archive.bulk_words import act_word
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.focus import has_focus_inside
from tests.jobs.manual import ManualRunner

SHIFT = Qt.KeyboardModifier.ShiftModifier
N = 5


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = create_library(tmp_path / "library")
    ensure_tag(library, "Rain", by="test")
    for n in range(1, N + 1):
        new_article(library, Content(f"Story {n}", "", "Words."), by="test")
    yield library
    library.close()


@pytest.fixture
def runner() -> ManualRunner:
    return ManualRunner()


@pytest.fixture
def acting(runner: ManualRunner, library: Library) -> Acting:
    acting = Acting(runner, ChangeBus())
    acting.set_library(library)
    return acting


@pytest.fixture
def archive(qtbot: QtBot, runner: ManualRunner, acting: Acting, library: Library) -> Archive:
    archive = build(runner, LIGHT)
    qtbot.addWidget(archive.panel)
    qtbot.addWidget(archive.sidebar)
    archive.act_wanted.connect(lambda ids, act: archive.begin_act(acting, ids, act))
    archive.set_library(library)
    archive.panel.resize(320, 700)
    archive.panel.show()
    qtbot.waitExposed(archive.panel)
    runner.run_all()
    archive.list.setFocus()
    archive.list.set_current(0)
    return archive


def trigger(archive: Archive, act: BulkAct) -> None:
    (action,) = [
        one for one in archive.list.rows_menu(archive.list.chosen).actions() if one.text() == act_word(act)
    ]
    action.trigger()


def tagged(library: Library) -> list[str]:
    contents = [get_article(library, n).content for n in range(1, N + 1)]
    return [content.headline for content in contents if content.tags]


def test_several_are_chosen_by_keys_tagged_and_undone(
    qtbot: QtBot, archive: Archive, acting: Acting, runner: ManualRunner, library: Library
) -> None:
    opened: list[int] = []
    archive.article_wanted.connect(opened.append)
    for _ in range(2):
        qtbot.keyClick(archive.list, Qt.Key.Key_Down, SHIFT)
    assert [row.headline for row in archive.list.chosen] == ["Story 5", "Story 4", "Story 3"]
    assert not archive.list._timer.isActive() and not opened, "who chooses several opens none"
    trigger(archive, BulkAct.ADD_TAGS)
    runner.run_all()
    acts = archive._acts
    assert acts is not None and acts.bar.isVisible() and has_focus_inside(acts.bar)
    focus = archive.panel.window().focusWidget()
    qtbot.keyClicks(focus, "Rain")
    runner.run_all()
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    runner.run_all()
    assert acts.bar.do.hasFocus() and "3" in acts.bar.do.text() and not tagged(library)
    outcomes: list[object] = []
    acting.done.connect(outcomes.append)
    qtbot.keyClick(acts.bar.do, Qt.Key.Key_Return)
    runner.run_all()
    assert tagged(library) == ["Story 3", "Story 4", "Story 5"] and len(outcomes) == 1
    assert acts.bar.isHidden() and archive.list.hasFocus()
    acting.undo_last()
    runner.run_all()
    assert tagged(library) == []


def test_escape_leaves_an_act_and_changes_nothing(
    qtbot: QtBot, archive: Archive, runner: ManualRunner, library: Library
) -> None:
    trigger(archive, BulkAct.LABEL)
    runner.run_all()
    assert archive._acts is not None
    qtbot.keyClick(archive.panel.window().focusWidget(), Qt.Key.Key_Escape)
    assert archive._acts.bar.isHidden() and archive.list.hasFocus()


def test_delete_with_several_counts_first(qtbot: QtBot, archive: Archive, runner: ManualRunner) -> None:
    asked: list[int] = []
    archive.trash_asked.connect(asked.append)
    qtbot.keyClick(archive.list, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(archive.list, Qt.Key.Key_Delete)
    runner.run_all()
    assert asked == [] and archive._acts is not None and archive._acts.bar.do.hasFocus()
    assert "2" in archive._acts.bar.do.text()


def test_what_is_chosen_stays_chosen_when_others_come(
    qtbot: QtBot, archive: Archive, runner: ManualRunner, library: Library
) -> None:
    qtbot.keyClick(archive.list, Qt.Key.Key_Down, SHIFT)
    before = [row.id for row in archive.list.chosen]
    new_article(library, Content("Newest", "", "Words."), by="test")
    archive.presenter._refresh()
    runner.run_all()
    assert archive.presenter.model.rowCount() == N + 1
    assert [row.id for row in archive.list.chosen] == before


def test_one_article_has_the_same_acts(archive: Archive) -> None:
    texts = [one.text() for one in archive.list.rows_menu(archive.list.chosen).actions()]
    assert len(archive.list.chosen) == 1
    for act in (BulkAct.ADD_TAGS, BulkAct.SECTION, BulkAct.PUBLISH, BulkAct.WITHDRAW):
        assert act_word(act) in texts
    assert texts.count(act_word(BulkAct.TRASH)) == 1
    archive.set_look(DARK, 1.5)
