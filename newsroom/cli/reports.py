"""Reports of unexpected errors, kept on this machine and sent nowhere. They hold no article's text."""

import sys
import tempfile
import traceback
from pathlib import Path

from newsroom.domain.times import now, to_rfc3339
from newsroom.versions import version_line

_MOST_CAUSES = 10


def write_report(error: BaseException) -> Path | None:
    """Writes where the error arose; None when no place could be written to."""
    moment = to_rfc3339(now())
    text = f"{version_line()}, Python {sys.version.split()[0]}, {sys.platform}\n{moment}\n{_where(error)}"
    name = f"report-{moment.replace(':', '-').replace('.', '-')}.txt"
    for folder in (reports_folder(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None


def reports_folder() -> Path:
    """Where they are kept, beside what else the program keeps for its user."""
    from newsroom.desk.places import state_folder

    return state_folder() / "reports"


def _where(error: BaseException) -> str:
    """The places alone, of what caused it first: an error's own words may quote a text."""
    parts: list[str] = []
    one: BaseException | None = error
    while one is not None and len(parts) < _MOST_CAUSES:
        parts.append("".join(traceback.format_tb(one.__traceback__)) + f"{type(one)!r}\n")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "which led to:\n".join(reversed(parts))
