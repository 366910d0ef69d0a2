"""Starts the browser of ``browser.py`` for a test, with axe-core at hand."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.environment import qt_environment

ROOT = Path(__file__).resolve().parents[2]


def axe_script() -> Path:
    """axe-core, from the library of the tests that carries it; that library itself is not loaded."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("axe.min.js")


def browse(tmp_path: Path, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the browser process do the jobs. Skips the test where Qt WebEngine cannot start."""
    if importlib.util.find_spec("PySide6.QtWebEngineCore") is None:
        pytest.skip("Qt WebEngine is not installed")
    asked, done = tmp_path / "jobs.json", tmp_path / "done.json"
    asked.write_text(json.dumps(jobs), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "tests.rendering.browser", str(asked), str(done)],
        cwd=ROOT,
        env={**os.environ, **qt_environment(), "NEWSROOM_AXE": str(axe_script())},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if not done.exists():
        if "libEGL" in run.stderr or "shared libraries" in run.stderr:
            pytest.skip("Qt WebEngine cannot start here")
        pytest.fail(f"the browser ended with {run.returncode}: {run.stderr[-2000:]}")
    answers: list[dict[str, Any]] = json.loads(done.read_text(encoding="utf-8"))
    return answers
