"""``searches``: the kept searches of the sidebar, listed, made, asked and deleted."""

from argparse import Namespace
from typing import Any

from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.query_words import asked_of, line_of

_EXAMPLES = """\
Without more, lists the kept searches with their numbers of articles. To see the articles of one, search its line.

examples:
  newsroom searches
  newsroom searches save "Untagged, this year" is:untagged after:2021
  newsroom searches rename "Untagged, this year" "To be tagged"
  newsroom searches move "To be tagged" 1
  newsroom searches delete "To be tagged\""""
_ACTS = {"save": 2, "rename": 2, "move": 2, "delete": 1}


def make_parser() -> Parser:
    parser = Parser(
        "searches", "Kept searches: list, save, rename, move, delete.", _EXAMPLES, free_words=True
    )
    parser.acts = dict.fromkeys(_ACTS)
    parser.usage = "newsroom searches [save NAME QUERY ... | rename NAME NEW | move NAME PLACE | delete NAME]"
    return parser


def run(options: Namespace, context: Context) -> int:
    words = options.words
    if words and (words[0] not in _ACTS or len(words) <= _ACTS[words[0]]):
        raise UsageError("searches: say save NAME QUERY, rename NAME NEW, move NAME PLACE or delete NAME.")
    with opened(context) as library:
        if words:
            _act(library, words)
        _answer(library, context)
    return 0


def _act(library: Any, words: list[str]) -> None:
    from newsroom.desk import searches

    act, name, *rest = words
    if act == "save":
        asked_of(library, rest)
        searches.save_search(library, name, line_of(rest), by=BY)
        return
    found = searches.find_search(library, name)
    if act == "delete":
        searches.delete_search(library, found.id, by=BY)
    elif act == "rename":
        searches.change_search(library, found.id, name=" ".join(rest), by=BY)
    elif rest[0].isascii() and rest[0].isdigit():
        searches.move_search(library, found.id, int(rest[0][:6]) - 1, by=BY)
    else:
        raise UsageError("searches: the place is a number from 1.")


def _answer(library: Any, context: Context) -> None:
    from newsroom.desk.searches import count_search, list_searches

    kept = [
        {"name": search.name, "query": search.text, "count": count_search(library, search)}
        for search in list_searches(library)
    ]
    answer(context, {"searches": kept}, lambda: _text(kept))


def _text(kept: list[dict[str, Any]]) -> str:
    if not kept:
        return "No searches are kept."
    width = max(len(str(search["count"])) for search in kept)
    return "\n".join(f"{search['count']:>{width}}  {search['name']}: {search['query']}" for search in kept)


COMMANDS = {"searches": (make_parser, run)}
