"""``set``: writes fields of an article, all or none."""

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.assignments import read_assignments
from newsroom.cli.context import BY, Context, answer_article, opened
from newsroom.cli.parsing import Parser, read_standard_input

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_EXAMPLES = """\
Fields are those of show, dotted where they have parts. Lists and objects are JSON.
FIELD=@FILE reads the value from a file, FIELD=@- from standard input; for a value
that begins with @, write @@. An empty value empties the field.

examples:
  newsroom set 12 headline="Talks resume" label=Analysis section=World
  newsroom set 12 dateline.place=PARIS dateline.date="Nov 27"
  newsroom set 12 body=@text.md
  newsroom set 12 picture.file=boat.jpg picture.alt="A boat at dawn"
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
        id = find_article(library, options.id).id
        article = set_fields(library, id, _with_picture(library, changes), by=BY)
        answer_article(context, library, article)
    return 0


def _with_picture(library: "Library", changes: dict[str, Any]) -> dict[str, Any]:
    """A picture may be named by a file of this machine: it is taken into the library first."""
    picture = changes.get("picture")
    whole = picture if isinstance(picture, dict) else {}
    if file := _taken(library, whole.get("file")):
        changes = changes | {"picture": whole | {"file": file}}
    if file := _taken(library, changes.get("picture.file")):
        changes = changes | {"picture.file": file}
    return changes


def _taken(library: "Library", name: object) -> str | None:
    """Its name in the library; None for what is no file here."""
    from newsroom.desk.media import add_picture

    if not isinstance(name, str) or not name or not os.path.isfile(name):
        return None
    return add_picture(library, Path(name)).file


COMMANDS = {"set": (make_set_parser, run_set)}
