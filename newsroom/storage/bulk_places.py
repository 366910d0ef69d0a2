"""Sections, series, tags and authors as an export of ours says them, put into a library. What is known there stays."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import TagKind
from newsroom.domain.errors import RefusedError
from newsroom.domain.names import name_key, split_qualifier, tidy
from newsroom.domain.slugs import slugify
from newsroom.domain.times import from_rfc3339
from newsroom.storage.asking import ask_value, run_many, stored_moment
from newsroom.storage.authors import ensure_authors
from newsroom.storage.old_names import new_slug
from newsroom.storage.sections import RESERVED_SLUGS, find_section, insert_section
from newsroom.storage.series import MOST_ELSEWHERE, find_series, insert_series
from newsroom.storage.tags import add_alias, find_tag, insert_tag

Values = Mapping[str, Any]
_OLD = "INSERT INTO old_slug (kind, slug, target_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_ALIAS = "INSERT INTO author_alias (name_key, name, author_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


def bring_place(connection: Connection, kind: str, values: Values) -> None:
    """One of them; nothing is made where its name is known. Raises ``RefusedError`` for what cannot be one."""
    if not name_key(_text(values, "name")):
        raise RefusedError(f"It is no {kind}: it has no name.")
    _BRING[kind](connection, values)


def set_parents(connection: Connection, tags: Iterable[Values]) -> None:
    """After all tags have come: what they belong under, where nothing is said of that yet and no circle comes of it."""
    for values in tags:
        child, parent = (find_tag(connection, _text(values, name)) for name in ("name", "parent"))
        if child is not None and parent is not None and not _is_under(connection, parent.id, child.id):
            sql = "UPDATE tag SET parent_id = ? WHERE id = ? AND parent_id IS NULL"
            run_many(connection, sql, [(parent.id, child.id)])


def _section(connection: Connection, values: Values) -> None:
    if find_section(connection, _text(values, "name")) is not None:
        return
    made = insert_section(connection, _text(values, "name"), _text(values, "slug") or None)
    sql = "UPDATE section SET description = ?, position = ? WHERE id = ?"
    position = values.get("position")
    place = position if isinstance(position, int) else 0
    run_many(connection, sql, [(_text(values, "description"), place, made.id)])
    _keep_old(connection, "section", made.id, values)


def _series(connection: Connection, values: Values) -> None:
    if find_series(connection, _text(values, "name")) is not None:
        return
    elsewhere = values.get("earlier_elsewhere")
    made = insert_series(
        connection,
        _text(values, "name"),
        slug=_text(values, "slug") or None,
        earlier_elsewhere=min(max(0, elsewhere), MOST_ELSEWHERE) if isinstance(elsewhere, int) else 0,
        description=_text(values, "description"),
    )
    picture = values.get("picture")
    sql = "UPDATE series SET picture = ?, closed_at = ? WHERE id = ?"
    kept = json.dumps(picture) if isinstance(picture, dict) else None
    run_many(connection, sql, [(kept, _moment(values, "closed_at"), made.id)])
    _keep_old(connection, "series", made.id, values)


def _tag(connection: Connection, values: Values) -> None:
    label = _text(values, "name")
    known = find_tag(connection, label)
    if known is None:
        name, qualifier = split_qualifier(label)
        kind = _text(values, "kind")
        known = insert_tag(
            connection, name, TagKind(kind) if kind in list(TagKind) else TagKind.TOPIC, qualifier=qualifier
        )
        slug = new_slug(connection, "tag", slugify(_text(values, "slug")) or known.slug, known.id)
        sql = "UPDATE tag SET slug = ?, description = ?, retired_at = ? WHERE id = ?"
        row = (slug, _text(values, "description"), _moment(values, "retired_at"), known.id)
        run_many(connection, sql, [row])
        _keep_old(connection, "tag", known.id, values)
    for alias in values.get("aliases") or ():
        if isinstance(alias, str) and name_key(alias) and find_tag(connection, alias) is None:
            add_alias(connection, known.id, alias)


def _author(connection: Connection, values: Values) -> None:
    name = _text(values, "name")
    is_known = ask_value(connection, "SELECT 1 FROM author WHERE name_key = ?", (name_key(name),))
    (id,) = ensure_authors(connection, [name]).values()
    if not is_known:
        slug = new_slug(connection, "author", slugify(_text(values, "slug")) or slugify(name) or "author", id)
        details = values.get("details")
        row = (slug, json.dumps(details if isinstance(details, dict) else {}), id)
        run_many(connection, "UPDATE author SET slug = ?, details = ? WHERE id = ?", [row])
        _keep_old(connection, "author", id, values)
    aliases = [alias for alias in values.get("aliases") or () if isinstance(alias, str) and name_key(alias)]
    taken = "SELECT 1 FROM author WHERE name_key = ?"
    run_many(
        connection,
        _ALIAS,
        [
            (name_key(alias), tidy(alias), id)
            for alias in aliases
            if not ask_value(connection, taken, (name_key(alias),))
        ],
    )


_BRING: dict[str, Callable[[Connection, Values], None]] = {
    "section": _section,
    "series": _series,
    "tag": _tag,
    "author": _author,
}


def _keep_old(connection: Connection, kind: str, id: int, values: Values) -> None:
    """Slugs, and names of what was merged into it, that still lead to it, unless something else has them."""
    slugs = [slug for slug in values.get("old_slugs") or () if isinstance(slug, str)]
    free = [slug for slug in slugs if new_slug(connection, kind, slug, id, _reserved(kind)) == slug]
    run_many(connection, _OLD, [(kind, slug, id) for slug in free])
    names = [name for name in values.get("old_names") or () if isinstance(name, str)]
    run_many(connection, _OLD, [(f"{kind} name", name, id) for name in names])


def _reserved(kind: str) -> frozenset[str]:
    return RESERVED_SLUGS if kind == "section" else frozenset()


def _is_under(connection: Connection, id: int, other: int) -> bool:
    """Whether the tag is, or is somewhere below, the other."""
    seen: set[int] = set()
    above: int | None = id
    while above is not None and above not in seen:
        if above == other:
            return True
        seen.add(above)
        above = ask_value(connection, "SELECT parent_id FROM tag WHERE id = ?", (above,))
    return False


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _moment(values: Values, name: str) -> int | None:
    text = _text(values, name)
    try:
        return stored_moment(from_rfc3339(text)) if text else None
    except (ValueError, OverflowError):
        return None
