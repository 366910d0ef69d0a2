"""``doctor``: looks whether a library is whole, mends what is derived, salvages what can be read."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.commands.backup import progress_words
from newsroom.cli.context import Context, answer
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.progress import ProgressLine, ended_by_interrupt
from newsroom.cli.streams import one_line, write_error
from newsroom.domain.cancel import CancelledError, CancelToken

if TYPE_CHECKING:
    from newsroom.domain.backups import Tell
    from newsroom.domain.health import Health, Salvaged

_MOST = 200
_EXAMPLES = """\
Looks at the structure, references, counters, search indexes, pictures, journals, backups
and the room on the disk. It looks at a copy: nothing in the library is changed, and others
work on. --repair makes anew what is derived, and takes lost pictures from backups, while
others work on, too; it never touches a text. --salvage makes a new library of all that can be read in a damaged
one. Exits with 1 where something is wrong and was not mended.

examples:
  newsroom doctor
  newsroom --library ~/desk doctor --repair
  newsroom --library ~/desk doctor --salvage ~/desk-salvaged"""
_MARKS = {"good": "ok", "note": "note", "derived": "wrong", "damage": "DAMAGE"}


def make_doctor_parser() -> Parser:
    parser = Parser("doctor", "Looks whether all of a library is whole.", _EXAMPLES)
    parser.add_argument("--repair", action="store_true", help="make anew what is derived")
    parser.add_argument("--salvage", metavar="PATH", help="make a new library there of what can be read")
    return parser


def run_doctor(options: Namespace, context: Context) -> int:
    from newsroom.desk.library import default_library_path

    if options.repair and options.salvage is not None:
        raise UsageError("doctor: --repair and --salvage do not go together.")
    path = context.library_path or default_library_path()
    line = ProgressLine()
    with ended_by_interrupt() as token:
        try:
            if options.salvage is not None:
                return _salvage(path, options, context, line, token)
            return _check(path, options, context, line, token)
        except CancelledError:
            line.clear()
            words = (
                "what was mended stays, the rest is as it was" if options.repair else "nothing was changed"
            )
            write_error(f"newsroom: stopped; {words}.")
            return 1
        finally:
            line.clear()


def _check(path: Path, options: Namespace, context: Context, line: ProgressLine, token: CancelToken) -> int:
    from newsroom.desk.doctor import check_library, repair_library
    from newsroom.domain.health import Severity

    look = repair_library if options.repair else check_library
    health = look(path, tell=_teller(line), token=token)
    line.clear()
    answer(context, _health_document(health), lambda: _health_text(health))
    return 0 if health.worst in (Severity.GOOD, Severity.NOTE) else 1


def _salvage(path: Path, options: Namespace, context: Context, line: ProgressLine, token: CancelToken) -> int:
    from newsroom.desk.salvaging import salvage_library

    report = salvage_library(path, Path(options.salvage), tell=_teller(line), token=token)
    line.clear()
    answer(context, _salvage_document(report), lambda: _salvage_text(report))
    return 0


def _teller(line: ProgressLine) -> "Tell":
    return lambda progress: line.show(progress_words(progress))


def _health_document(health: "Health") -> dict[str, Any]:
    return {
        "path": str(health.path),
        "worst": health.worst.value,
        "findings": [
            {
                "what": one.what,
                "severity": one.severity.value,
                "words": one.words,
                "details": list(one.details),
                "mended": one.is_mended,
            }
            for one in health.findings
        ],
    }


def _health_text(health: "Health") -> str:
    lines = []
    for one in health.findings:
        mark = "mended" if one.is_mended else _MARKS[one.severity.value]
        lines.append(f"{mark:<7} {one.words}")
        lines += [f"        {one_line(detail)}" for detail in one.details]
    return "\n".join(lines)


def _salvage_document(report: "Salvaged") -> dict[str, Any]:
    return {
        "path": str(report.path),
        "articles": report.n_articles,
        "expected": report.expected,
        "whole": report.n_whole,
        "lost": [{"id": one.article_id, "headline": one.headline, "what": one.what} for one in report.lost],
        "pages": report.n_pages,
        "damaged_pages": report.n_bad_pages,
        "rows": report.rows,
        "notes": list(report.notes),
    }


def _salvage_text(report: "Salvaged") -> str:
    lines = [f"Saved {report.n_articles:,} articles to {report.path}, {report.n_whole:,} of them whole."]
    if report.n_missing:
        lines.append(f"{report.n_missing:,} articles that there should be were not found.")
    lines += report.notes
    lines += [f"{one.article_id}  {one.headline}: {one.what}" for one in report.lost[:_MOST]]
    if len(report.lost) > _MOST:
        lines.append(f"And {len(report.lost) - _MOST:,} more.")
    lines.append(
        f"All of it stands in {report.path / 'salvage-report.txt'}. The damaged library was not touched."
    )
    return "\n".join(one_line(line) for line in lines)


COMMANDS = {"doctor": (make_doctor_parser, run_doctor)}
