"""Files that are there whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Writes the file beside its place, waits for the disk, and puts it there. Raises ``OSError``, leaving nothing.

    What ``path`` points to, if it is a link, is what is replaced.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        _write_through(path, data)
        return
    made = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with made.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, path)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    sync_folder(path.parent)


def _write_through(path: Path, data: bytes) -> None:
    """A pipe or a terminal cannot be replaced."""
    with path.open("wb") as file:
        file.write(data)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder safe against a power cut, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
