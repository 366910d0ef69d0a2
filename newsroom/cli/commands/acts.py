"""``acts``, ``undo`` and ``redo``: the log of what was done to many articles, or to what they are sorted under."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.act_answers import act_document, answer_turned, show_progress
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser, positive
from newsroom.domain.acts import ActId
from newsroom.domain.errors import RefusedError

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_UNDO_EXAMPLES = """\
Without a number, the newest act that stands is undone. Articles that were changed since are left, and named.

examples:
  newsroom acts
  newsroom undo
  newsroom undo 12"""


def make_acts_parser() -> Parser:
    parser = Parser("acts", "Lists acts on many articles and on tags, series, sections, authors.")
    parser.add_limit(30)
    return parser


def make_undo_parser() -> Parser:
    parser = Parser("undo", "Undoes an act of the log.", _UNDO_EXAMPLES)
    parser.add_argument("act", nargs="?", type=positive, metavar="ACT", help="the act's number")
    return parser


def make_redo_parser() -> Parser:
    parser = Parser("redo", "Does an act of the log again that was undone.")
    parser.add_argument("act", type=positive, metavar="ACT", help="the act's number")
    return parser


def run_acts(options: Namespace, context: Context) -> int:
    from newsroom.desk.acts import list_acts

    with opened(context) as library:
        _take_back(library)
        page = list_acts(library, limit=options.limit)
    acts = [act_document(act) for act in page.acts]
    answer(context, {"acts": acts, "more": page.more}, lambda: _list_text(acts))
    return 0


def run_undo(options: Namespace, context: Context) -> int:
    from newsroom.desk.acts import last_act, undo_act

    with opened(context) as library:
        _take_back(library)
        id = options.act
        if id is None:
            act = last_act(library)
            if act is None:
                raise RefusedError("There is no act to be undone.")
            id = act.id
        turned = undo_act(library, ActId(id), by=BY, progress=show_progress())
    answer_turned(context, turned, "Undone")
    return 0


def run_redo(options: Namespace, context: Context) -> int:
    from newsroom.desk.acts import redo_act

    with opened(context) as library:
        _take_back(library)
        turned = redo_act(library, ActId(options.act), by=BY, progress=show_progress())
    answer_turned(context, turned, "Done again")
    return 0


def _take_back(library: "Library") -> None:
    """What a program that was killed had half done."""
    from newsroom.desk.acts import take_back_unfinished

    take_back_unfinished(library, by=BY)


def _list_text(acts: Sequence[dict[str, Any]]) -> str:
    if not acts:
        return "Nothing was done yet."
    return "\n".join(map(_line, acts))


def _line(act: dict[str, Any]) -> str:
    state = "" if act["state"] == "done" else f" ({act['state'].replace('_', ' ')})"
    articles = f", {act['articles']:,} articles" if act["articles"] else ""
    return f"{act['id']:>5}  {act['at'][:16].replace('T', ' ')}  {act['by']}: {act['words']}{articles}{state}"


COMMANDS = {
    "acts": (make_acts_parser, run_acts),
    "undo": (make_undo_parser, run_undo),
    "redo": (make_redo_parser, run_redo),
}
