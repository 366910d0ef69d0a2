"""Many new articles in one transaction: a fixed number of statements, each run for all of them.

Names, links and texts have been found out before; here are rows. ``bulk_names`` gives slugs, addresses, codes, keys.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Content, Dateline, State
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.serial import dateline_to_json, notice_to_json, picture_to_json
from newsroom.storage.asking import ask_value, run_many, stored_moment
from newsroom.storage.bulk_load import in_bulk
from newsroom.storage.bulk_sums import BulkSums
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.packing import PackedTexts, packed

_LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = ?"
_MOST_DATELINES = 1_000


class ClashError(Exception):
    """Two articles have what only one can have, or refer to what there is not."""


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A kept state that comes with the article."""

    kind: str
    content: Content
    at: datetime
    by: str
    name: str | None = None


@dataclass(slots=True)
class NewArticle:
    """An article as it is to stand in the library. Contents are settled; ``id`` is one of those that were reserved.

    ``public`` is the place, among its revisions, of the one that readers see, with ``public_updated_at`` on its page.
    ``folded``, ``n_words``, ``headline_hash`` and ``packed`` go with the texts of the content, ``places`` are those by
    hand in its series. The rest is named as in the tables.
    """

    id: ArticleId
    content: Content
    n_words: int
    folded: tuple[str | None, str | None, str | None]
    headline_hash: int | None
    packed: PackedTexts | None
    state: State
    created_at: datetime
    updated_at: datetime
    uid: str
    published_at: datetime | None = None
    slug: str | None = None
    address: str | None = None
    short_code: str = ""
    search_key: int = 0
    version: int = 1
    extra: Mapping[str, object] = field(default_factory=dict)
    trashed_at: datetime | None = None
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    revisions: Sequence[NewRevision] = ()
    published: int | None = None
    public: int | None = None
    public_updated_at: datetime | None = None
    has_unpublished_changes: bool = False
    places: Mapping[SeriesId, int] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """Its place in time."""
        return self.published_at or self.updated_at


def reserve_ids(connection: Connection, n: int) -> list[ArticleId]:
    """So many new ids, for this transaction."""
    first = (ask_value(connection, _LAST_ID, ("article",)) or 0) + 1
    return [ArticleId(first + i) for i in range(n)]


def insert_articles(connection: Connection, articles: Sequence[NewArticle]) -> None:
    """All rows of the articles, but for old addresses. Raises ``ClashError``: the caller takes all of it back then."""
    first_revision = (ask_value(connection, _LAST_ID, ("revision",)) or 0) + 1
    rows = _Rows(first_revision)
    for one in articles:
        rows.add(one)
    try:
        with in_bulk(connection):
            for sql, some in rows.statements():
                run_many(connection, sql, some)
        rows.sums.keep(connection)
    except sqlite3.IntegrityError as error:
        raise ClashError(str(error)) from error


def _insert(table: str, columns: str) -> str:
    names = columns.split()
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({marks})"


# The article's own row first; then what refers to it, and what triggers look for.
_ARTICLE = _insert(
    "article",
    "id uid search_key version state trashed_at language section_id label headline headline_hash n_words slug "
    "slug_by_hand address short_code created_at updated_at published_at publish_at embargo_until published_revision_id "
    "has_unpublished_changes is_untagged is_unrelated is_without_picture has_unresolved",
)
_DETAIL = _insert("article_detail", "article_id dateline picture notices extra")
_TAG = _insert("article_tag", "article_id tag_id position search_key is_trashed")
_SERIES = _insert("article_series", "article_id series_id position search_key is_trashed place_by_hand")
_BYLINE = _insert("article_byline", "article_id position author_id name role place search_key is_trashed")
_RELATED = _insert("article_related", "article_id position other_id headline headline_hash")
_TEXT = _insert(
    "article_text",
    "article_id search_key headline lede body folded_headline folded_lede folded_body",
)
_REVISION = _insert("revision", "id article_id number kind name at by content")
_ADDRESS = _insert("address", "path article_id since")
_PUBLIC = _insert("public_article", "article_id revision_id headline section_id published_at updated_at")
_PUBLIC_TAG = _insert("public_tag", "article_id tag_id published_at")
_PUBLIC_SERIES = _insert("public_series", "article_id series_id place")
_ORDER = (
    _ARTICLE, _TEXT, _DETAIL, _TAG, _SERIES, _BYLINE, _RELATED, _REVISION, _ADDRESS, _PUBLIC, _PUBLIC_TAG,
    _PUBLIC_SERIES,
)  # fmt: skip


class _Rows:
    """The rows of some articles, by statement."""

    def __init__(self, first_revision: int) -> None:
        self._next_revision = first_revision
        self.sums = BulkSums()
        self._rows: dict[str, list[tuple[Any, ...]]] = {sql: [] for sql in _ORDER}

    def statements(self) -> list[tuple[str, list[tuple[Any, ...]]]]:
        return list(self._rows.items())

    def add(self, one: NewArticle) -> None:
        revisions = self._add_revisions(one)
        published = None if one.published is None else revisions[one.published]
        self._add_article(one, published)
        self.sums.add(
            one.id,
            one.content,
            state=one.state,
            search_key=one.search_key,
            headline_hash=one.headline_hash,
            is_trashed=one.trashed_at is not None,
        )
        self._add_links(one)
        if one.address is not None:
            since = stored_moment(one.published_at or one.created_at)
            self._rows[_ADDRESS].append((one.address, one.id, since))
        if one.public is not None and one.published_at is not None:
            self._add_public(one, one.revisions[one.public].content, revisions[one.public])

    def _add_article(self, one: NewArticle, published: int | None) -> None:
        content = one.content
        related = content.related
        self._rows[_ARTICLE].append((
            one.id, one.uid, one.search_key, one.version, one.state.value, _moment(one.trashed_at), content.language,
            content.section_id, content.label, content.headline, one.headline_hash, one.n_words,
            one.slug, content.slug, one.address, one.short_code, stored_moment(one.created_at),
            stored_moment(one.updated_at), _moment(one.published_at), _moment(one.publish_at),
            _moment(one.embargo_until), published, int(one.has_unpublished_changes), int(not content.tags),
            int(not related), int(content.picture is None), int(any(link.id is None for link in related)),
        ))  # fmt: skip
        texts = (content.headline, content.lede, content.body)
        self._rows[_TEXT].append((one.id, one.search_key, *texts, *one.folded))
        self._rows[_DETAIL].append(
            (
                one.id,
                _dateline(content.dateline),
                json.dumps(picture_to_json(content.picture)) if content.picture else "null",
                json.dumps([notice_to_json(notice) for notice in content.notices])
                if content.notices
                else "[]",
                json.dumps(one.extra) if one.extra else "{}",
            )
        )

    def _add_links(self, one: NewArticle) -> None:
        content, id, key = one.content, one.id, one.search_key
        trashed = int(one.trashed_at is not None)
        self._rows[_TAG] += [(id, tag, n, key, trashed) for n, tag in enumerate(content.tags)]
        self._rows[_SERIES] += [
            (id, series, n, key, trashed, one.places.get(series)) for n, series in enumerate(content.series)
        ]
        self._rows[_BYLINE] += [
            (id, n, line.author_id, line.name, line.role.value, line.place, key, trashed)
            for n, line in enumerate(content.bylines)
        ]
        self._rows[_RELATED] += [
            (id, n, link.id, link.headline, headline_hash(link.headline))
            for n, link in enumerate(content.related)
        ]

    def _add_revisions(self, one: NewArticle) -> list[int]:
        """Their ids. Two in a row of one content are packed once."""
        ids: list[int] = []
        last: Content | None = None
        data = b""
        for number, revision in enumerate(one.revisions, start=1):
            if revision.content is not last:
                last, data = revision.content, packed(revision.content, one.packed)
            ids.append(self._next_revision)
            at = stored_moment(revision.at)
            self._rows[_REVISION].append(
                (self._next_revision, one.id, number, revision.kind, revision.name, at, revision.by, data)
            )
            self._next_revision += 1
        return ids

    def _add_public(self, one: NewArticle, content: Content, revision_id: int) -> None:
        assert one.published_at is not None
        at = stored_moment(one.published_at)
        self.sums.add_public(content)
        self._rows[_PUBLIC].append(
            (one.id, revision_id, content.headline, content.section_id, at, _moment(one.public_updated_at))
        )
        self._rows[_PUBLIC_TAG] += [(one.id, tag, at) for tag in content.tags]
        self._rows[_PUBLIC_SERIES] += [
            (one.id, series, one.places.get(series, at)) for series in content.series
        ]


@lru_cache(maxsize=_MOST_DATELINES)
def _dateline(dateline: Dateline) -> str:
    """Most articles of an archive have one of few."""
    return json.dumps(dateline_to_json(dateline))


def _moment(at: datetime | None) -> int | None:
    return None if at is None else stored_moment(at)
