"""For all tests: Qt's environment, set before Qt is loaded; and the rule that a test's own mishaps fail it.

Unexpected warnings of Qt and of Python fail a test by configuration (pyproject.toml), unexpected log records here.
"""

import logging
import os
from collections.abc import Iterator

import pytest

from tests.environment import qt_environment

for _name, _value in qt_environment().items():
    os.environ.setdefault(_name, _value)


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
