"""When two libraries are equal: everything that an editor or a reader sees of them, with names for ids. Plain SQL."""

import json
import re
import sqlite3
from contextlib import closing
from typing import Any

from newsroom.desk.library import Library
from newsroom.domain.serial import content_to_json
from newsroom.storage.kept import apply, content_in, inflated

_KEPT = "SELECT * FROM revision WHERE article_id = {} AND kind <> 'saved' ORDER BY number"
# The fine timeline stays at home; what is left is counted anew.
_PLACES = """
SELECT id, (SELECT count(*) FROM revision o
            WHERE o.article_id = r.article_id AND o.number <= r.number AND o.kind <> 'saved')
FROM revision r
"""
_LINK = re.compile(r"(?<=\]\()article:(\d+)")
_ARTICLE = """
SELECT uid, state, trashed_at, language, section_id, label, headline, n_words, slug, slug_by_hand, address, short_code,
       created_at, updated_at, published_at, publish_at, embargo_until, published_revision_id, has_unpublished_changes,
       is_untagged, is_unrelated, is_without_picture, has_unresolved, is_duplicate, id
FROM article
"""


def seen(library: Library) -> dict[str, Any]:
    """All of it, by tables; what is in no order by itself is sorted."""
    with closing(sqlite3.connect(library.store.path)) as connection:
        connection.row_factory = sqlite3.Row
        return _Seen(connection).all()


class _Seen:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._uids = dict(self._pairs("SELECT id, uid FROM article"))
        self._sections = dict(self._pairs("SELECT id, name FROM section"))
        self._series = dict(self._pairs("SELECT id, name FROM series"))
        self._authors = dict(self._pairs("SELECT id, name FROM author"))
        self._tags = dict(
            self._pairs("SELECT id, name || coalesce(' (' || qualifier || ')', '') || kind FROM tag")
        )
        self._numbers = dict(self._pairs(_PLACES))

    def _pairs(self, sql: str) -> list[tuple[Any, Any]]:
        return [tuple(row) for row in self._connection.execute(sql)]

    def _rows(self, sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(sql)]

    def all(self) -> dict[str, Any]:
        return {
            "site": self._pairs("SELECT name, json(value) FROM setting ORDER BY 1"),
            "sections": self._pairs(
                "SELECT name, slug, position, description, n_articles, n_published FROM section ORDER BY 1"
            ),
            "series": self._pairs(
                "SELECT name, slug, description, picture, earlier_elsewhere, closed_at, n_articles, n_published "
                "FROM series ORDER BY 1"
            ),
            "tags": [
                self._tag(row) for row in self._rows("SELECT * FROM tag ORDER BY name, qualifier, kind")
            ],
            "authors": self._pairs("SELECT name, slug, json(details), n_articles FROM author ORDER BY 1"),
            "author aliases": sorted(
                (name, self._authors[id])
                for name, id in self._pairs("SELECT name, author_id FROM author_alias")
            ),
            "searches": self._pairs(
                "SELECT name, text, list_order, position, created_at FROM saved_search ORDER BY position"
            ),
            "vocabularies": self._pairs("SELECT name, language, imported_at FROM vocabulary ORDER BY id"),
            "concepts": [
                (*row[:-1], self._tags.get(row[-1]))
                for row in self._pairs(
                    "SELECT c.code, c.name, c.definition, c.uri, c.is_retired, b.code, m.tag_id FROM concept c "
                    "LEFT JOIN concept b ON b.id = c.parent_id LEFT JOIN tag_concept m ON m.concept_id = c.id "
                    "ORDER BY c.vocabulary_id, c.id"
                )
            ],
            # What can be done with an act is known at home only.
            "acts": self._pairs(
                'SELECT at, "by", kind, words, n_articles, n_left, undone_at, undone_by FROM act ORDER BY id'
            ),
            "articles": {row["uid"]: self._article(row) for row in self._rows(_ARTICLE)},
            "media": sorted(self._pairs("SELECT hash, file, mime, width, height, n_bytes FROM media")),
        }

    def _tag(self, row: dict[str, Any]) -> tuple[Any, ...]:
        aliases = self._pairs(
            f"SELECT name, 1 FROM tag_name WHERE tag_id = {row['id']} AND is_alias = 1 ORDER BY id"
        )
        kept = ("name", "qualifier", "kind", "slug", "description", "retired_at", "n_articles", "n_published")
        return (*(row[name] for name in kept), self._tags.get(row["parent_id"]), aliases)

    def _article(self, row: dict[str, Any]) -> dict[str, Any]:
        id = row.pop("id")
        row["section_id"] = self._sections.get(row["section_id"])
        row["published_revision_id"] = self._numbers.get(row["published_revision_id"])
        (text,) = self._rows(f"SELECT headline, lede, body FROM article_text WHERE article_id = {id}")
        text["body"] = self._named(text["body"])
        (detail,) = self._rows(f"SELECT * FROM article_detail WHERE article_id = {id}")
        detail = {
            name: json.loads(detail[name] or "null") for name in ("dateline", "picture", "notices", "extra")
        }
        return {
            **row,
            "text": text,
            "detail": detail,
            "tags": self._links(id, "tag", self._tags, "position"),
            "series": self._links(id, "series", self._series, "position, place_by_hand"),
            "bylines": self._pairs(
                f"SELECT position || name || role || coalesce(place, ''), author_id FROM article_byline "
                f"WHERE article_id = {id} ORDER BY position"
            )
            and [
                (what, self._authors[author])
                for what, author in self._pairs(
                    f"SELECT position || name || role || coalesce(place, ''), author_id FROM article_byline "
                    f"WHERE article_id = {id} ORDER BY position"
                )
            ],
            "related": [
                (self._uids.get(other), "" if other else headline)
                for other, headline in self._pairs(
                    f"SELECT other_id, headline FROM article_related WHERE article_id = {id} ORDER BY position"
                )
            ],
            "addresses": self._pairs(
                f"SELECT path, since FROM address WHERE article_id = {id} ORDER BY path"
            ),
            "public": [
                {
                    **public,
                    "revision_id": self._numbers[public["revision_id"]],
                    "section_id": self._sections.get(public["section_id"]),
                    "article_id": None,
                }
                for public in self._rows(f"SELECT * FROM public_article WHERE article_id = {id}")
            ],
            "public tags": sorted(
                (self._tags[tag], at)
                for tag, at in self._pairs(
                    f"SELECT tag_id, published_at FROM public_tag WHERE article_id = {id}"
                )
            ),
            "public series": sorted(
                (self._series[one], place)
                for one, place in self._pairs(
                    f"SELECT series_id, place FROM public_series WHERE article_id = {id}"
                )
            ),
            "revisions": [
                self._revision(revision)
                for revision in self._rows(
                    f"SELECT * FROM revision WHERE article_id = {id} AND kind <> 'saved' ORDER BY number"
                )
            ],
        }

    def _links(self, id: int, kind: str, names: dict[Any, Any], columns: str) -> list[Any]:
        rows = self._connection.execute(
            f"SELECT {kind}_id, {columns} FROM article_{kind} WHERE article_id = {id} ORDER BY position"
        )
        return [(names[row[0]], *tuple(row)[1:]) for row in rows]

    def _revision(self, row: dict[str, Any]) -> Any:
        content = content_to_json(content_in(self._text(row)))
        content["body"] = self._named(content["body"])
        content["section_id"] = self._sections.get(content["section_id"])
        content["tags"] = [self._tags[id] for id in content["tags"]]
        content["series"] = [self._series[id] for id in content["series"]]
        content["bylines"] = [{**line, "author_id": None} for line in content["bylines"]]
        # An entry that has found its article since is called by it.
        content["related"] = [self._uids.get(link["id"]) or link["headline"] for link in content["related"]]
        return (row["kind"], row["name"], row["at"], row["by"], content)

    def _text(self, row: dict[str, Any]) -> bytes:
        if row["base_id"] is None:
            return inflated(row["content"])
        (base,) = self._rows(f"SELECT * FROM revision WHERE id = {row['base_id']}")
        return apply(self._text(base), row["content"])

    def _named(self, body: str) -> str:
        return _LINK.sub(lambda match: f"article:{self._uids.get(int(match[1]), match[1])}", body)
