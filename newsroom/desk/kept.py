"""What the program keeps, where, and how much of it; and how what is of no worth is deleted."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsroom.desk.browsing import overview
from newsroom.desk.library import Library
from newsroom.desk.places import DATABASE, cache_folder, state_folder
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.domain.kept import DELETABLE, Kept, KeptKind, Room

_DERIVED = "suggestions.db"
_NAMES = {KeptKind.REPORTS: "report-"}  # beside them each window that runs has a file of its own


def room_of(library: Library, *, token: CancelToken | None = None) -> Room:
    """How large the library is, and what is free beside it. Reads the names of all of its files."""
    free: int | None = None
    with suppress(OSError):
        free = shutil.disk_usage(library.path).free
    _, n_bytes = _measure(library.path, token)
    n_articles = overview(library).total
    return Room(library.path, n_articles, n_bytes, free, library.read_only)


def list_kept(
    library: Library | None, settings_folder: Path, *, token: CancelToken | None = None
) -> tuple[Kept, ...]:
    """All places with what is in them; the library's own where one is open."""
    places: list[tuple[KeptKind, Path]] = []
    if library is not None:
        places = [
            (KeptKind.LIBRARY, library.path / DATABASE),
            (KeptKind.PICTURES, library.media_folder),
            (KeptKind.BACKUPS, library.backups_folder),
            (KeptKind.DERIVED, library.path / _DERIVED),
            (KeptKind.JOURNAL, library.path / "journal"),
        ]
    state = state_folder()
    places += [
        (KeptKind.ELSEWHERE, state / "journal"),
        (KeptKind.SETTINGS, settings_folder),
        (KeptKind.REPORTS, state / "reports"),
        (KeptKind.CACHE, cache_folder()),
    ]
    return tuple(_kept(kind, path, token) for kind, path in places)


def delete_kept(kind: KeptKind) -> Kept:
    """Deletes the files of a kind that may be deleted, and tells what is left. Raises ``NewsroomError``."""
    if kind not in DELETABLE:
        raise ValueError(kind)
    folder = state_folder() / "reports" if kind is KeptKind.REPORTS else cache_folder()
    try:
        for file in list(_files(folder, _NAMES.get(kind, ""))):
            file.unlink(missing_ok=True)
    except OSError as error:
        words = (
            f"Not all of {folder} could be deleted: {error.strerror or error}. Delete what is left by hand."
        )
        raise NewsroomError(words) from error
    return _kept(kind, folder, None)


def _kept(kind: KeptKind, path: Path, token: CancelToken | None) -> Kept:
    return Kept(kind, path, *_measure(path, token, _NAMES.get(kind, "")))


def _measure(path: Path, token: CancelToken | None, begins: str = "") -> tuple[int, int]:
    """Files and bytes of a file with what its database keeps beside it, or of a folder with all in it."""
    files = _files(path, begins) if path.is_dir() else iter([path, *path.parent.glob(f"{path.name}-*")])
    n_files = n_bytes = 0
    for file in files:
        if token is not None and n_files % 500 == 0:
            token.raise_if_cancelled()
        with suppress(OSError):
            n_bytes += file.lstat().st_size
            n_files += 1
    return n_files, n_bytes


def _files(folder: Path, begins: str = "") -> Iterator[Path]:
    """Those whose names begin so. Links are not followed: what they lead to is kept by somebody else."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry, begins)
        elif entry.name.startswith(begins):
            yield entry
