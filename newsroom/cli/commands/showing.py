"""``show``: the whole article."""

from argparse import Namespace

from newsroom.cli.context import Context, answer_article, opened
from newsroom.cli.parsing import Parser

_EXAMPLES = """\
examples:
  newsroom show 12
  newsroom show /world/talks-resume --json"""


def make_show_parser() -> Parser:
    parser = Parser("show", "Shows an article: its fields, its place and its text.", _EXAMPLES)
    parser.add_argument("id", metavar="ID", help="id, uid, address or short code")
    return parser


def run_show(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import find_article

    with opened(context) as library:
        answer_article(context, library, find_article(library, options.id))
    return 0


COMMANDS = {"show": (make_show_parser, run_show)}
