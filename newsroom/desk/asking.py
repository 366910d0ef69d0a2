"""The line of search as the library understands it: a query, terms for chips, mistakes in sentences."""

from dataclasses import replace

from newsroom.desk.library import Library
from newsroom.desk.query_reading import Known, QueryReader, Reading, open_word, with_beginning
from newsroom.domain.asked import Asked
from newsroom.domain.cancel import CancelToken
from newsroom.domain.conditions import EVERYTHING, NOTHING, Condition, Link, Under, all_of
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.domain.query_language.parsing import parse_line
from newsroom.domain.query_language.syntax import Line
from newsroom.domain.times import now
from newsroom.rendering.times import zone_of
from newsroom.storage import lists
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection

_AS_BEGINNING = "No article here has “{word}” as a whole word; these have words that begin so."


def parse_query(
    library: Library,
    text: str,
    *,
    match: Match = Match.FULL_TEXT,
    order: Order = Order.NEWEST,
    scope: ListQuery | None = None,
    token: CancelToken | None = None,
) -> Asked:
    """What the line asks of this library. Any text can be asked; see ``Asked`` for what is mistaken.

    With ``FULL_TEXT``, words are whole; the last one, where nothing has closed it and no article of ``scope`` has it
    with the rest, is taken for the beginning of one, and ``note`` says so. Some milliseconds.
    """
    line = parse_line(text)
    with library.store.read(token) as connection:
        reading = read_line(connection, line, match)
        query = query_of(reading, match, order)
        note = ""
        word = open_word(line) if match is Match.FULL_TEXT and not reading.mistakes else None
        if word is not None and query.where is not None:
            begun = replace(query, where=with_beginning(query.where, word.text))
            if (
                begun != query
                and not _has_rows(connection, query, scope)
                and _has_rows(connection, begun, scope)
            ):
                query, note = begun, _AS_BEGINNING.format(word=word.text)
    return Asked(text, query, reading.terms, reading.mistakes, note)


def read_line(connection: Connection, line: Line, match: Match, known: Known | None = None) -> Reading:
    """The line in conditions, inside a transaction; dates as of now in the site's zone."""
    zone = zone_of(load_site(connection).zone)
    return QueryReader(connection, match, now(), zone, known).read(line)


def query_of(reading: Reading, match: Match, order: Order) -> ListQuery:
    """The query of what was read."""
    where = None if reading.condition == EVERYTHING else reading.condition
    return ListQuery(match=match, order=order, trashed=reading.trashed, where=where)


def narrowed(query: ListQuery, scope: ListQuery | None) -> ListQuery:
    """What was asked, within the scope: both hold. Words, match and order are the query's."""
    if scope is None:
        return query
    states = query.states & scope.states if query.states and scope.states else query.states or scope.states
    conditions: list[Condition] = [where for where in (scope.where, query.where) if where is not None]
    conditions += _ids(query, scope)
    return replace(
        query,
        states=states if states or not (query.states and scope.states) else _no_state(conditions),
        section_id=query.section_id if query.section_id is not None else scope.section_id,
        series_id=query.series_id if query.series_id is not None else scope.series_id,
        tag_id=query.tag_id if query.tag_id is not None else scope.tag_id,
        trashed=query.trashed or scope.trashed,
        where=all_of(conditions) if conditions else None,
    )


def _ids(query: ListQuery, scope: ListQuery) -> list[Condition]:
    """Where both name a section, a series or a tag, and not the same: both must hold."""
    both = (
        (Link.SECTION, query.section_id, scope.section_id),
        (Link.SERIES, query.series_id, scope.series_id),
        (Link.TAG, query.tag_id, scope.tag_id),
    )
    return [
        Under(link, frozenset({theirs}))
        for link, ours, theirs in both
        if ours is not None and theirs is not None and ours != theirs
    ]


def _no_state(conditions: list[Condition]) -> frozenset[State]:
    conditions.append(NOTHING)
    return frozenset()


def _has_rows(connection: Connection, query: ListQuery, scope: ListQuery | None) -> bool:
    asked = replace(narrowed(query, scope), order=Order.NEWEST)
    return bool(lists.list_page(connection, asked, before=None, limit=1).rows)
