"""``export``: the library, or what a search finds, as a folder of files."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser
from newsroom.cli.progress import ProgressLine, ended_by_interrupt, how_far
from newsroom.cli.streams import write_error
from newsroom.domain.cancel import CancelledError
from newsroom.domain.errors import RefusedError

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.query import ListQuery

_KINDS = ("markdown", "jsonl")
_EXAMPLES = """\
Writes all articles, those in the trash too, with pictures, revisions and what they are
sorted under; with words, those that the search finds. The folder must be new, empty, or
an earlier export, which is replaced. newsroom import brings it back.

examples:
  newsroom export --to markdown --out ~/archive
  newsroom export --to jsonl --out ~/archive tag:harbour after:2020"""


def make_export_parser() -> Parser:
    parser = Parser("export", "Writes the library as a folder of files.", _EXAMPLES, free_words=True)
    parser.usage = "newsroom export --to {markdown,jsonl} --out DIR [QUERY ...] [--json] [--library PATH]"
    parser.add_argument("--to", required=True, choices=_KINDS, help="the form: Markdown files, or JSON Lines")
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder to write")
    return parser


def run_export(options: Namespace, context: Context) -> int:
    from newsroom.desk.exporting import ExportKind, export_library

    line = ProgressLine()
    with opened(context) as library, ended_by_interrupt() as token:
        query = _query(library, " ".join(options.words).strip())
        try:
            report = export_library(
                library,
                Path(options.out),
                to=ExportKind(options.to),
                query=query,
                progress=lambda one: line.show(how_far(one.n_done, one.n_total, one.per_second, one.left_s)),
                token=token,
            )
        except CancelledError:
            line.clear()
            write_error("newsroom: stopped; nothing was written.")
            return 1
        line.clear()
    document = {
        "out": str(report.folder),
        "to": report.kind.value,
        "articles": report.n_articles,
        "pictures": report.n_pictures,
        "notes": list(report.notes),
    }
    words = "1 article" if report.n_articles == 1 else f"{report.n_articles} articles"
    answer(context, document, lambda: "\n".join((f"Wrote {words} to {report.folder}.", *report.notes)))
    return 0


def _query(library: "Library", text: str) -> "ListQuery | None":
    """What the line asks; None for all. Raises ``RefusedError`` with what is mistaken in it."""
    if not text:
        return None
    from newsroom.desk.finding import parse_query

    asked = parse_query(library, text)
    if asked.mistakes:
        raise RefusedError(f"{asked.mistakes[0].text} Nothing was written.")
    return asked.query


COMMANDS = {"export": (make_export_parser, run_export)}
