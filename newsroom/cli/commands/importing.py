"""``import`` and ``imports``: brings in sources, and tells what came of it, now and later."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser, positive
from newsroom.cli.progress import ProgressLine, ended_by_interrupt, how_far
from newsroom.cli.readable import lines_text, nothing_arrived, report_text, runs_text
from newsroom.cli.streams import write_error
from newsroom.desk.kinds import SourceKind
from newsroom.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.desk.library import Library
    from newsroom.domain.importing import ImportProgress, ImportReport, ImportRun, ReportGroup, ReportLine

_EXAMPLES = """\
A source is a file, a folder, a .zip or a .tar.gz: Markdown of any site program, WordPress
(WXR) and Ghost exports, sites of Publii, RSS and Atom, saved pages, Word, tables, wire copy,
our own exports.
Text becomes a draft; what has a date, and is no draft there, is published.

What was imported before is brought up to date, unless its article was edited since: then
it is left alone and named, and what the source says is kept beside it as a revision.
Ctrl+C ends an import between two articles; importing the same again goes on.

examples:
  newsroom import story.txt
  newsroom import ~/site/content --dry-run
  newsroom import wordpress.xml --pages
  newsroom import wire.dat --from text --json"""
_RUNS_EXAMPLES = """\
examples:
  newsroom imports
  newsroom imports 3
  newsroom imports 3 --group 1
  newsroom imports 3 --json"""
_AT_ONCE = 1_000
_FEW_NEW = 100


def make_import_parser() -> Parser:
    parser = Parser("import", "Brings in articles from files, folders and exports.", _EXAMPLES)
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="what to bring in")
    parser.add_argument(
        "--from",
        dest="kind",
        choices=[kind.value for kind in SourceKind],
        help="what the sources are; found out from each one unless said",
    )
    parser.add_argument(
        "--pages",
        action="store_true",
        help="also standing pages of an export and its other kinds, not only posts",
    )
    parser.add_dry_run("only say what would happen")
    return parser


def make_imports_parser() -> Parser:
    parser = Parser(
        "imports", "Lists the imports so far; with a number, tells what came of one.", _RUNS_EXAMPLES
    )
    parser.add_argument("id", nargs="?", type=positive, metavar="ID", help="the import's number")
    parser.add_argument(
        "--group",
        type=positive,
        metavar="N",
        help="only the lines that say what the N-th group of the report says",
    )
    return parser


def run_import(options: Namespace, context: Context) -> int:
    from newsroom.desk.importing import import_sources, report_document
    from newsroom.domain.importing import RunState

    line = ProgressLine()
    with opened(context) as library, ended_by_interrupt() as token:
        report = import_sources(
            library,
            [Path(source) for source in options.sources],
            kind=SourceKind(options.kind) if options.kind else None,
            dry_run=options.dry_run,
            pages=options.pages,
            by=BY,
            progress=lambda progress: line.show(_words(progress)),
            token=token,
        )
        line.clear()
        document = report_document(library, report)
        n_alike = _tell_of_alike(library, report)
    noted = sum(bool(one.notes) for one in report.lines) - len(document["skipped"]) + n_alike
    more = context.to_type(f"imports {report.run_id}") if report.run_id is not None else ""
    answer(
        context,
        document,
        lambda: report_text(document, dry_run=options.dry_run, more=more, n_noted=noted),
    )
    if report.state is RunState.CANCELLED:
        write_error("newsroom: stopped; what had come stays. Importing the same again goes on.")
        return 0 if report.arrived else 1
    if report.arrived:
        return 0
    write_error(f"newsroom: {nothing_arrived(document)}")
    return 1


def run_imports(options: Namespace, context: Context) -> int:
    from newsroom.desk.importing import get_import_run, import_groups, list_import_runs

    with opened(context) as library:
        if options.id is None:
            documents = [_run_document(run) for run in list_import_runs(library)]
            answer(context, {"imports": documents}, lambda: runs_text(documents))
            return 0
        document = _run_document(get_import_run(library, options.id))
        groups = import_groups(library, options.id)
        said = None if options.group is None else _said(groups, options.group)
        document["groups"] = [
            {"outcome": one.outcome.value, "words": one.words, "count": one.n} for one in groups
        ]
        document["lines"] = [_line_document(line) for line in _lines(library, options.id, said)]
        more = context.to_type(f"imports {options.id} --group N")
        answer(context, document, lambda: lines_text(document, more, is_group=said is not None))
    return 0


def _tell_of_alike(library: "Library", report: "ImportReport") -> int:
    """Of how many articles the report says that their story is filed already."""
    if report.run_id is None or not 0 < len(report.new) <= _FEW_NEW:
        return 0
    from newsroom.desk.import_alike import is_known, tell_of_alike

    return tell_of_alike(library, report.run_id, report.new) if is_known(library) else 0


def _words(progress: "ImportProgress") -> str:
    if progress.is_linking:
        return f"{progress.n_done:,} read; linking articles: {progress.counts.n_linked:,}"
    far = how_far(progress.n_done, progress.n_total, progress.per_second, progress.left_s)
    return f"{far}  {progress.source}"


def _run_document(run: "ImportRun") -> dict[str, Any]:
    from newsroom.domain.times import to_rfc3339

    counts = run.counts
    return {
        "id": run.id,
        "state": run.state.value,
        "by": run.by,
        "sources": list(run.sources),
        "from": run.kind,
        "begun_at": to_rfc3339(run.begun_at),
        "ended_at": to_rfc3339(run.ended_at) if run.ended_at else None,
        "imported": counts.n_imported,
        "updated": counts.n_updated,
        "unchanged": counts.n_unchanged,
        "conflicts": counts.n_conflicts,
        "skipped": counts.n_skipped,
        "linked": counts.n_linked,
        "message": run.message,
    }


def _line_document(line: "ReportLine") -> dict[str, Any]:
    return {
        "outcome": line.outcome.value,
        "source": line.where,
        "notes": list(line.notes),
        "id": line.article_id,
        "headline": line.headline,
    }


def _said(groups: "Sequence[ReportGroup]", number: int) -> "ReportGroup":
    if number > len(groups):
        raise RefusedError(f"There is no group {number}: the report has {len(groups)}.")
    return groups[number - 1]


def _lines(library: "Library", run_id: int, group: "ReportGroup | None") -> "Iterator[ReportLine]":
    from newsroom.desk.importing import import_report

    outcome, said = (group.outcome, group.key) if group else (None, None)
    after = 0
    while True:
        page = import_report(library, run_id, outcome=outcome, said=said, after=after, limit=_AT_ONCE)
        yield from page.lines
        if not page.more:
            return
        after = page.lines[-1].id


COMMANDS = {"import": (make_import_parser, run_import), "imports": (make_imports_parser, run_imports)}
