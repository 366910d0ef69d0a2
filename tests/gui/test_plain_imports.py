"""With the window come plain imports; without that, PySide6 reads and keeps the source of all that follows."""

import json
import subprocess
import sys

SCRIPT = """
import builtins, json, linecache
import {first}
import colorsys
switches = builtins.__import__.__name__ == "__feature_import__"
print(json.dumps([switches, any("colorsys" in name for name in linecache.cache)]))
"""


def told(first: str) -> list[bool]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(first=first)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answer: list[bool] = json.loads(done.stdout)
    return answer


def test_the_window_takes_the_switch_out_and_keeps_no_sources() -> None:
    assert told("newsroom.gui.when") == [False, False]


def test_pyside_takes_them() -> None:
    """When this fails, PySide6 has left it off, and ``newsroom.gui.plain_imports`` may go."""
    assert told("PySide6.QtCore") == [True, True]
