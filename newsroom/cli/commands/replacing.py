"""``replace``: words of texts replaced over what a search finds."""

import argparse
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.query_words import asked_of
from newsroom.cli.readable import changes_text

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.query import ListQuery
    from newsroom.domain.replacing import TextChange

_FIELDS = ("headline", "lede", "body")
_EXAMPLES = """\
Replaces in headlines, ledes and texts of all articles, or of those that the query finds. It is one act of the
log, undone as one, and keeps a revision of each text as it was. What readers see changes when it is published.

examples:
  newsroom replace "Kiev" "Kyiv" --whole-words --dry-run
  newsroom replace "Kiev" "Kyiv" --whole-words tag:Ukraine after:2019
  newsroom replace --regex '(\\d+) percent' '\\1 per cent' --fields body lang:en"""


def make_parser() -> Parser:
    parser = Parser("replace", "Finds words in texts and replaces them.", _EXAMPLES, free_words=True)
    parser.usage = "newsroom replace PATTERN WITH [QUERY ...] [options]"
    parser.add_dry_run("show what would change, and change nothing")
    parser.add_argument("--regex", action="store_true", help="the pattern is a regular expression")
    parser.add_argument("--match-case", action="store_true", help="capitals and small letters differ")
    parser.add_argument("--whole-words", action="store_true", help="not within a longer word")
    parser.add_argument(
        "--fields",
        type=_fields,
        default=_FIELDS,
        metavar="FIELDS",
        help="of headline,lede,body; all unless said",
    )
    return parser


def run(options: Namespace, context: Context) -> int:
    from newsroom.domain.replacing import TextChange, TextField

    if len(options.words) < 2:
        raise UsageError("replace: say what is to be replaced, and by what. See: newsroom replace --help")
    pattern, new, *words = options.words
    change = TextChange(
        pattern,
        new,
        is_regex=options.regex,
        match_case=options.match_case,
        whole_words=options.whole_words,
        fields=frozenset(map(TextField, options.fields)),
    )
    with opened(context) as library:
        query = asked_of(library, words).query
        document = _shown(library, query, change) if options.dry_run else _done(library, query, change)
    answer(context, document, lambda: changes_text(document, dry_run=options.dry_run))
    return 0


def _shown(library: "Library", query: "ListQuery", change: "TextChange") -> dict[str, Any]:
    from newsroom.desk.replacing import find_in

    articles: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    before = None
    while True:
        page = find_in(library, query, change, before=before)
        articles += [
            {
                "id": item.row.id,
                "headline": item.row.headline,
                "places": item.n_places,
                "first": [
                    {"field": place.field.value, "before": place.before.text, "after": place.after.text}
                    for place in item.places
                ],
            }
            for item in page.items
        ]
        left += [{"id": row.id, "headline": row.headline, "reason": _TOO_SLOW} for row in page.too_slow]
        before = page.after
        if before is None:
            return {"changed": len(articles), "articles": articles, "left": left, "act": None}


def _done(library: "Library", query: "ListQuery", change: "TextChange") -> dict[str, Any]:
    from newsroom.desk.replacing import replace_in

    outcome = replace_in(library, query, change, by=BY)
    left = [{"id": one.article_id, "headline": one.headline, "reason": one.why} for one in outcome.left]
    return {
        "changed": outcome.n_changed,
        "articles": [],
        "left": left,
        "act": outcome.act.id if outcome.act else None,
    }


def _fields(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not set(names) <= set(_FIELDS):
        raise argparse.ArgumentTypeError(f"“{text}” is not of {', '.join(_FIELDS)}")
    return names


_TOO_SLOW = "The pattern took too long on this article."
COMMANDS = {"replace": (make_parser, run)}
