"""The statements of a list: which articles, as search keys. Each is one walk along one index, newest first.

Every statement names its indexes and its order of joins: what a list costs must not depend on the planner's guesses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from newsroom.domain.article import State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.storage.matching import parse_words
from newsroom.storage.search_index import FULL, SMALL, Index

# With so many articles under a tag or in a series, these are met with all hits, which costs a walk of the index of
# words alone; with more, each hit is asked for the link, newest first, which is done after few.
FEW_LINKS = 1_000
_AFTER_ALL = (1 << 63) - 1
_EVERY_STATE = frozenset(State)
# A word in the headline says more than one in the text.
_RANK = {SMALL: "bm25(search_small, 4.0, 1.0)", FULL: "bm25(search_full, 8.0, 3.0, 1.0)"}


@dataclass(frozen=True, slots=True)
class ListSql:
    """Pieces of SQL. ``arms`` are walks to be merged; each yields the columns of ``keys``."""

    arms: tuple["Arm", ...]
    values: dict[str, Any] = field(default_factory=dict)
    rank: str | None = None

    def keys(self) -> str:
        """Statement of the column ``key``, in no order."""
        return " UNION ALL ".join(arm.sql() for arm in self.arms)

    def page(self) -> str:
        """The newest ``:limit`` keys before ``:before``, newest first."""
        arms = " UNION ALL ".join(arm.sql(before=":before") for arm in self.arms)
        return f"{arms} ORDER BY key DESC LIMIT :limit"

    def steps(self) -> str | None:
        """Statement of every ``:step``-th key, newest first, by leaps along the index; None where there is no one walk.

        An index of words has to be entered anew for each leap: not for those.
        """
        if len(self.arms) != 1 or self.rank is not None:
            return None
        leap = f"{self.arms[0].sql(before='step.key')} ORDER BY key DESC LIMIT 1 OFFSET :step - 1"
        return (
            f"WITH RECURSIVE step(key) AS (SELECT {_AFTER_ALL} UNION ALL "
            f"SELECT ({leap}) FROM step WHERE step.key IS NOT NULL) "
            f"SELECT key FROM step WHERE key < {_AFTER_ALL}"
        )

    def ranked(self) -> str:
        """Columns ``key`` and ``rank`` (the best is the lowest) of the newest ``:most``."""
        (arm,) = self.arms
        return f"{arm.sql(more_columns=f', {self.rank} AS rank')} ORDER BY key DESC LIMIT :most"


@dataclass(frozen=True, slots=True)
class Arm:
    """One walk: along ``source``, in the order of ``key``."""

    key: str
    source: str
    conditions: tuple[str, ...]

    def sql(self, *, before: str = "", more_columns: str = "") -> str:
        conditions = [*self.conditions, *([f"{self.key} < {before}"] if before else [])]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {self.key} AS key{more_columns} FROM {self.source}{where}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What decides between ways to the same rows."""

    n_tag: int = 0
    n_series: int = 0
    n_trashed: int = 1

    def rarer_tag(self, query: ListQuery) -> bool:
        """Whether the list of the tag is the shorter one, or the only one."""
        return query.tag_id is not None and (query.series_id is None or self.n_tag <= self.n_series)


def build(query: ListQuery, numbers: Numbers, *, counted: bool = False) -> ListSql | None:
    """The statements for a query; None when nothing can match its words.

    ``counted``: every key is wanted, and in no order, so that nothing is gained by ending early.
    """
    matching = parse_words(query.words, prefix=query.match is Match.AS_YOU_TYPE)
    if matching.is_hopeless:
        return None
    index = SMALL if query.match is Match.AS_YOU_TYPE else FULL
    values: dict[str, Any] = {
        "section": query.section_id,
        "tag": query.tag_id,
        "series": query.series_id,
        "wanted": matching.expression,
        "unwanted": matching.unwanted,
    }
    used = {name: value for name, value in values.items() if value is not None}
    if matching.wanted is None:
        unwanted = matching.unwanted is not None
        return ListSql(
            tuple(_without(arm, index) if unwanted else arm for arm in _arms(query, numbers)), used
        )
    if (counted and _has_links(query)) or (query.order is Order.NEWEST and _links_are_few(query, numbers)):
        return ListSql(tuple(_with(arm, index) for arm in _arms(query, numbers)), used)
    return ListSql((_words_arm(query, index.name, numbers.n_trashed > 0),), used, _RANK[index])


def _arms(query: ListQuery, numbers: Numbers) -> list[Arm]:
    """The walks for all but the words."""
    if _has_links(query):
        return [_link_arm(query, numbers.rarer_tag(query))]
    return list(_article_arms(query))


def _with(arm: Arm, index: Index) -> Arm:
    """The walk, past all that have not the words. The hits are gathered once: asked one by one, each begins anew."""
    hits = f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :wanted"
    return replace(arm, conditions=(*arm.conditions, f"{arm.key} IN ({hits})"))


def _without(arm: Arm, index: Index) -> Arm:
    """The walk, past all that have the words."""
    hits = f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :unwanted"
    return replace(arm, conditions=(*arm.conditions, f"{arm.key} NOT IN ({hits})"))


def _has_links(query: ListQuery) -> bool:
    return query.tag_id is not None or query.series_id is not None


def _links_are_few(query: ListQuery, numbers: Numbers) -> bool:
    if not _has_links(query):
        return False
    return (numbers.n_tag if numbers.rarer_tag(query) else numbers.n_series) <= FEW_LINKS


def _words_arm(query: ListQuery, index: str, any_trashed: bool) -> Arm:
    """Along the index of words; each hit is looked up only where a filter asks for it."""
    match = f"{index} MATCH :wanted"
    filters = _article_filters(query)
    links = _link_filters(query, "tag", "series")
    if filters or links or query.trashed:
        trash = "IS NOT NULL" if query.trashed else "IS NULL"
        source = f"{index} f CROSS JOIN article a ON a.search_key = f.rowid"
        return Arm("f.rowid", source, (match, f"a.trashed_at {trash}", *filters, *links))
    if any_trashed:
        source = f"{index} f CROSS JOIN article a INDEXED BY ix_article_listed ON a.search_key = f.rowid"
        return Arm("f.rowid", source, (match, "a.trashed_at IS NULL"))
    return Arm("f.rowid", f"{index} f", (match,))


def _link_arm(query: ListQuery, by_tag: bool) -> Arm:
    """Along the list of a tag or a series, whichever is the shorter."""
    kind, other = ("tag", "series") if by_tag else ("series", "tag")
    filters = _article_filters(query) + _link_filters(query, other)
    source = f"article_{kind} l INDEXED BY ix_article_{kind}_list"
    if filters:
        source += " CROSS JOIN article a ON a.id = l.article_id"
    conditions = (f"l.{kind}_id = :{kind}", f"l.is_trashed = {int(query.trashed)}", *filters)
    return Arm("l.search_key", source, conditions)


def _article_arms(query: ListQuery) -> Iterator[Arm]:
    """Along an index of the articles; of several states, one walk for each."""
    if query.trashed:
        source = "article a INDEXED BY ix_article_trashed"
        yield Arm("a.search_key", source, ("a.trashed_at IS NOT NULL", *_article_filters(query)))
        return
    listed = ("a.trashed_at IS NULL",)
    section = ("a.section_id = :section",) if query.section_id is not None else ()
    name = "section" if section else ""
    if not _filters_states(query):
        source = f"article a INDEXED BY ix_article_{name or 'listed'}"
        yield Arm("a.search_key", source, (*listed, *section))
        return
    source = f"article a INDEXED BY ix_article_{'section_state' if section else 'state'}"
    for state in sorted(query.states):
        yield Arm("a.search_key", source, (*listed, *section, f"a.state = '{state.value}'"))


def _article_filters(query: ListQuery) -> list[str]:
    filters = ["a.section_id = :section"] if query.section_id is not None else []
    if _filters_states(query):
        states = ", ".join(f"'{state.value}'" for state in sorted(query.states))
        filters.append(f"a.state IN ({states})")
    return filters


def _link_filters(query: ListQuery, *kinds: str) -> list[str]:
    wanted = {"tag": query.tag_id, "series": query.series_id}
    return [
        f"EXISTS (SELECT 1 FROM article_{kind} o WHERE o.article_id = a.id AND o.{kind}_id = :{kind})"
        for kind in kinds
        if wanted[kind] is not None
    ]


def _filters_states(query: ListQuery) -> bool:
    return bool(query.states) and query.states != _EVERY_STATE
