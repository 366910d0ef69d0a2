"""Markdown with front matter as an article: keys of many programs, said in ours. ``docs/formats.md`` lists them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from newsroom.domain.article import Byline, BylineRole, Dateline, Notice, NoticeKind
from newsroom.domain.importing import ImportedArticle, ImportedLink
from newsroom.domain.names import name_key, split_kind, tidy
from newsroom.domain.wire_story import NO_DATELINE, WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.front_matter import read_front_matter, split_front_matter
from newsroom.exchange.wirecopy.languages import language_of

_KEYS = {
    "headline": ("headline", "title"),
    "lede": ("lede", "description", "summary", "excerpt", "standfirst", "dek", "deck", "subtitle"),
    "section": ("section",),
    "categories": ("categories", "category"),
    "label": ("label",),
    "language": ("language", "lang", "locale"),
    "slug": ("slug",),
    "dateline": ("dateline",),
    "bylines": ("bylines", "byline", "authors", "author"),
    "notices": ("notices",),
    "series": ("series",),
    "tags": ("tags", "tag", "keywords", "topics"),
    "related": ("related",),
    "published_at": ("published_at", "date", "pubdate", "publish_date", "publishdate", "date_published"),
    "updated_at": ("updated_at", "lastmod", "last_modified", "modified", "updated"),
    "aliases": ("aliases", "alias", "redirect_from", "redirects"),
    "draft": ("draft",),
    "published": ("published",),
    "state": ("state", "status"),
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}
_HEADING = re.compile(r"\s*#[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\s*(?P<words>\S[^\n]*)\n=+[ \t]*(?:\n|\Z)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_MAIL = re.compile(r"\s*<[^<>]*>\s*$")
_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)", re.DOTALL)
_UNPUBLISHED = frozenset(("draft", "in_review", "ready", "scheduled", "withdrawn", "private", "pending"))


def read_markdown(text: str, *, stem: str = "", zone: tzinfo, now: datetime) -> ImportedArticle:
    """The article that the text says; a date without a zone is in ``zone``. Raises ``FrontMatterError``.

    ``stem`` is the file's name without its ending: beside front matter without a date, ``2021-03-06-a-slug`` tells
    date and slug. Dated in the past and no draft, it has its time of publication. What has no field, and what a
    field could not take, is in ``extra`` under its own key.
    """
    head, body = split_front_matter(text)
    front = read_front_matter(head) if head is not None else {}
    reading = _Reading(front)
    article = reading.article(zone)
    if head is not None and reading.raw("published_at") is None:
        article = _named(article, stem, zone)
    headline, body = _headline_of(article.headline, body)
    language = article.language or language_of(f"{headline}\n{article.lede}\n{body[:4000]}")
    article = replace(
        article, headline=headline, body=body.strip("\n"), language=language, extra=reading.extra
    )
    if article.published_at is not None and (reading.is_draft or article.published_at > now):
        if reading.raw("published_at") is not None:
            reading.extra.setdefault(reading.key_of("published_at"), reading.raw("published_at"))
        article = replace(article, published_at=None, updated_at=None)
    return article


def _named(article: ImportedArticle, stem: str, zone: tzinfo) -> ImportedArticle:
    """Date and slug from a file's name, as Jekyll has them."""
    match = _DATED_NAME.fullmatch(stem)
    moment = read_moment(match["date"], zone) if match else None
    if match is None or moment is None:
        return article
    return replace(article, published_at=moment, slug=article.slug or match["slug"])


class _Reading:
    """One front matter. What is read is taken out; ``extra`` is what remains."""

    def __init__(self, front: dict[str, Any]) -> None:
        self.extra = {
            key: value
            for key, value in front.items()
            if value not in (None, "", [], {}) or _key(key) not in _FIELD_OF
        }
        self._raw: dict[str, tuple[str, Any]] = {}
        places = {(_FIELD_OF.get(_key(key)), _key(key)): key for key in reversed(list(front))}
        for field, names in _KEYS.items():
            for name in names:
                key = places.get((field, name))
                if key is not None and front[key] not in (None, "", [], {}):
                    self._raw[field] = (key, front[key])
                    break

    def raw(self, field: str) -> Any:
        return self._raw[field][1] if field in self._raw else None

    def key_of(self, field: str) -> str:
        return self._raw[field][0]

    def _take(self, field: str, read: Callable[[Any], Any], otherwise: Any) -> Any:
        """The field's value; a value that the field cannot hold stays in ``extra``."""
        if field not in self._raw:
            return otherwise
        key, value = self._raw[field]
        found = read(value)
        if found is None:
            return otherwise
        self.extra.pop(key, None)
        return found

    @property
    def is_draft(self) -> bool:
        """Whether one of several keys says that it is not to be published."""
        draft, published = _truth(self.raw("draft")), _truth(self.raw("published"))
        state = self.raw("state")
        return (
            draft is True
            or published is False
            or (isinstance(state, str) and name_key(state) in _UNPUBLISHED)
        )

    def article(self, zone: tzinfo) -> ImportedArticle:
        take = self._take
        categories = take("categories", _names, ())
        section = take("section", _line, None)
        if section is None and categories:
            section, categories = categories[0], categories[1:]
        tags = [*take("tags", _names, ()), *categories]
        for field in ("draft", "published", "state"):
            if field in self._raw and (_truth(self.raw(field)) is not None or field == "state"):
                self.extra.pop(self.key_of(field), None)
        return ImportedArticle(
            headline=take("headline", _line, ""),
            lede=take("lede", _line, ""),
            language=take("language", _language, None),
            section=section,
            label=take("label", _line, None),
            slug=take("slug", _line, None),
            dateline=take("dateline", _dateline, NO_DATELINE),
            bylines=take("bylines", _bylines, ()),
            notices=take("notices", lambda value: _notices(value, zone), ()),
            series=take("series", _series, ()),
            tags=tuple(dict.fromkeys(map(split_kind, tags))),
            related=take("related", _related, ()),
            published_at=take("published_at", lambda value: read_moment(value, zone), None),
            updated_at=take("updated_at", lambda value: read_moment(value, zone), None),
            aliases=take("aliases", _paths, ()),
        )


def _key(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _headline_of(headline: str, body: str) -> tuple[str, str]:
    """A heading of the first degree above the text is the headline; the page prints it by itself."""
    match = _HEADING.match(body) or _UNDERLINED.match(body)
    if match is None:
        return headline, body
    words = tidy(match["words"])
    if headline and name_key(words) != name_key(headline):
        return headline, body
    return headline or words, body[match.end() :]


def _line(value: Any) -> str | None:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return tidy(str(value)) or None
    return None


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return bool(value)
    words = value.strip().lower() if isinstance(value, str) else ""
    return (
        True
        if words in ("true", "yes", "on", "1")
        else False
        if words in ("false", "no", "off", "0")
        else None
    )


def _language(value: Any) -> str | None:
    text = _line(value) or ""
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def _names(value: Any) -> tuple[str, ...] | None:
    """A list, or one line with commas; empty entries count for nothing. From an export also ``{name, kind}``."""
    if isinstance(value, str):
        value = [part.strip().strip("\"'") for part in value.split(",")]
    items = [item for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]
    names = [_name(item) for item in items]
    kept = [name for name in names if name and name_key(name)]
    return tuple(dict.fromkeys(kept)) if kept and all(names) else None


def _name(item: Any) -> str | None:
    if not isinstance(item, dict):
        return _line(item)
    name, kind = _line(item.get("name")), _line(item.get("kind"))
    return f"{kind}:{name}" if name and kind else name


def _dateline(value: Any) -> Dateline | None:
    if isinstance(value, dict):
        parts = {key: _line(value.get(key)) for key in ("place", "date", "credit")}
        return Dateline(**parts) if any(parts.values()) and set(value) <= set(parts) else None
    place = _line(value)
    return Dateline(place) if place else None


def _bylines(value: Any) -> tuple[Byline, ...] | None:
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        if isinstance(item, str):
            parts = [item] if isinstance(value, list) else re.split(r"\s*[,;&]\s*|\s+and\s+", item)
            found += [Byline(name) for part in parts if (name := tidy(_MAIL.sub("", part)))]
        elif isinstance(item, dict) and (person := _line(item.get("name"))):
            role = _line(item.get("role"))
            known = BylineRole(role) if role in list(BylineRole) else BylineRole.AUTHOR
            found.append(Byline(person, known, _line(item.get("place"))))
        else:
            return None
    return tuple(found) or None


def _notices(value: Any, zone: tzinfo) -> tuple[Notice, ...] | None:
    found = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or item.get("kind") not in list(NoticeKind):
            return None
        text, at = _line(item.get("text")), read_moment(item.get("at"), zone)
        if text is None or at is None:
            return None
        found.append(Notice(NoticeKind(item["kind"]), text, at))
    return tuple(found) or None


def _series(value: Any) -> tuple[WireSeries, ...] | None:
    """Names; from an export also ``{name, position, count}``, of which the name is told."""
    items = value if isinstance(value, list) else [value]
    names = [_line(item.get("name") if isinstance(item, dict) else item) for item in items]
    return tuple(WireSeries(name) for name in names if name) if names and all(names) else None


def _related(value: Any) -> tuple[ImportedLink, ...] | None:
    """Headlines; from an export also ``{id, headline}``: an id means nothing in another library."""
    items = value if isinstance(value, list) else [value]
    headlines = [_line(item.get("headline") if isinstance(item, dict) else item) for item in items]
    return tuple(ImportedLink(line) for line in headlines if line) if headlines and all(headlines) else None


def _paths(value: Any) -> tuple[str, ...] | None:
    """Paths on the site; whole addresses of other sites stay where they are."""
    items = [_line(item) for item in (value if isinstance(value, list) else [value])]
    if not all(item and len(item) < 1000 and ":" not in item and not item.startswith("//") for item in items):
        return None
    return tuple(f"/{item.strip('/')}" for item in items if item and item.strip("/"))
