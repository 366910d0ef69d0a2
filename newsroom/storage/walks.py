"""Conditions as SQL: as walks along an index, newest or oldest first, and as questions about an article on the way.

Every walk names its index: what a list costs must not depend on the planner's guesses.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from newsroom.domain.conditions import (
    All,
    Clock,
    Condition,
    During,
    Either,
    Flag,
    Flagged,
    InLanguage,
    InState,
    Labelled,
    Link,
    Not,
    TaggedOfKind,
    Under,
    Words,
)
from newsroom.storage.matching import match_expression
from newsroom.storage.search_index import ARTICLE_INDEXES
from newsroom.storage.search_keys import KEYS_PER_MS, first_key

_COLUMNS_OF = {index.name: index.columns for index in ARTICLE_INDEXES}
_TABLES = {Link.TAG: "article_tag", Link.SERIES: "article_series", Link.AUTHOR: "article_byline"}
_FLAGS = {
    Flag.UNTAGGED: ("ix_article_untagged", "is_untagged = 1"),
    Flag.UNRELATED: ("ix_article_unrelated", "is_unrelated = 1"),
    Flag.WITHOUT_PICTURE: ("ix_article_without_picture", "is_without_picture = 1"),
    Flag.WITHOUT_SECTION: ("ix_article_section", "section_id IS NULL"),
    Flag.DUPLICATE: ("ix_article_duplicate", "is_duplicate = 1"),
    Flag.CHANGED: ("ix_article_changed", "has_unpublished_changes = 1"),
    Flag.UNRESOLVED: ("ix_article_unresolved", "has_unresolved = 1"),
}
# Of an author who stands on an article more than once, the first line counts.
_FIRST_LINE = (
    "NOT EXISTS (SELECT 1 FROM article_byline e WHERE e.article_id = l.article_id "
    "AND e.author_id = l.author_id AND e.position < l.position)"
)


MOST_WALKS = 24
_ASKS_ROW = re.compile(r"\ba\.")


class Values:
    """The values of a statement, each under a name of its own."""

    def __init__(self) -> None:
        self.by_name: dict[str, Any] = {}

    def add(self, value: Any) -> str:
        """The value's place in the statement."""
        name = f"v{len(self.by_name)}"
        self.by_name[name] = value
        return f":{name}"

    def any_of(self, values: Iterable[Any]) -> str:
        """What is compared with: ``= :v0`` of one, else ``IN (…)``."""
        items = sorted(values)
        if len(items) == 1:
            return f"= {self.add(items[0])}"
        return f"IN (SELECT value FROM json_each({self.add(json.dumps(items))}))"


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk along ``source``, in the order of ``key``.

    ``id``: the article's id, where the source has it. ``row``: how the article's own row comes as ``a``, empty where it
    is the source; None where a question about it is better asked of an index by its key. ``is_listed``: it passes no
    trashed article. ``is_sorted``: it is gathered and put in order first, which is bounded.
    """

    key: str
    source: str
    conditions: tuple[str, ...] = ()
    id: str | None = None
    row: str | None = None
    is_listed: bool = True
    is_sorted: bool = False

    def sql(self, *conditions: str, more_columns: str = "") -> str:
        """Statement of the column ``key``."""
        held = [*self.conditions, *(c.format(key=self.key) for c in conditions if c)]
        joined = self.row if self.row and any(map(_ASKS_ROW.search, held)) else ""
        where = f" WHERE {' AND '.join(held)}" if held else ""
        return f"SELECT {self.key} AS key{more_columns} FROM {self.source}{joined}{where}"

    def rows(self, columns: str, more: str, condition: str) -> str | None:
        """Statement of columns of the article's row, and of what ``more`` joins to it; None where a key leads to it."""
        if self.row is None:
            return None
        held = " AND ".join((*self.conditions, condition.format(key=self.key)))
        return f"SELECT {columns} FROM {self.source}{self.row} {more} WHERE {held}"

    def past(self, *conditions: str) -> "Walk":
        """The same, past all for which these do not hold."""
        return replace(self, conditions=(*self.conditions, *conditions))


@dataclass(frozen=True, slots=True)
class Walks:
    """Walks to be merged. ``is_disjoint``: no article is met on two. ``is_meeting``: only those on all are wanted."""

    arms: tuple[Walk, ...]
    is_disjoint: bool = True
    is_meeting: bool = False

    def merged(self, condition: str = "") -> str:
        """Statement of the column ``key`` of all of them for which the condition holds."""
        word = " INTERSECT " if self.is_meeting else " UNION ALL " if self.is_disjoint else " UNION "
        return word.join(arm.sql(condition) for arm in self.arms)


LISTED = Walk("a.search_key", "article a INDEXED BY ix_article_listed", ("a.trashed_at IS NULL",), "a.id", "")
TRASHED = Walk(
    "a.search_key",
    "article a INDEXED BY ix_article_trashed",
    ("a.trashed_at IS NOT NULL",),
    "a.id",
    "",
    False,
)
CHANGED_LAST = Walk(
    "a.search_key",
    "article a INDEXED BY ix_article_updated",
    ("a.trashed_at IS NULL",),
    "a.id",
    "",
    is_sorted=True,
)
_IS_LISTED = (
    "EXISTS (SELECT 1 FROM article x INDEXED BY ix_article_listed "
    "WHERE x.trashed_at IS NULL AND x.search_key = {key})"
)

# The sign keeps SQLite from asking the walk about each key.
_IS_NOT_TRASHED = (
    "+{key} NOT IN (SELECT x.search_key FROM article x INDEXED BY ix_article_trashed "
    "WHERE x.trashed_at IS NOT NULL)"
)


def words_walk(index: str, expression: str, values: Values) -> Walk:
    """Along the hits of an index of words; those in the trash are among them."""
    return Walk("f.rowid", f"{index} f", (f"{index} MATCH {values.add(expression)}",), is_listed=False)


def only_listed(walk: Walk, *, few_trashed: bool) -> Walk:
    """Past the trashed; where these are few, they are gathered first."""
    condition = _IS_NOT_TRASHED if few_trashed else _IS_LISTED
    return replace(walk.past(condition.format(key=walk.key)), is_listed=True)


def is_wide(condition: Condition) -> bool:
    """Whether it names so many tags, series or people that a walk for each would be too many."""
    return (
        isinstance(condition, Under)
        and condition.link is not Link.SECTION
        and len(condition.ids) > MOST_WALKS
    )


def walks_of(condition: Condition, values: Values) -> Walks | None:
    """The walks for one condition; None where it has no index to walk along."""
    if is_wide(condition):
        return None
    if isinstance(condition, Under):
        if condition.link is Link.SECTION:
            return Walks(
                tuple(
                    _article_walk("section", f"a.section_id = {values.add(id)}")
                    for id in sorted(condition.ids)
                )
            )
        arms = tuple(_link_walk(condition.link, id, values) for id in sorted(condition.ids))
        return Walks(arms, is_disjoint=len(arms) == 1)
    if isinstance(condition, InState):
        return Walks(
            tuple(
                _article_walk("state", f"a.state = {values.add(s.value)}") for s in sorted(condition.states)
            )
        )
    if isinstance(condition, InLanguage):
        return Walks(
            tuple(_article_walk("language", f"a.language = {values.add(c)}") for c in sorted(condition.codes))
        )
    if isinstance(condition, Labelled):
        return Walks(
            tuple(
                _article_walk("label", f"a.label = {values.add(name)}") for name in sorted(condition.labels)
            )
        )
    if isinstance(condition, Flagged):
        index, truth = _FLAGS[condition.flag]
        return Walks((_article_walk(index.removeprefix("ix_article_"), f"a.{truth}"),))
    return None


def section_states_walks(section_id: int, states: Iterable[str], values: Values) -> Walks:
    """A section and states at once have an index."""
    section = f"a.section_id = {values.add(section_id)}"
    return Walks(
        tuple(
            _article_walk("section_state", section, f"a.state = {values.add(state)}")
            for state in sorted(states)
        )
    )


def gathered(condition: Condition, values: Values) -> Walks | None:
    """The articles of a condition whose index has another order: all are gathered first. For few."""
    if isinstance(condition, TaggedOfKind):
        keys = (
            "SELECT DISTINCT l.search_key AS key, l.article_id AS id FROM tag t INDEXED BY ix_tag_kind_n_articles "
            "CROSS JOIN article_tag l INDEXED BY ix_article_tag_list ON l.tag_id = t.id AND l.is_trashed = 0 "
            f"WHERE t.kind = {values.add(condition.kind.value)} AND t.n_articles > 0"
        )
    elif isinstance(condition, Under) and is_wide(condition):
        table = _TABLES[condition.link]
        keys = (
            f"SELECT DISTINCT l.search_key AS key, l.article_id AS id FROM {table} l INDEXED BY ix_{table}_list "
            f"WHERE l.{condition.link.value}_id {values.any_of(condition.ids)} AND l.is_trashed = 0"
        )
    elif isinstance(condition, During) and condition.clock is Clock.UPDATED:
        keys = (
            "SELECT x.search_key AS key, x.id AS id FROM article x INDEXED BY ix_article_updated WHERE "
            + " AND ".join(
                ("x.trashed_at IS NULL", *_bounds("x.updated_at", *_milliseconds(condition), values))
            )
        )
    else:
        return None
    row = " CROSS JOIN article a ON a.id = g.id"
    return Walks((Walk("g.key", f"({keys}) g", (), "g.id", row, is_sorted=True),))


def holds(condition: Condition, walk: Walk, index: str, values: Values) -> str:
    """Whether the condition is true of the article that the walk has come to."""
    if isinstance(condition, All):
        return _joined(" AND ", "1", (holds(part, walk, index, values) for part in condition.parts))
    expression = match_expression(condition)
    if expression is not None:
        return is_hit(walk, index, expression, values)
    if isinstance(condition, Either):
        return _joined(" OR ", "0", (holds(part, walk, index, values) for part in condition.parts))
    if isinstance(condition, Not):
        # Of an article without a section, it is not unknown whether it is in one.
        return f"({holds(condition.part, walk, index, values)}) IS NOT TRUE"
    if isinstance(condition, Under) and condition.link is not Link.SECTION:
        return _is_linked(condition, walk, values)
    if isinstance(condition, TaggedOfKind):
        return _is_tagged(condition, walk, values)
    if isinstance(condition, During) and condition.clock is Clock.PLACE:
        return _joined(" AND ", "1", bounds(condition, walk.key, values))
    return _of_row(condition, walk, values)


def is_hit(walk: Walk, index: str, expression: str, values: Values) -> str:
    """Whether the article has the words: all hits are gathered first."""
    return f"{walk.key} IN (SELECT rowid FROM {index} WHERE {index} MATCH {values.add(expression)})"


def texts_have(walk: Walk, index: str, question: str, values: Values) -> str:
    """The same, asked of the article's texts that the index is of; ``question`` is one of ``asked_texts``."""
    place = f"t.article_id = {walk.id}" if walk.id is not None else f"t.search_key = {walk.key}"
    asked = text_has(_COLUMNS_OF[index], values.add(question))
    return f"EXISTS (SELECT 1 FROM article_text t WHERE {place} AND {asked})"


def text_has(columns: Iterable[str], question: str) -> str:
    """The same of a row ``t`` of texts; ``question`` is its place in the statement."""
    # What is not folded, as bytes: to make letters of a text takes longer than to find words in it.
    texts = ", ".join(f"coalesce(t.folded_{name}, CAST(t.{name} AS BLOB))" for name in columns)
    return f"has_words({question}, {texts})"


def keys_of(walks: Walks) -> str:
    """Statement of the column ``key`` of all of them, in no order, some perhaps twice."""
    return walks.merged() if walks.is_meeting else " UNION ALL ".join(arm.sql() for arm in walks.arms)


def bounds(condition: During, key: str, values: Values) -> list[str]:
    """A span of places in time, as bounds on the key."""
    start, end = condition.start, condition.end
    return _bounds(
        key, None if start is None else first_key(start), None if end is None else first_key(end), values
    )


def _bounds(value: str, start: int | None, end: int | None, values: Values) -> list[str]:
    found = [] if start is None else [f"{value} >= {values.add(start)}"]
    return found if end is None else [*found, f"{value} < {values.add(end)}"]


def _milliseconds(condition: During) -> tuple[int | None, int | None]:
    start, end = (None if moment is None else _ms(moment) for moment in (condition.start, condition.end))
    return start, end


def _ms(moment: datetime) -> int:
    return first_key(moment) // KEYS_PER_MS


def _article_walk(index: str, *conditions: str) -> Walk:
    source = f"article a INDEXED BY ix_article_{index}"
    extra = ("a.label IS NOT NULL",) if index == "label" else ()
    return Walk("a.search_key", source, ("a.trashed_at IS NULL", *extra, *conditions), "a.id", "")


def _link_walk(link: Link, id: int, values: Values) -> Walk:
    table, column = _TABLES[link], f"{link.value}_id"
    first_line = (_FIRST_LINE,) if link is Link.AUTHOR else ()
    return Walk(
        "l.search_key",
        f"{table} l INDEXED BY ix_{table}_list",
        (f"l.{column} = {values.add(id)}", "l.is_trashed = 0", *first_line),
        "l.article_id",
        " CROSS JOIN article a ON a.id = l.article_id",
    )


def _is_linked(condition: Under, walk: Walk, values: Values) -> str:
    table, column = _TABLES[condition.link], f"{condition.link.value}_id"
    ids = values.any_of(condition.ids)
    if not walk.is_listed and walk.id is not None:
        return f"EXISTS (SELECT 1 FROM {table} o WHERE o.article_id = {walk.id} AND o.{column} {ids})"
    return (
        f"EXISTS (SELECT 1 FROM {table} o INDEXED BY ix_{table}_list WHERE o.{column} {ids} AND o.is_trashed = 0 "
        f"AND o.search_key = {walk.key})"
    )


def _is_tagged(condition: TaggedOfKind, walk: Walk, values: Values) -> str:
    kind = values.add(condition.kind.value)
    tags = "article_tag o CROSS JOIN tag t ON t.id = o.tag_id"
    if walk.id is not None:
        return f"EXISTS (SELECT 1 FROM {tags} WHERE o.article_id = {walk.id} AND t.kind = {kind})"
    return (
        "EXISTS (SELECT 1 FROM article x CROSS JOIN article_tag o ON o.article_id = x.id CROSS JOIN tag t "
        f"ON t.id = o.tag_id WHERE x.search_key = {walk.key} AND t.kind = {kind})"
    )


def _of_row(condition: Condition, walk: Walk, values: Values) -> str:
    """What the article's own row says, asked of the row where the walk has it, else of an index by the key."""
    index, truths = _row_truths(condition, values)
    if not walk.is_listed and walk.row is not None:
        return _joined(" AND ", "1", (f"a.{truth}" for truth in truths))
    asked = " AND ".join(f"x.{truth}" for truth in truths)
    indexed = f" INDEXED BY ix_article_{index}" if index else ""
    listed = "x.trashed_at IS NULL"
    return (
        f"EXISTS (SELECT 1 FROM article x{indexed} WHERE {listed} AND {asked} AND x.search_key = {walk.key})"
    )


def _row_truths(condition: Condition, values: Values) -> tuple[str, list[str]]:
    """The index that has them with the key, and the truths themselves, each about a column of the row."""
    if isinstance(condition, Under):
        return "section", [f"section_id {values.any_of(condition.ids)}"]
    if isinstance(condition, InState):
        return "state", [f"state {values.any_of(state.value for state in condition.states)}"]
    if isinstance(condition, InLanguage):
        return "language", [f"language {values.any_of(condition.codes)}"]
    if isinstance(condition, Labelled):
        return "label", ["label IS NOT NULL", f"label {values.any_of(condition.labels)}"]
    if isinstance(condition, Flagged):
        index, truth = _FLAGS[condition.flag]
        return index.removeprefix("ix_article_"), [truth]
    if isinstance(condition, During):
        return "", _bounds("updated_at", *_milliseconds(condition), values) or ["updated_at IS NOT NULL"]
    raise TypeError(condition)


def _joined(word: str, nothing: str, parts: Iterable[str]) -> str:
    found = list(parts)
    return found[0] if len(found) == 1 else f"({word.join(found)})" if found else nothing


def is_words(condition: Condition) -> bool:
    """Whether it is one of words, that the indexes of words can answer."""
    return isinstance(condition, Words | Either | All) and match_expression(condition) is not None


def parts_of(condition: Condition) -> Iterator[Condition]:
    """What must all hold."""
    if isinstance(condition, All):
        yield from condition.parts
    else:
        yield condition
