"""Imports files: each article whole or not at all, in batches that never hold the library long."""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.desk.arriving import bring_in, bring_up_to_date
from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library
from newsroom.desk.naming import Names
from newsroom.desk.source_files import Source, article_of, path_name, read_source
from newsroom.domain.errors import LibraryError, NewsroomError
from newsroom.domain.importing import ImportConflict, ImportedArticle, ImportReport, SkippedSource
from newsroom.domain.times import now
from newsroom.exchange.sources.items import SourceError, Surroundings
from newsroom.storage.import_sources import KnownSource, find_source, keep_source, savepoint
from newsroom.storage.sections import list_sections
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection

__all__ = ["ImportReport", "import_sources", "report_document"]

_LONGEST_BATCH_S = 0.1
_READ_AHEAD_S = 0.1
_MOST_AHEAD = 20  # of whose tags a batch asks beforehand
_log = logging.getLogger(__name__)


def import_sources(
    library: Library, paths: Iterable[Path], *, kind: SourceKind | None = None, dry_run: bool = False, by: str
) -> ImportReport:
    """Brings files in, one article each; ``kind`` is found out from each file unless said.

    A file that was imported before changes its article, unless that was edited since: then it is left alone and named.
    A dry run writes nothing and says what would come of it. A file that cannot be read stops no other one.
    Raises ``LibraryError`` where the library cannot be written; what arrived before stays.
    """
    return _Import(library, kind, dry_run, by).run(paths)


def report_document(report: ImportReport) -> dict[str, Any]:
    """The report as the command line answers it (contract)."""
    return {
        "imported": len(report.imported),
        "updated": len(report.updated),
        "unchanged": len(report.unchanged),
        "conflicts": [
            {"id": conflict.id, "headline": conflict.headline, "source": conflict.source}
            for conflict in report.conflicts
        ],
        "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in report.skipped],
    }


@dataclass(frozen=True, slots=True)
class _Ready:
    """A source that was read."""

    source: Source
    article: ImportedArticle


class _Import:
    """One import. Reads ahead for a moment, then writes what was read."""

    def __init__(self, library: Library, kind: SourceKind | None, dry_run: bool, by: str) -> None:
        self._library = library
        self._kind = kind
        self._dry_run = dry_run
        self._by = by
        self._imported: list[str] = []
        self._updated: list[str] = []
        self._unchanged: list[str] = []
        self._conflicts: list[ImportConflict] = []
        self._skipped: list[SkippedSource] = []
        self._keys: dict[str, str] = {}

    def run(self, paths: Iterable[Path]) -> ImportReport:
        self._around = self._surroundings()
        ready: list[_Ready] = []
        since = time.monotonic()
        for path in paths:
            found = self._read(path)
            if found is not None:
                ready.append(found)
            if time.monotonic() - since > _READ_AHEAD_S:
                self._settle(ready)
                ready, since = [], time.monotonic()
        self._settle(ready)
        report = self._report()
        _log.info("import by %s: %d new, %d changed", self._by, len(report.imported), len(report.updated))
        return report

    def _surroundings(self) -> Surroundings:
        with self._library.store.read() as connection:
            site = load_site(connection)
            sections = tuple(section.name for section in list_sections(connection))
        zone: tzinfo
        try:
            zone = ZoneInfo(site.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = UTC  # also where the system knows no zones at all
        return Surroundings(zone, site.credit, sections, now())

    def _read(self, path: Path) -> _Ready | None:
        try:
            source = read_source(path, self._kind)
            return _Ready(source, article_of(source, self._around))
        except SourceError as error:
            self._skipped.append(SkippedSource(path_name(path), str(error)))
            return None

    def _settle(self, ready: Sequence[_Ready]) -> None:
        if self._dry_run:
            with self._library.store.read() as connection:
                for one in ready:
                    self._foresee(connection, one.source)
            return
        waiting = list(reversed(ready))
        while waiting:
            try:
                with self._library.store.write() as connection:
                    batch = _Batch(self, Names(connection), waiting[-_MOST_AHEAD:])
                    end = time.monotonic() + _LONGEST_BATCH_S
                    while waiting and time.monotonic() < end:
                        batch.put(connection, waiting.pop())
            except LibraryError as error:
                raise LibraryError(f"{error} {self._what_arrived()}") from error
            batch.count()

    def _what_arrived(self) -> str:
        n = len(self._imported) + len(self._updated)
        return f"The import stopped; {n} of its articles had arrived." if n else "Nothing was imported."

    def _foresee(self, connection: Connection, source: Source) -> None:
        if self._keys.get(source.key) == source.digest:
            self._unchanged.append(source.name)
            return
        known = find_source(connection, source.key)
        if known is None and source.key not in self._keys:
            self._imported.append(source.name)
        elif known is not None and known.digest == source.digest:
            self._unchanged.append(source.name)
        elif known is not None and known.is_edited:
            self._conflicts.append(_conflict(known, source))
        else:
            self._updated.append(source.name)
        self._keys[source.key] = source.digest

    def _report(self) -> ImportReport:
        return ImportReport(
            tuple(self._imported),
            tuple(self._updated),
            tuple(self._unchanged),
            tuple(self._conflicts),
            tuple(self._skipped),
        )


class _Batch:
    """What one transaction brought; it counts once that is durable."""

    def __init__(self, whole: _Import, names: Names, ahead: Sequence[_Ready]) -> None:
        self._whole = whole
        self._names = names
        names.expect_tags(tag for ready in ahead for tag in ready.article.tags)
        self._outcomes: list[tuple[list[Any], Any]] = []

    def put(self, connection: Connection, ready: _Ready) -> None:
        """Brings one source in, whole or not at all."""
        whole, source = self._whole, ready.source
        known = find_source(connection, source.key)
        if known is not None and known.digest == source.digest:
            self._outcomes.append((whole._unchanged, source.name))
        elif known is not None and known.is_edited:
            self._outcomes.append((whole._conflicts, _conflict(known, source)))
        else:
            try:
                with savepoint(connection):
                    self._store(connection, ready, known)
            except LibraryError:
                raise
            except NewsroomError as error:
                self._names.forget()
                self._outcomes.append((whole._skipped, SkippedSource(source.name, str(error))))
            else:
                self._outcomes.append((whole._updated if known else whole._imported, source.name))

    def _store(self, connection: Connection, ready: _Ready, known: KnownSource | None) -> None:
        at, by = now(), self._whole._by
        if known is None:
            id = bring_in(connection, self._names, ready.article, at=at, by=by)
        else:
            id = known.article_id
            bring_up_to_date(connection, self._names, id, ready.article, at=at, by=by)
        keep_source(connection, ready.source.key, id, ready.source.digest, at=at)

    def count(self) -> None:
        for outcomes, outcome in self._outcomes:
            outcomes.append(outcome)


def _conflict(known: KnownSource, source: Source) -> ImportConflict:
    return ImportConflict(known.article_id, known.headline, source.name)
