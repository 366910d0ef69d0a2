"""What ``set`` may write: names and values as ``show`` prints them, read into what an article holds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from newsroom.desk.extras import plain_extra, plain_value
from newsroom.domain.article import (
    Article,
    Byline,
    BylineRole,
    Dateline,
    Notice,
    NoticeKind,
    Picture,
    RelatedLink,
    TagKind,
)
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import split_kind, tidy
from newsroom.domain.slugs import slugify
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import from_rfc3339, now

WRITABLE = (
    "slug language section label headline lede dateline bylines body picture notices series tags related "
    "publish_at embargo_until extra"
).split()
_HINTS = {
    "state": "Use publish, withdraw, trash or untrash.",
    "trashed_at": "Use trash or untrash.",
    "address": "It follows from the section and the slug; set the slug.",
    "published_at": "It is set at the first publication.",
}
_FIXED = ("id", "uid", "short_code", "version", "created_at", "updated_at", *_HINTS)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MAX_EXTRA_PARTS = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to become of an article. ``content`` holds fields of its content, ``article`` of the article itself.

    ``section``, ``series`` and ``tags`` are names still; what is None is not changed (an empty name empties).
    """

    content: dict[str, Any] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)
    section: str | None = None
    series: tuple[str, ...] | None = None
    tags: tuple[tuple[TagKind | None, str], ...] | None = None


def read_changes(article: Article, changes: Mapping[str, object]) -> Changes:
    """All of them, or ``RefusedError`` that says which value will not do. Later ones build on earlier ones."""
    content: dict[str, Any] = {}
    own: dict[str, Any] = {}
    names: dict[str, Any] = {}
    for name, value in changes.items():
        head, _, part = name.partition(".")
        if part and head in _PARTED:
            before = content.get(head, getattr(article.content, head))
            content[head] = _PARTED[head](before, part, value)
        elif head == "extra":
            own["extra"] = _extra(own.get("extra", article.extra), part, value)
        elif part or head not in WRITABLE:
            raise _no_such_field(name)
        elif head in _TIMES:
            own[head] = _time(head, value)
        elif head in _NAMES:
            names[head] = _NAMES[head](value)
        else:
            content[head] = _WHOLE[head](value)
    return Changes(content, own, **names)


def _no_such_field(name: str) -> RefusedError:
    if name in _FIXED:
        hint = _HINTS.get(name, "")
        return RefusedError(f"“{name}” cannot be set. {hint} Nothing was changed.".replace("  ", " "))
    known = ", ".join(WRITABLE)
    return RefusedError(f"There is no field “{tidy(name)}”. There are: {known}. Nothing was changed.")


def _wrong(name: str, what: str) -> RefusedError:
    return RefusedError(f"The value of “{name}” {what}. Nothing was changed.")


# Plain values


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(name, "must be text")
    return storable(one_line_end(value))


def _line(name: str, value: object) -> str | None:
    """One line of text; None where there is none."""
    return tidy(_text(name, value)) or None


def _language(value: object) -> str:
    language = _line("language", value) or ""
    if not _LANGUAGE.fullmatch(language):
        raise _wrong("language", "must be a language such as en, pt-BR or ar")
    return language


def _slug(value: object) -> str | None:
    text = _line("slug", value)
    if text is None:
        return None
    slug = slugify(text)
    if not slug:
        raise _wrong("slug", "must have a letter or a digit")
    return slug


def _time(name: str, value: object) -> datetime | None:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    text = _line(name, value)
    if text is None:
        return None
    try:
        return from_rfc3339(text)
    except (ValueError, OverflowError):
        raise _wrong(name, "must be a time like 2026-03-01T10:00:00Z") from None


# Values with parts


def _object(name: str, value: object, keys: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(name, "must be an object")
    for key in value:
        if key not in keys:
            raise _wrong(name, f"has no part “{tidy(str(key))}”; there are {', '.join(keys)}")
    return value


def _list(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise _wrong(name, "must be a list")
    return list(value)


def _dateline(value: object) -> Dateline:
    if value is None:
        return Dateline()
    parts = _object("dateline", value, _DATELINE_PARTS)
    dateline = Dateline()
    for part, item in parts.items():
        dateline = _dateline_part(dateline, part, item)
    return dateline


def _dateline_part(dateline: Dateline, part: str, value: object) -> Dateline:
    if part not in _DATELINE_PARTS:
        raise _no_such_field(f"dateline.{part}")
    name = f"dateline.{part}"
    # A credit that is empty, not absent, prints none, where null prints the site's.
    if part == "credit" and value == "":
        return replace(dateline, credit="")
    return replace(dateline, **{part: _line(name, value)})


def _picture(value: object) -> Picture | None:
    if value is None:
        return None
    parts = _object("picture", value, _PICTURE_PARTS)
    picture = Picture(_file(parts.get("file")))
    for part in ("alt", "caption", "credit", "date"):
        picture = _changed_picture(picture, part, parts.get(part))
    return picture


def _picture_part(picture: Picture | None, part: str, value: object) -> Picture | None:
    if part not in _PICTURE_PARTS:
        raise _no_such_field(f"picture.{part}")
    if part == "file":
        if value in (None, ""):
            return None
        return replace(picture, file=_file(value)) if picture else Picture(_file(value))
    if picture is None:
        raise _wrong(f"picture.{part}", "has no picture to go with; set picture.file first")
    return _changed_picture(picture, part, value)


def _changed_picture(picture: Picture, part: str, value: object) -> Picture:
    name = f"picture.{part}"
    if part == "date":
        return replace(picture, date=_line(name, value))
    return replace(picture, **{part: _text(name, value)})


def _file(value: object) -> str:
    file = _line("picture.file", value)
    if file is None:
        raise _wrong("picture.file", "must be the name of a picture in the library")
    return file


def _bylines(value: object) -> tuple[Byline, ...]:
    return tuple(_byline(item) for item in _list("bylines", value))


def _byline(item: object) -> Byline:
    if isinstance(item, str):
        item = {"name": item}
    parts = _object("bylines", item, ("author_id", "name", "role", "place"))
    name = _line("bylines", parts.get("name"))
    if name is None:
        raise _wrong("bylines", "needs a name for each person")
    role = parts.get("role") or "author"
    if role not in list(BylineRole):
        raise _wrong("bylines", f"has an unknown role; there are {', '.join(BylineRole)}")
    return Byline(name, BylineRole(str(role)), _line("bylines", parts.get("place")))


def _notices(value: object) -> tuple[Notice, ...]:
    return tuple(_notice(item) for item in _list("notices", value))


def _notice(item: object) -> Notice:
    parts = _object("notices", item, ("kind", "text", "at"))
    if parts.get("kind") not in list(NoticeKind):
        raise _wrong("notices", f"needs a kind for each; there are {', '.join(NoticeKind)}")
    text = _text("notices", parts.get("text")).strip()
    if not text:
        raise _wrong("notices", "needs a text for each")
    return Notice(NoticeKind(str(parts["kind"])), text, _time("notices", parts.get("at")) or now())


def _related(value: object) -> tuple[RelatedLink, ...]:
    return tuple(_link(item) for item in _list("related", value))


def _link(item: object) -> RelatedLink:
    if isinstance(item, int):
        item = {"id": item}
    elif isinstance(item, str):
        item = {"headline": item}
    parts = _object("related", item, ("id", "headline"))
    id, headline = parts.get("id"), _line("related", parts.get("headline"))
    if id is not None and (not isinstance(id, int) or isinstance(id, bool) or not 0 < id < 1 << 63):
        raise _wrong("related", "must name articles by their id")
    if id is None and headline is None:
        raise _wrong("related", "needs an id or a headline for each")
    return RelatedLink(None if id is None else ArticleId(id), headline or "")


# Names


def _section(value: object) -> str:
    return _line("section", value) or ""


def _names(field: str, item: object, keys: tuple[str, ...]) -> tuple[str, object]:
    """A name, or an object as ``show`` prints it: the name and its kind."""
    if isinstance(item, str):
        item = {"name": item}
    parts = _object(field, item, keys)
    name = _line(field, parts.get("name"))
    if name is None:
        raise _wrong(field, "needs a name for each")
    return name, parts.get("kind")


def _series(value: object) -> tuple[str, ...]:
    return tuple(_names("series", item, ("name", "position", "count"))[0] for item in _list("series", value))


def _tags(value: object) -> tuple[tuple[TagKind | None, str], ...]:
    tags = []
    for item in _list("tags", value):
        name, kind = _names("tags", item, ("name", "kind"))
        if kind is None and isinstance(item, str):
            tags.append(split_kind(name))
        elif kind in (None, *TagKind):
            tags.append((None if kind is None else TagKind(str(kind)), name))
        else:
            raise _wrong("tags", f"has an unknown kind; there are {', '.join(TagKind)}")
    return tuple(tags)


def _extra(extra: Mapping[str, object], path: str, value: object) -> dict[str, object]:
    """Whole, or one value deep inside; what is null goes."""
    if not path:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise _wrong("extra", "must be an object")
        return plain_extra(value)
    if path.count(".") > _MAX_EXTRA_PARTS:
        raise _wrong("extra", "is nested too deeply")
    key, _, rest = path.partition(".")
    changed = dict(extra)
    if rest:
        inner = changed.get(key)
        value = _extra(inner if isinstance(inner, Mapping) else {}, rest, value) or None
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = plain_value(value)
    return changed


_DATELINE_PARTS = tuple(item.name for item in fields(Dateline))
_PICTURE_PARTS = tuple(item.name for item in fields(Picture))
_TIMES = ("publish_at", "embargo_until")
_PARTED: dict[str, Callable[[Any, str, object], Any]] = {"dateline": _dateline_part, "picture": _picture_part}
_NAMES: dict[str, Callable[[object], Any]] = {"section": _section, "series": _series, "tags": _tags}
_WHOLE: dict[str, Callable[[object], Any]] = {
    "slug": _slug,
    "language": _language,
    "label": lambda value: _line("label", value),
    "headline": lambda value: _text("headline", value).replace("\n", " "),
    "lede": lambda value: _text("lede", value),
    "body": lambda value: _text("body", value),
    "dateline": _dateline,
    "bylines": _bylines,
    "picture": _picture,
    "notices": _notices,
    "related": _related,
}
