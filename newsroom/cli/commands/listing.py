"""``list`` and ``search``: rows of articles, by filters and by the language of the search line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.query_words import LANGUAGE_HELP, asked_of
from newsroom.cli.readable import list_text
from newsroom.cli.streams import write_error
from newsroom.domain.article import State
from newsroom.domain.query import ListQuery, Order

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.asked import Asked, Marked
    from newsroom.domain.listing import ArticleRow

DEFAULT_LIMIT = 50
_PAGE = 500
_ORDERS = [order.value for order in Order if order is not Order.BEST]
_LIST_EXAMPLES = f"""\
{LANGUAGE_HELP}

examples:
  newsroom list
  newsroom list --state draft --section "Middle East"
  newsroom list tag:Jordan -is:untagged after:2021 --sort updated
  newsroom list --tag "Jordan (person)" --limit 10 --json"""
_SEARCH_EXAMPLES = f"""\
{LANGUAGE_HELP}

examples:
  newsroom search harbour strike
  newsroom search harbour -strike --limit 10
  newsroom search '"harbour strike"' --best
  newsroom search harbour OR quay tag:"Middle East" before:2021-03"""


def make_list_parser() -> Parser:
    parser = Parser("list", "Lists articles, newest first.", _LIST_EXAMPLES, free_words=True)
    parser.usage = "newsroom list [QUERY ...] [options]"
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
    parser.add_argument(
        "--sort", choices=_ORDERS, default=Order.NEWEST.value, metavar="ORDER", help=", ".join(_ORDERS)
    )
    parser.add_limit(DEFAULT_LIMIT, " rows")
    return parser


def make_search_parser() -> Parser:
    parser = Parser("search", "Searches headlines, ledes and texts.", _SEARCH_EXAMPLES, free_words=True)
    parser.usage = "newsroom search QUERY ... [--best] [--limit N] [--json] [--library PATH]"
    parser.add_argument("--best", action="store_true", help="the best match first, instead of the newest")
    parser.add_limit(DEFAULT_LIMIT, " rows")
    return parser


def run_list(options: Namespace, context: Context) -> int:
    from newsroom.desk.finding import narrowed

    with opened(context) as library:
        asked = asked_of(library, options.words, Order(options.sort))
        query = narrowed(asked.query, _list_query(library, options))
        _answer_rows(library, query, options.limit, context)
    return 0


def run_search(options: Namespace, context: Context) -> int:
    if not " ".join(options.words).strip():
        raise UsageError("search: say what to look for. See: newsroom search --help")
    with opened(context) as library:
        asked = asked_of(library, options.words, Order.BEST if options.best else Order.NEWEST)
        _answer_rows(library, asked.query, options.limit, context, asked)
    return 0


def _list_query(library: "Library", options: Namespace) -> ListQuery:
    from newsroom.desk.finding import find_section, find_series, find_tag

    return ListQuery(
        states=frozenset(State(state) for state in options.state or ()),
        section_id=find_section(library, options.section).id if options.section is not None else None,
        series_id=find_series(library, options.series).id if options.series is not None else None,
        tag_id=find_tag(library, options.tag).id if options.tag is not None else None,
        trashed=options.trashed,
    )


def _answer_rows(
    library: "Library", query: ListQuery, limit: int, context: Context, asked: "Asked | None" = None
) -> None:
    from newsroom.desk.browsing import count_articles, list_articles
    from newsroom.desk.showing import row_document

    found: list[ArticleRow] = []
    before = None
    note = ""
    while len(found) < limit:
        page = list_articles(library, query, before=before, limit=min(_PAGE, limit - len(found)))
        found += page.rows
        note = page.note or note
        if not page.more or not page.rows:
            break
        before = page.rows[-1].key
    total = max(count_articles(library, query), len(found))
    rows = [row_document(row) for row in found]
    if asked is not None and not context.as_json:
        rows = [
            row | {"excerpt": text} for row, text in zip(rows, _excerpts(library, query, found), strict=True)
        ]
    answer(context, {"total": total, "articles": rows}, lambda: list_text(rows, total))
    if note:
        write_error(note)
    if asked is not None and not total and not context.as_json:
        _explain(library, asked)


def _excerpts(library: "Library", query: ListQuery, found: "list[ArticleRow]") -> list[str]:
    """Of each row, the piece of its text where the words are, with ``*`` around them."""
    from newsroom.desk.finding import snippets

    shown = snippets(library, query, found)
    pieces = []
    for row in found:
        snippet = shown.get(row.id)
        marked = None if snippet is None else snippet.body or snippet.lede
        pieces.append("" if marked is None else _starred(marked))
    return pieces


def _starred(marked: "Marked") -> str:
    text, place = "", 0
    for start, end in marked.marks:
        text += f"{marked.text[place:start]}*{marked.text[start:end]}*"
        place = end
    before, after = "… " if marked.is_cut_before else "", " …" if marked.is_cut_after else ""
    return f"{before}{text}{marked.text[place:]}{after}"


def _explain(library: "Library", asked: "Asked") -> None:
    from newsroom.desk.finding import explain_empty

    emptiness = explain_empty(library, asked)
    for reason in emptiness.reasons:
        write_error(reason)
    for way in emptiness.ways_out:
        write_error(f"{way.count} with: {way.text}")


COMMANDS = {"list": (make_list_parser, run_list), "search": (make_search_parser, run_search)}
