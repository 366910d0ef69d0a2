"""Writes a file whole or not at all. Blocking: for a lane."""

import os
from contextlib import suppress
from pathlib import Path

from newsroom.domain.errors import NewsroomError


def write_whole(path: Path, data: bytes) -> None:
    """Raises ``NewsroomError``; what was at that path is then untouched."""
    new = path.with_name(f".{path.name}.new")
    try:
        with open(new, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise NewsroomError(f"{path} could not be written: {reason}. What was there is as it was.") from error
