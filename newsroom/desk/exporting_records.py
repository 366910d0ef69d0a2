"""Articles and what they are sorted under as records: plain JSON values with ``show``'s names. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsroom.domain.article import Content, Revision
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.merging import same_content
from newsroom.domain.serial import dateline_to_json, notice_to_json, picture_to_json
from newsroom.domain.times import to_rfc3339
from newsroom.storage.bulk_reading import ArticleMark, WholeArticle

_LINK = re.compile(r"\barticle:(\d{1,18})\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What ids in contents stand for."""

    sections: Mapping[int, str]
    series: Mapping[int, str]
    tags: Mapping[int, tuple[str, str]]
    """Label and kind."""


def linked_ids(articles: Iterable[WholeArticle]) -> set[int]:
    """All articles that these, or their kept states, point to."""
    return {
        id
        for one in articles
        for content in (one.article.content, *(revision.content for revision in one.revisions))
        for id in _ids_in(content)
    }


def record_of(one: WholeArticle, names: PlaceNames, marks: Mapping[int, ArticleMark]) -> dict[str, Any]:
    """Everything that the library knows about an article. Keys in the order of ``show``, then those that it has not."""
    article, content = one.article, one.article.content
    revisions = [_revision(revision, content, names, marks) for revision in one.revisions]
    published = [
        revision.number for revision in one.revisions if revision.id == article.published_revision_id
    ]
    ids = linked_ids([one])
    return {
        "id": article.id,
        "uid": article.uid,
        "slug": article.slug,
        "address": article.address,
        "short_code": article.short_code,
        "state": article.state.value,
        "trashed_at": _time(article.trashed_at),
        "version": article.version,
        **_content(content, names, marks),
        "series": [_series(id, one, names) for id in content.series],
        "created_at": _time(article.created_at),
        "updated_at": _time(article.updated_at),
        "published_at": _time(article.published_at),
        "publish_at": _time(article.publish_at),
        "embargo_until": _time(article.embargo_until),
        "extra": article.extra,
        "slug_by_hand": content.slug,
        "has_unpublished_changes": article.has_unpublished_changes,
        "published_revision": _number(one.revisions, published),
        "revisions": revisions,
        "addresses": [
            {"path": path, "since": to_rfc3339(since)} for path, since in one.paths if path != article.address
        ],
        "links": {str(id): marks[id].uid for id in sorted(ids) if id in marks},
    }


def place_record(kind: str, row: Mapping[str, Any], tags: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """A section, series, tag or author; what is empty is left out."""
    record: dict[str, Any] = {"newsroom": kind}
    for name, value in row.items():
        if name in ("id", "parent_id", "qualifier"):
            continue
        record[name] = to_rfc3339(value) if isinstance(value, datetime) else value
    if kind == "tag":
        record["name"] = tags[row["id"]][0]
        if row["parent_id"] is not None:
            record["parent"] = tags[row["parent_id"]][0]
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def tag_label(row: Mapping[str, Any]) -> str:
    """As it is shown and typed."""
    return f"{row['name']} ({row['qualifier']})" if row["qualifier"] else row["name"]


def _content(content: Content, names: PlaceNames, marks: Mapping[int, ArticleMark]) -> dict[str, Any]:
    return {
        "language": content.language,
        "section": None if content.section_id is None else names.sections.get(content.section_id),
        "label": content.label,
        "headline": content.headline,
        "lede": content.lede,
        "dateline": dateline_to_json(content.dateline),
        "bylines": [
            {"name": line.name, "role": line.role.value, "place": line.place} for line in content.bylines
        ],
        "body": content.body,
        "picture": picture_to_json(content.picture) if content.picture else None,
        "notices": [notice_to_json(notice) for notice in content.notices],
        "series": [{"name": names.series[id]} for id in content.series if id in names.series],
        "tags": [
            {"name": names.tags[id][0], "kind": names.tags[id][1]} for id in content.tags if id in names.tags
        ],
        "related": [_related(link.id, link.headline, marks) for link in content.related],
    }


def _related(id: ArticleId | None, headline: str, marks: Mapping[int, ArticleMark]) -> dict[str, Any]:
    mark = marks.get(id) if id is not None else None
    if mark is None:
        return {"id": None, "headline": headline}
    return {"id": id, "headline": mark.headline or headline, "uid": mark.uid}


def _series(id: int, one: WholeArticle, names: PlaceNames) -> dict[str, Any]:
    place = one.places.get(SeriesId(id))
    name = {"name": names.series.get(id, "")}
    return name if place is None else {**name, "place_by_hand": place}


def _revision(
    revision: Revision, content: Content, names: PlaceNames, marks: Mapping[int, ArticleMark]
) -> dict[str, Any]:
    """With its content only where that is not what the article says now."""
    record: dict[str, Any] = {"kind": revision.kind, "at": to_rfc3339(revision.at), "by": revision.by}
    if revision.name is not None:
        record["name"] = revision.name
    if not same_content(revision.content, content):
        record["content"] = {**_content(revision.content, names, marks), "slug": revision.content.slug}
    return record


def _number(revisions: Collection[Revision], published: list[int]) -> int | None:
    """The place of the published revision, from 1, among those that are told."""
    numbers = [revision.number for revision in revisions]
    return numbers.index(published[0]) + 1 if published else None


def _ids_in(content: Content) -> Iterable[int]:
    if "article:" in content.body:
        yield from (int(match) for match in _LINK.findall(content.body))
    yield from (link.id for link in content.related if link.id is not None)


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else to_rfc3339(moment)
