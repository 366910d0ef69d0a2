"""``history``, ``diff``, ``restore``: what an article was, what changed, and the way back."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import BY, Context, answer, answer_article, opened
from newsroom.cli.parsing import Parser, UsageError

if TYPE_CHECKING:
    from newsroom.domain.article import RevisionRow
    from newsroom.domain.histories import Comparison, FieldDifference
    from newsroom.domain.text_diff import Piece

_HISTORY = """\
Revisions are numbered within the article; “saved” ones are of single minutes, and
grow fewer as they grow older. All others are kept for good.

examples:
  newsroom history 12
  newsroom history 12 --limit 1000 --json
  newsroom history 12 --keep "Before the lawyers"
"""
_DIFF = """\
REV is a number of the history, or “now”. In the text, [-words-] are gone and
{+words+} are new.

examples:
  newsroom diff 12 4 7
  newsroom diff 12 7 now --json"""
_RESTORE = """\
What the article was until now is kept, and the restored one is a revision, too.
What readers see changes when it is published.

examples:
  newsroom restore 12 4
  newsroom restore 12 4 --field lede --field tags
  newsroom restore 12 9 --merge"""
_NOW = "now"
_ID_HELP = "id, uid, address or short code"


def make_history_parser() -> Parser:
    parser = Parser("history", "Lists the revisions of an article, the newest first.", _HISTORY)
    parser.add_argument("id", metavar="ID", help=_ID_HELP)
    parser.add_limit(100)
    parser.add_argument("--before", type=int, metavar="REV", help="only those older than this one")
    parser.add_argument("--keep", metavar="NAME", help="first keep the article as it is now, under a name")
    return parser


def run_history(options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import find_article
    from newsroom.desk.history import amounts, keep_state, list_history

    with opened(context) as library:
        id = find_article(library, options.id).id
        if options.keep is not None:
            keep_state(library, id, options.keep, by=BY)
        page = list_history(library, id, before=options.before, limit=options.limit)
        n = len(page.rows)
        changes = amounts(library, id, page.rows[0].number, limit=n) if n else {}
        rows = []
        for row in page.rows:
            amount = changes.get(row.number)
            rows.append(
                {
                    **_row(row),
                    "is_public": row.number == page.public,
                    "words_new": amount.n_new if amount else 0,
                    "words_gone": amount.n_gone if amount else 0,
                    "fields": list(amount.fields) if amount else [],
                }
            )
        answer(context, {"id": id, "revisions": rows, "before": page.before}, lambda: _listed(rows))
    return 0


def make_diff_parser() -> Parser:
    parser = Parser("diff", "Compares two revisions of an article word by word.", _DIFF)
    parser.add_argument("id", metavar="ID", help=_ID_HELP)
    parser.add_argument("old", metavar="REV", help="a revision's number, or now")
    parser.add_argument("new", metavar="REV", help="a revision's number, or now")
    return parser


def run_diff(options: Namespace, context: Context) -> int:
    old, new = _number(options.old), _number(options.new)
    from newsroom.desk.articles import find_article
    from newsroom.desk.history import compare_states

    with opened(context) as library:
        id = find_article(library, options.id).id
        found = compare_states(library, id, old, new)
        document = {
            "id": id,
            "old": found.old or _NOW,
            "new": found.new or _NOW,
            "words_new": found.n_new,
            "words_gone": found.n_gone,
            "fields": [_field(field) for field in found.fields if not field.is_same],
        }
        answer(context, document, lambda: _compared(found))
    return 0


def make_restore_parser() -> Parser:
    parser = Parser("restore", "Makes an article what it was in a revision.", _RESTORE)
    parser.add_argument("id", metavar="ID", help=_ID_HELP)
    parser.add_argument("number", metavar="REV", help="a revision's number")
    parser.add_argument(
        "--field", action="append", metavar="NAME", help="only this field, as in show; may be repeated"
    )
    parser.add_argument(
        "--merge",
        action="store_true",
        help="of a conflict: take what the other one changed, where it does not touch what stands here",
    )
    return parser


def run_restore(options: Namespace, context: Context) -> int:
    number = _number(options.number)
    if options.merge and options.field:
        raise UsageError("--merge takes whole articles: leave out --field.")
    from newsroom.desk.articles import find_article
    from newsroom.desk.history import WHOLE, restore, take_offer

    with opened(context) as library:
        id = find_article(library, options.id).id
        if options.merge:
            article, _ = take_offer(library, id, number, by=BY)
        else:
            names = [_field_name(name) for name in options.field or ()]
            article = restore(library, id, number, fields=names or WHOLE, by=BY)
        answer_article(context, library, article)
    return 0


def _number(text: str) -> int:
    if text == _NOW:
        return 0
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise UsageError(f"“{text}” is no revision: give a number of newsroom history, or now.")
    return int(text)


def _field_name(name: str) -> str:
    return "section_id" if name == "section" else name


def _row(row: "RevisionRow") -> dict[str, Any]:
    from newsroom.domain.times import to_rfc3339

    return {
        "number": row.number,
        "kind": row.kind,
        "name": row.name,
        "at": to_rfc3339(row.at),
        "by": row.by or None,
    }


def _field(field: "FieldDifference") -> dict[str, Any]:
    return {
        "field": field.field,
        "pieces": [{"kind": piece.kind.value, "text": piece.text} for piece in field.pieces],
    }


def _listed(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "Nothing has been kept of this article yet: it is as it was made."
    lines = []
    for row in rows:
        kind = f"{row['kind']}, public" if row["is_public"] else row["kind"]
        amount = f"+{row['words_new']} -{row['words_gone']}"
        said = " ".join(
            part for part in (row["name"], f"({', '.join(row['fields'])})") if part and part != "()"
        )
        lines.append(
            f"{row['number']:>5}  {row['at'][:16].replace('T', ' ')}  {kind:<18} {amount:>11}  "
            f"{row['by'] or '':<13} {said}".rstrip()
        )
    return "\n".join(lines)


def _compared(found: "Comparison") -> str:
    changed = [field for field in found.fields if not field.is_same]
    if not changed:
        return "The two are the same."
    parts = [f"{field.field}:\n{''.join(map(_marked, field.pieces))}" for field in changed]
    return "\n\n".join([*parts, f"Words: {found.n_new} new, {found.n_gone} gone."])


def _marked(piece: "Piece") -> str:
    return {"same": "{0}", "gone": "[-{0}-]", "new": "{{+{0}+}}"}[piece.kind.value].format(piece.text)


COMMANDS = {
    "history": (make_history_parser, run_history),
    "diff": (make_diff_parser, run_diff),
    "restore": (make_restore_parser, run_restore),
}
