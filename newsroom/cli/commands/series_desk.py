"""``series``: besides ``series ID +NAME``, the desk of series: lists, order, merging, gaps."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.act_answers import answer_outcome, answer_preview, show_progress
from newsroom.cli.commands.placing import make_series_parser, run_series
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.streams import one_line
from newsroom.domain.times import to_rfc3339

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.ids import SeriesId
    from newsroom.domain.ordering import SeriesRow

_SORTS = {"last-told": "last_use", "count": "count", "name": "name"}


def make_parser() -> Parser:
    return Family(
        "series",
        "Puts an article into series and takes it out; lists series, and puts them in order.",
        {
            "list": (_list_parser, run_list),
            "members": (_named("members", "Lists the articles of a series, in its order."), run_members),
            "gaps": (
                _named("gaps", "Parts that are missing, long silences, members that nobody sees."),
                run_gaps,
            ),
            "move": (_move_parser, run_move),
            "by-date": (_named("by-date", "Orders a series by date; places given by hand go."), run_by_date),
            "merge": (_merge_parser, run_merge),
            "rename": (_rename_parser, run_rename),
            "close": (_named("close", "The story has ended."), run_close),
            "reopen": (_named("reopen", "The story goes on."), run_reopen),
            "edit": (_edit_parser, run_edit),
            "delete": (_named("delete", "Deletes a series without articles."), run_delete),
        },
        (make_series_parser, run_series),
        is_usual=_names_an_article,
    )


def _names_an_article(words: Sequence[str]) -> bool:
    """A short code could be spelt like an act: what follows an article begins with ``+`` or ``-``."""
    rest = [word for word in words if not word.startswith("--")]
    return len(rest) > 1 and all(word[:1] in "+-" for word in rest[1:])


def _list_parser() -> Parser:
    parser = Parser(
        "series list",
        "Lists series, those told last first; with TEXT, those with such a word.",
        free_words=True,
    )
    parser.usage = "newsroom series list [TEXT] [--sort ORDER] [--closed | --open] [--limit N] [--json]"
    parser.add_argument("--sort", choices=list(_SORTS), default="last-told", help="last-told, count or name")
    parser.add_argument("--closed", action="store_true", help="only those that are closed")
    parser.add_argument("--open", action="store_true", help="only those that are not")
    parser.add_limit(50)
    return parser


def _named(act: str, description: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"series {act}", description)
        parser.add_argument("series", metavar="SERIES", help="its name or the end of its address")
        return parser

    return make


def _move_parser() -> Parser:
    parser = Parser("series move", "Gives articles another place in a series, in this order.")
    parser.add_argument("series", metavar="SERIES")
    parser.add_argument("articles", nargs="+", metavar="ID")
    parser.add_argument(
        "--before", metavar="ID", help="the article that follows them; without it, they are the last"
    )
    return parser


def _merge_parser() -> Parser:
    parser = Parser("series merge", "Merges series into the last one named.")
    parser.add_argument("series", nargs="+", metavar="SERIES", help="the series, and last the one that stays")
    parser.add_argument(
        "--elsewhere", type=int, metavar="N", help="so many earlier articles elsewhere; else the sum"
    )
    parser.add_dry_run()
    return parser


def _rename_parser() -> Parser:
    parser = Parser("series rename", "Gives a series another name; its old address still leads to it.")
    parser.add_argument("series", metavar="SERIES")
    parser.add_argument("name", metavar="NEW")
    return parser


def _edit_parser() -> Parser:
    parser = Parser("series edit", "Sets what a series says of itself.")
    parser.add_argument("series", metavar="SERIES")
    parser.add_argument("--description", metavar="TEXT")
    parser.add_argument(
        "--elsewhere", type=int, metavar="N", help="articles of it that this library does not have"
    )
    parser.add_argument("--picture", metavar="FILE", help="a picture of this machine; empty takes it away")
    return parser


def run_list(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import list_series
    from newsroom.domain.ordering import Shown, Sort

    if options.closed and options.open:
        raise UsageError("series list: say --closed or --open, not both.")
    shown = Shown.RETIRED if options.closed else Shown.ACTIVE if options.open else Shown.ALL
    with opened(context) as library:
        page = list_series(
            library,
            " ".join(options.words),
            shown=shown,
            sort=Sort(_SORTS[options.sort]),
            limit=options.limit,
        )
    rows = [series_document(row) for row in page.rows]
    answer(
        context,
        {"series": rows, "more": page.next is not None},
        lambda: _list_text(rows, page.next is not None),
    )
    return 0


def run_members(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import list_members
    from newsroom.desk.showing import row_document

    with opened(context) as library:
        id = _series(library, options.series)
        members: list[dict[str, Any]] = []
        after = None
        while True:
            page = list_members(library, id, after=after, limit=500)
            members += [
                row_document(one.article)
                | {"position": one.position, "public": one.is_public, "by_hand": one.by_hand}
                for one in page.members
            ]
            if page.next is None:
                break
            after = page.next
    answer(context, {"members": members}, lambda: "\n".join(map(_member_line, members)) or "No articles.")
    return 0


def run_gaps(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import find_gaps

    with opened(context) as library:
        gaps = find_gaps(library, _series(library, options.series))
    documents = [
        {"kind": gap.kind.value, "words": gap.words, "articles": [row.id for row in gap.articles]}
        for gap in gaps
    ]
    answer(context, {"gaps": documents}, lambda: "\n".join(map(_gap_line, documents)) or "No gaps.")
    return 0


def run_move(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import find_article
    from newsroom.desk.series_desk import move_members

    with opened(context) as library:
        ids = [find_article(library, ref).id for ref in options.articles]
        before = find_article(library, options.before).id if options.before else None
        series = _series(library, options.series)
        answer_outcome(context, move_members(library, series, ids, before=before, by=BY))
    return 0


def run_by_date(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import order_by_date

    with opened(context) as library:
        answer_outcome(context, order_by_date(library, _series(library, options.series), by=BY))
    return 0


def run_merge(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import merge_series, preview_series_merge

    if len(options.series) < 2:
        raise UsageError("series merge: name two series or more, the one that stays last.")
    with opened(context) as library:
        *sources, target = [_series(library, name) for name in options.series]
        if options.dry_run:
            answer_preview(context, preview_series_merge(library, sources, target))
        else:
            outcome = merge_series(
                library,
                sources,
                target,
                earlier_elsewhere=options.elsewhere,
                by=BY,
                progress=show_progress(),
            )
            answer_outcome(context, outcome)
    return 0


def run_rename(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import rename_series

    with opened(context) as library:
        answer_outcome(context, rename_series(library, _series(library, options.series), options.name, by=BY))
    return 0


def run_close(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import close_series

    with opened(context) as library:
        answer_outcome(context, close_series(library, _series(library, options.series), by=BY))
    return 0


def run_reopen(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import reopen_series

    with opened(context) as library:
        answer_outcome(context, reopen_series(library, _series(library, options.series), by=BY))
    return 0


def run_edit(options: Namespace, context: Context) -> int:
    from pathlib import Path

    from newsroom.desk.media import add_picture
    from newsroom.desk.series_desk import KEEP, edit_series
    from newsroom.domain.article import Picture

    with opened(context) as library:
        id = _series(library, options.series)
        picture: Any = KEEP
        if options.picture is not None:
            picture = Picture(add_picture(library, Path(options.picture)).file) if options.picture else None
        outcome = edit_series(
            library,
            id,
            description=options.description,
            picture=picture,
            earlier_elsewhere=options.elsewhere,
            by=BY,
        )
        answer_outcome(context, outcome)
    return 0


def run_delete(options: Namespace, context: Context) -> int:
    from newsroom.desk.series_desk import delete_series

    with opened(context) as library:
        answer_outcome(context, delete_series(library, _series(library, options.series), by=BY))
    return 0


def series_document(row: "SeriesRow") -> dict[str, Any]:
    return {
        "id": row.series.id,
        "name": row.series.name,
        "slug": row.series.slug,
        "count": row.series.count,
        "earlier_elsewhere": row.series.earlier_elsewhere,
        "articles": row.n_articles,
        "published": row.series.n_published,
        "description": row.series.description,
        "picture": row.picture.file if row.picture else None,
        "last_told_at": to_rfc3339(row.last_told_at) if row.last_told_at else None,
        "closed_at": to_rfc3339(row.closed_at) if row.closed_at else None,
    }


def _series(library: "Library", name: str) -> "SeriesId":
    from newsroom.desk.finding import find_series

    return find_series(library, name).id


def _list_text(rows: Sequence[dict[str, Any]], more: bool) -> str:
    if not rows:
        return "No series."
    lines = [
        f"{row['count']:>7,}  {one_line(row['name'])}{', closed' if row['closed_at'] else ''}" for row in rows
    ]
    return "\n".join([*lines, "There are more: say --limit N."] if more else lines)


def _member_line(row: dict[str, Any]) -> str:
    marks = ", by hand" if row["by_hand"] else ""
    state = "" if row["public"] else f" ({row['state'].replace('_', ' ')})"
    return f"{row['position']:>6}  {row['id']}  {one_line(row['headline']) or '(no headline)'}{state}{marks}"


def _gap_line(gap: dict[str, Any]) -> str:
    ids = f" ({', '.join(map(str, gap['articles']))})" if gap["articles"] else ""
    return f"{one_line(gap['words'])}{ids}"


COMMANDS = {"series": (make_parser, run_family)}
