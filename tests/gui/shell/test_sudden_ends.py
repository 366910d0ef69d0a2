"""A run that ended from below is told of at the next start, once; one that was killed from outside is not."""

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.gui.shell.sudden_ends import SuddenEnds, _is_let_go
from newsroom.versions import version_line


@pytest.fixture(autouse=True)
def no_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own one stays."""
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)


def a_past_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_an_orderly_end_leaves_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    ends = SuddenEnds(tmp_path / "reports")
    ends.begin(told.append)
    (file,) = (tmp_path / "reports").iterdir()
    assert file.read_text("utf-8").startswith(version_line()) and "Qt 6" in file.read_text("utf-8")
    ends.end()
    assert list((tmp_path / "reports").iterdir()) == [] and told == []


def test_a_sudden_end_is_told_once_and_its_report_kept(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / f"ended-{a_past_process()}.txt").write_text("newsroom 0.1.0\nFatal Python error")
    for _ in range(2):
        ends = SuddenEnds(tmp_path)
        ends.begin(told.append)
        ends.end()
    (report,) = tmp_path.iterdir()
    assert len(told) == 1 and str(report) in told[0]


def test_a_kill_from_outside_and_a_run_that_goes_on_are_not_told(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / f"ended-{a_past_process()}.txt").touch()
    (tmp_path / f"ended-{a_past_process()}.txt").write_text("newsroom 0.1.0, of a run that was killed\n")
    running = tmp_path / f"ended-{os.getppid()}.txt"
    running.write_text("not over")
    ends = SuddenEnds(tmp_path)
    ends.begin(told.append)
    ends.end()
    assert told == [] and list(tmp_path.iterdir()) == [running]


def test_a_folder_that_cannot_be_made_is_nobodys_concern(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ends = SuddenEnds(tmp_path / "file" / "reports")
    ends.begin(pytest.fail)
    ends.end()


def test_where_no_process_can_be_asked_the_file_is(tmp_path: Path) -> None:
    file = tmp_path / "ended-77.txt"
    file.write_text("Fatal")
    assert _is_let_go(file) and file.read_text() == "Fatal"
    assert not _is_let_go(tmp_path / "ended-78.txt")
