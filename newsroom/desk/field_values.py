"""Values of fields as ``show`` prints them, read into what an article holds. Each raises ``RefusedError`` in words."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime

from newsroom.domain.article import Byline, BylineRole, Dateline, Notice, NoticeKind, Picture, RelatedLink
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import tidy
from newsroom.domain.slugs import slugify
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import from_rfc3339, now

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DATELINE_PARTS = tuple(item.name for item in fields(Dateline))
_PICTURE_PARTS = tuple(item.name for item in fields(Picture))


def wrong_value(name: str, what: str) -> RefusedError:
    """The refusal of a value; ``what`` says what it must be or lacks."""
    return RefusedError(f"The value of “{name}” {what}. Nothing was changed.")


def read_text(name: str, value: object) -> str:
    """Any text, storable, with one kind of line end; empty for None."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong_value(name, "must be text")
    return storable(one_line_end(value))


def read_line(name: str, value: object) -> str | None:
    """One line of text; None where there is none."""
    return tidy(read_text(name, value)) or None


def read_language(value: object) -> str:
    """A language tag; it cannot be emptied."""
    language = read_line("language", value) or ""
    if not _LANGUAGE.fullmatch(language):
        raise wrong_value("language", "must be a language such as en, pt-BR or ar")
    return language


def read_slug(value: object) -> str | None:
    """What is no slug yet becomes one; None for an empty text."""
    text = read_line("slug", value)
    if text is None:
        return None
    slug = slugify(text)
    if not slug:
        raise wrong_value("slug", "must have a letter or a digit")
    return slug


def read_time(name: str, value: object) -> datetime | None:
    """RFC 3339, or an aware time as it is; None for an empty text."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    text = read_line(name, value)
    if text is None:
        return None
    try:
        return from_rfc3339(text)
    except (ValueError, OverflowError):
        raise wrong_value(name, "must be a time like 2026-03-01T10:00:00Z") from None


# Values with parts


def _no_part(part: str, parts: tuple[str, ...]) -> str:
    return f"has no part “{tidy(part)}”; there are {', '.join(parts)}"


def read_object(name: str, value: object, keys: tuple[str, ...]) -> Mapping[str, object]:
    """An object with no other keys than these."""
    if not isinstance(value, Mapping):
        raise wrong_value(name, "must be an object")
    for key in value:
        if key not in keys:
            raise wrong_value(name, _no_part(str(key), keys))
    return value


def read_list(name: str, value: object) -> list[object]:
    """A list; empty for None."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise wrong_value(name, "must be a list")
    return list(value)


def read_dateline(value: object) -> Dateline:
    """A whole dateline; parts that are not given are None."""
    if value is None:
        return Dateline()
    parts = read_object("dateline", value, _DATELINE_PARTS)
    dateline = Dateline()
    for part, item in parts.items():
        dateline = change_dateline(dateline, part, item)
    # A credit that is empty, not absent, prints none, where null prints the site's.
    return replace(dateline, credit="") if parts.get("credit") == "" else dateline


def change_dateline(dateline: Dateline, part: str, value: object) -> Dateline:
    """The dateline with one part changed; an empty text makes it None."""
    if part not in _DATELINE_PARTS:
        raise wrong_value("dateline", _no_part(part, _DATELINE_PARTS))
    return replace(dateline, **{part: read_line(f"dateline.{part}", value)})


def read_picture(value: object) -> Picture | None:
    """A whole picture; None takes it off."""
    if value is None:
        return None
    parts = read_object("picture", value, _PICTURE_PARTS)
    picture = Picture(_file(parts.get("file")))
    for part in ("alt", "caption", "credit", "date"):
        picture = _with_part(picture, part, parts.get(part))
    return picture


def change_picture(picture: Picture | None, part: str, value: object) -> Picture | None:
    """The picture with one part changed; without a file there is none."""
    if part not in _PICTURE_PARTS:
        raise wrong_value("picture", _no_part(part, _PICTURE_PARTS))
    if part == "file":
        if value in (None, ""):
            return None
        return replace(picture, file=_file(value)) if picture else Picture(_file(value))
    if picture is None:
        raise wrong_value(f"picture.{part}", "has no picture to go with; set picture.file first")
    return _with_part(picture, part, value)


def _with_part(picture: Picture, part: str, value: object) -> Picture:
    name = f"picture.{part}"
    if part == "date":
        return replace(picture, date=read_line(name, value))
    return replace(picture, **{part: read_text(name, value)})


def _file(value: object) -> str:
    file = read_line("picture.file", value)
    if file is None:
        raise wrong_value("picture.file", "must be the name of a picture in the library")
    return file


def read_bylines(value: object) -> tuple[Byline, ...]:
    """People as objects or plain names; the library finds the authors itself."""
    return tuple(_byline(item) for item in read_list("bylines", value))


def _byline(item: object) -> Byline:
    if isinstance(item, str):
        item = {"name": item}
    parts = read_object("bylines", item, ("author_id", "name", "role", "place"))
    name = read_line("bylines", parts.get("name"))
    if name is None:
        raise wrong_value("bylines", "needs a name for each person")
    role = parts.get("role") or "author"
    if role not in list(BylineRole):
        raise wrong_value("bylines", f"has an unknown role; there are {', '.join(BylineRole)}")
    return Byline(name, BylineRole(str(role)), read_line("bylines", parts.get("place")))


def read_notices(value: object) -> tuple[Notice, ...]:
    """Notices; one without a time is of now."""
    return tuple(_notice(item) for item in read_list("notices", value))


def _notice(item: object) -> Notice:
    parts = read_object("notices", item, ("kind", "text", "at"))
    if parts.get("kind") not in list(NoticeKind):
        raise wrong_value("notices", f"needs a kind for each; there are {', '.join(NoticeKind)}")
    text = read_text("notices", parts.get("text")).strip()
    if not text:
        raise wrong_value("notices", "needs a text for each")
    return Notice(NoticeKind(str(parts["kind"])), text, read_time("notices", parts.get("at")) or now())


def read_related(value: object) -> tuple[RelatedLink, ...]:
    """Entries as objects, ids, or headlines that are to find their article."""
    return tuple(_link(item) for item in read_list("related", value))


def _link(item: object) -> RelatedLink:
    if isinstance(item, int):
        item = {"id": item}
    elif isinstance(item, str):
        item = {"headline": item}
    parts = read_object("related", item, ("id", "headline"))
    id, headline = parts.get("id"), read_line("related", parts.get("headline"))
    if id is not None and (not isinstance(id, int) or isinstance(id, bool) or not 0 < id < 1 << 63):
        raise wrong_value("related", "must name articles by their id")
    if id is None and headline is None:
        raise wrong_value("related", "needs an id or a headline for each")
    return RelatedLink(None if id is None else ArticleId(id), headline or "")
