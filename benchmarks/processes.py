"""Runs a module of ``benchmarks.inside`` in a process of its own and reads what it measured."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 600


def run_inside(module: str, *arguments: object) -> dict[str, Any]:
    """What the module answers.

    Raises ``RuntimeError`` with what it said on stderr when it failed.
    """
    command = [sys.executable, "-m", f"benchmarks.inside.{module}"]
    begun = time.monotonic()
    done = subprocess.run(
        [*command, repr(begun), *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    return answer_of(module, done)


def answer_of(name: str, done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """The last line that it wrote. Raises ``RuntimeError`` with what it said on stderr when it failed."""
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def environment() -> dict[str, str]:
    """Without a screen unless told otherwise, so that every machine measures alike.

    Our modules are compiled at the first start and kept, as a user's are and as the floor's have been since they were
    installed: else the compiler would be measured.
    """
    variables = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        variables["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    variables.update(os.environ)
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables
