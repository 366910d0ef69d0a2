"""``set``: writes fields of an article, all or none."""

from argparse import Namespace

from newsroom.cli.assignments import read_assignments
from newsroom.cli.context import BY, Context, answer_article, opened
from newsroom.cli.parsing import Parser, read_standard_input

_EXAMPLES = """\
Fields are those of show, dotted where they have parts. Lists and objects are JSON.
FIELD=@FILE reads the value from a file, FIELD=@- from standard input; for a value
that begins with @, write @@. An empty value empties the field.

examples:
  newsroom set 12 headline="Talks resume" label=Analysis section=World
  newsroom set 12 dateline.place=PARIS dateline.date="Nov 27"
  newsroom set 12 body=@text.md
  newsroom set 12 'bylines=[{"name": "Ana Ruiz", "role": "reporting"}]'
  newsroom set 12 'tags=["Harbour", "Jordan (person)"]'"""


def make_set_parser() -> Parser:
    parser = Parser(
        "set", "Sets fields of an article. If one value is not valid, nothing changes.", _EXAMPLES
    )
    parser.add_argument("id", metavar="ID", help="id, uid, address or short code")
    parser.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="a field and its new value")
    return parser


def run_set(options: Namespace, context: Context) -> int:
    changes = read_assignments(options.fields, read_standard_input)
    from newsroom.desk.articles import find_article, set_fields

    with opened(context) as library:
        article = set_fields(library, find_article(library, options.id).id, changes, by=BY)
        answer_article(context, library, article)
    return 0


COMMANDS = {"set": (make_set_parser, run_set)}
