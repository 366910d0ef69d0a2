"""``import``: brings in files."""

from argparse import Namespace
from pathlib import Path

from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser
from newsroom.cli.readable import nothing_arrived, report_text
from newsroom.cli.streams import write_error
from newsroom.desk.kinds import SourceKind

_EXAMPLES = """\
Text becomes a draft, as when it is pasted as an article. Markdown with a date in its
front matter, and no draft: true, is published. A file that was imported before is
brought up to date, unless the article was edited since: then it is left alone and named.

examples:
  newsroom import story.txt
  newsroom import *.md --dry-run
  newsroom import wire.dat --from text --json"""


def make_import_parser() -> Parser:
    parser = Parser("import", "Brings in text and Markdown files.", _EXAMPLES)
    parser.add_argument("sources", nargs="+", metavar="FILE", help="what to bring in")
    parser.add_argument(
        "--from",
        dest="kind",
        choices=[kind.value for kind in SourceKind],
        help="what the files are; found out from each one unless said",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    return parser


def run_import(options: Namespace, context: Context) -> int:
    from newsroom.desk.importing import import_sources, report_document

    kind = SourceKind(options.kind) if options.kind else None
    paths = [Path(source) for source in options.sources]
    with opened(context) as library:
        report = import_sources(library, paths, kind=kind, dry_run=options.dry_run, by=BY)
        document = report_document(library, report)
    answer(context, document, lambda: report_text(document, dry_run=options.dry_run))
    if report.arrived:
        return 0
    write_error(f"newsroom: {nothing_arrived(document)}")
    return 1


COMMANDS = {"import": (make_import_parser, run_import)}
