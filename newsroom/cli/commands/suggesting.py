"""``suggest``: what belongs to a draft, and learning it."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.context import Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError, read_standard_input
from newsroom.cli.streams import write_error, write_json_line
from newsroom.domain.errors import RefusedError
from newsroom.domain.suggestions import ALL_KINDS, Draft, SuggestionKind, SuggestionStatus

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_LEARN, _REBUILD = _ACTS = ("learn", "rebuild")
_LIMIT = 10
_MOST_QUOTED = 40
_ENDLESS = (float("inf"), float("-inf"))
_EXAMPLES = """\
Nothing is set by it: suggestions are only shown. Without a kind, all of them are.
A line of --batch is {"id", "headline", "text", "at"}; where at is given, only earlier
articles count: an RFC 3339 time, or a day; without a zone it is UTC. Each is answered by
a line, in order; one that cannot be read by a line with "error", and the exit status is 1.

examples:
  newsroom suggest 12
  newsroom suggest 12 --tags --limit 5 --json
  newsroom suggest --text story.txt --related
  newsroom suggest --batch drafts.jsonl --tags
  newsroom suggest learn
  newsroom suggest rebuild"""


def make_suggest_parser() -> Parser:
    parser = Parser("suggest", "Suggests tags, series, related articles and duplicates.", _EXAMPLES)
    parser.usage = (
        "newsroom suggest ID | --text FILE | --batch FILE | learn | rebuild\n"
        "       [--tags] [--series] [--related] [--duplicates] [--limit N] [--json] [--library PATH]"
    )
    parser.add_argument("what", nargs="?", metavar="ID", help="an article; or learn, or rebuild")
    parser.acts = dict.fromkeys(_ACTS)
    parser.add_argument("--text", metavar="FILE", help="suggest for a text; - reads it from standard input")
    parser.add_argument("--batch", metavar="FILE", help="suggest for each line of JSON; - for standard input")
    for kind in SuggestionKind:
        parser.add_argument(
            f"--{kind.value}", action="store_true", help=f"only {kind.value}; may be combined"
        )
    parser.add_limit(_LIMIT, " of each")
    return parser


def run_suggest(options: Namespace, context: Context) -> int:
    asked = [name for name in ("what", "text", "batch") if getattr(options, name) is not None]
    if len(asked) != 1:
        raise UsageError("suggest: name an article, or --text, or --batch. See: newsroom suggest --help")
    chosen = [kind for kind in SuggestionKind if getattr(options, kind.value)]
    if options.what in _ACTS and (chosen or options.limit != _LIMIT):
        raise UsageError(f"suggest {options.what} takes no kind and no --limit. See: newsroom suggest --help")
    if options.batch is not None:
        return _run_batch(options, context)
    with opened(context) as library:
        if options.what in _ACTS:
            return _run_learning(library, options.what, context)
        return _run_one(library, options, context)


def _run_learning(library: "Library", what: str, context: Context) -> int:
    from newsroom.desk.suggesting import learn, rebuild

    act = learn if what == _LEARN else rebuild
    status = act(library, _Progress().tell)
    answer(context, _status_document(status), lambda: _status_text(status))
    return 0


def _run_one(library: "Library", options: Namespace, context: Context) -> int:
    from newsroom.desk.articles import find_article
    from newsroom.desk.suggesting import draft_of_article, follow, suggest
    from newsroom.desk.suggestion_documents import suggestions_document, suggestions_text

    if options.text is not None:
        draft = _draft_of_text(library, _text_in(options.text))
    else:
        draft = draft_of_article(find_article(library, options.what))
    follow(library, _Progress().tell)
    kinds = _kinds(options)
    _tell_of_switches(library, kinds)
    found = suggest(library, draft, kinds=kinds, limit=options.limit)
    answer(context, suggestions_document(found, kinds), lambda: suggestions_text(found, kinds))
    return 0


def _run_batch(options: Namespace, context: Context) -> int:
    from newsroom.desk.suggesting import as_library_draft, suggest_batch
    from newsroom.desk.suggestion_documents import suggestions_document

    lines = list(_lines(_read(options.batch).decode("utf-8-sig", "replace")))
    kinds = _kinds(options)
    with opened(context) as library:
        _tell_of_switches(library, kinds)
        drafts = [
            one.draft if one.draft.at is not None else as_library_draft(library, one.draft, str(one.id))
            for one in lines
        ]
        answers = suggest_batch(library, drafts, kinds=kinds, limit=options.limit, progress=_Progress().tell)
        for one, found in zip(lines, answers, strict=True):
            error = {"error": one.error} if one.error else {}
            write_json_line({"id": one.id, **error, **suggestions_document(found, kinds)})
    if wrong := [one.n for one in lines if one.error]:
        write_error(
            f"newsroom: {len(wrong)} of {len(lines)} lines could not be read, the first is {wrong[0]}."
        )
        return 1
    return 0


def _kinds(options: Namespace) -> frozenset[SuggestionKind]:
    return frozenset(kind for kind in SuggestionKind if getattr(options, kind.value)) or ALL_KINDS


def _tell_of_switches(library: "Library", kinds: frozenset[SuggestionKind]) -> None:
    """None of a kind is another thing than a kind that is turned off."""
    from newsroom.desk.suggesting import load_settings

    if off := sorted(kind.value for kind in kinds - load_settings(library).kinds):
        write_error(f"newsroom: turned off in this library's settings: {', '.join(off)}.")


def _draft_of_text(library: "Library", text: str) -> Draft:
    from newsroom.desk.pasting import recognise

    story = recognise(text, library)
    return Draft(story.headline, story.lede, story.body, authors=tuple(line.name for line in story.bylines))


def _text_in(name: str) -> str:
    """An article's text, in whatever encoding a program saved it."""
    from newsroom.exchange.encodings import NotTextError, decode

    try:
        return decode(_read(name))
    except NotTextError as error:
        raise RefusedError(f"{name} was not read. {error}") from error


def _read(name: str) -> bytes:
    try:
        return read_standard_input() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name cannot be used"
        raise RefusedError(f"{name} cannot be read: {reason}.") from error


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a batch: which, its id, what it asks for; in words, why nothing was suggested for it."""

    n: int
    id: Any
    draft: Draft
    error: str | None = None


def _lines(text: str) -> Iterator[_Line]:
    """Those that are not blank."""
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            id: Any = None
            try:
                value = json.loads(line, parse_constant=_no_number)
                id = _id(value)
                yield _Line(n, id, _draft(value))
            except (ValueError, TypeError, OverflowError, RecursionError) as error:
                yield _Line(n, id, Draft(), f'Line {n} is not {{"id", "headline", "text", "at"}}: {error}.')


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _id(value: Any) -> Any:
    """Given back as it came: a text or a number, or null where there is none."""
    if not isinstance(value, dict):
        raise TypeError("it is no object")
    id = value.get("id")
    if not isinstance(id, str | int | float | None) or isinstance(id, bool) or id in _ENDLESS:
        raise TypeError("the id is a text or a number")
    return id


def _draft(value: dict[str, Any]) -> Draft:
    headline, text, at = value.get("headline") or "", value.get("text") or "", value.get("at")
    if not (isinstance(headline, str) and isinstance(text, str) and isinstance(at, str | None)):
        raise TypeError("headline, text and at are texts")
    return Draft(headline, "", text, at=_moment(at) if at and at.strip() else None)


def _moment(at: str) -> datetime:
    """A day is its first moment. Raises ``ValueError`` in words."""
    try:
        moment = datetime.fromisoformat(at.strip().upper())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"“{at[:_MOST_QUOTED]}” is no time such as 2015-11-27T09:12:00Z") from error


def _status_document(status: SuggestionStatus) -> dict[str, Any]:
    return {
        "articles": status.n_known,
        "waiting": status.n_waiting,
        "learned_tags": status.n_learned_tags,
        "bytes": status.n_bytes,
        "figures": status.figures,
    }


def _status_text(status: SuggestionStatus) -> str:
    return (
        f"Learned from {status.n_known} articles: {status.n_learned_tags} tags have a model of their own. "
        f"The derived file takes {status.n_bytes / 1e6:.1f} MB."
    )


class _Progress:
    """A line on standard error for each tenth; of short work, none."""

    def __init__(self) -> None:
        self._what = ""
        self._told = 0

    def tell(self, what: str, done: int, total: int) -> None:
        tenth = done * 10 // max(total, 1)
        if what != self._what:
            self._what, self._told = what, 0
        if tenth > self._told and total >= 500:
            self._told = tenth
            write_error(f"{what}: {tenth * 10} %")
            sys.stderr.flush()


COMMANDS = {"suggest": (make_suggest_parser, run_suggest)}
