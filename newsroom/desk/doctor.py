"""The check-up of a library: what is whole, what is not, and what can be made anew. The library need not open.

It looks at a copy: nothing in the library is touched, nobody who works in it waits.
"""

import contextlib
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from newsroom.desk.backup_place import in_bytes
from newsroom.desk.check_files import (
    check_backups,
    check_journals,
    check_pictures,
    check_room,
    mend_pictures,
)
from newsroom.desk.library import open_library, said_in_words
from newsroom.desk.places import BACKUPS, DATABASE
from newsroom.domain.backups import CareProgress, Tell, reserve
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import DamagedError, LibraryError, RefusedError
from newsroom.domain.health import Finding, Health, Severity
from newsroom.domain.times import now
from newsroom.storage.backing_up import copy_database, log_bytes
from newsroom.storage.checking import (
    are_of_indexes,
    find_dangling,
    find_faults,
    find_wrongly_derived,
    indexes_of,
    quick_faults,
)
from newsroom.storage.failures import is_damage
from newsroom.storage.mending import Mender
from newsroom.storage.opening import open_database
from newsroom.storage.schema import HEADER_SIZE, VERSION, mark_in
from newsroom.storage.schema_words import damaged_words, write_words

_MAGIC = b"SQLite format 3\0"
_QUICK_S = 20.0
_NO_BACKUP = "Salvage what can be read into a new library, or restore a backup."


def check_library(path: Path, *, tell: Tell | None = None, token: CancelToken | None = None) -> Health:
    """Looks at everything. Minutes for a million articles; in a thread or process of its own. Changes nothing.

    Raises ``CancelledError``, and ``LibraryError`` only where there is nothing at all at that path.
    """
    tell = tell or (lambda _: None)
    path = path.absolute()
    if not path.exists():
        raise LibraryError(f"There is no library at {path}.")
    database = path / DATABASE
    findings = [_look_at_file(database)]
    if findings[0].severity is Severity.GOOD:
        with _copy(database, tell, token) as (copy, problem):
            if problem is not None:
                findings.append(problem)
            if copy is not None:
                findings += _look_inside(copy, tell, token)
                tell(CareProgress("Looking at the pictures"))
                findings.append(check_pictures(path, copy, token))
    tell(CareProgress("Looking at journals and backups"))
    findings += [check_journals(path), check_backups(path, now(), token), check_room(path, database)]
    return Health(path, tuple(findings))


def repair_library(path: Path, *, tell: Tell | None = None, token: CancelToken | None = None) -> Health:
    """Checks, makes anew what is derived, takes lost pictures from backups, and checks again. Texts are not touched.

    It mends in pieces of a fraction of a second: others read and save meanwhile, and a search may find less until its
    index is whole. Stopped, it leaves what was mended. Raises ``RefusedError`` where the database is damaged, changing
    nothing; ``LibraryError``, ``CancelledError``.
    """
    before = check_library(path, tell=tell, token=token)
    if any(one.severity is Severity.DAMAGE and one.what != "pictures" for one in before.findings):
        raise RefusedError(f"The library is damaged. Nothing was changed in it. {_NO_BACKUP}")
    wrong = [one for one in before.findings if one.severity in (Severity.DERIVED, Severity.DAMAGE)]
    if not wrong:
        return before
    by_name = {one.what: one.details for one in wrong}
    if "schema" in by_name:
        write_words(path / DATABASE, by_name["schema"])
    if {"structure", "derived"} & by_name.keys():
        _mend_derived(path, by_name, tell, token)
    for one in wrong:
        if one.what == "pictures":
            with said_in_words(path):
                mend_pictures(path, one.details, token)
    after = {one.what: one for one in check_library(path, tell=tell, token=token).findings}
    after.setdefault("schema", Finding("schema", Severity.GOOD, ""))  # it has a word where it is wrong only
    return Health(path, tuple(_mended(one, after.get(one.what)) for one in before.findings))


def _mend_derived(
    path: Path, wrong: Mapping[str, tuple[str, ...]], tell: Tell | None, token: CancelToken | None
) -> None:
    def told(doing: str) -> None:
        if tell is not None:
            tell(CareProgress(doing))

    library = open_library(path)
    try:
        mender = Mender(library.store, wrong.get("derived", ()), tell=told, token=token)
        mender.mend(indexes_of(list(wrong.get("structure", ()))))
    finally:
        library.close()


def quick_look(path: Path) -> str:
    """What is wrong with a library that was not closed in order, as far as some seconds show; "" where nothing is."""
    wrong = quick_faults(path / DATABASE, seconds=_QUICK_S)
    return f"The library's database is damaged: {wrong}." if wrong else ""


def _mended(before: Finding, after: Finding | None) -> Finding:
    if before.severity in (Severity.DERIVED, Severity.DAMAGE) and after is not None:
        return replace(before, is_mended=True) if after.severity is Severity.GOOD else after
    return before


def _look_at_file(database: Path) -> Finding:
    """What the file is, by its first bytes. Opens nothing that would wait: a pipe is not read."""

    def damage(words: str) -> Finding:
        return Finding("file", Severity.DAMAGE, words)

    try:
        facts = database.stat()
        if stat.S_ISDIR(facts.st_mode):
            return damage(f"At the place of the database, {database}, is a folder.")
        if not stat.S_ISREG(facts.st_mode):
            return damage(f"What is at the place of the database, {database}, is no ordinary file.")
        with database.open("rb") as file:
            header = file.read(HEADER_SIZE)
    except FileNotFoundError:
        return damage(f"The database {database} is missing.")
    except OSError as error:
        return damage(f"The database {database} cannot be read: {error.strerror or error}.")
    if len(header) < HEADER_SIZE or not header.startswith(_MAGIC):
        return damage("The file does not begin as a database does: it was overwritten, or is another file.")
    mark = mark_in(header)
    if log_bytes(database) == 0 and not mark.is_ours:
        return damage("The file is a database, but by its mark none of Newsroom.")
    if mark.version > VERSION:
        return damage("The library was made by a newer version of Newsroom. Install that one to look at it.")
    page_size = int.from_bytes(header[16:18], "big")
    expected = int.from_bytes(header[28:32], "big") * (65536 if page_size == 1 else page_size)
    if header[24:28] == header[92:96] and facts.st_size < expected and not log_bytes(database):
        return damage(f"The end of the file is missing: it has {facts.st_size:,} of {expected:,} bytes.")
    return Finding("file", Severity.GOOD, f"The database is there: {in_bytes(facts.st_size)}.")


def _look_inside(copy: Path, tell: Tell, token: CancelToken | None) -> Iterator[Finding]:
    tell(CareProgress("Checking the structure"))
    if wrong := damaged_words(copy):
        write_words(copy, wrong)  # so that the rest can be looked at
        words = "Some words of the database's schema are damaged. What they should be is known: --repair."
        yield Finding("schema", Severity.DERIVED, words, tuple(wrong))
    faults = find_faults(copy, token)
    if faults and not are_of_indexes(faults):
        words = f"The structure of the database is damaged. {_NO_BACKUP}"
        yield Finding("structure", Severity.DAMAGE, words, tuple(faults))
        return
    if faults:
        yield Finding("structure", Severity.DERIVED, "Indexes differ from their tables.", tuple(faults))
    else:
        yield Finding("structure", Severity.GOOD, "The structure of the database is whole.")
    tell(CareProgress("Checking references"))
    dangling = find_dangling(copy, token)
    if dangling:
        words = f"Some rows refer to what is not there. {_NO_BACKUP}"
        yield Finding("references", Severity.DAMAGE, words, tuple(dangling))
        return
    yield Finding("references", Severity.GOOD, "Everything that is referred to is there.")
    with copy.open("rb") as file:
        version = mark_in(file.read(HEADER_SIZE)).version
    if version < VERSION:
        words = (
            f"The library was made by an older version of Newsroom (its schema is {version}, this one's {VERSION}): it "
            "is brought up to date when it is next opened. Counters and search indexes were not compared; check again "
            "after that."
        )
        yield Finding("derived", Severity.NOTE, words)
        return
    yield _look_at_derived(copy, tell, token)


def _look_at_derived(copy: Path, tell: Tell, token: CancelToken | None) -> Finding:
    tell(CareProgress("Comparing counters and search indexes with the articles"))
    try:
        store = open_database(copy)
        try:
            wrong = find_wrongly_derived(store, token)
        finally:
            store.close()
    except LibraryError as error:
        if token is not None:
            token.raise_if_cancelled()
        return Finding("derived", Severity.DAMAGE, f"{error} {_NO_BACKUP}")
    if wrong:
        words = "Counters, copies or search indexes are wrong. They can be made anew: --repair."
        return Finding("derived", Severity.DERIVED, words, tuple(wrong))
    return Finding("derived", Severity.GOOD, "Counters and search indexes agree with the articles.")


@contextlib.contextmanager
def _copy(
    database: Path, tell: Tell, token: CancelToken | None
) -> Iterator[tuple[Path | None, Finding | None]]:
    """A copy to look at, beside the backups or, where there is no room, in the system's folder for such things."""
    need = database.stat().st_size + log_bytes(database)
    place = next(
        (one for one in (database.parent / BACKUPS, Path(tempfile.gettempdir())) if _has_room(one, need)),
        None,
    )
    if place is None:
        words = (
            f"There is no room for a copy to look at: it takes {in_bytes(need)}. Make room, then check again."
        )
        yield None, Finding("structure", Severity.NOTE, words)
        return
    folder = Path(tempfile.mkdtemp(prefix=".check-", dir=place))
    try:
        copy = folder / DATABASE

        def told(share: float) -> None:
            tell(CareProgress("Copying the database", share))

        try:
            copy_database(database, copy, as_it_is=True, tell=told, token=token)
        except (LibraryError, sqlite3.Error) as error:
            yield None, _unread(error)
        else:
            yield copy, None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unread(error: Exception) -> Finding:
    """Why there is no copy. Damage only where that is what it says: another program may have the file for itself."""
    cause = error.__cause__ or error
    details = (str(cause),)
    if isinstance(error, DamagedError) or (isinstance(cause, Exception) and is_damage(cause)):
        return Finding("structure", Severity.DAMAGE, f"The database cannot be read. {_NO_BACKUP}", details)
    return Finding("structure", Severity.NOTE, f"The database was not looked at. {error}", details)


def _has_room(folder: Path, need: int) -> bool:
    try:
        usage = shutil.disk_usage(folder)
        with tempfile.TemporaryFile(dir=folder):
            return usage.free - need > reserve(usage.total)
    except OSError:
        return False
