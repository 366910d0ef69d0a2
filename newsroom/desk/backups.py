"""Backups of a library: made, verified, rotated, in its own folder and in a second place. Restoring stands beside."""

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from newsroom.desk.backup_files import copy_file, hash_of
from newsroom.desk.backup_place import BackupPlace, Manifest, read_manifest
from newsroom.desk.backup_state import folder_in, read_state, write_state
from newsroom.desk.library import Library, said_in_words
from newsroom.desk.places import BACKUPS, DATABASE
from newsroom.domain.backups import (
    Backup,
    BackupReport,
    BackupSettings,
    BackupStatus,
    CareProgress,
    PlaceState,
    Tell,
    is_due,
)
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import LibraryError, RefusedError
from newsroom.domain.times import now
from newsroom.storage.backing_up import copy_database, log_bytes, media_in, verify_copy, version_of
from newsroom.storage.backup_settings import load_backup_settings, save_backup_settings
from newsroom.storage.locks import ProcessLock

RATE_BESIDE_WORK = 40_000_000.0
"""Bytes a second while somebody may be writing: a tenth of what disks do."""
_LOCK = ".lock"
_BUSY = "A backup of this library is being made already. Nothing was changed."
_log = logging.getLogger(__name__)


def load_settings(library: Library) -> BackupSettings:
    """How this library is backed up."""
    with library.store.read() as connection:
        return load_backup_settings(connection)


def save_settings(library: Library, settings: BackupSettings) -> None:
    """For whoever works on the library. A second place gets the library's folder now: later, where that folder is not
    there, the disk is not there either, and nothing is written to what stands at its path.

    Raises ``RefusedError`` for a second place that cannot be one, ``LibraryError``; nothing is changed then.
    """
    state = replace(read_state(library.path), second="", second_problem="")
    if settings.second_place is not None:
        folder = folder_in(settings.second_place, library.path)
        _prepare(Path(settings.second_place), folder, library.path)
        state = replace(state, second=str(folder))
    with library.store.write() as connection:
        save_backup_settings(connection, settings)
    write_state(library.path, state)


def status_of(path: Path, settings: BackupSettings | None = None) -> BackupStatus:
    """The backups of the library at that path, which need not open. Reads some small files."""
    state = read_state(path)
    own = PlaceState(path / BACKUPS, False, _own(path).list(), state.problem)
    places = [own]
    if state.second:
        second = BackupPlace(Path(state.second), shares_disk=False)
        places.append(PlaceState(second.folder, True, second.list(), state.second_problem))
    return BackupStatus(settings or BackupSettings(), tuple(places))


def status(library: Library) -> BackupStatus:
    """The same of an open library, with its settings."""
    return status_of(library.path, load_settings(library))


def backup_is_due(library: Library) -> bool:
    """Whether a place has none of the last hour, of a library that was changed since its newest one.

    A second place that is not there is due once, to be told of, and again when it is back.
    """
    if library.read_only or not (settings := load_settings(library)).is_on:
        return False
    missed = read_state(library.path).second_problem
    return any(
        _needs_one(place, library.path) and (place.folder.is_dir() or not missed)
        for place in _places(library, settings)
    )


def is_ours_alone(library: Library) -> bool:
    """Whether no other process can read the database while we have it: on a network folder, on a full disk."""
    return library.store.access.is_alone


def make_backup(
    library: Library,
    *,
    to: Path | None = None,
    only_due: bool = False,
    rate: float | None = None,
    tell: Tell | None = None,
    token: CancelToken | None = None,
) -> BackupReport:
    """Makes one in the library's own folder and in the second place, and removes what is no longer kept; or one in the
    folder ``to`` alone, where all stay. With ``only_due``, only in places that need one.

    In a thread or a process of its own: reads and writes the whole database, at most ``rate`` bytes a second. Others
    write meanwhile. What one place refuses stands in the report. Raises ``LibraryError`` where another one is being
    made, ``CancelledError``; nothing half-made is ever left under a backup's name.
    """
    settings = load_settings(library)
    with _one_at_a_time(library, to):
        run = _Run(library, rate, tell or (lambda _: None), token)
        if to is not None:
            with said_in_words(to):
                to.mkdir(parents=True, exist_ok=True)
            return run.make([BackupPlace(to, shares_disk=False)])
        places = _places(library, settings)
        if only_due:
            places = [place for place in places if _needs_one(place, library.path)]
        report = run.make(places)
        for place in places:
            with contextlib.suppress(OSError):
                place.thin(settings)
        if places and not library.read_only:
            _remember(library, places, run.problems)
        return replace(report, unchanged=not places)


class _Run:
    """One run over some places: the database is copied once, where it can be, and from there to the others."""

    def __init__(self, library: Library, rate: float | None, tell: Tell, token: CancelToken | None) -> None:
        self._library, self._rate, self._tell, self._token = library, rate, tell, token
        self._first: Backup | None = None
        self.problems: dict[Path, str] = {}

    def make(self, places: list[BackupPlace]) -> BackupReport:
        made = []
        for place in places:
            try:
                with said_in_words(place.folder):
                    made.append(self._make_in(place))
            except LibraryError as error:
                self.problems[place.folder] = str(error)
                _log.info("no backup was made: %s", type(error).__name__)
            else:
                self._first = self._first or made[-1]
        return BackupReport(tuple(made), tuple(self.problems.values()))

    def _make_in(self, place: BackupPlace) -> Backup:
        if not place.folder.is_dir():
            raise LibraryError(
                f"The folder {place.folder} is not there. Backups are made in it again as soon as it is; if the "
                "library was moved since, choose the second place anew."
            )
        database = self._library.store.path
        place.make_room(database.stat().st_size + log_bytes(database))
        made_at, fingerprint = now(), fingerprint_of(self._library.path)
        making = place.begin()
        target = making / DATABASE
        if self._first is not None:
            manifest = self._copied(self._first, target)
        else:
            manifest = self._snapshot(target)
            manifest = replace(manifest, made_at=made_at, fingerprint=fingerprint)
        self._tell(CareProgress("Adding pictures"))
        missing = place.add_pictures(self._library.media_folder, manifest.media, self._token)
        return place.finish(making, replace(manifest, missing=missing))

    def _snapshot(self, target: Path) -> Manifest:
        library, token = self._library, self._token

        def tell(share: float) -> None:
            self._tell(CareProgress("Copying the database", share))

        copy = partial(copy_database, library.store.path, target, rate=self._rate, tell=tell, token=token)
        if is_ours_alone(library):
            # No other connection may look into the file: saves wait for the copy there.
            with library.store.read(token) as connection:
                driver: Any = connection.connection.driver_connection
                counts = copy(reader=driver)
        else:
            counts = copy()
        self._tell(CareProgress("Verifying the copy"))
        if wrong := verify_copy(target, counts, token):
            raise LibraryError(
                f"The backup was not kept, for it is not whole: {wrong}. The library itself may be damaged; the older "
                "backups are kept. Let the check-up look at it: newsroom doctor."
            )
        n_bytes, sha256 = target.stat().st_size, hash_of(target, token)
        media, schema = media_in(target), version_of(target)
        return Manifest(now(), str(library.path), schema, sha256, n_bytes, counts, media, (), ())

    def _copied(self, first: Backup, target: Path) -> Manifest:
        """From the one that was just made, or that is still fresh."""
        manifest = read_manifest(first.folder)
        if manifest is None:
            raise LibraryError(f"The backup in {first.folder} is gone.")

        def tell(n_bytes: int) -> None:
            self._tell(CareProgress("Copying to the second place", n_bytes / max(1, manifest.n_bytes)))

        copy_file(first.folder / DATABASE, target, tell=tell, token=self._token)
        if hash_of(target, self._token) != manifest.sha256:
            raise LibraryError(
                f"What was written to {target.parent.parent} is not what was meant to be written."
            )
        return manifest


def fingerprint_of(path: Path) -> tuple[int, ...]:
    """Changes when the library's files are written; the clock plays no part."""
    facts: list[int] = []
    for name in (DATABASE, f"{DATABASE}-wal"):
        try:
            seen = (path / name).stat()
            facts += (seen.st_size, seen.st_mtime_ns)
        except OSError:
            facts += (0, 0)
    return tuple(facts)


def _own(path: Path) -> BackupPlace:
    return BackupPlace(path / BACKUPS, shares_disk=True)


def _places(library: Library, settings: BackupSettings) -> list[BackupPlace]:
    places = [_own(library.path)]
    if settings.second_place is not None:
        places.append(BackupPlace(folder_in(settings.second_place, library.path), shares_disk=False))
    return places


def _needs_one(place: BackupPlace, library: Path) -> bool:
    there = place.list()
    if not there:
        return True
    newest = read_manifest(there[0].folder)
    if newest is not None and newest.fingerprint == fingerprint_of(library):
        return False
    return is_due((one.made_at for one in there), now())


def _prepare(second: Path, folder: Path, library: Path) -> None:
    if not second.is_dir():
        raise RefusedError(f"{second} is no folder. Choose one on another disk. Nothing was changed.")
    if second.absolute().is_relative_to(library.absolute()):
        raise RefusedError(
            f"{second} lies in the library itself. Choose a folder on another disk. Nothing was changed."
        )
    with said_in_words(second):
        folder.mkdir(exist_ok=True)


def _remember(library: Library, places: list[BackupPlace], problems: dict[Path, str]) -> None:
    state = read_state(library.path)
    for place in places:
        words = problems.get(place.folder, "")
        if place.shares_disk:
            state = replace(state, problem=words)
        else:
            state = replace(state, second=str(place.folder), second_problem=words)
    write_state(library.path, state)


@contextlib.contextmanager
def _one_at_a_time(library: Library, to: Path | None) -> Iterator[None]:
    """Two processes never work in the same places at once. One that only reads the library needs no lock."""
    if library.read_only:
        if to is None:
            raise LibraryError(
                "The library can only be read, so no backup can be put into it. Say where: newsroom backup --to DIR."
            )
        yield
        return
    with said_in_words(library.path):
        library.backups_folder.mkdir(exist_ok=True)
        lock = ProcessLock.take(library.backups_folder / _LOCK)
    if lock is None:
        raise LibraryError(_BUSY)
    try:
        yield
    finally:
        lock.release()
