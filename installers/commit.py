"""The commit that is built: what reports of errors call it, and the time that all files of a package bear."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build_name() -> str:
    """The commit and the day, for reports of errors."""
    commit = _git("rev-parse", "--short=7", "HEAD") or "unknown"
    return f"{commit}, {datetime.fromtimestamp(source_date(), UTC):%Y-%m-%d}"


def source_date() -> int:
    """Seconds since 1970 that all files of a package bear: ``SOURCE_DATE_EPOCH``, else the last commit's time."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given if given.isdigit() else _git("log", "-1", "--format=%ct") or 0)


def _git(*arguments: str) -> str:
    """Its answer; empty where there is no history, as in an archive of the source."""
    try:
        asked = ["git", "-C", str(ROOT), *arguments]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""
