"""What is derived, made anew from what it is derived from: counters, copies in link tables, folded texts, indexes.

Triggers keep all of it (triggers.py); here the same rules stand as plain questions, to mend and to check.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, select, update

from newsroom.domain.names import sort_key
from newsroom.storage.folding import folded
from newsroom.storage.search_index import INDEXES, USE_LEVEL
from newsroom.storage.tables import article_text, author, series, tag, tag_name

_BATCH = 500
_NOBODYS = -(1 << 62)
_LISTED = "a.trashed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Derived:
    """A column whose value in each row is what ``truth``, an expression over that row, says."""

    table: str
    column: str
    truth: str

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"

    @property
    def key(self) -> str:
        """The column by whose values the table is gone through in pieces."""
        if self.table == "state_count":
            return "state"
        return "article_id" if self.table.startswith("article_") else "id"

    def wrong(self, where: str = "1") -> str:
        """Statement: the number of rows that are wrong."""
        return f"SELECT count(*) FROM {self.table} WHERE {where} AND {self._differs}"

    def mend(self, where: str = "1") -> str:
        return f"UPDATE {self.table} SET {self.column} = ({self.truth}) WHERE {where} AND {self._differs}"

    @property
    def is_unique(self) -> bool:
        """Whether no two rows may have one value: then ``loosen`` all that are wrong before any is mended."""
        return self.name == "article_text.search_key"

    def loosen(self, where: str = "1") -> str:
        """Gives what is wrong a value that no row has by right: two rows may each have the other's."""
        return f"UPDATE {self.table} SET {self.column} = {_NOBODYS} + {self.key} WHERE {where} AND {self._differs}"

    @property
    def _differs(self) -> str:
        return f"{self.column} IS NOT ({self.truth})"


def _links(counted: str) -> str:
    return (
        f"SELECT count(*) FROM article_{counted} l JOIN article a ON a.id = l.article_id "
        f"WHERE l.{counted}_id = {counted}.id AND {_LISTED}"
    )


def _newest(counted: str) -> str:
    return (
        f"SELECT coalesce(max(a.search_key), 0) FROM article_{counted} l JOIN article a ON a.id = l.article_id "
        f"WHERE l.{counted}_id = {counted}.id AND {_LISTED}"
    )


def _of_article(table: str, value: str) -> str:
    return f"SELECT {value} FROM article a WHERE a.id = {table}.article_id"


# Copies first: counters and indexes are then read from what is right.
COPIES = (
    *(
        Derived(table, "search_key", _of_article(table, "a.search_key"))
        for table in ("article_text", "article_tag", "article_series", "article_byline")
    ),
    Derived("article_tag", "is_trashed", _of_article("article_tag", "a.trashed_at IS NOT NULL")),
    Derived("article_series", "is_trashed", _of_article("article_series", "a.trashed_at IS NOT NULL")),
    Derived("article_byline", "is_trashed", _of_article("article_byline", "a.trashed_at IS NOT NULL")),
)
FLAGS = (
    Derived(
        "article", "is_untagged", "NOT EXISTS (SELECT 1 FROM article_tag l WHERE l.article_id = article.id)"
    ),
    Derived(
        "article",
        "is_unrelated",
        "NOT EXISTS (SELECT 1 FROM article_related l WHERE l.article_id = article.id)",
    ),
    Derived(
        "article",
        "is_without_picture",
        "NOT EXISTS (SELECT 1 FROM article_detail d WHERE d.article_id = article.id "
        "AND coalesce(d.picture, 'null') <> 'null')",
    ),
    Derived(
        "article",
        "has_unresolved",
        "EXISTS (SELECT 1 FROM article_related l WHERE l.article_id = article.id AND l.other_id IS NULL)",
    ),
    Derived(
        "article",
        "is_duplicate",
        "article.trashed_at IS NULL AND EXISTS (SELECT 1 FROM article o INDEXED BY ix_article_headline "
        "WHERE o.trashed_at IS NULL AND o.headline_hash = article.headline_hash AND o.id <> article.id)",
    ),
)
COUNTERS = (
    Derived(
        "state_count",
        "n",
        "SELECT count(*) FROM article a "
        "WHERE CASE WHEN a.trashed_at IS NULL THEN a.state ELSE 'trashed' END = state_count.state",
    ),
    Derived(
        "section",
        "n_articles",
        f"SELECT count(*) FROM article a WHERE a.section_id = section.id AND {_LISTED}",
    ),
    Derived(
        "section", "n_published", "SELECT count(*) FROM public_article p WHERE p.section_id = section.id"
    ),
    Derived("tag", "n_articles", _links("tag")),
    Derived("tag", "n_published", "SELECT count(*) FROM public_tag p WHERE p.tag_id = tag.id"),
    Derived(
        "tag_name",
        "use_level",
        f"SELECT {USE_LEVEL.format(row='tag.')} FROM tag WHERE tag.id = tag_name.tag_id",
    ),
    Derived("series", "n_articles", _links("series")),
    Derived("series", "n_published", "SELECT count(*) FROM public_series p WHERE p.series_id = series.id"),
    Derived("series", "last_key", _newest("series")),
    Derived("tag", "last_key", _newest("tag")),
    Derived(
        "author",
        "n_articles",
        "SELECT count(DISTINCT l.article_id) FROM article_byline l JOIN article a ON a.id = l.article_id "
        f"WHERE l.author_id = author.id AND {_LISTED}",
    ),
)
FOLDED: tuple[tuple[Table, Column[int], tuple[str, ...]], ...] = (
    (article_text, article_text.c.article_id, ("headline", "lede", "body")),
    (tag_name, tag_name.c.id, ("name",)),
    (series, series.c.id, ("name",)),
    (tag, tag.c.id, ()),
    (author, author.c.id, ()),
)


def rebuild_derived(connection: Connection) -> None:
    """Makes all of it anew. Reads every text: seconds for 10,000 articles."""
    for derived in (*COPIES, *FLAGS, *COUNTERS):
        if derived.is_unique:
            connection.exec_driver_sql(derived.loosen())
        connection.exec_driver_sql(derived.mend())
    for table, id, names in FOLDED:
        for row_id, values in _unfolded(connection, table, id, names):
            connection.execute(update(table).where(id == row_id).values(values))
    for index in INDEXES:
        for statement in index.rebuild():
            connection.exec_driver_sql(statement)


def find_wrong(connection: Connection) -> list[str]:
    """What differs from what it is derived from, as ``table.column``, for tests and a check-up; indexes included.

    Needs a write transaction: SQLite checks an index by a statement that could write.
    """
    wrong = [
        derived.name
        for derived in (*COPIES, *FLAGS, *COUNTERS)
        if connection.exec_driver_sql(derived.wrong()).scalar_one()
    ]
    wrong += [
        f"{table.name}.folded"
        for table, id, names in FOLDED
        if next(_unfolded(connection, table, id, names), None) is not None
    ]
    return wrong + [index.name for index in INDEXES if not index.agrees(connection)]


def unfolded_after(
    connection: Connection,
    table: Table,
    id: Column[int],
    names: tuple[str, ...],
    last: int | None,
    n: int = _BATCH,
) -> tuple[list[tuple[int, dict[str, str | None]]], int | None]:
    """Of the next ``n`` rows after ``last`` those whose folded texts and sort keys are not what they should be.

    Each with what they should be; and the last row looked at, None at the end.
    """
    query = select(table).order_by(id).limit(n)
    rows = connection.execute(query if last is None else query.where(id > last)).mappings().all()
    wrong = []
    for row in rows:
        values = {f"folded_{name}": folded(row[name]) for name in names}
        if "sort_key" in table.c:
            values["sort_key"] = sort_key(row["name"])
        if any(row[name] != value for name, value in values.items()):
            wrong.append((row[id.name], values))
    return wrong, rows[-1][id.name] if len(rows) == n else None


def _unfolded(
    connection: Connection, table: Table, id: Column[int], names: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str | None]]]:
    """All of them."""
    last = None
    while True:
        wrong, last = unfolded_after(connection, table, id, names, last)
        yield from wrong
        if last is None:
            return
