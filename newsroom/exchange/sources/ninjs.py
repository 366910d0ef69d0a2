"""News in JSON (IPTC ninjs 1 to 3), one text an object; and other lists of texts. Pictures and films are only named."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.domain.article import Byline, BylineRole, TagKind
from newsroom.domain.importing import ImportedArticle, ImportedLink, ImportedPicture
from newsroom.domain.names import name_key, tidy
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.plain_values import FrontMatterError, copied
from newsroom.exchange.sources import csv_table, json_rows
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.files import SourceFile, digest_of, text_of, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.wirecopy.languages import language_of

ENDINGS = frozenset((".json", ".ninjs"))
_KINDS = (
    (None, ("subject", "subjects")),
    (TagKind.PERSON, ("person", "people")),
    (TagKind.PLACE, ("place", "places")),
    (TagKind.ORGANISATION, ("organisation", "organisations")),
    (TagKind.EVENT, ("event", "events")),
)
_KNOWN = frozenset(
    "uri type headline headlines title name description_text descriptions body_text body_xhtml body_html bodies byline "
    "by language firstcreated versioncreated contentcreated associations $schema $standard standard mimetype "
    "representationtype pubstatus version profile subject subjects person people place places organisation "
    "organisations event events".split()
)


_OF_ITEMS = (b'"headline', b'"body_', b'"bodies"', b'"versioncreated"')
_OF_TEXTS = (
    (b'"title"', b'"headline"'),
    (b'"content"', b'"body"', b'"text"', b'"html"', b'"article"', b'"full_text"', b'"story"'),
)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item, not yet understood."""

    name: str
    values: Mapping[str, Any]


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is JSON with the keys that news items have, or any texts."""
    if is_container(path, head) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    if b'"uri"' in head and any(key in head for key in _OF_ITEMS):
        return True
    return path.suffix.lower() == ".json" and all(any(key in head for key in keys) for keys in _OF_TEXTS)


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The items of the source. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """The items of one file. Raises ``SourceError``."""
    data = file.read()
    try:
        found = json.loads(text_of(data))
        values = found if isinstance(found, list) else [found]
        if not all(isinstance(value, dict) and _is_item(value) for value in values) or not values:
            rows = json_rows.rows_of(file, copied({"": found})[""])
            if rows is None:
                raise SourceError("It is JSON of another kind; exports are imported by naming them alone.")
            yield from rows
            return
        for n, value in enumerate(values, start=1):
            name = file.name if len(values) == 1 else f"{file.name}: item {n}"
            key = name if len(values) == 1 else f"{file.name}#{value.get('uri')}"
            digest = digest_of("ninjs", json.dumps(value, sort_keys=True).encode())
            yield SourceItem(name, key, digest, NewsItem(name, copied(value)))
    except (FrontMatterError, RecursionError):
        raise SourceError("It is nested too deep or has too many values.") from None
    except ValueError as error:
        raise SourceError(f"It is no JSON that can be read: {str(error)[:200]}.") from None


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the item says. Raises ``SourceError``."""
    if isinstance(payload, csv_table.TableRow):
        return csv_table.article_of(payload, around)
    if not isinstance(payload, NewsItem):
        raise SourceError("It is no news item.")
    # Since version 3 the keys have capitals within.
    values = {key.lower(): value for key, value in payload.values.items()}
    kind = values.get("type") or "text"
    if kind not in ("text", "composite"):
        raise SourceError(f"It is no article; its kind is {kind}.")
    headline, body = _headline(values), _body(values)
    if not headline and not body:
        raise SourceError("It has neither a headline nor a text.")
    at = _moment(values, around, "contentcreated", "firstcreated", "versioncreated")
    updated_at = _moment(values, around, "versioncreated")
    is_public = at is not None and at <= around.now and values.get("pubstatus", "usable") == "usable"
    extra = {
        key: value for key, value in values.items() if key not in _KNOWN and value not in (None, "", [], {})
    }
    if at is not None and not is_public:
        extra["versioncreated"] = at.isoformat()
    uri = _text(values.get("uri"))
    return ImportedArticle(
        headline=headline,
        lede=_described(values, "summary", "description") or _text(values.get("description_text")),
        body=body,
        language=_text(values.get("language")) or language_of(f"{headline}\n{body[:1500]}"),
        bylines=_bylines(values),
        tags=tuple(dict.fromkeys(_tags(values))),
        related=tuple(_related(values)),
        picture=_picture(values),
        published_at=at if is_public else None,
        updated_at=updated_at if is_public else None,
        addresses=(uri,) if uri else (),
        extra=extra | ({"uri": uri} if uri else {}),
        notes=()
        if is_public or at is None
        else ("It is not released, or dated in the future: it came as a draft.",),
    )


def _is_item(value: dict[str, Any]) -> bool:
    return "uri" in value and not {
        "headline",
        "headlines",
        "body_text",
        "body_xhtml",
        "bodies",
        "type",
    }.isdisjoint(value)


def _headline(values: Mapping[str, Any]) -> str:
    found = _text(values.get("headline"))
    for each in _list(values.get("headlines")):
        if isinstance(each, dict) and (not found or each.get("role") == "main"):
            found = _text(each.get("value")) or found
    return found or _text(values.get("title")) or _text(values.get("name"))


def _body(values: Mapping[str, Any]) -> str:
    """The richest text: marked up before plain."""
    bodies = [each for each in _list(values.get("bodies")) if isinstance(each, dict)]
    for each in bodies:
        if "html" in str(each.get("contenttype", "")) or "xml" in str(each.get("contenttype", "")):
            return imported_html(str(each.get("value") or "")).markdown
    for key in ("body_xhtml", "body_html"):
        if values.get(key):
            return imported_html(str(values[key])).markdown
    plain = str(
        values.get("body_text") or next((each.get("value") for each in bodies if each.get("value")), "") or ""
    )
    paragraphs = (tidy(part) for part in plain.replace("\r\n", "\n").split("\n"))
    return "\n\n".join(
        imported_html(part.replace("&", "&amp;").replace("<", "&lt;")).markdown for part in paragraphs if part
    )


def _described(values: Mapping[str, Any], *roles: str) -> str:
    each_of = [each for each in _list(values.get("descriptions")) if isinstance(each, dict)]
    chosen = next((each for each in each_of if each.get("role") in roles), each_of[0] if each_of else {})
    return _text(chosen.get("value"))


def _bylines(values: Mapping[str, Any]) -> tuple[Byline, ...]:
    line = _text(values.get("byline")) or _text(values.get("by"))
    people = [
        each
        for each in _list(values.get("infosources"))
        if isinstance(each, dict) and each.get("role") == "author"
    ]
    names = [_text(each.get("name")) for each in people] or [line.removeprefix("By ").removeprefix("by ")]
    return tuple(Byline(name, BylineRole.AUTHOR) for name in names if name and len(name) < 100)


def _tags(values: Mapping[str, Any]) -> Iterator[tuple[TagKind | None, str]]:
    for tag_kind, keys in _KINDS:
        for each in (entry for key in keys for entry in _list(values.get(key))):
            name = _text(each.get("name") or each.get("literal")) if isinstance(each, dict) else _text(each)
            if name and name_key(name):
                yield tag_kind, name


def _related(values: Mapping[str, Any]) -> Iterator[ImportedLink]:
    for each in _associations(values):
        if each.get("type") in ("text", "composite") and (headline := _headline(each)):
            yield ImportedLink(headline, _text(each.get("uri")))


def _picture(values: Mapping[str, Any]) -> ImportedPicture | None:
    for each in _associations(values):
        if each.get("type") in ("picture", "graphic"):
            renditions = each.get("renditions")
            found = list(renditions.values()) if isinstance(renditions, dict) else _list(renditions)
            places = [_text(one.get("href")) for one in found if isinstance(one, dict) and one.get("href")]
            if places:
                caption = _described(each, "caption") or _text(each.get("description_text"))
                credit = _text(each.get("byline")) or _text(each.get("copyrightholder"))
                return ImportedPicture(places[0], _headline(each), caption, credit)
    return None


def _associations(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = values.get("associations")
    each_of = found.values() if isinstance(found, dict) else _list(found)
    return [each for each in each_of if isinstance(each, dict)]


def _moment(values: Mapping[str, Any], around: Surroundings, *keys: str) -> Any:
    return next((at for key in keys if (at := read_moment(values.get(key), around.zone)) is not None), None)


def _list(value: Any) -> list[Any]:
    return (
        value
        if isinstance(value, list)
        else [value]
        if value not in (None, "") and not isinstance(value, dict)
        else []
    )


def _text(value: Any) -> str:
    return tidy(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
