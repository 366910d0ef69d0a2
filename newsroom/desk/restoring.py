"""A new library from a backup, beside the old one: never over anything."""

import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from newsroom.desk.backup_files import copy_file, hash_of
from newsroom.desk.backup_place import POOL, Manifest, read_manifest
from newsroom.desk.backups import load_settings, save_settings
from newsroom.desk.creating import MAKING, move_up, new_folder
from newsroom.desk.library import Library, make_folders, open_library, said_in_words
from newsroom.desk.places import BACKUPS, DATABASE
from newsroom.domain.backups import CareProgress, Restored, Tell
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import LibraryError, NewsroomError, NotFoundError
from newsroom.storage.backing_up import copy_database, media_in, verify_copy


def find_backup(name: str, library: Path | None = None) -> Path:
    """The database of a backup: by its folder, by its file, by its name in the library's own folder of backups.

    A copy that was kept when the library was brought up to date is one, too. Raises ``NotFoundError``.
    """
    places = [Path(name), *([library / BACKUPS / name] if library is not None else [])]
    for place in places:
        try:
            if (place / DATABASE).is_file():
                return place / DATABASE
            if place.is_file():
                return place
        except (OSError, ValueError):
            continue
    raise NotFoundError(f"There is no backup “{name}”. newsroom backup --list names those that there are.")


def restore_library(
    backup: Path, to: Path, *, tell: Tell | None = None, token: CancelToken | None = None
) -> Restored:
    """Makes a library in a new or empty folder from a backup's database and its pictures, and verifies it.

    Raises ``LibraryError``, ``CancelledError``; nothing is left of it then, and the backup is never touched.
    """
    tell = tell or (lambda _: None)
    to = to.absolute()
    manifest = read_manifest(backup.parent) if backup.name == DATABASE else None
    with said_in_words(to), new_folder(to):
        making = to / MAKING
        try:
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make_folders(making)
            _take_database(backup, making / DATABASE, manifest, tell, token)
            missing = _take_pictures(backup, making, tell, token)
            move_up(making, to)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    library = open_library(to)
    try:
        n_articles = _n_articles(to / DATABASE)
        _take_second_place(library)
    finally:
        library.close()
    return Restored(to, manifest.made_at if manifest else None, n_articles, missing)


def _take_second_place(library: Library) -> None:
    """Its own folder where the old one had one; none where that cannot be made now."""
    settings = load_settings(library)
    if settings.second_place is None:
        return
    try:
        save_settings(library, settings)
    except NewsroomError:
        save_settings(library, replace(settings, second_place=None))


def _take_database(
    backup: Path, target: Path, manifest: Manifest | None, tell: Tell, token: CancelToken | None
) -> None:
    """Byte by byte where its hash is known; of any other file, what SQLite reads in it."""

    def told(share: float) -> None:
        tell(CareProgress("Copying the database", share))

    if manifest is not None:
        n_bytes = max(1, manifest.n_bytes)
        hash = copy_file(backup, target, tell=lambda n: told(n / n_bytes), token=token)
        if hash != manifest.sha256:
            raise LibraryError(
                f"The backup in {backup.parent} is no longer what it was when it was made. Nothing was restored. "
                "Take another one, or read out what is whole: newsroom doctor --salvage."
            )
    else:
        copy_database(backup, target, tell=told, token=token)
    tell(CareProgress("Verifying the copy"))
    if wrong := verify_copy(target, dict(manifest.counts) if manifest else None, token):
        raise LibraryError(f"The backup {backup} is not whole: {wrong}. Nothing was restored.")


def _take_pictures(backup: Path, making: Path, tell: Tell, token: CancelToken | None) -> tuple[str, ...]:
    """From the pool beside the backup, else from the library that it lies in. Answers those that are nowhere whole."""
    try:
        names = media_in(making / DATABASE)
    except sqlite3.Error:
        return ()
    folders = [backup.parent.parent / POOL, backup.parent / POOL, backup.parent.parent.parent / "media"]
    if backup.parent.name == BACKUPS:
        folders.append(backup.parent.parent / "media")
    missing = []
    for n, name in enumerate(names):
        tell(CareProgress("Copying the pictures", n / len(names)))
        if not any(_take_picture(folder / name, making / "media" / name, token) for folder in folders):
            missing.append(name)
    return tuple(missing)


def _take_picture(source: Path, target: Path, token: CancelToken | None) -> bool:
    """Whether it was there, and was what its name says."""
    hash = source.name.partition(".")[0]
    try:
        if not source.is_file() or hash_of(source, token) != hash:
            return False
        copy_file(source, target, token=token)
    except OSError:
        if not os.access(target.parent, os.W_OK):
            raise
        return False
    return True


def _n_articles(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        (n,) = connection.execute("SELECT count(*) FROM article").fetchone()
        return int(n)
    finally:
        connection.close()
