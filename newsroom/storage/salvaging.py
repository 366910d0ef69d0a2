"""All that can be read in a damaged database, in a new one. The damaged file is only read.

First along the trees of its tables, as far as they lead; then every other page that is known by its rows: those below a
page that is broken. What is derived is made anew.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from newsroom.domain.cancel import CancelToken
from newsroom.storage.opening import create_database
from newsroom.storage.rebuilding import rebuild_derived
from newsroom.storage.salvage_filling import Filler
from newsroom.storage.salvage_finishing import Made, fill_texts, finish_rows
from newsroom.storage.salvage_pages import PageFile
from newsroom.storage.salvage_records import INDEX_LEAF, TABLE_LEAF, PageRows, Row, RowReader, walk
from newsroom.storage.salvage_shapes import WANTED, Shapes, roots_of, statements_of
from newsroom.storage.schema import HEADER_SIZE, VERSION, mark_in

Share = Callable[[str, float | None], None]
_TELL_EVERY = 500
_CACHE_KIB = 64_000
_COUNT = "SELECT count(*) FROM article"


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was saved, and what had to be done for it. Ids are articles'."""

    n_pages: int
    bad_pages: tuple[int, ...]
    n_articles: int
    expected: int | None
    saved: Mapping[str, int]
    refused: Mapping[str, int]
    n_found: int
    """Rows that no tree led to; some may have been deleted before."""
    cut: frozenset[int]
    odd: frozenset[int]
    made: Made


def salvage_database(
    source: Path, target: Path, at_ms: int, tell: Share, token: CancelToken | None = None
) -> Salvage:
    """Makes ``target``, a new database, from what can be read in ``source``. ``at_ms`` is now.

    Some twenty minutes of one core for a million articles. Raises ``LibraryError``, ``OSError``, ``CancelledError``;
    then the target is of no use.
    """
    create_database(target).close()
    with PageFile(source) as pages, closing(sqlite3.connect(target, isolation_level=None)) as driver:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", f"cache_size = -{_CACHE_KIB}"):
            driver.execute(f"PRAGMA {pragma}")
        triggers = _taken_triggers(driver)
        engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
        event.listen(engine, "begin", lambda one: one.exec_driver_sql("BEGIN IMMEDIATE"))
        with engine.begin() as connection:
            reading = _Reading(pages, driver, tell, token)
            reading.read()
            tell("Putting together what belongs together", None)
            made = finish_rows(driver, at_ms)
            fill_texts(connection, driver, made)
            _never_again(driver, reading.sequences)
            tell("Making counters and indexes anew", None)
            rebuild_derived(connection)
            # Not before: a trigger takes words out of an index, which must have them then.
            for trigger in triggers:
                driver.execute(trigger)
        (n_articles,) = driver.execute(_COUNT).fetchone()
        driver.execute("PRAGMA journal_mode = DELETE")
    _sync(target)
    return Salvage(
        pages.n_pages,
        tuple(sorted(reading.bad | pages.unreadable)),
        n_articles,
        reading.expected,
        dict(reading.filler.n_saved),
        dict(reading.filler.n_refused),
        reading.n_found,
        frozenset(reading.filler.cut),
        frozenset(reading.filler.odd),
        made,
    )


class _Reading:
    """Goes through the file once."""

    def __init__(
        self, pages: PageFile, driver: sqlite3.Connection, tell: Share, token: CancelToken | None
    ) -> None:
        self._pages, self._tell, self._token = pages, tell, token
        self._rows = RowReader(pages)
        self._seen: set[int] = set()
        self._n_looked = 0
        self.filler = Filler(driver)
        self.bad: set[int] = set()
        self.n_found = 0
        self.sequences: dict[str, int] = {}
        self.expected: int | None = None
        self._reference = [
            sql for (sql,) in driver.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        ]

    def read(self) -> None:
        schema = [row for page in self._walk(1, is_wanted=True) if page is not None for row in page.rows]
        is_newest = mark_in(self._pages.page(1)[:HEADER_SIZE]).version == VERSION
        # Of an older library the columns stand in the order of then.
        self._shapes = Shapes(self._reference if is_newest else [*statements_of(schema), *self._reference])
        roots = roots_of(schema)
        self._read_counts(roots)
        for name in WANTED:
            if name in roots:
                self._read_tree(name, roots[name])
        for name, root in roots.items():
            if name not in WANTED:
                for _ in self._walk(root, with_rows=False):
                    pass
        self._read_orphans()

    def _read_tree(self, name: str, root: int) -> None:
        shape = self._shapes.tables.get(name)
        if shape is None:
            return
        for page in self._walk(root, is_wanted=True):
            for row in page.rows if page is not None else ():
                if shape.fits(row, exactly=False):
                    self.filler.add(shape, row)
                else:
                    self.filler.n_refused[name] += 1

    def _read_orphans(self) -> None:
        """Pages that nothing leads to, but for those that are free: they hold what was deleted."""
        known = self._seen | self._pages.free_pages()
        for number in range(2, self._pages.n_pages + 1):
            self._look()
            if number in known or number in self._rows.used:
                continue
            if self._rows.kind_of(number) not in (TABLE_LEAF, INDEX_LEAF):
                continue
            page = self._rows.read(number)
            shape = self._shapes.of_page(page.rows) if page is not None and page.rows else None
            if page is not None and shape is not None and shape.name in WANTED:
                self.n_found += sum(self.filler.add(shape, row) for row in page.rows)

    def _read_counts(self, roots: Mapping[str, int]) -> None:
        """What the file itself says of how much there is: counters of states, and the highest ids ever given."""
        states = list(self._values(roots.get("state_count", 0)))
        counts = [row.values[1] for row in states if len(row.values) >= 2]
        if counts and all(isinstance(n, int) and n >= 0 for n in counts):
            self.expected = sum(counts)
        for row in self._values(roots.get("sqlite_sequence", 0)):
            name, number = (*row.values, None, None)[:2]
            if name in WANTED and isinstance(number, int):
                self.sequences[name] = number

    def _values(self, root: int) -> Iterator[Row]:
        for page in self._walk(root):
            if page is not None:
                yield from page.rows

    def _walk(
        self, root: int, *, is_wanted: bool = False, with_rows: bool = True
    ) -> Iterator[PageRows | None]:
        for number, page in walk(self._rows, root, self._seen, with_rows=with_rows):
            self._look()
            if is_wanted and (page is None or page.n_broken):
                self.bad.add(number)
            yield page

    def _look(self) -> None:
        self._n_looked += 1
        if self._n_looked % _TELL_EVERY == 0:
            if self._token is not None:
                self._token.raise_if_cancelled()
            # Trees first, then all pages by their numbers: some are met twice.
            self._tell("Reading the damaged database", min(1.0, self._n_looked / (2 * self._pages.n_pages)))


def _taken_triggers(driver: sqlite3.Connection) -> list[str]:
    found = driver.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        driver.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def _never_again(driver: sqlite3.Connection, sequences: Mapping[str, int]) -> None:
    """No id is given twice, not even one of a row that is lost."""
    for name, number in sequences.items():
        there = driver.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, name))
        if there.rowcount == 0:
            driver.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, number))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
