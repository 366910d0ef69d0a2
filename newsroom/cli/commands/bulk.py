"""``bulk``: changes all articles that a search finds, as acts that can be undone."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from newsroom.cli.act_answers import (
    forecast_document,
    forecast_text,
    outcome_document,
    outcome_text,
    show_progress,
)
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.query_words import LANGUAGE_HELP, asked_of
from newsroom.domain.article import State
from newsroom.domain.errors import NotFoundError
from newsroom.domain.names import split_kind

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.bulk import Change

_EXAMPLES = f"""\
Before the two dashes, which articles; after them, what is to become of them:
  +tag:NAME -tag:NAME +series:NAME -series:NAME
  section=NAME language=CODE label=TEXT state=draft|in_review|ready
  publish  withdraw=NOTICE  trash  untrash
Published articles change as in the window: readers see it once it is published. With --publish
they see this change at once, and nothing else that waits in a working copy.

{LANGUAGE_HELP}

examples:
  newsroom bulk tag:harbour before:2015 --dry-run -- +tag:Port -tag:harbour
  newsroom bulk section:World is:untagged -- section=Archive
  newsroom bulk --all -- language=en"""
_MAKES_NEW = frozenset({"+tag:", "+series:"})
_SEE = "See: newsroom bulk --help"


class BulkParser(Parser):
    """What stands behind ``--`` are the changes."""

    @override
    def read(self, arguments: Sequence[str]) -> Namespace:
        rest = list(arguments)
        at = rest.index("--") if "--" in rest else len(rest)
        options = super().read(rest[:at])
        options.changes = rest[at + 1 :]
        return options


def make_parser() -> Parser:
    parser = BulkParser("bulk", "Changes all articles that a search finds.", _EXAMPLES, free_words=True)
    parser.usage = (
        "newsroom bulk QUERY... [--all] [--publish] [--dry-run] [--json] [--library PATH] -- CHANGE..."
    )
    parser.add_argument("--all", action="store_true", help="all articles outside the trash; without a query")
    parser.add_argument("--publish", action="store_true", help="readers see the change at once")
    parser.add_dry_run("only count")
    return parser


def run(options: Namespace, context: Context) -> int:
    if bool(options.words) == options.all:
        raise UsageError(f"bulk: say which articles, or --all. {_SEE}")
    if not options.changes:
        raise UsageError(f"bulk: say behind -- what is to be changed. {_SEE}")
    with opened(context) as library:
        documents = list(_do_all(library, options))
    if options.dry_run:
        answer(context, {"changes": documents}, lambda: "\n".join(map(forecast_text, documents)))
    else:
        nothing = "Nothing was found; nothing was changed."
        answer(context, {"acts": documents}, lambda: "\n".join(map(outcome_text, documents)) or nothing)
    return 0


def _do_all(library: "Library", options: Namespace) -> Iterator[dict[str, Any]]:
    from newsroom.desk.browsing import count_articles
    from newsroom.desk.bulk import change_articles, count_first, count_new, words_of
    from newsroom.domain.bulk import Selection
    from newsroom.domain.query import ListQuery

    query = ListQuery() if options.all else asked_of(library, options.words).query
    if not options.dry_run and not count_articles(library, query):
        with suppress(NotFoundError):
            _changes(library, options.changes, dry_run=True)  # for nothing, nothing is made
        return
    changes = _changes(library, options.changes, dry_run=options.dry_run)
    # The articles of the search as it is now, whatever the first of several changes does to it.
    selection = Selection(query=query)
    if len(changes) > 1:
        from newsroom.desk.bulk import chosen

        selection = Selection(ids=chosen(library, selection))
    for change in changes:
        if isinstance(change, _New):
            yield forecast_document(change.words, count_new(library, selection))
        elif options.dry_run:
            yield forecast_document(words_of(library, change), count_first(library, selection, change))
        else:
            outcome = change_articles(
                library, selection, change, publish=options.publish, by=BY, progress=show_progress()
            )
            yield outcome_document(outcome)


@dataclass(frozen=True, slots=True)
class _New:
    """In a dry run: a change to what is not there yet, as it was written, and what would be made."""

    written: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{' '.join(self.written)} (new: {', '.join(self.new)})"


def _changes(library: "Library", words: Sequence[str], *, dry_run: bool) -> "list[Change | _New]":
    """Tags and series that are put on together, and taken off together, are one change."""
    from newsroom.desk.finding import find_series, find_tag
    from newsroom.desk.series import ensure_series
    from newsroom.desk.tagging import ensure_tag
    from newsroom.domain.bulk import AddTags, AddToSeries, RemoveFromSeries, RemoveTags

    def made_tag(name: str) -> Any:
        kind, label = split_kind(name)
        return find_tag(library, label) if dry_run else ensure_tag(library, label, kind, by=BY)

    def made_series(name: str) -> Any:
        return find_series(library, name) if dry_run else ensure_series(library, name, by=BY)

    links: dict[str, tuple[Callable[[str], Any], Callable[..., Change]]] = {
        "+tag:": (made_tag, AddTags),
        "-tag:": (lambda name: find_tag(library, split_kind(name)[1]), RemoveTags),
        "+series:": (made_series, AddToSeries),
        "-series:": (lambda name: find_series(library, name), RemoveFromSeries),
    }
    gathered: dict[str, list[Any]] = {}
    new: dict[str, list[str]] = {}
    single: list[Change | _New] = []
    for word in words:
        prefix = next((one for one in links if word.startswith(one)), None)
        if prefix is None:
            single.append(_single(library, word, dry_run=dry_run))
            continue
        name = word.removeprefix(prefix)
        if not name.strip():
            raise UsageError(f"bulk: “{word}” names nothing. {_SEE}")
        ids = gathered.setdefault(prefix, [])
        try:
            ids.append(links[prefix][0](name).id)
        except NotFoundError:
            if not (dry_run and prefix in _MAKES_NEW):
                raise
            new.setdefault(prefix, []).append(name)
    return [
        *(
            _New(tuple(word for word in words if word.startswith(prefix)), tuple(new[prefix]))
            if prefix in new
            else links[prefix][1](tuple(ids))
            for prefix, ids in gathered.items()
        ),
        *single,
    ]


def _single(library: "Library", word: str, *, dry_run: bool) -> "Change | _New":
    from newsroom.desk.finding import find_section
    from newsroom.desk.sections import ensure_section
    from newsroom.domain import bulk

    plain: dict[str, Change] = {"publish": bulk.Publish(), "trash": bulk.Trash(), "untrash": bulk.Untrash()}
    if word in plain:
        return plain[word]
    field, equals, value = word.partition("=")
    if not equals:
        raise UsageError(f"bulk: “{word}” is no change. {_SEE}")
    match field:
        case "section" if not value:
            return bulk.SetSection(None)
        case "section" if dry_run:
            try:
                return bulk.SetSection(find_section(library, value).id)
            except NotFoundError:
                return _New((word,), (value,))
        case "section":
            return bulk.SetSection(ensure_section(library, value, by=BY).id)
        case "language":
            return bulk.SetLanguage(value)
        case "label":
            return bulk.SetLabel(value or None)
        case "withdraw":
            return bulk.Withdraw(value)
        case "state" if value in (State.DRAFT, State.IN_REVIEW, State.READY):
            return bulk.SetState(State(value))
    raise UsageError(f"bulk: “{word}” is no change. {_SEE}")


COMMANDS = {"bulk": (make_parser, run)}
