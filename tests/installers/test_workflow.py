"""The workflow for packages, which no test can run: its shape, and that what it calls is there."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".github" / "workflows" / "packages.yml"


@pytest.fixture(scope="module")
def job() -> dict[str, Any]:
    jobs = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]
    assert set(jobs) == {"build"}
    found: dict[str, Any] = jobs["build"]
    return found


def scripts(job: dict[str, Any]) -> str:
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def test_it_builds_on_all_three_systems(job: dict[str, Any]) -> None:
    systems = {name.partition("-")[0] for name in job["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "windows", "macos"}
    assert all(("run" in step) != ("uses" in step) for step in job["steps"])
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]) for step in job["steps"] if "uses" in step)


def test_what_it_calls_is_there(job: dict[str, Any]) -> None:
    modules = set(re.findall(r"python -m (\w+)", scripts(job)))
    assert modules == {"installers", "tests"} and all(find_spec(name) for name in modules)
    assert (ROOT / "tests" / "installers").is_dir()
    assert (ROOT / "installers" / "windows.nsi").is_file() and r"installers\windows.nsi" in scripts(job)
    given = set(re.findall(r'"-D(\w+)=', scripts(job)))
    wanted = set(re.findall(r"\$\{(\w+)\}", (ROOT / "installers" / "windows.nsi").read_text("utf-8")))
    assert wanted & {"VERSION", "FROZEN", "OUT", "ICON"} <= given


def test_what_it_asks_python_for_is_answered(job: dict[str, Any]) -> None:
    (code,) = re.findall(r'python -c "(.+?)"', scripts(job), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert {"libnss3", "libegl1"} <= set(done.stdout.split())
