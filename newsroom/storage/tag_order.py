"""Changes of tags themselves: names, aliases, parents, retirement, merging, deleting. Inside a write transaction.

Each raises ``RefusedError`` for what a rule forbids and ``NotFoundError`` for a tag that is not there.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from newsroom.domain.article import Tag, TagKind
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key, sort_key, split_qualifier, tidy
from newsroom.domain.slugs import slugify
from newsroom.storage import old_names
from newsroom.storage.asking import ask, ask_value, id_list, update_row
from newsroom.storage.folding import folded
from newsroom.storage.row_images import Watch
from newsroom.storage.tables import tag, tag_name
from newsroom.storage.tags import add_alias, find_tag, load_tags
from newsroom.storage.used import is_used


def watches(ids: Sequence[TagId]) -> tuple[Watch, ...]:
    """All the rows that an act on these tags may change."""
    return (
        Watch("tag", "id", ids),
        Watch("tag", "parent_id", ids),
        Watch("tag_name", "tag_id", ids),
        Watch("tag_concept", "tag_id", ids),
        Watch("tag_distinct", "one_id", ids),
        Watch("tag_distinct", "other_id", ids),
        Watch("old_slug", "target_id", ids, "tag"),
        Watch("merged", "target_id", ids, "tag"),
    )


def known_tags(connection: Connection, ids: Sequence[TagId]) -> tuple[Tag, ...]:
    """All of them, or ``NotFoundError``."""
    found = load_tags(connection, ids)
    if [one.id for one in found] != list(dict.fromkeys(ids)):
        raise NotFoundError("A tag is not in the library any more. Nothing was changed.")
    return found


def rename(connection: Connection, id: TagId, label: str, *, keep_alias: bool) -> None:
    """Another label: a name, perhaps with a qualifier. The old label stays as an alias if wanted."""
    (before,) = known_tags(connection, [id])
    name, qualifier = split_qualifier(label)
    if not name_key(name):
        raise RefusedError("A tag needs a name. Nothing was changed.")
    wanted = f"{name} ({qualifier})" if qualifier else name
    _free_for(connection, wanted, id)
    connection.execute(
        tag_name.delete().where(
            tag_name.c.tag_id == id, tag_name.c.name_key == name_key(wanted), tag_name.c.is_alias == 1
        )
    )
    values = {"name": wanted, "folded_name": folded(wanted), "name_key": name_key(wanted)}
    connection.execute(
        tag_name.update().where(tag_name.c.tag_id == id, tag_name.c.is_alias == 0).values(**values)
    )
    row = {"name": name, "qualifier": qualifier, "sort_key": sort_key(name)}
    connection.execute(tag.update().where(tag.c.id == id).values(**row))
    slug = slugify(wanted) or "tag"
    old_names.change_slug(connection, "tag", id, old_names.new_slug(connection, "tag", slug, id))
    if keep_alias and name_key(before.label) != name_key(wanted):
        add_alias(connection, id, before.label)


def remove_alias(connection: Connection, id: TagId, alias: str) -> None:
    """It is a free name again."""
    (owner,) = known_tags(connection, [id])
    gone = tag_name.delete().where(
        tag_name.c.tag_id == id, tag_name.c.name_key == name_key(alias), tag_name.c.is_alias == 1
    )
    if connection.execute(gone).rowcount == 0:
        raise RefusedError(f"The tag “{owner.label}” has no other name “{tidy(alias)}”. Nothing was changed.")


def set_kind(connection: Connection, id: TagId, kind: TagKind) -> None:
    """Its names stay as they are."""
    known_tags(connection, [id])
    connection.execute(tag.update().where(tag.c.id == id).values(kind=kind.value))


def set_description(connection: Connection, id: TagId, description: str) -> None:
    """A text for its page."""
    known_tags(connection, [id])
    update_row(connection, tag, "id", id, {"description": description})


def set_parent(connection: Connection, id: TagId, parent_id: TagId | None) -> None:
    """What it belongs under, never under itself."""
    (child,) = known_tags(connection, [id])
    if parent_id is not None:
        (parent,) = known_tags(connection, [parent_id])
        if id == parent_id:
            raise RefusedError(f"“{child.label}” cannot stand under itself. Nothing was changed.")
        if id in ancestors(connection, parent_id):
            raise RefusedError(
                f"“{child.label}” cannot stand under “{parent.label}”, which stands under it. Nothing was changed."
            )
    connection.execute(tag.update().where(tag.c.id == id).values(parent_id=parent_id))


def retire(connection: Connection, id: TagId, at: datetime | None) -> None:
    """From now on it is not offered; None: it is again."""
    known_tags(connection, [id])
    update_row(connection, tag, "id", id, {"retired_at": at})


def delete(connection: Connection, id: TagId) -> None:
    """Only a tag that no article has, in the trash or out of it, and no reader sees."""
    (gone,) = known_tags(connection, [id])
    if is_used(connection, "tag", id):
        raise RefusedError(
            f"The tag “{gone.label}” is on articles and cannot be deleted. Retire it, or merge it into another one. "
            "Nothing was changed."
        )
    old_names.forget(connection, "tag", id)
    connection.execute(tag.delete().where(tag.c.id == id))


def absorb(connection: Connection, source: TagId, target: TagId) -> None:
    """Once no article has the source any more: its names, children and addresses become the target's."""
    known_tags(connection, [source, target])
    connection.exec_driver_sql(
        "UPDATE tag_name SET tag_id = ?, is_alias = 1 WHERE tag_id = ?", (target, source)
    )
    _hand_over_children(connection, source, target)
    connection.exec_driver_sql(
        "UPDATE OR IGNORE tag_concept SET tag_id = ? WHERE tag_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM tag_concept WHERE tag_id = ?)",
        (target, source, target),
    )
    old_names.hand_over(connection, "tag", source, target)
    connection.execute(tag.delete().where(tag.c.id == source))


def ancestors(connection: Connection, id: TagId) -> tuple[TagId, ...]:
    """From its parent up."""
    found: dict[TagId, None] = {}
    parent = parent_of(connection, id)
    while parent is not None and parent not in found:
        found[parent] = None
        parent = parent_of(connection, parent)
    return tuple(found)


def parent_of(connection: Connection, id: TagId) -> TagId | None:
    """What it belongs under."""
    parent = ask_value(connection, "SELECT parent_id FROM tag WHERE id = ?", (id,))
    return None if parent is None else TagId(parent)


def names_of(connection: Connection, ids: Sequence[TagId]) -> tuple[str, ...]:
    """Labels and aliases of these tags, labels first."""
    question = (
        "SELECT name FROM tag_name WHERE tag_id IN (SELECT value FROM json_each(?)) ORDER BY is_alias, id"
    )
    return tuple(row["name"] for row in ask(connection, question, (id_list(ids),)))


def _hand_over_children(connection: Connection, source: TagId, target: TagId) -> None:
    """What stood above the target below the source goes up to the source's own parent: there are no circles."""
    above = {target, *ancestors(connection, target)}
    parent = parent_of(connection, source)
    children = ask(connection, "SELECT id FROM tag WHERE parent_id = ?", (source,))
    for row in children:
        wanted = (parent if parent != target else None) if row["id"] in above else target
        connection.exec_driver_sql("UPDATE tag SET parent_id = ? WHERE id = ?", (wanted, row["id"]))


def _free_for(connection: Connection, name: str, id: TagId) -> None:
    owner = find_tag(connection, name)
    if owner is not None and owner.id != id:
        raise RefusedError(
            f"“{tidy(name)}” is a name of the tag “{owner.label}” already. Merge the two, or choose another name. "
            "Nothing was changed."
        )
