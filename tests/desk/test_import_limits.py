"""A helper that works at one item for ever is ended by the system, also where no other thread of it can run."""

import subprocess
import sys

import pytest

from newsroom.desk.import_limits import CAN_COUNT, worked_too_long

# One search that would take years, and holds the interpreter.
_ENDLESS = (
    "from newsroom.desk.import_limits import allow_item; import re; "
    "allow_item(1); re.match('(a|aa)+$', 'a' * 99 + 'b')"
)


@pytest.mark.skipif(not CAN_COUNT, reason="the system cannot count it")
def test_what_takes_the_processor_for_ever_is_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", _ENDLESS]) as process:
        process.wait(timeout=120)
        assert worked_too_long(process)
    with subprocess.Popen([sys.executable, "-c", "import os; os._exit(3)"]) as process:
        process.wait(timeout=120)
        assert not worked_too_long(process)
