"""Content as plain JSON values and back: what revisions and exports keep. Unknown keys are ignored on reading."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newsroom.domain.article import (
    Byline,
    BylineRole,
    Content,
    Dateline,
    Notice,
    NoticeKind,
    Picture,
    RelatedLink,
)
from newsroom.domain.ids import ArticleId, AuthorId, SectionId, SeriesId, TagId
from newsroom.domain.times import from_rfc3339, to_rfc3339


def content_to_json(content: Content) -> dict[str, Any]:
    """Plain values only; equal contents give equal values."""
    picture = content.picture
    return {
        "headline": content.headline,
        "lede": content.lede,
        "body": content.body,
        "language": content.language,
        "section_id": content.section_id,
        "label": content.label,
        "dateline": dateline_to_json(content.dateline),
        "bylines": [byline_to_json(byline) for byline in content.bylines],
        "picture": picture_to_json(picture) if picture else None,
        "notices": [notice_to_json(notice) for notice in content.notices],
        "series": list(content.series),
        "tags": list(content.tags),
        "related": [{"id": link.id, "headline": link.headline} for link in content.related],
        "slug": content.slug,
    }


def content_from_json(value: Mapping[str, Any]) -> Content:
    """The inverse. Raises ``KeyError``, ``TypeError`` or ``ValueError`` on what is not a content."""
    picture = value["picture"]
    section_id = value["section_id"]
    return Content(
        headline=value["headline"],
        lede=value["lede"],
        body=value["body"],
        language=value["language"],
        section_id=None if section_id is None else SectionId(section_id),
        label=value["label"],
        dateline=Dateline(**value["dateline"]),
        bylines=tuple(byline_from_json(item) for item in value["bylines"]),
        picture=Picture(**picture) if picture else None,
        notices=tuple(notice_from_json(item) for item in value["notices"]),
        series=tuple(SeriesId(item) for item in value["series"]),
        tags=tuple(TagId(item) for item in value["tags"]),
        related=tuple(
            RelatedLink(None if item["id"] is None else ArticleId(item["id"]), item["headline"])
            for item in value["related"]
        ),
        slug=value["slug"],
    )


def value_to_json(field: str, value: object) -> Any:
    """The value of one field of a content. Raises ``TypeError`` for a name that is not one."""
    changes: dict[str, Any] = {field: value}
    return content_to_json(replace(Content(), **changes))[field]


def value_from_json(field: str, value: Any) -> object:
    """The inverse. Raises ``KeyError`` for a name that is not one, and what ``content_from_json`` raises."""
    whole = content_to_json(Content())
    if field not in whole:
        raise KeyError(field)
    return getattr(content_from_json(whole | {field: value}), field)


def dateline_to_json(dateline: Dateline) -> dict[str, str | None]:
    return {"place": dateline.place, "date": dateline.date, "credit": dateline.credit}


def picture_to_json(picture: Picture) -> dict[str, str | None]:
    return {
        "file": picture.file,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "date": picture.date,
    }


def byline_to_json(byline: Byline) -> dict[str, Any]:
    return {
        "author_id": byline.author_id,
        "name": byline.name,
        "role": byline.role.value,
        "place": byline.place,
    }


def byline_from_json(item: Mapping[str, Any]) -> Byline:
    author_id = item.get("author_id")
    return Byline(
        name=item["name"],
        role=BylineRole(item.get("role") or "author"),
        place=item.get("place"),
        author_id=None if author_id is None else AuthorId(author_id),
    )


def notice_to_json(notice: Notice) -> dict[str, str]:
    return {"kind": notice.kind.value, "text": notice.text, "at": to_rfc3339(notice.at)}


def notice_from_json(item: Mapping[str, Any]) -> Notice:
    return Notice(NoticeKind(item["kind"]), item["text"], from_rfc3339(item["at"]))
