"""Changes of series themselves: names, ends, merging, deleting. Inside a write transaction.

Each raises ``RefusedError`` for what a rule forbids and ``NotFoundError`` for a series that is not there.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Series
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SeriesId
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.domain.slugs import slugify
from newsroom.storage import old_names
from newsroom.storage.asking import ask_value, update_row
from newsroom.storage.folding import folded
from newsroom.storage.row_images import Watch
from newsroom.storage.series import load_series, set_earlier_elsewhere
from newsroom.storage.tables import series
from newsroom.storage.used import is_used


def watches(ids: Sequence[SeriesId]) -> tuple[Watch, ...]:
    """All the rows that an act on these series may change."""
    return (
        Watch("series", "id", ids),
        Watch("old_slug", "target_id", ids, "series"),
        Watch("old_slug", "target_id", ids, "series name"),
        Watch("merged", "target_id", ids, "series"),
    )


def known(connection: Connection, ids: Sequence[SeriesId]) -> tuple[Series, ...]:
    """All of them, or ``NotFoundError``."""
    found = load_series(connection, ids)
    if len(found) != len(set(ids)):
        raise NotFoundError("A series is not in the library any more. Nothing was changed.")
    return found


def rename(connection: Connection, id: SeriesId, name: str) -> None:
    """Another name, with a slug of its own."""
    known(connection, [id])
    key = name_key(name)
    if not key:
        raise RefusedError("A series needs a name. Nothing was changed.")
    owner = ask_value(connection, "SELECT id FROM series WHERE name_key = ?", (key,))
    if owner not in (None, id):
        raise RefusedError(
            f"There is a series “{tidy(name)}” already. Merge the two, or choose another name. Nothing was changed."
        )
    values = {
        "name": tidy(name),
        "folded_name": folded(tidy(name)),
        "name_key": key,
        "sort_key": sort_key(tidy(name)),
    }
    update_row(connection, series, "id", id, values)
    slug = old_names.new_slug(connection, "series", slugify(name) or "series", id)
    old_names.change_slug(connection, "series", id, slug)


def edit(connection: Connection, id: SeriesId, values: dict[str, Any]) -> None:
    """Columns of its own: ``description``, ``picture``, ``closed_at``."""
    known(connection, [id])
    update_row(connection, series, "id", id, values)


def delete(connection: Connection, id: SeriesId) -> None:
    """Only a series without articles, in the trash or out of it."""
    (gone,) = known(connection, [id])
    if is_used(connection, "series", id):
        raise RefusedError(
            f"The series “{gone.name}” has articles and cannot be deleted. Take them out, or merge it into another. "
            "Nothing was changed."
        )
    old_names.forget(connection, "series", id)
    connection.execute(series.delete().where(series.c.id == id))


def absorb(connection: Connection, source: SeriesId, target: SeriesId, earlier_elsewhere: int | None) -> None:
    """Once no article is in the source any more: what it says of itself, its name and its address go to the target."""
    (gone,) = known(connection, [source])
    (stays,) = known(connection, [target])
    together = gone.earlier_elsewhere + stays.earlier_elsewhere
    set_earlier_elsewhere(connection, target, together if earlier_elsewhere is None else earlier_elsewhere)
    connection.exec_driver_sql(
        "UPDATE series SET description = CASE WHEN description = '' THEN ? ELSE description END, "
        "picture = CASE WHEN coalesce(picture, 'null') = 'null' "
        "THEN (SELECT picture FROM series WHERE id = ?) ELSE picture END WHERE id = ?",
        (gone.description, source, target),
    )
    old_names.hand_over(connection, "series", source, target)
    connection.execute(series.delete().where(series.c.id == source))
