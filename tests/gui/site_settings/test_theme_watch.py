"""A theme of the user's own is watched: pages are made anew when it changes, its faults are told."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.desk.settings import save_site
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.site import SiteSettings
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.site_settings import ThemeWatch
from newsroom.gui.features.site_settings.theme_watch import ThemeLook
from tests.jobs.manual import ManualRunner


class Watched:
    """A watch, its runner, and what it told."""

    def __init__(self) -> None:
        self.runner = ManualRunner()
        self.bus = ChangeBus()
        self.watch = ThemeWatch(self.runner, self.bus)
        self.looks: list[ThemeLook] = []
        self.changes: list[ChangeSet] = []
        self.watch.looked_at.connect(self.looks.append)
        self.bus.changed.connect(self.changes.append)

    def wait(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: bool(self.runner.jobs), timeout=5000)
        self.runner.run_all()


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    (folder / "words").mkdir(parents=True)
    (folder / "extra.css").write_text("body { color: red; }", "utf-8")
    return folder


@pytest.fixture
def watched(qtbot: QtBot, library: Library, theme: Path) -> Watched:
    save_site(library, SiteSettings(theme=str(theme)))
    watched = Watched()
    watched.watch.set_library(library)
    watched.runner.run_all()
    return watched


def test_a_change_of_a_file_makes_pages_anew(qtbot: QtBot, watched: Watched, theme: Path) -> None:
    assert watched.looks == [] and watched.changes == []
    (theme / "extra.css").write_text("body { color: blue; }", "utf-8")
    watched.wait(qtbot)
    assert watched.changes == [ChangeSet(frozenset({Changed.SITE}), by="theme")]
    assert watched.looks[-1].problem == ""


def test_a_file_that_is_replaced_is_still_watched(qtbot: QtBot, watched: Watched, theme: Path) -> None:
    for n in (1, 2):
        (theme / "new.css").write_text(f"body {{ margin: {n}{n * 'px'}; }}", "utf-8")
        (theme / "new.css").replace(theme / "extra.css")
        qtbot.waitUntil(lambda n=n: _made_anew(watched) == n, timeout=5000)  # type: ignore[misc]


def test_a_fault_is_told_with_file_and_line_and_goes_when_it_is_mended(
    qtbot: QtBot, watched: Watched, theme: Path
) -> None:
    (theme / "foot.html").write_text("one\n{{ broken", "utf-8")
    watched.wait(qtbot)
    assert "foot.html, line 2" in watched.looks[-1].problem
    (theme / "foot.html").write_text("one\ntwo", "utf-8")
    watched.wait(qtbot)
    assert watched.looks[-1].problem == ""
    assert len(watched.changes) == 2


def test_a_folder_that_goes_and_comes_back_is_seen(qtbot: QtBot, watched: Watched, theme: Path) -> None:
    theme.rename(theme.with_name("away"))
    watched.wait(qtbot)
    assert "There is no folder" in watched.looks[-1].problem
    theme.with_name("away").rename(theme)
    watched.wait(qtbot)
    assert watched.looks[-1].problem == ""


def test_another_theme_chosen_is_watched(
    qtbot: QtBot, watched: Watched, library: Library, theme: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    save_site(library, SiteSettings(theme=str(other)))
    watched.bus.changed.emit(ChangeSet(frozenset({Changed.SITE})))
    watched.runner.run_all()
    assert watched.looks[-1].folder == str(other)
    (other / "style.css").write_text("", "utf-8")
    watched.wait(qtbot)
    assert watched.changes[-1].by == "theme"


def test_our_own_theme_and_no_library_need_no_watch(watched: Watched, library: Library) -> None:
    save_site(library, SiteSettings())
    watched.bus.changed.emit(ChangeSet(frozenset({Changed.SITE})))
    watched.runner.run_all()
    assert watched.looks == [ThemeLook(None)]
    watched.watch.set_library(None)
    assert not watched.runner.jobs


def _made_anew(watched: Watched) -> int:
    watched.runner.run_all()
    return len(watched.changes)
