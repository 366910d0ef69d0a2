"""Libraries of any size, quickly, and the same for the same seed: articles with sections, series, tags and links.

The rows go in without the triggers; what these would have kept is made anew at the end, as after a migration.
"""

import json
import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.words import Writer
from newsroom.desk.creating import create_library
from newsroom.domain.article import Byline, Content, Dateline, RelatedLink, Section, State
from newsroom.domain.ids import ArticleId, AuthorId, SeriesId, TagId
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.serial import content_to_json, dateline_to_json
from newsroom.storage import authors, sections, series, tags
from newsroom.storage.headlines import headline_hash
from newsroom.storage.rebuilding import rebuild_derived
from newsroom.storage.search_keys import first_key
from newsroom.storage.store import Connection

LAST_AT = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BETWEEN = timedelta(minutes=7)
_BATCH = 2_000
_SECTIONS = ("World", "Coast", "Business", "Science", "Sport", "Opinion")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Places:
    """What the articles are sorted under."""

    sections: tuple[Section, ...]
    series: tuple[SeriesId, ...]
    tags: tuple[TagId, ...]
    authors: tuple[tuple[str, AuthorId], ...]


def generate(path: Path, n_articles: int, *, seed: int = 1, n_words: int = 500) -> None:
    """Makes a library of so many articles of so many words, nine in ten of them published. 10,000 take seconds."""
    library = create_library(path)
    try:
        writer = Writer(seed)
        with library.store.write() as connection:
            triggers = _take_triggers(connection)
            places = _make_places(connection, writer, n_articles)
            numbers = range(1, n_articles + 1)
            articles = (_Article(writer, places, n, n_articles, n_words).rows() for n in numbers)
            while batch := list(islice(articles, _BATCH)):
                _insert(connection, batch)
            rebuild_derived(connection)
            for statement in triggers:
                connection.exec_driver_sql(statement)
    finally:
        library.close()


def _take_triggers(connection: Connection) -> list[str]:
    """Removes the triggers; answers the statements that make them."""
    question = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    found = [(row.name, row.sql) for row in connection.exec_driver_sql(question)]
    for name, _ in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def _make_places(connection: Connection, writer: Writer, n_articles: int) -> Places:
    n_tags = max(40, n_articles // 50)
    people = dict.fromkeys(writer.name() for _ in range(60))
    return Places(
        tuple(sections.ensure_section(connection, name) for name in _SECTIONS),
        tuple(series.ensure_series(connection, writer.name()).id for _ in range(max(8, n_articles // 250))),
        tuple(tags.ensure_tag(connection, writer.name()).id for _ in range(n_tags)),
        tuple(
            (name, id)
            for name, id in zip(people, authors.ensure_authors(connection, people).values(), strict=True)
        ),
    )


class _Article:
    """The rows of one article, in all the tables that it has a row in."""

    def __init__(self, writer: Writer, places: Places, id: int, n_articles: int, n_words: int) -> None:
        self.id = id
        self._random = writer.random
        self._at = LAST_AT - (n_articles - id) * _BETWEEN
        self._is_published = id % 10 != 0
        self._section = self._random.choice(places.sections)
        name, author = self._random.choice(places.authors)
        body, self._n_words = writer.body(n_words)
        in_series = self._random.random() < 0.3
        self._content = Content(
            headline=writer.headline(),
            lede=writer.lede(),
            body=body,
            section_id=self._section.id,
            dateline=Dateline(place=writer.words[id % 300].upper(), date=f"{self._at:%b} {self._at.day}"),
            bylines=(Byline(name, author_id=author),),
            series=(self._random.choice(places.series),) if in_series else (),
            tags=tuple(dict.fromkeys(self._few(places.tags))),
            related=tuple(self._related()),
        )

    def _few(self, tags: tuple[TagId, ...]) -> Iterator[TagId]:
        """Three to six; the first tags are the most used."""
        for _ in range(self._random.randint(3, 6)):
            yield tags[int(len(tags) * self._random.random() ** 3)]

    def _related(self) -> Iterator[RelatedLink]:
        if self.id > 10:
            for other in self._random.sample(range(max(1, self.id - 500), self.id), 3):
                yield RelatedLink(ArticleId(other), "")

    def rows(self) -> Rows:
        """By table."""
        content, id = self._content, self.id
        key = first_key(self._at)
        ms = (self._at - _EPOCH) // timedelta(milliseconds=1)
        rows = {
            "article": [self._own_row(key, ms)],
            "article_text": [
                {
                    "article_id": id,
                    "search_key": key,
                    "headline": content.headline,
                    "lede": content.lede,
                    "body": content.body,
                }
            ],
            "article_detail": [
                {
                    "article_id": id,
                    "dateline": json.dumps(dateline_to_json(content.dateline)),
                    "picture": "null",
                    "notices": "[]",
                    "extra": "{}",
                }
            ],
        }
        return rows | self._link_rows(key) | (self._public_rows(ms) if self._is_published else {})

    def _own_row(self, key: int, ms: int) -> dict[str, Any]:
        content, id = self._content, self.id
        return {
            "id": id,
            "uid": str(uuid.UUID(int=ms << 80 | 7 << 76 | 2 << 62 | id)),
            "search_key": key,
            "version": 1,
            "state": (State.PUBLISHED if self._is_published else State.DRAFT).value,
            "language": content.language,
            "section_id": content.section_id,
            "headline": content.headline,
            "headline_hash": headline_hash(content.headline),
            "n_words": self._n_words,
            "slug": self._slug,
            "address": self._address if self._is_published else None,
            "short_code": _short_code(id),
            "created_at": ms,
            "updated_at": ms,
            "published_at": ms if self._is_published else None,
            "published_revision_id": id if self._is_published else None,
        }

    @property
    def _slug(self) -> str:
        return f"{self._content.headline.lower().replace(' ', '-')}-{self.id}"

    @property
    def _address(self) -> str:
        return f"/{self._section.slug}/{self._slug}"

    def _link_rows(self, key: int) -> Rows:
        content, id = self._content, self.id
        place = {"article_id": id, "search_key": key}
        return {
            "article_tag": [place | {"tag_id": tag, "position": n} for n, tag in enumerate(content.tags)],
            "article_series": [
                place | {"series_id": one, "position": n} for n, one in enumerate(content.series)
            ],
            "article_byline": [
                place
                | {"position": n, "author_id": line.author_id, "name": line.name, "role": line.role.value}
                for n, line in enumerate(content.bylines)
            ],
            "article_related": [
                {"article_id": id, "position": n, "other_id": link.id, "headline": ""}
                for n, link in enumerate(content.related)
            ],
        }

    def _public_rows(self, ms: int) -> Rows:
        content, id = self._content, self.id
        kept = json.dumps(content_to_json(content), ensure_ascii=False, separators=(",", ":"))
        return {
            "revision": [
                {
                    "id": id,
                    "article_id": id,
                    "number": 1,
                    "kind": RevisionKind.PUBLISHED.value,
                    "at": ms,
                    "by": "generator",
                    "content": zlib.compress(kept.encode(), 1),
                }
            ],
            "address": [{"path": self._address, "article_id": id, "since": ms}],
            "public_article": [
                {
                    "article_id": id,
                    "revision_id": id,
                    "headline": content.headline,
                    "section_id": content.section_id,
                    "published_at": ms,
                }
            ],
            "public_tag": [{"article_id": id, "tag_id": tag, "published_at": ms} for tag in content.tags],
            "public_series": [{"article_id": id, "series_id": one, "place": ms} for one in content.series],
        }


def _insert(connection: Connection, articles: Iterable[Rows]) -> None:
    by_table: Rows = {}
    for rows in articles:
        for table, some in rows.items():
            by_table.setdefault(table, []).extend(some)
    for table, some in by_table.items():
        if some:
            names = list(some[0])
            places = ", ".join(f":{name}" for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({places})", some)


def _short_code(id: int) -> str:
    """Seven characters that look random and belong to this id alone."""
    code, rest = "", (id * 1_000_003 + 12_345) % 58**7
    for _ in range(7):
        rest, digit = divmod(rest, 58)
        code += _BASE58[digit]
    return code
