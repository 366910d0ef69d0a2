"""Imports beside the bare driver: articles a second, durable and indexed, from a folder of Markdown and from WordPress.

The floor inserts the rows that the import left, in all tables that no trigger fills, into an empty library, as any
program would that knows nothing of us: the same schema, indexes and connection settings, the same triggers, which count
and feed the search indexes row by row. It has the rows in memory, in the order of the articles, and commits, durably,
after as much time of work as an import does. The import itself lets triggers rest and does their work by the batch
(``storage/bulk_load.py``). So for the record there is a second floor, without a target, that is as clever: it has no
triggers, counts nothing, and indexes each batch at once.

What an import costs is also reading files, understanding them, finding names, slugs, addresses and links, and the
report. Told as time that passed, and as the processor time of the program itself, without that of its helpers, which
read on other cores; the second is the steadier one where a machine does something else, too. And the rate must not fall
as the library grows: the last tenth of the articles stands beside the second.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.figures import Figure, median
from benchmarks.generator import LAST_AT
from benchmarks.words import Writer
from newsroom.desk.creating import create_library
from newsroom.desk.importing import ImportReport, import_sources
from newsroom.desk.library import DATABASE, open_library
from newsroom.domain.importing import ImportProgress
from newsroom.storage.connecting import Access, connect
from newsroom.storage.search_index import ARTICLE_INDEXES

_N_ARTICLES = 6_000
_MOST_ROUNDS = 3
_N_WORDS = 500
_BATCH_S = 0.06
_MINUTES = 431
_MOST_RATIO = 2.0
_MOST_SLOWER = 1.25
# Derived by triggers from the others, or the import's own notes.
_TABLES = (
    "section", "author", "series", "tag", "tag_name", "article", "article_text", "article_detail", "article_tag",
    "article_series", "article_byline", "article_related", "revision", "address", "public_article", "public_tag",
    "public_series", "import_source", "import_address", "import_link",
)  # fmt: skip
_PLACES = _TABLES[:5]


@dataclass(frozen=True, slots=True)
class _Spent:
    """Seconds: that passed, and that the processor worked for this process."""

    passed: float
    worked: float
    second_tenth_ms: float = 0
    last_tenth_ms: float = 0


def _spent(work: Callable[[], object]) -> _Spent:
    passed, worked = time.perf_counter(), time.process_time()
    work()
    return _Spent(time.perf_counter() - passed, time.process_time() - worked)


def measure(folder: Path, rounds: int, n_articles: int = _N_ARTICLES) -> list[Figure]:
    """Articles from both sources, by turns with the floor, at most three times each."""
    figures = []
    for name, make in (("Markdown folder", write_markdown), ("WordPress export", write_wxr)):
        source = make(folder / name, n_articles)
        times: list[_Spent] = []
        floors: list[_Spent] = []
        bare: list[_Spent] = []
        for n in range(min(rounds, _MOST_ROUNDS)):
            library = folder / f"library {n}"
            times.append(_import(library, source, n_articles))
            floors.append(_floor(folder / f"floor {n}", library / DATABASE))
            bare.append(_floor(folder / f"bare {n}", library / DATABASE, is_bare=True))
            shutil.rmtree(library)
        article = f"an article of {_N_WORDS} words from a {name}"
        for kind, what, base, beside, most in (
            ("passed", "time", floors, "its rows by sqlite3", _MOST_RATIO),
            ("worked", "processor time", floors, "its rows by sqlite3", _MOST_RATIO),
            ("passed", "time", bare, "its rows without triggers, indexed by the batch", None),
        ):
            figures.append(
                Figure(
                    "import",
                    f"{article}, {what}, beside {beside}",
                    1000 * median([getattr(one, kind) for one in times]) / n_articles,
                    1000 * median([getattr(one, kind) for one in base]) / n_articles,
                    most_ratio=most,
                    n=len(times) * n_articles,
                )
            )
        figures.append(
            Figure(
                "import",
                f"{article}, time, of the last tenth, beside the second",
                median([one.last_tenth_ms for one in times]),
                median([one.second_tenth_ms for one in times]),
                most_ratio=_MOST_SLOWER,
                n=len(times) * n_articles // 10,
            )
        )
    return figures


def write_markdown(folder: Path, n_articles: int) -> Path:
    """A folder as site builders have it: a file an article, by year and month."""
    for fields, body in _articles(n_articles):
        at = fields["date"]
        place = folder / "posts" / at[:4] / at[5:7]
        place.mkdir(parents=True, exist_ok=True)
        tags = "".join(f"\n  - {tag}" for tag in fields["tags"].split(","))
        head = (
            f"---\ntitle: {fields['headline']}\ndescription: {fields['lede']}\ndate: {at}\n"
            f"section: {fields['section']}\n"
            f"authors: [{fields['author']}]\nseries: {fields['series']}\ntags:{tags}\n---\n\n"
        )
        (place / f"{fields['slug']}.md").write_text(head + body + "\n", "utf-8")
    return folder


def write_wxr(folder: Path, n_articles: int) -> Path:
    """One file, as WordPress writes it."""
    folder.mkdir(parents=True)
    path = folder / "export.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(_WXR_HEAD)
        for n, (fields, body) in enumerate(_articles(n_articles), start=1):
            tags = "".join(
                f'<category domain="post_tag" nicename="{tag.replace(" ", "-").lower()}"><![CDATA[{tag}]]></category>'
                for tag in fields["tags"].split(",")
            )
            text = "\n\n".join(f"<p>{escape(part)}</p>" for part in body.split("\n\n"))
            file.write(_WXR_ITEM.format(**fields | {"n": n, "tags": tags, "text": text}))
        file.write("</channel></rss>\n")
    return path


def _articles(n_articles: int) -> Iterator[tuple[dict[str, str], str]]:
    writer = Writer(7)
    random = writer.random
    sections = ("World", "Coast", "Business", "Science", "Sport")
    tags = [writer.name() for _ in range(max(40, n_articles // 50))]
    series = [writer.name() for _ in range(max(8, n_articles // 250))]
    people = [writer.name() for _ in range(60)]
    for n in range(n_articles):
        at = LAST_AT - timedelta(minutes=_MINUTES * (n_articles - n))
        yield (
            {
                "headline": writer.headline(),
                "lede": writer.lede(),
                "date": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "day": at.strftime("%Y-%m-%d %H:%M:%S"),
                "section": random.choice(sections),
                "author": random.choice(people),
                "series": random.choice(series),
                "tags": ",".join(dict.fromkeys(random.choices(tags, k=3))),
                "slug": f"{at:%Y-%m-%d}-{writer.some_words(3).replace(' ', '-')}-{n}",
            },
            writer.body(_N_WORDS)[0],
        )


def _import(path: Path, source: Path, n_articles: int) -> _Spent:
    create_library(path).close()
    library = open_library(path)
    try:
        reports: list[ImportReport] = []
        told: list[tuple[int, float]] = []

        def tell(progress: ImportProgress) -> None:
            told.append((progress.n_done, time.perf_counter()))

        spent = _spent(
            lambda: reports.append(import_sources(library, [source], by="benchmark", progress=tell))
        )
    finally:
        library.close()
    (report,) = reports
    if report.counts.n_imported != n_articles:
        raise RuntimeError(f"{report.counts} of {n_articles} articles: {report.lines[:3]}")
    return replace(
        spent,
        second_tenth_ms=_ms_between(told, n_articles * 0.1, n_articles * 0.2),
        last_tenth_ms=_ms_between(told, n_articles * 0.9, n_articles),
    )


def _ms_between(told: Sequence[tuple[int, float]], first: float, last: float) -> float:
    """Milliseconds of an article between these numbers, as near as progress was told to them."""
    begin, end = (min(told, key=lambda one: abs(one[0] - n)) for n in (first, last))
    return 1000 * (end[1] - begin[1]) / max(1, end[0] - begin[0])


def _floor(path: Path, done: Path, *, is_bare: bool = False) -> _Spent:
    """Time for the rows of a library that was imported into."""
    create_library(path).close()
    try:
        with (
            closing(sqlite3.connect(done)) as source,
            closing(connect(path / DATABASE, Access.SHARED)) as target,
        ):
            steps = [*_by_article(source, target)]
            if is_bare:
                _drop_triggers(target)
            return _spent(lambda: _run_in_batches(target, steps, indexes=is_bare))
    finally:
        shutil.rmtree(path)


def _by_article(source: sqlite3.Connection, target: sqlite3.Connection) -> list[Callable[[], object]]:
    """What inserts the rows: places first, then article by article, all its rows."""
    rows: dict[int, list[Callable[[], object]]] = {}
    for table in _TABLES:
        names = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})"
        key = "id" if table == "article" else "article_id"
        counted = [n for n, name in enumerate(names) if name.startswith("n_") and table in _PLACES]
        by_article: dict[int, list[tuple[object, ...]]] = {}
        for row in source.execute(f"SELECT {columns} FROM {table}"):
            kept = tuple(0 if n in counted else value for n, value in enumerate(row))
            id = 0 if table in _PLACES else row[names.index(key)]
            by_article.setdefault(id, []).append(kept)
        for id, some in by_article.items():
            rows.setdefault(id, []).append(_inserting(target, sql, some))
    return [_together(rows[id]) for id in sorted(rows)]


def _inserting(target: sqlite3.Connection, sql: str, rows: list[tuple[object, ...]]) -> Callable[[], object]:
    return lambda: target.executemany(sql, rows)


def _together(steps: list[Callable[[], object]]) -> Callable[[], object]:
    return lambda: [step() for step in steps]


def _drop_triggers(target: sqlite3.Connection) -> None:
    for (name,) in target.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        target.execute(f"DROP TRIGGER {name}")


def _run_in_batches(
    target: sqlite3.Connection, steps: list[Callable[[], object]], *, indexes: bool = False
) -> None:
    rest = iter(steps)
    step = next(rest, None)
    last = 0
    while step is not None:
        target.execute("BEGIN IMMEDIATE")
        end = time.perf_counter() + _BATCH_S
        while step is not None and time.perf_counter() < end:
            step()
            step = next(rest, None)
        if indexes:
            for index in ARTICLE_INDEXES:
                target.execute(index.add_rows("article_id > ?"), (last,))
            (last,) = target.execute("SELECT coalesce(max(article_id), 0) FROM article_text").fetchone()
        target.execute("COMMIT")


_WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Archive</title><link>https://archive.example</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://archive.example</wp:base_site_url>
"""
_WXR_ITEM = """<item><title><![CDATA[{headline}]]></title><link>https://archive.example/{slug}/</link>
<dc:creator><![CDATA[{author}]]></dc:creator>
<guid isPermaLink="false">https://archive.example/?p={n}</guid>
<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[{lede}]]></excerpt:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_date><![CDATA[{day}]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{day}]]></wp:post_date_gmt><wp:post_name><![CDATA[{slug}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="{section}"><![CDATA[{section}]]></category>{tags}</item>
"""
