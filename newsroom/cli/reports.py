"""Reports of unexpected errors, kept on this machine and sent nowhere. They hold no article's text."""

import sys
import tempfile
import traceback
from pathlib import Path

from newsroom.cli.version import version_line
from newsroom.domain.times import now, to_rfc3339


def write_report(error: BaseException) -> Path | None:
    """Writes where the error arose; None when no place could be written to."""
    moment = to_rfc3339(now())
    # The places alone: an error's own words may quote a text.
    frames = "".join(traceback.format_tb(error.__traceback__))
    text = f"{version_line()}, Python {sys.version.split()[0]}, {sys.platform}\n{moment}\n{frames}{type(error)!r}\n"
    name = f"report-{moment.replace(':', '-').replace('.', '-')}.txt"
    for folder in (_log_folder(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path("newsroom", appauthor=False)
