"""``list`` and ``search``: rows of articles."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError, positive
from newsroom.cli.readable import list_text
from newsroom.cli.streams import write_error
from newsroom.domain.article import State
from newsroom.domain.query import ListQuery, Match, Order

if TYPE_CHECKING:
    from newsroom.desk.library import Library

DEFAULT_LIMIT = 50
_PAGE = 500
_LIST_EXAMPLES = """\
examples:
  newsroom list
  newsroom list --state draft --section "Middle East"
  newsroom list --tag "Jordan (person)" --limit 10 --json"""
_SEARCH_EXAMPLES = """\
A word with - in front must not occur; words in double quotes stand side by side.

examples:
  newsroom search harbour strike
  newsroom search harbour -strike --limit 10
  newsroom search '"harbour strike"' --best"""


def make_list_parser() -> Parser:
    parser = Parser("list", "Lists articles, newest first.", _LIST_EXAMPLES)
    parser.add_argument(
        "--state",
        action="append",
        metavar="STATE",
        choices=[state.value for state in State],
        help="only those in this state; may be given again: " + ", ".join(state.value for state in State),
    )
    parser.add_argument("--section", metavar="NAME", help="only those of this section")
    parser.add_argument("--series", metavar="NAME", help="only those of this series")
    parser.add_argument("--tag", metavar="NAME", help="only those with this tag; an alias will do")
    parser.add_argument("--trashed", action="store_true", help="those in the trash instead")
    _add_limit(parser)
    return parser


def make_search_parser() -> Parser:
    parser = Parser("search", "Searches headlines, ledes and texts.", _SEARCH_EXAMPLES, free_words=True)
    parser.usage = "newsroom search WORD [WORD ...] [--best] [--limit N] [--json] [--library PATH]"
    parser.add_argument("--best", action="store_true", help="the best match first, instead of the newest")
    _add_limit(parser)
    return parser


def run_list(options: Namespace, context: Context) -> int:
    with opened(context) as library:
        query = _list_query(library, options)
        _answer_rows(library, query, options.limit, context)
    return 0


def run_search(options: Namespace, context: Context) -> int:
    words = " ".join(options.words).strip()
    if not words:
        raise UsageError("search: say what to look for. See: newsroom search --help")
    order = Order.BEST if options.best else Order.NEWEST
    with opened(context) as library:
        _answer_rows(
            library, ListQuery(words=words, match=Match.FULL_TEXT, order=order), options.limit, context
        )
    return 0


def _add_limit(parser: Parser) -> None:
    parser.add_argument(
        "--limit",
        type=positive,
        default=DEFAULT_LIMIT,
        metavar="N",
        help=f"at most N rows; {DEFAULT_LIMIT} unless said",
    )


def _list_query(library: "Library", options: Namespace) -> ListQuery:
    from newsroom.desk.finding import find_section, find_series, find_tag

    return ListQuery(
        states=frozenset(State(state) for state in options.state or ()),
        section_id=find_section(library, options.section).id if options.section is not None else None,
        series_id=find_series(library, options.series).id if options.series is not None else None,
        tag_id=find_tag(library, options.tag).id if options.tag is not None else None,
        trashed=options.trashed,
    )


def _answer_rows(library: "Library", query: ListQuery, limit: int, context: Context) -> None:
    from newsroom.desk.browsing import count_articles, list_articles
    from newsroom.desk.showing import row_document

    rows: list[dict[str, Any]] = []
    before = None
    note = ""
    while len(rows) < limit:
        page = list_articles(library, query, before=before, limit=min(_PAGE, limit - len(rows)))
        rows += [row_document(row) for row in page.rows]
        note = page.note or note
        if not page.more or not page.rows:
            break
        before = page.rows[-1].key
    total = max(count_articles(library, query), len(rows))
    answer(context, {"total": total, "articles": rows}, lambda: list_text(rows, total))
    if note:
        write_error(note)


COMMANDS = {"list": (make_list_parser, run_list), "search": (make_search_parser, run_search)}
