"""``history``: two long revisions compared, the page of 2,000 revisions, a year's size, and what a save pays for it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path

from benchmarks.busy_year import BEGIN, Writer, live
from benchmarks.figures import Figure, median, spent_by_turns
from newsroom.desk.creating import create_library
from newsroom.desk.history import amounts, list_history
from newsroom.desk.library import Library
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create, save
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.text_diff import compare
from newsroom.domain.times import now

_WORDS = 10_000
_REVISIONS = 2_000
_SHOWN = 25
ROW_BYTES = 70
"""Of a row and its places in two indexes, beside its content; measured with SQLite's dbstat in a table of its own."""


def measure(folder: Path, rounds: int) -> list[Figure]:
    library = create_library(folder / "library")
    try:
        return [
            *_comparisons(rounds),
            *_page(library, rounds),
            _year(library),
            _save(library, 20 * rounds),
        ]
    finally:
        library.close()


def _comparisons(rounds: int) -> list[Figure]:
    writer = Writer()
    old = writer.text(_WORDS)
    chance = random.Random(2)
    every = [word if chance.random() > 0.05 else "other" for word in old.split(" ")]
    cases = (
        ("a paragraph written", _with_paragraph(old, writer)),
        ("one word in twenty other", " ".join(every)),
        ("nothing in common but words", writer.text(_WORDS)),
    )
    start = f"two revisions of {_WORDS:,} words compared"
    return [
        _beside(
            f"{start}, {what}, beside difflib by lines", rounds, _comparing(old, new), _by_lines(old, new), 50
        )
        for what, new in cases
    ]


def _with_paragraph(text: str, writer: Writer) -> str:
    paragraphs = text.split("\n\n")
    paragraphs.insert(len(paragraphs) // 2, writer.sentence())
    return "\n\n".join(paragraphs)


def _comparing(old: str, new: str) -> Callable[[], object]:
    return lambda: compare(old, new)


def _by_lines(old: str, new: str) -> Callable[[], object]:
    one, other = old.split("\n"), new.split("\n")
    return lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _page(library: Library, rounds: int) -> list[Figure]:
    """In a window without a screen: until the list is there, and until its first lines tell how much changed."""
    from benchmarks.history_page import opened_page

    id = _of_many(library)
    n = 4 * rounds

    def rows() -> object:
        return list_history(library, id, limit=_REVISIONS)

    newest = list_history(library, id, limit=1).rows[0].number

    def counted() -> object:
        return amounts(library, id, newest, limit=_SHOWN)

    what = f"the history of {_REVISIONS:,} revisions"
    return [
        _beside(
            f"{what}: the page, until it is drawn, beside all rows", n, opened_page(library, id), rows, 50
        ),
        _beside(
            f"{what}: how much {_SHOWN} of them changed, in a lane, beside all rows", n, counted, rows, None
        ),
    ]


def _beside(
    what: str, n: int, ours: Callable[[], object], floor: Callable[[], object], most: float | None
) -> Figure:
    times, floors = spent_by_turns(n, ours, floor)
    return Figure(
        "history",
        what,
        median([one.wall for one in times]),
        median([one.wall for one in floors]),
        most=most,
        n=n,
        own=median([one.own for one in times]),
        own_floor=median([one.own for one in floors]),
    )


def _of_many(library: Library) -> ArticleId:
    writer = Writer(3)
    with library.store.write() as connection:
        id = create(connection, Content(headline="Ferry", body=writer.text(500)), at=BEGIN)
        for n in range(_REVISIONS):
            stored = stored_article(connection, id)
            at = BEGIN + timedelta(minutes=n)
            save(connection, stored, writer.edited(stored.content), at=at, by="window")
    return id


def _year(library: Library) -> Figure:
    id = live(library)
    with library.store.read() as connection:
        sql = "SELECT sum(length(content)), count(*) FROM revision WHERE article_id = ?"
        size, n = connection.exec_driver_sql(sql, (id,)).one()
    kilobytes = (size + n * ROW_BYTES) / 1000
    return Figure(
        "history", f"a year of a busy article, {n} revisions left", kilobytes, None, "KB", most=200, n=1
    )


def _save(library: Library, n: int) -> Figure:
    """Both durable; without the history a save of ours says that it is nobody's edit."""
    kept, bare = (_saving(library, by) for by in ("window", None))
    ours, floors = spent_by_turns(n, kept, bare)
    return Figure(
        "history",
        "a durable save, 500 words, beside one that keeps no history",
        median([one.wall for one in ours]),
        median([one.wall for one in floors]),
        most_ratio=1.25,
        n=n,
        own=median([one.own for one in ours]),
        own_floor=median([one.own for one in floors]),
    )


def _saving(library: Library, by: str | None) -> Callable[[], object]:
    serial = count()
    with library.store.write() as connection:
        body = Writer(4).text(500)
        id = create(connection, Content(headline="Ferry", body=body), at=now())

    def work() -> None:
        with library.store.write() as connection:
            stored = stored_article(connection, id)
            longer = replace(stored.content, body=f"{body} {next(serial)}.")
            save(connection, stored, longer, at=now(), by=by)

    return work
