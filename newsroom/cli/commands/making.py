"""``new``: makes a library."""

from argparse import Namespace
from pathlib import Path

from newsroom.cli.context import Context, answer, quoted
from newsroom.cli.parsing import Parser, UsageError

_EXAMPLES = """\
examples:
  newsroom new ~/desk
  newsroom new ~/desk --sample"""


def make_new_parser() -> Parser:
    parser = Parser(
        "new", "Makes a library: a folder with one newsroom's articles, pictures and settings.", _EXAMPLES
    )
    parser.add_argument("path", metavar="PATH", help="the folder to make; it must be empty or not there yet")
    parser.add_argument("--sample", action="store_true", help="fill it with the sample newsroom")
    return parser


def run_new(options: Namespace, context: Context) -> int:
    from newsroom.desk.browsing import overview
    from newsroom.desk.creating import create_library

    if not options.path:
        raise UsageError("new: say which folder to make. See: newsroom new --help")
    path = Path(options.path)
    library = create_library(path, sample=options.sample)
    try:
        total = overview(library).total
    finally:
        library.close()
    document = {"path": str(path.absolute()), "articles": total}
    answer(
        context, document, lambda: f"Made a library at {path} with {_articles(total)}.\n{_next_step(path)}"
    )
    return 0


def _articles(n: int) -> str:
    return {0: "no articles yet", 1: "1 article"}.get(n, f"{n} articles")


def _next_step(path: Path) -> str:
    return f"To open it, type: newsroom --library {quoted(path)}"


COMMANDS = {"new": (make_new_parser, run_new)}
