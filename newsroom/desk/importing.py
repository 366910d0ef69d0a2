"""Imports: sources of any kind and size become articles; again, they change only what changed. And their reports."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from newsroom.desk.import_lines import RunLines
from newsroom.desk.import_run import ImportRun as _Run
from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.importing import (
    ImportProgress,
    ImportReport,
    ImportRun,
    Outcome,
    ReportGroup,
    ReportLine,
    ReportPage,
)
from newsroom.storage.import_runs import load_run, load_runs

__all__ = [
    "ImportProgress",
    "ImportReport",
    "get_import_run",
    "import_groups",
    "import_report",
    "import_sources",
    "list_import_runs",
    "report_document",
]

_MOST_RUNS = 1_000
_AT_ONCE = 1_000


def import_sources(
    library: Library,
    paths: Iterable[Path],
    *,
    kind: SourceKind | None = None,
    dry_run: bool = False,
    pages: bool = False,
    by: str,
    progress: Callable[[ImportProgress], None] | None = None,
    token: CancelToken | None = None,
) -> ImportReport:
    """Brings sources in; ``kind`` is found out from each unless said. Standing pages of an export come with ``pages``.

    What was imported before changes its article, unless that was edited since: then it is left alone and named, and
    what the source says now is kept beside it as a revision. What cannot be read stops nothing else. A dry run writes
    nothing and says what would come of it. ``progress`` is called on this thread, some ten times a second; ``token``
    ends it between two articles, keeping what came. Importing the same again goes on where it ended.
    Raises ``LibraryError`` where the library cannot be written; what arrived before stays.
    """
    run = _Run(library, kind=kind, dry_run=dry_run, pages=pages, by=by, progress=progress, token=token)
    return run.run(paths)


def list_import_runs(library: Library) -> tuple[ImportRun, ...]:
    """The imports so far, the newest first; of very many, the newest thousand."""
    with library.store.read() as connection:
        return load_runs(connection, _MOST_RUNS)


def get_import_run(library: Library, run_id: int) -> ImportRun:
    """One import. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        run = load_run(connection, run_id)
    if run is None:
        raise NotFoundError(f"There was no import {run_id}.")
    return run


def import_report(
    library: Library,
    run_id: int,
    *,
    outcome: Outcome | None = None,
    said: str | None = None,
    after: int = 0,
    limit: int = 200,
) -> ReportPage:
    """Lines of an import's report, of one outcome or of all, that follow the line with the id ``after``.

    With ``said``, those of the group with this key.
    """
    return RunLines(library, run_id).page(outcome=outcome, said=said, after=after, limit=limit)


def import_groups(
    library: Library, run_id: int, *, outcome: Outcome | None = None
) -> tuple[ReportGroup, ...]:
    """What was said of the import's items, with how many lines say it, the most frequent first. Reads all lines."""
    return RunLines(library, run_id).groups(outcome=outcome)


def report_document(library: Library, report: ImportReport) -> dict[str, Any]:
    """The report as the command line answers it (contract), with all of its lines."""
    counts = report.counts
    return {
        "imported": counts.n_imported,
        "updated": counts.n_updated,
        "unchanged": counts.n_unchanged,
        "conflicts": [
            {"id": line.article_id, "headline": line.headline, "source": line.where}
            for line in _all(library, report, Outcome.CONFLICT)
        ],
        "skipped": [
            {"source": line.where, "reason": line.notes[0] if line.notes else ""}
            for line in _all(library, report, Outcome.SKIPPED)
        ],
    }


def _all(library: Library, report: ImportReport, outcome: Outcome) -> Iterable[ReportLine]:
    lines = report.trial if report.run_id is None else RunLines(library, report.run_id)
    if not report.more or lines is None:
        yield from report.of(outcome)
        return
    after = 0
    while True:
        page = lines.page(outcome=outcome, after=after, limit=_AT_ONCE)
        yield from page.lines
        if not page.more:
            return
        after = page.lines[-1].id
