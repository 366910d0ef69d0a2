"""``restore-library``: a new library from a backup, beside the old one."""

from argparse import Namespace
from pathlib import Path

from newsroom.cli.commands.backup import progress_words
from newsroom.cli.context import Context, answer
from newsroom.cli.parsing import Parser
from newsroom.cli.progress import ProgressLine, ended_by_interrupt
from newsroom.cli.streams import write_error
from newsroom.domain.cancel import CancelledError
from newsroom.domain.times import to_rfc3339

_EXAMPLES = """\
BACKUP is the folder of one, its database file, or its name as “newsroom backup --list”
prints it. The new library goes into a new or empty folder; nothing is ever overwritten.

examples:
  newsroom restore-library 2026-03-01T09-00-00Z --to ~/desk-restored
  newsroom restore-library /media/stick/desk-1a2b3c4d/2026-03-01T09-00-00Z --to ~/desk"""


def make_restore_parser() -> Parser:
    parser = Parser("restore-library", "Makes a new library from a backup.", _EXAMPLES)
    parser.add_argument("backup", metavar="BACKUP", help="which one")
    parser.add_argument("--to", required=True, metavar="PATH", help="the new library's folder")
    return parser


def run_restore(options: Namespace, context: Context) -> int:
    from newsroom.desk.library import default_library_path
    from newsroom.desk.restoring import find_backup, restore_library

    backup = find_backup(options.backup, context.library_path or default_library_path())
    line = ProgressLine()
    with ended_by_interrupt() as token:
        try:
            restored = restore_library(
                backup,
                Path(options.to),
                tell=lambda progress: line.show(progress_words(progress)),
                token=token,
            )
        except CancelledError:
            line.clear()
            write_error("newsroom: stopped; nothing was restored.")
            return 1
    line.clear()
    document = {
        "path": str(restored.path),
        "made_at": to_rfc3339(restored.made_at) if restored.made_at else None,
        "articles": restored.n_articles,
        "missing": list(restored.missing),
    }
    lines = [f"Restored {restored.n_articles:,} articles to {restored.path}."]
    lines += [f"The picture {name} is not in the backup, or not whole." for name in restored.missing]
    answer(context, document, lambda: "\n".join(lines))
    return 0


COMMANDS = {"restore-library": (make_restore_parser, run_restore)}
