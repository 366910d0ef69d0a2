"""The ``show`` document: an article as plain JSON values, keys and order fixed by the contract; and a list's rows."""

from datetime import datetime
from typing import Any

from newsroom.desk.library import Library
from newsroom.desk.relating import describe_related
from newsroom.domain.article import Article, ArticleRow
from newsroom.domain.serial import byline_to_json, dateline_to_json, notice_to_json, picture_to_json
from newsroom.domain.times import to_rfc3339


def show_document(library: Library, article: Article) -> dict[str, Any]:
    """All of an article by names, not by inner ids; what is absent is None. Any thread but the GUI's.

    The headline of a related article is the one it has now.
    """
    content = article.content
    return {
        "id": article.id,
        "uid": article.uid,
        "slug": article.slug,
        "address": article.address,
        "short_code": article.short_code,
        "state": article.state.value,
        "trashed_at": _time(article.trashed_at),
        "version": article.version,
        "language": content.language,
        "section": article.section.name if article.section else None,
        "label": content.label,
        "headline": content.headline,
        "lede": content.lede,
        "dateline": dateline_to_json(content.dateline),
        "bylines": [byline_to_json(byline) for byline in content.bylines],
        "body": content.body,
        "picture": picture_to_json(content.picture) if content.picture else None,
        "notices": [notice_to_json(notice) for notice in content.notices],
        "series": [
            {"name": place.series.name, "position": place.position, "count": place.count}
            for place in article.series
        ],
        "tags": [{"name": tag.label, "kind": tag.kind.value} for tag in article.tags],
        "related": _related(library, article),
        "created_at": _time(article.created_at),
        "updated_at": _time(article.updated_at),
        "published_at": _time(article.published_at),
        "publish_at": _time(article.publish_at),
        "embargo_until": _time(article.embargo_until),
        "extra": article.extra,
    }


def row_document(row: ArticleRow) -> dict[str, Any]:
    """One row of ``list`` and ``search``."""
    return {
        "id": row.id,
        "headline": row.headline,
        "state": row.state.value,
        "section": row.section,
        "published_at": _time(row.published_at),
        "updated_at": _time(row.updated_at),
    }


def _related(library: Library, article: Article) -> list[dict[str, Any]]:
    links = article.content.related
    if any(link.id is not None for link in links):
        links = tuple(known.link for known in describe_related(library, article.id, links))
    return [{"id": link.id, "headline": link.headline} for link in links]


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else to_rfc3339(moment)
