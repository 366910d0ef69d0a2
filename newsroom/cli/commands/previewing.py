"""``preview``: the page as readers will get it, byte for byte."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.streams import write_bytes, write_error
from newsroom.cli.time_limit import time_limit
from newsroom.domain.times import from_rfc3339, now

_LIMIT_S = 60
_EXAMPLES = """\
The page holds everything it needs, pictures too. The same article, settings and
time always give the same bytes.

examples:
  newsroom preview 12 --out page.html
  newsroom preview 12 --out - --at 2026-03-01T10:00:00Z > page.html"""


def make_preview_parser() -> Parser:
    parser = Parser("preview", "Writes an article's page as readers will get it.", _EXAMPLES)
    parser.add_argument("id", metavar="ID", help="id, uid, address or short code")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help="the file to write; - for standard output"
    )
    parser.add_argument(
        "--at",
        metavar="TIME",
        help="the moment the page is made for, as 2026-03-01T10:00:00Z; now unless said",
    )
    return parser


def run_preview(options: Namespace, context: Context) -> int:
    at = _moment(options.at)
    if options.out == "-" and context.as_json:
        raise UsageError("preview: --json and --out - would both write on standard output. Choose one")
    from newsroom.desk.articles import find_article
    from newsroom.desk.pages import page_model, page_of, write_page

    with opened(context) as library:
        article_id = find_article(library, options.id).id
        with time_limit(_LIMIT_S, "Making the page"):
            model = page_model(library, article_id, at=at)
            page = page_of(model)
    for trouble in model.troubles:
        write_error(trouble)
    if options.out == "-":
        write_bytes(page)
        return 0
    path = Path(options.out)
    write_page(path, page)
    document = {"id": article_id, "out": str(path.absolute()), "bytes": len(page)}
    answer(context, document, lambda: f"Wrote {path}, {len(page)} bytes.")
    return 0


def _moment(text: str | None) -> datetime:
    if text is None:
        return now()
    try:
        return from_rfc3339(text)
    except (ValueError, OverflowError):
        raise UsageError(f"preview: “{text}” is not a time like 2026-03-01T10:00:00Z") from None


COMMANDS = {"preview": (make_preview_parser, run_preview)}
