"""The full-text indexes. They are kept by triggers and hold nothing that their tables do not hold.

Of articles there are two: the small one, headline and lede, answers while typing; the full one on Enter. Their row ids
are search keys: they follow time, so that the newest hits come first without a sort.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from newsroom.storage.bulk_load import UNLESS_IN_BULK
from newsroom.storage.failures import is_broken_index

# Grows with ``n_articles``: number of octal digits, then the first of them. Exact below 8; above, a step is at most a
# doubling, so that a tag seldom moves.
_DIGITS = "length(printf('%o', {row}n_articles))"
USE_LEVEL = f"({_DIGITS} * 8 + ({{row}}n_articles >> (3 * ({_DIGITS} - 1))))"
FIRST_STEPPED_LEVEL = 16
# How many parts of like age wait for a merge: in a quiet moment, in a write for a little of it, in a write for all.
_MERGING = {"usermerge": 2, "automerge": 12, "crisismerge": 100}
# FTS5 keeps below it what it has to know of all pages.
_OF_ALL_PAGES = 10
_FORM = 4
# So much of an index is in memory at most before it is written: a million articles are some dozen parts then.
_REBUILD_BYTES, _MANY_BYTES, _USUAL_BYTES = 256 << 20, 64 << 20, 1 << 20


@dataclass(frozen=True, slots=True)
class Index:
    """An index over columns of one table. ``folded_x`` beside a column ``x`` is indexed in its place, if not null.

    ``row_id`` is an expression over the columns ``keys``, written with ``{row}`` before each.
    """

    name: str
    table: str
    row_id: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    prefixes: str = ""
    then: str = ""
    """A statement to follow each new row of the table."""
    when: str = ""
    """Which new rows are indexed as they come; empty: all."""

    @property
    def source(self) -> str:
        return f"{self.name}_source"

    def create(self) -> tuple[str, ...]:
        """The view that is indexed, and the index. Less detail would rank every hit alike, silently."""
        columns = ", ".join(f"{_indexed(column)} AS {column}" for column in self.columns)
        options = [
            f"content='{self.source}'",
            "content_rowid='place'",
            'tokenize="unicode61 remove_diacritics 2"',
            "detail=full",
            "columnsize=1",
        ]
        if self.prefixes:
            options.append(f"prefix='{self.prefixes}'")
        return (
            f"CREATE VIEW {self.source} AS SELECT {self._row_id('')} AS place, {columns} FROM {self.table}",
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({', '.join((*self.columns, *options))})",
        )

    @property
    def words(self) -> str:
        """The table of its words, each with the number of rows that have it."""
        return f"{self.name}_words"

    @property
    def occurrences(self) -> str:
        """The table of every place of every word: from word to word in it one leaps without a look at their places."""
        return f"{self.name}_occurrences"

    def create_words(self) -> tuple[str, ...]:
        """Both hold nothing by themselves: they read the index."""
        return (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.words} USING fts5vocab({self.name}, row)",
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.occurrences} USING fts5vocab({self.name}, instance)",
        )

    def settle(self) -> tuple[str, ...]:
        """Kept in the index: its parts are merged by ``merge``, two by two, when it is quiet.

        Inside a write they are merged a little at a time, where many wait. SQLite would merge sixteen all at once, and
        these with the next sixteen: at a million articles, one save in some thousands would take minutes.
        """
        return tuple(self._set(key, value) for key, value in _MERGING.items())

    def is_settled(self) -> str:
        """A row where that is so."""
        kept = (
            f"EXISTS (SELECT 1 FROM {self.name}_config WHERE k = '{key}' AND v = {value})"
            for key, value in _MERGING.items()
        )
        return f"SELECT 1 WHERE {' AND '.join(kept)}"

    def merge(self, n_pages: int) -> str:
        """Merges about so many pages of parts that writes have left; changes almost nothing where none wait."""
        return self._set("merge", n_pages)

    def rebuild(self) -> tuple[str, ...]:
        """Reads the table and indexes it anew: much of it put together in memory first, which takes two thirds."""
        rebuild = f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')"
        return (self._set("hashsize", _REBUILD_BYTES), rebuild, *self.usual_pieces())

    def large_pieces(self) -> str:
        """Until ``usual_pieces`` in the same transaction, more is put together in memory: for hundreds of texts."""
        return self._set("hashsize", _MANY_BYTES)

    def usual_pieces(self) -> tuple[str, ...]:
        return self._set("hashsize", _USUAL_BYTES), f"DELETE FROM {self.name}_config WHERE k = 'hashsize'"

    def _set(self, key: str, value: int) -> str:
        return f"INSERT INTO {self.name}({self.name}, rank) VALUES ('{key}', {value})"

    def verify(self) -> str:
        """Statement that fails with "database disk image is malformed" when index and table differ."""
        return self._set("integrity-check", 1)

    def agrees(self, connection: Connection) -> bool:
        """Whether the index holds what the table says."""
        try:
            connection.exec_driver_sql(self.verify())
        except DatabaseError as error:
            is_corrupt = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT
            if not is_corrupt and not is_broken_index(error.orig):
                raise
            return False
        return True

    def triggers(self) -> tuple[str, ...]:
        inserted = f"AFTER INSERT ON {self.table}{f' WHEN {self.when}' if self.when else ''}"
        return (
            f"CREATE TRIGGER {self.name}_insert {inserted} BEGIN {self._add()} {self.then} END",
            f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.table} BEGIN {self._remove()} END",
            self.follow_updates(),
        )

    def follow_updates(self) -> str:
        """The trigger of rows that change."""
        return f"CREATE TRIGGER {self.name}_update {self._updated} BEGIN {self._remove()} {self._add()} END"

    def let_updates_pass(self) -> str:
        """Until ``follow_updates`` in the same transaction, changed rows are no matter of the index's."""
        return f"DROP TRIGGER {self.name}_update"

    @property
    def _updated(self) -> str:
        names = (*self.keys, *(name for column in self.columns for name in (column, f"folded_{column}")))
        changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in names)
        return f"AFTER UPDATE ON {self.table} WHEN {changed}"

    # While it is made anew in pieces

    @property
    def aside(self) -> str:
        """What it is called when another one takes its place."""
        return f"{self.name}_aside"

    def begin_anew(self) -> tuple[str, ...]:
        """An empty one in its place, at once: to empty it would take as long as to read it. Its triggers are gone."""
        _, create = self.create()
        # One whose form is damaged could not even be renamed.
        known_form = f"INSERT OR REPLACE INTO {self.name}_config (k, v) VALUES ('version', {_FORM})"
        return (known_form, f"ALTER TABLE {self.name} RENAME TO {self.aside}", create, *self.settle())

    def clear_aside(self, n_pages: int) -> str:
        """Takes so many pages out of the one that was set aside: nothing reads it any more, but to drop it."""
        pages = f"SELECT id FROM {self.aside}_data WHERE id > {_OF_ALL_PAGES} ORDER BY id LIMIT {n_pages}"
        return f"DELETE FROM {self.aside}_data WHERE id IN ({pages})"

    def drop_aside(self) -> str:
        return f"DROP TABLE IF EXISTS {self.aside}"

    def triggers_meanwhile(self) -> tuple[str, ...]:
        """As ``triggers``, while it has some of the rows: what it does not have is not taken out of it."""
        insert, _, _ = self.triggers()
        updated, remove = self._updated, self._remove_if_there()
        return (
            insert,
            f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.table} BEGIN {remove} END",
            f"CREATE TRIGGER {self.name}_update {updated} BEGIN {remove} {self._add()} END",
        )

    def add_missing(self, which: str) -> str:
        """Indexes those rows that it does not have yet."""
        return self.add_rows(f"{which} AND {self._row_id('')} NOT IN (SELECT id FROM {self.name}_docsize)")

    def _remove_if_there(self) -> str:
        place = self._row_id("old.")
        return (
            f"INSERT INTO {self.name}({self.name}, rowid, {', '.join(self.columns)}) "
            f"SELECT 'delete', {place}, {self._values('old')} "
            f"WHERE EXISTS (SELECT 1 FROM {self.name}_docsize WHERE id = {place});"
        )

    def add_rows(self, which: str) -> str:
        """Indexes rows that were passed over as they came, in the order of the index: as one part of it."""
        place = self._row_id("")
        return (
            f"INSERT INTO {self.name}(rowid, {', '.join(self.columns)}) "
            f"SELECT {place}, {', '.join(_indexed(column) for column in self.columns)} "
            f"FROM {self.table} WHERE {which} ORDER BY {place}"
        )

    def remove_rows(self, which: str) -> str:
        """Takes rows out of the index before they change, in its order."""
        place = self._row_id("")
        return (
            f"INSERT INTO {self.name}({self.name}, rowid, {', '.join(self.columns)}) "
            f"SELECT 'delete', {place}, {', '.join(_indexed(column) for column in self.columns)} "
            f"FROM {self.table} WHERE {which} ORDER BY {place}"
        )

    def _add(self) -> str:
        return (
            f"INSERT INTO {self.name}(rowid, {', '.join(self.columns)}) "
            f"VALUES ({self._row_id('new.')}, {self._values('new')});"
        )

    def _remove(self) -> str:
        return (
            f"INSERT INTO {self.name}({self.name}, rowid, {', '.join(self.columns)}) "
            f"VALUES ('delete', {self._row_id('old.')}, {self._values('old')});"
        )

    def _row_id(self, row: str) -> str:
        return self.row_id.format(row=row)

    def _values(self, row: str) -> str:
        return ", ".join(_indexed(column, f"{row}.") for column in self.columns)


def _indexed(column: str, row: str = "") -> str:
    return f"coalesce({row}folded_{column}, {row}{column})"


SMALL = Index(
    "search_small",
    "article_text",
    "{row}search_key",
    ("search_key",),
    ("headline", "lede"),
    "2 3 4",
    when=UNLESS_IN_BULK,
)
FULL = Index(
    "search_full",
    "article_text",
    "{row}search_key",
    ("search_key",),
    ("headline", "lede", "body"),
    when=UNLESS_IN_BULK,
)
TAG_NAMES = Index(
    "search_tag_name",
    "tag_name",
    # The most used last, so that they are found first from the end; ids stay below 32 bits.
    "({row}use_level << 32) | {row}id",
    ("use_level", "id"),
    ("name",),
    "1 2 3",
    then="UPDATE tag_name SET use_level = "
    f"(SELECT {USE_LEVEL.format(row='tag.')} FROM tag WHERE id = new.tag_id) WHERE id = new.id;",
)
SERIES_NAMES = Index("search_series_name", "series", "{row}id", ("id",), ("name",), "1 2 3")
ARTICLE_INDEXES = (SMALL, FULL)
INDEXES = (*ARTICLE_INDEXES, TAG_NAMES, SERIES_NAMES)


@contextmanager
def many_texts(connection: Connection) -> Iterator[None]:
    """Hundreds of texts change in this transaction: their words are written in few pieces, not one every megabyte."""
    for index in ARTICLE_INDEXES:
        connection.exec_driver_sql(index.large_pieces())
    yield
    for index in ARTICLE_INDEXES:
        for statement in index.usual_pieces():
            connection.exec_driver_sql(statement)
