"""Where libraries are, and a first look at one that is not open yet. Light: loads no SQLAlchemy."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.storage.glance import Glance

DATABASE = "newsroom.db"
LOCK = "lock"
BACKUPS = "backups"
_ROWS, _SERIES = 100, 50


def default_library_path() -> Path:
    """Where a library is when nobody says where: the platform's place for a program's data."""
    from platformdirs import user_data_path

    return user_data_path("Newsroom", appauthor=False) / "Library"


def state_folder() -> Path:
    """What is kept for its user beside the libraries: reports, texts whose library cannot be written."""
    from platformdirs import user_state_path

    return user_state_path("newsroom", appauthor=False)


def cache_folder() -> Path:
    """What may be deleted at any time, and comes again."""
    from platformdirs import user_cache_path

    return user_cache_path("newsroom", appauthor=False)


def glance_at(path: Path) -> "Glance | None":
    """The first rows and the counts of the library at that path; None where they cannot be seen at once."""
    from newsroom.storage.glance import glance

    if not (path / DATABASE).is_file():
        return None  # a pipe at its place would be waited for
    return glance(path / DATABASE, n_rows=_ROWS, n_series=_SERIES)


def has_window(path: Path) -> bool:
    """Whether another process shows a window on that library now."""
    from newsroom.storage.locks import ProcessLock

    if not (path / LOCK).exists():
        return False
    try:
        lock = ProcessLock.take(path / LOCK)
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    return False
