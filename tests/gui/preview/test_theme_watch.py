"""A theme's files are watched, and what changed before anybody watched is said, too."""

import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsroom.gui.features.preview.theme_watch import ThemeWatch


def test_a_change_between_reading_and_watching_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    watch, style = ThemeWatch(), tmp_path / "extra.css"
    read_at_ns = time.time_ns()
    style.write_text("h1 { color: red }", encoding="utf-8")
    with qtbot.waitSignal(watch.changed):
        watch.set_files([str(tmp_path), str(style)], read_at_ns=read_at_ns)
    watch.set_files([str(tmp_path), str(style)], read_at_ns=time.time_ns() + 10**9)
    assert not watch._timer.isActive()


def test_a_file_that_is_written_later_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    watch = ThemeWatch()
    watch.set_files([str(tmp_path), str(tmp_path / "page.html")])
    with qtbot.waitSignal(watch.changed):
        (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
