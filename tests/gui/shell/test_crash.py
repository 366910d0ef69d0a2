"""Unexpected errors: reported locally, told once, and the program lives on."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.gui.shell.crash import CrashHandler


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def raise_in(where: str) -> None:
    def fail() -> None:
        raise ZeroDivisionError("secret words of an article")

    if where == "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        return
    try:
        fail()
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize("where", ["here", "thread"])
def test_an_error_is_reported_and_told_without_its_words(hooks: None, tmp_path: Path, where: str) -> None:
    reported: list[BaseException] = []
    told: list[str] = []

    def write(error: BaseException) -> Path:
        reported.append(error)
        return tmp_path / "report.txt"

    crash = CrashHandler(write)
    crash.install()
    crash.tell(told.append)
    raise_in(where)
    assert [type(error) for error in reported] == [ZeroDivisionError]
    assert reported[0].__traceback__ is not None
    (words,) = told
    assert "ZeroDivisionError" in words and str(tmp_path / "report.txt") in words and "secret" not in words


def test_an_error_in_the_report_itself_ends_nothing(hooks: None) -> None:
    def write(error: BaseException) -> Path:
        sys.excepthook(type(error), error, None)
        return Path("report.txt")

    told: list[str] = []
    crash = CrashHandler(write)
    crash.install()
    crash.tell(told.append)
    raise_in("here")
    assert len(told) == 1


def test_an_error_before_there_is_a_window_is_reported_all_the_same(hooks: None) -> None:
    reported: list[BaseException] = []
    crash = CrashHandler(reported.append)
    crash.install()
    raise_in("here")
    assert len(reported) == 1


def test_one_and_the_same_error_again_is_told_once(hooks: None) -> None:
    told: list[str] = []
    crash = CrashHandler(lambda _error: None)
    crash.install()
    crash.tell(told.append)
    for _ in range(5):
        raise_in("here")
    assert len(told) == 1
    try:
        int("another")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 2
