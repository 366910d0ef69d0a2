"""What a check-up sees of a library's files, outside its database: pictures, journals, backups, room on the disk."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from newsroom.desk.backup_files import copy_file, hash_of
from newsroom.desk.backup_place import POOL, in_bytes, read_manifest
from newsroom.desk.backups import status_of
from newsroom.desk.places import DATABASE
from newsroom.domain.cancel import CancelToken
from newsroom.domain.health import Finding, Severity
from newsroom.domain.times import to_rfc3339
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.survey import survey
from newsroom.storage.checking import media_rows

_OLD = timedelta(days=2)
_MOST = 50
_LITTLE_ROOM = 2


def check_pictures(library: Path, database: Path, token: CancelToken | None = None) -> Finding:
    """Each picture against its hash. ``database`` is the library's, or a copy of it."""
    try:
        rows = media_rows(database)
    except (sqlite3.Error, UnicodeDecodeError):
        return Finding(
            "pictures", Severity.NOTE, "The pictures were not looked at: the database cannot be read."
        )
    bad = [file for file, hash, _ in rows if not is_whole(library / "media" / file, hash, token)]
    if bad:
        return Finding(
            "pictures",
            Severity.DAMAGE,
            f"{len(bad):,} of {len(rows):,} pictures are missing or damaged. --repair takes them from a backup.",
            tuple(bad[:_MOST]),
        )
    return Finding("pictures", Severity.GOOD, f"{len(rows):,} pictures are as they came.")


def mend_pictures(library: Path, files: tuple[str, ...], token: CancelToken | None = None) -> list[str]:
    """Takes them from the pools of backups. Answers those that are whole now. Raises ``OSError``."""
    pools = [place.folder / POOL for place in status_of(library).places]
    mended = []
    for file in files:
        hash = file.partition(".")[0]
        source = next((pool / file for pool in pools if is_whole(pool / file, hash, token)), None)
        if source is not None:
            copy_file(source, library / "media" / file, token=token)
            mended.append(file)
    return mended


def is_whole(file: Path, hash: str, token: CancelToken | None = None) -> bool:
    try:
        return file.is_file() and hash_of(file, token) == hash
    except OSError:
        return False


def check_journals(library: Path) -> Finding:
    """Texts that wait to be put back when the window opens, and what of them cannot be read. Locks nothing."""
    seen = survey(Places(library))
    waiting = [one for one in seen.journals if one.has_unsaved]
    old_copies = _old_copies(library)
    sentences = []
    if n := len(waiting) + len(old_copies):
        texts = "1 text that was not saved waits" if n == 1 else f"{n:,} texts that were not saved wait"
        sentences.append(f"{texts} in journals. The window puts them back, or is at work on them now.")
    broken = [*seen.unreadable, *seen.kept, *(one.file for one in seen.journals if one.is_damaged)]
    if broken:
        files = "1 journal" if len(broken) == 1 else f"{len(broken):,} journals"
        sentences.append(
            f"{files} cannot be read, or not to the end. Keep what is named here for somebody who can."
        )
    if seen.unknown:
        files = "1 journal" if len(seen.unknown) == 1 else f"{len(seen.unknown):,} journals"
        sentences.append(f"{files} in your own folder cannot be read; they may be of another library.")
    if not sentences:
        return Finding("journals", Severity.GOOD, "No text waits to be put back.")
    named = [*(one.file for one in waiting if not one.is_home), *broken, *seen.unknown]
    details = tuple(str(file) for file in dict.fromkeys(named))
    return Finding("journals", Severity.NOTE, " ".join(sentences), details[:_MOST])


def _old_copies(library: Path) -> set[Path]:
    """What versions before the journal kept of texts that could not be saved: beside the library all, read or not."""
    files = {copy.file for copy in OldCopies(library).all()}
    with suppress(OSError):
        files.update((library / "journal").glob("unsaved-*.json"))
    return files


def check_backups(library: Path, now: datetime, token: CancelToken | None = None) -> Finding:
    """The newest backup, how old it is, and whether it still is what it was when it was made."""
    status = status_of(library)
    newest = status.newest
    if newest is None:
        return Finding(
            "backups", Severity.NOTE, "There is no backup. newsroom backup makes one.", status.problems
        )
    manifest = read_manifest(newest.folder)
    if manifest is None or hash_of(newest.folder / DATABASE, token) != manifest.sha256:
        return Finding(
            "backups",
            Severity.NOTE,
            f"The newest backup, {newest.folder}, is no longer what it was. newsroom backup makes another one.",
            status.problems,
        )
    words = f"The last good backup is of {to_rfc3339(newest.made_at)}: {newest.folder}."
    severity = Severity.NOTE if now - newest.made_at > _OLD or status.problems else Severity.GOOD
    return Finding("backups", severity, words, status.problems)


def check_room(library: Path, database: Path) -> Finding:
    """Whether a backup and a migration would find room."""
    try:
        free, size = shutil.disk_usage(library).free, database.stat().st_size
    except OSError:
        return Finding("room", Severity.NOTE, "How much room the disk has cannot be told.")
    words = f"{in_bytes(free)} are free; the database takes {in_bytes(size)}."
    if free < _LITTLE_ROOM * size:
        return Finding("room", Severity.NOTE, f"{words} Backups may soon find no room.")
    return Finding("room", Severity.GOOD, words)
