"""What ``set`` may write: names and values as ``show`` prints them, read into what an article holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsroom.desk.extras import plain_extra, plain_value
from newsroom.desk.field_values import (
    change_dateline,
    change_picture,
    read_bylines,
    read_dateline,
    read_language,
    read_line,
    read_list,
    read_notices,
    read_object,
    read_picture,
    read_related,
    read_slug,
    read_text,
    read_time,
    wrong_value,
)
from newsroom.domain.article import Article, TagKind
from newsroom.domain.errors import RefusedError
from newsroom.domain.names import name_key, split_kind, tidy

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
            own[head] = read_time(head, value)
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


def _section(value: object) -> str:
    name = read_line("section", value) or ""
    if name and not name_key(name):
        raise wrong_value("section", "has nothing that can be seen")
    return name


def _names(field: str, item: object, keys: tuple[str, ...]) -> tuple[str, object]:
    """A name, or an object as ``show`` prints it: the name and its kind."""
    if isinstance(item, str):
        item = {"name": item}
    parts = read_object(field, item, keys)
    name = read_line(field, parts.get("name"))
    if name is None:
        raise wrong_value(field, "needs a name for each")
    return name, parts.get("kind")


def _series(value: object) -> tuple[str, ...]:
    return tuple(
        _names("series", item, ("name", "position", "count"))[0] for item in read_list("series", value)
    )


def _tags(value: object) -> tuple[tuple[TagKind | None, str], ...]:
    tags = []
    for item in read_list("tags", value):
        name, kind = _names("tags", item, ("name", "kind"))
        if kind is None and isinstance(item, str):
            tags.append(split_kind(name))
        elif kind in (None, *TagKind):
            tags.append((None if kind is None else TagKind(str(kind)), name))
        else:
            raise wrong_value("tags", f"has an unknown kind; there are {', '.join(TagKind)}")
    return tuple(tags)


def _extra(extra: Mapping[str, object], path: str, value: object) -> dict[str, object]:
    """Whole, or one value deep inside; what is null goes."""
    if not path:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise wrong_value("extra", "must be an object")
        return plain_extra(value)
    if path.count(".") > _MAX_EXTRA_PARTS:
        raise wrong_value("extra", "is nested too deeply")
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


_TIMES = ("publish_at", "embargo_until")
_PARTED: dict[str, Callable[[Any, str, object], Any]] = {
    "dateline": change_dateline,
    "picture": change_picture,
}
_NAMES: dict[str, Callable[[object], Any]] = {"section": _section, "series": _series, "tags": _tags}
_WHOLE: dict[str, Callable[[object], Any]] = {
    "slug": read_slug,
    "language": read_language,
    "label": lambda value: read_line("label", value),
    "headline": lambda value: read_text("headline", value).replace("\n", " "),
    "lede": lambda value: read_text("lede", value),
    "body": lambda value: read_text("body", value),
    "dateline": read_dateline,
    "bylines": read_bylines,
    "picture": read_picture,
    "notices": read_notices,
    "related": read_related,
}
