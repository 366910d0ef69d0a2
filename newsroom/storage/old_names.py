"""Slugs and names that tags, series, sections and authors had before: they still lead to them, and nobody takes them.

Kinds are the names of tables: ``tag``, ``series``, ``section``, ``author``.
"""

from collections.abc import Collection

from sqlalchemy import Connection

from newsroom.storage.addresses import free_slug
from newsroom.storage.asking import ask, ask_one, ask_value
from newsroom.storage.merged_ids import targets

# The key of a name stands in the same table as a slug, under a kind of its own: where there are no aliases.
_NAMES = {"series": "series name", "section": "section name"}
_TARGET = "SELECT target_id FROM old_slug WHERE kind = ? AND slug = ?"
_REMEMBER = "INSERT OR REPLACE INTO old_slug (kind, slug, target_id) VALUES (?, ?, ?)"


def target_of_slug(connection: Connection, kind: str, slug: str) -> int | None:
    """What had this slug before; if it was merged, what it became."""
    return _living(connection, kind, ask_value(connection, _TARGET, (kind, slug)))


def target_of_name(connection: Connection, kind: str, key: str) -> int | None:
    """What a series or a section of this name was merged into."""
    return _living(connection, kind, ask_value(connection, _TARGET, (_NAMES[kind], key)))


def find_place(connection: Connection, kind: str, slug: str) -> tuple[int, str, str] | None:
    """Id, name and slug of what has this slug, or had it."""
    name = "name || coalesce(' (' || qualifier || ')', '')" if kind == "tag" else "name"
    question = f"SELECT id, {name} AS name, slug FROM {kind} WHERE"
    row = ask_one(connection, f"{question} slug = ?", (slug,))
    if row is None and (id := target_of_slug(connection, kind, slug)) is not None:
        row = ask_one(connection, f"{question} id = ?", (id,))
    return None if row is None else (row["id"], row["name"], row["slug"])


def old_slugs(connection: Connection, kind: str, id: int) -> tuple[str, ...]:
    """The slugs that it had."""
    question = "SELECT slug FROM old_slug WHERE kind = ? AND target_id = ? ORDER BY slug"
    return tuple(row["slug"] for row in ask(connection, question, (kind, id)))


def new_slug(
    connection: Connection, kind: str, wanted: str, id: int = 0, reserved: Collection[str] = ()
) -> str:
    """The slug, or the next number of it, that nothing of the kind has or had, but for the one of this id."""

    def is_taken(slug: str) -> bool:
        if slug in reserved:
            return True
        if ask_value(connection, f"SELECT 1 FROM {kind} WHERE slug = ? AND id <> ?", (slug, id)):
            return True
        return target_of_slug(connection, kind, slug) not in (None, id)

    return free_slug(wanted, is_taken)


def change_slug(connection: Connection, kind: str, id: int, slug: str) -> None:
    """Gives it another slug; the one it had still leads to it. The new one must be free for it."""
    before = ask_value(connection, f"SELECT slug FROM {kind} WHERE id = ?", (id,))
    if before == slug:
        return
    connection.exec_driver_sql("DELETE FROM old_slug WHERE kind = ? AND slug = ?", (kind, slug))
    connection.exec_driver_sql(f"UPDATE {kind} SET slug = ? WHERE id = ?", (slug, id))
    connection.exec_driver_sql(_REMEMBER, (kind, before, id))


def lead_over(connection: Connection, kind: str, source: int, target: int) -> None:
    """Who still names the source by its id means the target from now on: kept revisions, windows that were open."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO merged (kind, old_id, target_id) VALUES (?, ?, ?)", (kind, source, target)
    )


def hand_over(connection: Connection, kind: str, source: int, target: int) -> None:
    """What led to the source leads to the target: its slug, its old ones; of series and sections, its name.

    The source's row must still be there, and be deleted next.
    """
    slug = ask_value(connection, f"SELECT slug FROM {kind} WHERE id = ?", (source,))
    kinds = (kind, _NAMES[kind]) if kind in _NAMES else (kind,)
    for one in kinds:
        connection.exec_driver_sql(
            "UPDATE old_slug SET target_id = ? WHERE kind = ? AND target_id = ?", (target, one, source)
        )
    connection.exec_driver_sql(_REMEMBER, (kind, slug, target))
    if kind in _NAMES:
        key = ask_value(connection, f"SELECT name_key FROM {kind} WHERE id = ?", (source,))
        connection.exec_driver_sql(_REMEMBER, (_NAMES[kind], key, target))


def forget(connection: Connection, kind: str, id: int) -> None:
    """Nothing leads to it any more: it is being deleted."""
    kinds = (kind, _NAMES[kind]) if kind in _NAMES else (kind,)
    for one in kinds:
        connection.exec_driver_sql("DELETE FROM old_slug WHERE kind = ? AND target_id = ?", (one, id))
    connection.exec_driver_sql("DELETE FROM merged WHERE kind = ? AND target_id = ?", (kind, id))


def _living(connection: Connection, kind: str, id: int | None) -> int | None:
    return None if id is None else targets(connection, kind, [id]).get(id, id)
