"""How a helper process is started: by the interpreter, or by a frozen program itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import app
from newsroom.jobs import helper_command


def test_a_helper_finds_the_program_wherever_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (
        tmp_path / "newsroom"
    ).mkdir()  # a folder of that name, where the program happens to be started, is not it
    mark = tmp_path / "mark"
    monkeypatch.setenv("NEWSROOM_TEST_MARK", str(mark))
    program, arguments = helper_command.command_of("tests.jobs.render_helpers:leave_a_mark")
    subprocess.run([program, *arguments], cwd=tmp_path, check=True, timeout=60)
    assert mark.read_text() == "no Qt"


def test_a_frozen_program_is_its_own_helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("NEWSROOM_TEST_MARK", str(mark))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, arguments = helper_command.command_of("tests.jobs.render_helpers:leave_a_mark")
    assert program == sys.executable
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    assert app.main() == 0
    assert mark.exists()


def test_what_a_person_types_is_no_helper() -> None:
    assert helper_command.entry_of([]) is None
    assert helper_command.entry_of(["list", "--json"]) is None
