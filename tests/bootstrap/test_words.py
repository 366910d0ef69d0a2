"""The decisions of the set-up one by one: who needs Qt, what a failure is called, when an environment will do."""

import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from main import too_old
from newsroom import bootstrap
from newsroom.bootstrap import installing, preparing
from newsroom.bootstrap.errors import SetupError

WHAT = "It failed"


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], True),
        (["--library", "/somewhere"], True),
        (["--library=/somewhere"], True),
        (["--library", "list"], True),
        (["tour", "--out", "x"], True),
        (["--library", "x", "tour"], True),
        (["tour", "--help"], False),
        (["--help"], False),
        (["--version"], False),
        (["list"], False),
        (["--library", "x", "search", "tour"], False),
        (["show", "1", "--json"], False),
    ],
)
def test_who_needs_qt(arguments: list[str], answer: bool) -> None:
    assert bootstrap.loads_qt(arguments) is answer


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only on Linux does Qt need the system's libraries"
)
@pytest.mark.parametrize(
    ("variables", "level"),
    [
        ({}, "offscreen"),
        ({"DISPLAY": ":0"}, "window"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "window"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "minimal"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "window"),
        ({"DISPLAY": ""}, "offscreen"),
    ],
)
def test_which_libraries_qt_needs(variables: dict[str, str], level: str) -> None:
    assert bootstrap.library_level(variables) == level


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "WARNING: Retrying after NewConnectionError('...')\nERROR: No matching distribution found for a==1",
            "cannot be reached",
        ),
        (
            "ERROR: No matching distribution found for a==1 (from versions: none)",
            "cannot be reached, or does not know a==1",
        ),
        (
            "ERROR: Could not find a version (from versions: 0.9)\nERROR: No matching distribution found for a==1",
            "has no a==1 for this system",
        ),
        (
            "WARNING: ... SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]",
            "could not prove who it is",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE. Look.\n    b==2 from https://x:\n  Expected",
            "b==2 is not the file",
        ),
        ("one\nERROR: it went wrong\ntwo\n", "It failed: it went wrong"),
        ("Traceback:\nKeyError: 1\n", "It failed: KeyError: 1"),
        ("", "nothing was said why"),
    ],
)
def test_what_a_failure_of_pip_is_called(output: str, words: str) -> None:
    line = installing.explain(output, WHAT)
    assert words in line and line.startswith(WHAT) and "\n" not in line


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 9, 2), (3, 10, 14)])
def test_an_old_python_is_told_what_to_type(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    line = too_old(version, "main.py list")
    assert f"This is Python {version[0]}.{version[1]}," in line
    assert line.endswith("Install Python 3.11, then type: python3.11 main.py list") and "\n" not in line


def test_a_newer_python_that_is_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python3.12").write_text("#!/bin/sh\n")
    (tmp_path / "python3.12").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert too_old((3, 9, 2), "main.py").endswith("Type: python3.12 main.py")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 0)])
def test_a_new_python_is_told_nothing(version: tuple[int, ...]) -> None:
    assert not too_old(version, "main.py")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with locks and a stamped environment that holds nothing else."""
    for name in (preparing.LOCK, preparing.DEV_LOCK):
        (tmp_path / name).write_text(f"{name}\n")
    python = Path(bootstrap.python_path(str(tmp_path)))
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    preparing._stamp(str(tmp_path), preparing.LOCK)
    return tmp_path


def test_a_stamped_environment_will_do_until_its_lock_or_python_changes(made: Path) -> None:
    assert bootstrap.is_ready(str(made))
    assert not bootstrap.is_ready(str(made), preparing.DEV_LOCK)
    (made / preparing.LOCK).write_text("newer\n")
    assert not bootstrap.is_ready(str(made))
    preparing._stamp(str(made), preparing.LOCK)
    assert bootstrap.is_ready(str(made))
    Path(bootstrap.python_path(str(made))).unlink()
    assert not bootstrap.is_ready(str(made))


def test_another_python_in_the_old_one_s_place_will_not_do(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not bootstrap.is_ready(str(made))
    monkeypatch.setattr(sys, "executable", "/some/other/python3.99")
    assert bootstrap.is_ready(str(made)), "another Python's start must not throw the environment away"


def test_the_tests_tools_are_added_to_what_is_there(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made / "main.py").touch()
    installed: list[str] = []
    monkeypatch.setattr(preparing, "pip_of", lambda root: ["pip"])
    monkeypatch.setattr(preparing, "install", lambda pip, root, lock, inherited: installed.append(lock))
    keep = made / ".venv" / "keep"
    keep.touch()
    assert preparing.prepare(str(made), level="", dev=True)
    assert installed == [preparing.DEV_LOCK] and keep.exists()
    assert bootstrap.is_ready(str(made), preparing.DEV_LOCK) and bootstrap.is_ready(str(made))
    assert preparing.prepare(str(made), level="", dev=True)
    assert installed == [preparing.DEV_LOCK]


def test_a_full_disk_in_the_last_step_leaves_nothing(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (made / "main.py").touch()
    (made / preparing.LOCK).write_text("newer\n")
    monkeypatch.setattr(preparing, "make_environment", lambda root, inherited: (made / ".venv").mkdir())
    monkeypatch.setattr(preparing, "install", full)
    assert not preparing.prepare(str(made), level="")
    failure = capsys.readouterr().err.splitlines()[-1]
    assert failure.startswith("newsroom: The set-up failed: the disk is full.")
    assert not (made / ".venv").exists()


def test_too_little_room_is_said_before_anything_is_fetched(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=200_000_000))
    with pytest.raises(SetupError, match="200 MB left"):
        preparing._check_room(str(made))


def test_pip_gets_no_index_and_not_another_python_s_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        seen.append((command, env))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_PROXY", "http://proxy.example")
    installing.install(["pip"], "/checkout", "requirements.lock")
    ((command, environment),) = seen
    assert "--require-hashes" in command and "--only-binary=:all:" in command
    assert not [word for word in command if "index" in word or "links" in word or "host" in word]
    assert "PYTHONPATH" not in environment and environment["PIP_PROXY"] == "http://proxy.example"


@pytest.mark.parametrize("answer", ["", "pip 21.2.4 from somewhere (python 3.11)"])
def test_python_with_no_pip_that_will_do(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, int(not answer), answer, ""),
    )
    with pytest.raises(SetupError, match="cannot install libraries here yet"):
        installing.make_environment("/checkout")
