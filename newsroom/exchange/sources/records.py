"""The one form in which an article leaves a library and comes back: an object with ``show``'s names, and some more.

``docs/formats.md`` lists them. Out: ``newsroom/desk/exporting_records.py``; here the way back. Values are JSON's.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newsroom.domain.article import Byline, BylineRole, Dateline, Notice, State, TagKind
from newsroom.domain.importing import ImportedArticle, ImportedLink, ImportedPicture, OwnRecord, OwnRevision
from newsroom.domain.serial import notice_from_json
from newsroom.domain.times import from_rfc3339
from newsroom.domain.wire_story import NO_DATELINE, WireSeries
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.links import retargeted

OWN_HOST = "//newsroom"
"""The host of addresses that are uids: under ``//newsroom/UID`` an article is known in every library."""
_LINK = re.compile(r"article:(\d{1,18})", re.ASCII)
_KINDS = {kind.value: kind for kind in TagKind}


def own_address(uid: str) -> str:
    """Under which an article is known by its uid."""
    return f"{OWN_HOST}/{uid.lower()}"


def article_of_record(record: Mapping[str, Any]) -> ImportedArticle:
    """The article that a record says. Raises ``SourceError`` for what is none."""
    try:
        return _article(record)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise SourceError(f"It is no article of an export: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else "a value is of the wrong kind"


def _article(record: Mapping[str, Any]) -> ImportedArticle:
    links = {str(id): str(uid) for id, uid in (record.get("links") or {}).items()}
    uid = _text(record.get("uid"))
    own = _own(record, links) if uid else None
    says = _content(record, links)
    return ImportedArticle(
        **says,
        slug=own.slug_by_hand if own else _text(record.get("slug")),
        created_at=_time(record.get("created_at")),
        published_at=_time(record.get("published_at")),
        updated_at=_time(record.get("updated_at")),
        addresses=(own_address(uid),) if uid else (),
        aliases=tuple(path for path, _ in own.addresses) if own else (),
        extra=dict(record.get("extra") or {}),
        own=own,
    )


def _content(record: Mapping[str, Any], links: Mapping[str, str]) -> dict[str, Any]:
    return {
        "headline": _line(record.get("headline")),
        "lede": _line(record.get("lede")),
        "body": _linked(_line(record.get("body")), links),
        "language": _text(record.get("language")),
        "section": _text(record.get("section")),
        "label": _text(record.get("label")),
        "dateline": Dateline(**record["dateline"]) if record.get("dateline") else NO_DATELINE,
        "bylines": tuple(map(_byline, record.get("bylines") or ())),
        "notices": tuple(map(_notice, record.get("notices") or ())),
        "series": tuple(WireSeries(_name(item)) for item in record.get("series") or ()),
        "tags": tuple(map(_tag, record.get("tags") or ())),
        "related": tuple(_related(item) for item in record.get("related") or ()),
        "picture": _picture(record.get("picture")),
    }


def _own(record: Mapping[str, Any], links: Mapping[str, str]) -> OwnRecord:
    revisions = tuple(_revision(item, links) for item in record.get("revisions") or ())
    published = record.get("published_revision")
    created_at = _time(record.get("created_at"))
    updated_at = _time(record.get("updated_at"))
    if created_at is None or updated_at is None:
        raise KeyError("created_at" if created_at is None else "updated_at")
    return OwnRecord(
        uid=str(record["uid"]).lower(),
        state=State(record["state"]),
        created_at=created_at,
        updated_at=updated_at,
        version=int(record.get("version") or 1),
        short_code=_line(record.get("short_code")),
        slug=_text(record.get("slug")),
        slug_by_hand=_text(record.get("slug_by_hand")),
        address=_text(record.get("address")),
        trashed_at=_time(record.get("trashed_at")),
        publish_at=_time(record.get("publish_at")),
        embargo_until=_time(record.get("embargo_until")),
        has_unpublished_changes=bool(record.get("has_unpublished_changes")),
        revisions=revisions,
        published=_place_of(published, len(revisions)),
        addresses=tuple((str(item["path"]), _sure(item["since"])) for item in record.get("addresses") or ()),
        places=tuple(
            (_name(item), int(item["place_by_hand"]))
            for item in record.get("series") or ()
            if isinstance(item, dict) and item.get("place_by_hand") is not None
        ),
    )


def _place_of(number: object, n: int) -> int | None:
    if number is None:
        return None
    place = int(str(number)) - 1
    if not 0 <= place < n:
        raise ValueError(number)
    return place


def _revision(item: Mapping[str, Any], links: Mapping[str, str]) -> OwnRevision:
    content = item.get("content")
    article = None
    if content is not None:
        article = ImportedArticle(**_content(content, links), slug=_text(content.get("slug")))
    return OwnRevision(
        str(item["kind"]), _sure(item["at"]), str(item["by"]), _text(item.get("name")), article
    )


def _linked(body: str, links: Mapping[str, str]) -> str:
    """Ids mean something in their own library only; uids mean it in all."""
    if not links or "article:" not in body:
        return body

    def new_target(target: str) -> str | None:
        match = _LINK.fullmatch(target)
        return own_address(links[match[1]]) if match and match[1] in links else None

    return retargeted(body, new_target)


def _byline(item: Any) -> Byline:
    if isinstance(item, str):
        return Byline(item)
    role = item.get("role") or "author"
    return Byline(str(item["name"]), BylineRole(role), _text(item.get("place")))


def _notice(item: Any) -> Notice:
    return notice_from_json(item)


def _tag(item: Any) -> tuple[TagKind | None, str]:
    if isinstance(item, str | int):
        return None, str(item)
    return _KINDS.get(item.get("kind") or ""), str(item["name"])


def _related(item: Any) -> ImportedLink:
    if isinstance(item, str):
        return ImportedLink(item)
    uid = _text(item.get("uid"))
    return ImportedLink(_line(item.get("headline")), own_address(uid) if uid else "")


def _picture(item: Any) -> ImportedPicture | None:
    if not item:
        return None
    file = str(item["file"])
    where = file if "/" in file else f"media/{file}"
    return ImportedPicture(
        where,
        _line(item.get("alt")),
        _line(item.get("caption")),
        _line(item.get("credit")),
        _line(item.get("date")),
    )


def _name(item: Any) -> str:
    return item if isinstance(item, str) else str(item["name"])


def _line(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text(value: Any) -> str | None:
    return _line(value) or None


def _time(value: Any) -> datetime | None:
    return None if value in (None, "") else _sure(value)


def _sure(value: Any) -> datetime:
    return from_rfc3339(str(value))
