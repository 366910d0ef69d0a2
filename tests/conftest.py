"""For all tests: Qt's environment, set before Qt is loaded; and the rule that a test's own mishaps fail it.

Unexpected warnings of Qt and of Python fail a test by configuration (pyproject.toml), unexpected log records here.
"""

import logging
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.environment import qt_environment

for _name, _value in qt_environment().items():
    os.environ.setdefault(_name, _value)

# Speed is not tested by the clock: on a busy machine a limit fails a sound test, and then looks for a smaller example.
settings.register_profile("newsroom", settings(), deadline=None)
settings.load_profile("newsroom")


@pytest.fixture(autouse=True)
def no_unexpected_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the program logged a warning or worse. A test that expects one clears ``caplog``."""
    yield
    records = [
        record
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name.startswith("newsroom")
    ]
    assert not records, f"unexpected log records: {[record.getMessage() for record in records]}"


_ended_with: list[int] = []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(exitstatus: int) -> None:
    _ended_with.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """After the last word of the report: ends the process where WebEngine was loaded.

    Its many pages of one run are taken down by the interpreter in no order, and now and then that crashes. The program
    itself takes down its one window in order: tests/gui/shell/test_program.py runs it to its end.
    """
    if _ended_with and "PySide6.QtWebEngineCore" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ended_with[-1])
