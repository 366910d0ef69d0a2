"""A new library of all that can be read in a damaged one, beside it. The damaged one is only read."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsroom.desk.backup_files import copy_file
from newsroom.desk.backup_place import POOL
from newsroom.desk.backups import status_of
from newsroom.desk.check_files import is_whole
from newsroom.desk.creating import MAKING, move_up, new_folder
from newsroom.desk.files import write_atomically
from newsroom.desk.library import make_folders, said_in_words
from newsroom.desk.places import DATABASE
from newsroom.domain.backups import CareProgress, Tell
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.domain.health import Lost, Salvaged
from newsroom.domain.times import now
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.survey import survey
from newsroom.storage.asking import ask_plain, id_list, stored_moment
from newsroom.storage.checking import media_rows
from newsroom.storage.opening import open_database
from newsroom.storage.salvaging import Salvage, salvage_database

REPORT = "salvage-report.txt"
_HEADLINES = "SELECT id, headline FROM article WHERE id IN (SELECT value FROM json_each(?))"


def salvage_library(
    damaged: Path, to: Path, *, tell: Tell | None = None, token: CancelToken | None = None
) -> Salvaged:
    """Makes a library in a new or empty folder of what can be read in the one at ``damaged``, a folder or a database.

    Pictures and journals come along; a report of what is lost is kept in it. In a thread or process of its own: some
    twenty minutes for a million articles. Raises ``LibraryError``, ``CancelledError``, leaving nothing.
    """
    say = tell or (lambda _: None)
    damaged, to = damaged.absolute(), to.absolute()
    database = damaged / DATABASE if damaged.is_dir() else damaged
    if not database.is_file():
        raise LibraryError(f"There is no database {database} that could be read.")
    with said_in_words(to), new_folder(to):
        making = to / MAKING
        try:
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make_folders(making)
            at_ms = stored_moment(now())
            salvage = salvage_database(
                database,
                making / DATABASE,
                at_ms,
                lambda doing, share: say(CareProgress(doing, share)),
                token,
            )
            if not any(salvage.saved.values()):
                raise LibraryError(f"Nothing of a library can be read in {database}. Nothing was made.")
            say(CareProgress("Copying pictures and journals"))
            notes = [
                *_take_pictures(database.parent, making, token),
                *_take_journals(database.parent, making),
            ]
            report = _report(to, making / DATABASE, salvage, notes)
            write_atomically(making / REPORT, report_text(report, damaged).encode())
            move_up(making, to)
            (making / REPORT).replace(to / REPORT)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return report


def report_text(report: Salvaged, damaged: Path) -> str:
    """The whole report, for the file that stays in the new library."""
    lines = [
        f"Salvaged from {damaged} to {report.path}.",
        f"{report.n_articles:,} articles, {report.n_whole:,} of them whole.",
    ]
    if report.n_missing:
        lines.append(f"{report.n_missing:,} articles that the library should have had were not found.")
    lines.append(f"{report.n_bad_pages:,} of {report.n_pages:,} pages of the file are damaged.")
    lines += report.notes
    lines += ["", *(f"{one.article_id}  {one.headline}: {one.what}" for one in report.lost)]
    lines += ["", "Rows saved:", *(f"  {name}: {n:,}" for name, n in sorted(report.rows.items()))]
    return "\n".join(lines).rstrip() + "\n"


def _take_pictures(library: Path, making: Path, token: CancelToken | None) -> Iterator[str]:
    """Each from the library, else from a backup; one that is whole nowhere is named."""
    folders = [library / "media", *(place.folder / POOL for place in status_of(library).places)]
    for file, hash, _ in media_rows(making / DATABASE):
        if Path(file).name != file:
            continue
        source = next((folder / file for folder in folders if is_whole(folder / file, hash, token)), None)
        if source is None:
            yield f"The picture {file} is missing or damaged, and in no backup."
        else:
            copy_file(source, making / "media" / file, token=token)


def _take_journals(library: Path, making: Path) -> Iterator[str]:
    """What was typed and not saved yet is put back when the new library is opened.

    All that lies beside the database comes along, read or not; of the user's own folder, which has what the disk of the
    library did not take, what was written for this library.
    """
    files: list[Path] = []
    with suppress(OSError):
        files += [file for file in (library / "journal").iterdir() if file.is_file()]
    seen = survey(Places(library)).journals
    at_home = {one.id: one.n_frames for one in seen if one.is_home}
    # After those at home: of a journal that lies in both places, the longer one stays.
    files += [one.file for one in seen if not one.is_home and one.n_frames > at_home.get(one.id, 0)]
    # Of copies that older versions left, the newest.
    files += [copy.file for copy in OldCopies(library).all() if copy.file.parent != library / "journal"]
    for file in files:
        try:
            copy_file(file, making / "journal" / file.name)
        except OSError as error:
            yield f"The journal {file} could not be read: {error.strerror or error}."


def _report(to: Path, database: Path, salvage: Salvage, notes: list[str]) -> Salvaged:
    made = salvage.made
    kinds = (
        (made.empty, "its text could not be read, nor any earlier version of it."),
        (made.texts, "its text could not be read; the newest version that is kept stands in its place."),
        (salvage.cut, "the end of its text could not be read."),
        (salvage.odd, "some characters of its text could not be read."),
        (made.rows, "only its text was found. It is a draft, without section, tags or state."),
        (made.unpublished, "its published version could not be read. It must be published again."),
    )
    concerned = {id for ids, _ in kinds for id in ids}
    store = open_database(database)
    try:
        with store.read() as connection:
            headlines = dict(ask_plain(connection, _HEADLINES, (id_list(concerned),)))
    finally:
        store.close()
    lost = [
        Lost(id, headlines.get(id) or "(no headline)", words)
        for ids, words in kinds
        for id in sorted(ids)
        if id in headlines
    ]
    if made.n_unlinked:
        notes.append(f"{made.n_unlinked:,} links led to what could not be read, and are gone.")
    if refused := sum(salvage.refused.values()):
        notes.append(f"{refused:,} rows could not be understood: {', '.join(sorted(salvage.refused))}.")
    if salvage.n_found:
        notes.append(
            f"{salvage.n_found:,} rows were found outside the tables. Some may have been deleted before."
        )
    n = salvage.n_articles
    return Salvaged(
        to,
        n,
        salvage.expected,
        n - len(concerned & headlines.keys()),
        tuple(lost),
        salvage.n_pages,
        len(salvage.bad_pages),
        dict(salvage.saved),
        tuple(notes),
    )
