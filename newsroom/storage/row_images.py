"""Rows of small tables as they were before an act and as they became, so that it can be undone and done again.

For tags, series, sections, authors and what belongs to them; never for articles. What triggers keep is left out.
"""

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from newsroom.storage.asking import ask, id_list
from newsroom.storage.tables import metadata

# Kept by triggers: not ours to put back.
_DERIVED = frozenset({"n_articles", "n_published", "last_key", "use_level"})
_OWNERS = frozenset({"tag", "series", "section", "author", "vocabulary", "concept"})
Values = dict[str, Any]
# A parent may come after its child.
_ALONE: dict[str, Values] = {"tag": {"parent_id": None}, "concept": {"parent_id": None}}


@dataclass(frozen=True, slots=True)
class Image:
    """One row: its table, its key, and what changed in its other columns, before and after; None: there was no row."""

    table: str
    key: Values
    before: Values | None
    after: Values | None

    def turned(self) -> "Image":
        return Image(self.table, self.key, self.after, self.before)


Images = tuple[Image, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Rows of a table whose ``column`` is one of ``values``; ``kind`` where the table holds several kinds."""

    table: str
    column: str
    values: Collection[int]
    kind: str | None = None


@dataclass(slots=True)
class Recording:
    """What changed in the watched rows, once the block has ended."""

    images: Images = field(default=())


@contextmanager
def recording(connection: Connection, watches: Sequence[Watch]) -> Iterator[Recording]:
    """Compares the watched rows before and after the block."""
    before = _snapshot(connection, watches)
    record = Recording()
    yield record
    after = _snapshot(connection, watches)
    images = []
    for place in (*before, *(place for place in after if place not in before)):
        table, values = place
        image = Image(
            table, dict(zip(_key_names(table), values, strict=True)), before.get(place), after.get(place)
        )
        if image.after is None:
            # Perhaps it only left the watch: a child whose parent is another one now.
            image = replace(image, after=_now(connection, image))
        if image.before != image.after:
            images.append(_differing(image))
    record.images = tuple(images)


def put_back(connection: Connection, images: Images) -> list[Image]:
    """Makes each row as it was before; answers those that were changed since, and changes nothing where there are any.

    A row that is so already is left alone, so that it may be done twice.
    """
    waiting = [image for image in images if not _is(connection, image, image.before)]
    changed = [image for image in waiting if not _is(connection, image, image.after)]
    if changed:
        return changed
    try:
        with connection.begin_nested():
            _write(connection, waiting)
    except IntegrityError:
        # Its name or its address belongs to another one by now, or what it belongs to is gone.
        return waiting
    return []


def _write(connection: Connection, waiting: Sequence[Image]) -> None:
    # What others belong to comes before them, and goes after them. These are taken away and put anew, so that two of
    # them may change their names with each other.
    owners = [image for image in waiting if image.table in _OWNERS]
    owned = [image for image in waiting if image.table not in _OWNERS]
    whole = [(image, _now(connection, image)) for image in owned]
    for image in owned:
        if image.after is not None:
            _delete(connection, image)
    for image in owners:
        if image.after is None and image.before is not None:
            _insert(connection, image, image.before | _ALONE.get(image.table, {}))
    for image in owners:
        if image.before is not None:
            _update(connection, image)
    for image, now in whole:
        if image.before is not None:
            _insert(connection, image, (now or {}) | image.before)
    for image in owners:
        if image.before is None:
            _delete(connection, image)


def pack_images(images: Images) -> bytes | None:
    """As compressed JSON; None for none."""
    if not images:
        return None
    rows = [[image.table, image.key, image.before, image.after] for image in images]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def unpack_images(data: bytes) -> Images:
    """The inverse."""
    return tuple(Image(*row) for row in json.loads(zlib.decompress(data)))


Place = tuple[str, tuple[Any, ...]]


def _snapshot(connection: Connection, watches: Sequence[Watch]) -> dict[Place, Values]:
    rows: dict[Place, Values] = {}
    for watch in watches:
        keys = _key_names(watch.table)
        condition = f'"{watch.column}" IN (SELECT value FROM json_each(:values))'
        if watch.kind is not None:
            condition += " AND kind = :kind"
        sql = f"SELECT * FROM {watch.table} WHERE {condition}"
        for row in ask(connection, sql, {"values": id_list(watch.values), "kind": watch.kind}):
            place = (watch.table, tuple(row[name] for name in keys))
            rows[place] = _kept(row, keys)
    return rows


def _kept(row: Values, keys: Sequence[str]) -> Values:
    return {name: value for name, value in row.items() if name not in keys and name not in _DERIVED}


def _key_names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in metadata.tables[table].primary_key)


def _differing(image: Image) -> Image:
    """Of a row that was there before and after, only the columns that changed: others may change them meanwhile."""
    before, after = image.before, image.after
    if before is None or after is None:
        return image
    names = [name for name in before if before[name] != after[name]]
    return replace(
        image, before={name: before[name] for name in names}, after={name: after[name] for name in names}
    )


def _is(connection: Connection, image: Image, values: Values | None) -> bool:
    """Whether the row is so now."""
    now = _now(connection, image)
    if now is None or values is None:
        return now is values
    return all(now[name] == value for name, value in values.items())


def _now(connection: Connection, image: Image) -> Values | None:
    rows = ask(connection, f"SELECT * FROM {image.table} WHERE {_where(image)}", _named(image.key))
    return _kept(rows[0], list(image.key)) if rows else None


def _where(image: Image) -> str:
    return " AND ".join(f'"{name}" = :key_{name}' for name in image.key)


def _named(key: Values) -> Values:
    return {f"key_{name}": value for name, value in key.items()}


def _delete(connection: Connection, image: Image) -> None:
    connection.exec_driver_sql(f"DELETE FROM {image.table} WHERE {_where(image)}", _named(image.key))


def _update(connection: Connection, image: Image) -> None:
    values = image.before or {}
    columns = ", ".join(f'"{name}" = :{name}' for name in values)
    sql = f"UPDATE {image.table} SET {columns} WHERE {_where(image)}"
    connection.exec_driver_sql(sql, values | _named(image.key))


def _insert(connection: Connection, image: Image, others: Values) -> None:
    values = image.key | others
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    connection.exec_driver_sql(f"INSERT INTO {image.table} ({columns}) VALUES ({marks})", values)
