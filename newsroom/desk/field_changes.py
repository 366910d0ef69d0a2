"""``set`` inside a write transaction: names become ids, what refers to something is looked up, then all is saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsroom.desk.fields import Changes, read_changes
from newsroom.desk.saving import save
from newsroom.domain.article import Article, RelatedLink, Series
from newsroom.domain.errors import RefusedError
from newsroom.domain.names import split_count
from newsroom.storage.media import picture_size
from newsroom.storage.neighbours import load_neighbours
from newsroom.storage.sections import ensure_section
from newsroom.storage.series import ensure_series, find_series
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag


def change_fields(
    connection: Connection, stored: Article, changes: Mapping[str, object], *, at: datetime, by: str
) -> None:
    """Sets the fields, or raises ``RefusedError`` for the first value that will not do."""
    wanted = read_changes(stored, changes)
    content = wanted.content | _placed(connection, wanted)
    _check_picture(connection, stored, content)
    if "related" in content:
        _check_related(connection, stored, content["related"])
    save(connection, stored, replace(stored.content, **content), at=at, by=by, **wanted.article)


def series_named(connection: Connection, text: str) -> Series:
    """The series of that name, else a new one. ``Name (1881)`` is one that had 1880 articles before, elsewhere."""
    found = find_series(connection, text)
    if found is not None:
        return found
    name, count = split_count(text)
    return ensure_series(connection, name, earlier_elsewhere=max(0, (count or 1) - 1))


def _placed(connection: Connection, wanted: Changes) -> dict[str, Any]:
    placed: dict[str, Any] = {}
    if wanted.section is not None:
        placed["section_id"] = ensure_section(connection, wanted.section).id if wanted.section else None
    if wanted.series is not None:
        placed["series"] = tuple(series_named(connection, name).id for name in wanted.series)
    if wanted.tags is not None:
        placed["tags"] = tuple(ensure_tag(connection, label, kind).id for kind, label in wanted.tags)
    return placed


def _check_picture(connection: Connection, stored: Article, content: Mapping[str, Any]) -> None:
    picture = content.get("picture")
    if picture is None or (stored.content.picture and picture.file == stored.content.picture.file):
        return
    if picture_size(connection, picture.file) is None:
        raise RefusedError(f"The library has no picture “{picture.file}”. Nothing was changed.")


def _check_related(connection: Connection, stored: Article, links: tuple[RelatedLink, ...]) -> None:
    """What ``relate`` refuses is refused here, too; but an entry that is there already may stay."""
    ids = [link.id for link in links if link.id is not None]
    if stored.id in ids:
        raise RefusedError("An article cannot be related to itself. Nothing was changed.")
    if len(set(ids)) < len(ids):
        raise RefusedError("“related” names an article twice. Nothing was changed.")
    new = set(ids) - {link.id for link in stored.content.related}
    known = load_neighbours(connection, new)
    for id in sorted(new):
        if id not in known:
            raise RefusedError(f"There is no article {id} to relate to. Nothing was changed.")
        if known[id].is_trashed:
            raise RefusedError(f"Article {id} is in the trash. Nothing was changed.")
