"""Starts the writer as a process of its own, and reads what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]


def start_writer(
    library: Path, article: int, *arguments: str, home: Path, before: Callable[[], None] | None = None
) -> "subprocess.Popen[str]":
    """``home`` holds what the program keeps for its user; ``before`` runs in the new process."""
    environment = os.environ | {
        "XDG_STATE_HOME": str(home / "state"),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", str(library), str(article), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
        preexec_fn=before,  # noqa: PLW1509 - limits and users are the process's own
    )


def read(stream: IO[str] | None) -> list[dict[str, Any]]:
    """All that was said; a last line that the kill cut off is left out."""
    assert stream is not None
    return [json.loads(line) for line in stream if line.endswith("\n")]


def finish(process: "subprocess.Popen[str]", timeout_s: float = 60) -> list[dict[str, Any]]:
    """What it said up to its own end."""
    out, _ = process.communicate(timeout=timeout_s)
    return [json.loads(line) for line in out.splitlines()]
