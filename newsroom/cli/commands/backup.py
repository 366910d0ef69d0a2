"""``backup``: makes one now, lists them, sets how they are made."""

from argparse import ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.progress import ProgressLine, ended_by_interrupt
from newsroom.cli.streams import write_error
from newsroom.domain.cancel import CancelledError

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.backups import Backup, BackupReport, BackupSettings, BackupStatus, CareProgress

_MOST = 100
_COUNTS = ("hourly", "daily", "weekly")
_EXAMPLES = """\
Copies the database as it is now, and pictures that are new, into the library's folder
"backups" and into the second place if one is set; verifies the copy; removes the oldest
beyond what is kept. With --to, one goes to that folder alone, and all stay there.
The window makes one every hour in which something was changed.

examples:
  newsroom backup
  newsroom backup --to /media/stick
  newsroom backup --list
  newsroom backup --second-place /media/stick/newsroom --daily 14
  newsroom backup --second-place "" --off"""


def make_backup_parser() -> Parser:
    parser = Parser("backup", "Makes a backup of the library, or says how they are made.", _EXAMPLES)
    parser.add_argument("--to", metavar="DIR", help="put this one into that folder, and nowhere else")
    parser.add_argument("--list", action="store_true", help="only list the backups that there are")
    parser.add_argument(
        "--second-place", metavar="DIR", help="from now on also into this folder; empty for none"
    )
    for name in _COUNTS:
        parser.add_argument(f"--{name}", type=_count, metavar="N", help=f"how many {name} ones are kept")
    switch = parser.add_mutually_exclusive_group()
    switch.add_argument(
        "--on", action="store_const", const=True, dest="is_on", help="by itself in the window"
    )
    switch.add_argument("--off", action="store_const", const=False, dest="is_on", help="only when told to")
    return parser


def run_backup(options: Namespace, context: Context) -> int:
    from newsroom.desk import backups

    with opened(context) as library:
        if changes := _changes(options):
            if options.to is not None or options.list:
                raise UsageError("backup: settings stand alone, without --to and --list.")
            backups.save_settings(library, replace(backups.load_settings(library), **changes))
        elif not options.list:
            return _make(library, options, context)
        status = backups.status(library)
        document = {"settings": _settings_document(status.settings), "places": _places(status)}
        answer(context, document, lambda: _status_text(status))
    return 0


def _make(library: "Library", options: Namespace, context: Context) -> int:
    from newsroom.desk.backups import make_backup

    line = ProgressLine()
    with ended_by_interrupt() as token:
        try:
            to = Path(options.to).absolute() if options.to is not None else None
            report = make_backup(
                library, to=to, tell=lambda progress: line.show(progress_words(progress)), token=token
            )
        except CancelledError:
            line.clear()
            write_error("newsroom: stopped; no backup was made.")
            return 1
    line.clear()
    document = {"made": [_backup_document(one) for one in report.made], "problems": list(report.problems)}
    answer(context, document, lambda: _report_text(report))
    for words in report.problems:
        write_error(f"newsroom: {words}")
    return 0 if report.made else 1


def progress_words(progress: "CareProgress") -> str:
    """One line for a terminal."""
    return progress.doing if progress.share is None else f"{progress.doing}: {100 * progress.share:.0f} %"


def _changes(options: Namespace) -> dict[str, Any]:
    changes: dict[str, Any] = {
        f"n_{name}": getattr(options, name) for name in _COUNTS if getattr(options, name) is not None
    }
    if options.is_on is not None:
        changes["is_on"] = options.is_on
    if options.second_place is not None:
        changes["second_place"] = str(Path(options.second_place).absolute()) if options.second_place else None
    return changes


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= _MOST:
        raise ArgumentTypeError(f"a number from 0 to {_MOST}")
    return int(text)


def _places(status: "BackupStatus") -> list[dict[str, Any]]:
    return [
        {
            "folder": str(place.folder),
            "second": place.is_second,
            "problem": place.problem or None,
            "backups": [_backup_document(one) for one in place.backups],
        }
        for place in status.places
    ]


def _settings_document(settings: "BackupSettings") -> dict[str, Any]:
    return {
        "on": settings.is_on,
        "second_place": settings.second_place,
        **{name: getattr(settings, f"n_{name}") for name in _COUNTS},
    }


def _backup_document(backup: "Backup") -> dict[str, Any]:
    from newsroom.domain.times import to_rfc3339

    return {
        "name": backup.id,
        "path": str(backup.folder),
        "made_at": to_rfc3339(backup.made_at),
        "articles": backup.n_articles,
        "pictures": backup.n_pictures,
        "bytes": backup.n_bytes,
    }


def _report_text(report: "BackupReport") -> str:
    if not report.made:
        return "No backup was made."
    return "\n".join(
        f"Backed up {_articles(one.n_articles)} and {_pictures(one.n_pictures)} to {one.folder}. It was verified."
        for one in report.made
    )


def _status_text(status: "BackupStatus") -> str:
    from newsroom.desk.backup_place import in_bytes
    from newsroom.domain.times import to_rfc3339

    settings = status.settings
    often = "every hour in which something was changed" if settings.is_on else "off"
    lines = [
        f"By itself in the window: {often}.",
        f"Kept: {settings.n_hourly} hourly, {settings.n_daily} daily, {settings.n_weekly} weekly.",
    ]
    for place in status.places:
        lines += ["", f"{place.folder}{' (second place)' if place.is_second else ''}"]
        if place.problem:
            lines.append(f"  {place.problem}")
        lines += [
            f"  {one.id}  {to_rfc3339(one.made_at)}  {_articles(one.n_articles)}, {in_bytes(one.n_bytes)}"
            for one in place.backups
        ] or ["  None yet."]
    return "\n".join(lines)


def _articles(n: int) -> str:
    return "1 article" if n == 1 else f"{n:,} articles"


def _pictures(n: int) -> str:
    return "1 picture" if n == 1 else f"{n:,} pictures"


COMMANDS = {"backup": (make_backup_parser, run_backup)}
