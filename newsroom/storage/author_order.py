"""Changes of authors themselves: names, aliases, details, merging, deleting. Inside a write transaction.

Each raises ``RefusedError`` for what a rule forbids and ``NotFoundError`` for an author who is not there.
"""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import AuthorId
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.domain.ordering import Author
from newsroom.domain.slugs import slugify
from newsroom.storage import old_names
from newsroom.storage.asking import ask_value, update_row
from newsroom.storage.authors import load_authors
from newsroom.storage.row_images import Watch
from newsroom.storage.tables import author, author_alias
from newsroom.storage.used import is_used

_OWNER = (
    "SELECT id FROM author WHERE name_key = ? UNION ALL SELECT author_id FROM author_alias WHERE name_key = ?"
)


def watches(ids: Sequence[AuthorId]) -> tuple[Watch, ...]:
    """All the rows that an act on these authors may change."""
    return (
        Watch("author", "id", ids),
        Watch("author_alias", "author_id", ids),
        Watch("old_slug", "target_id", ids, "author"),
        Watch("merged", "target_id", ids, "author"),
    )


def known(connection: Connection, ids: Sequence[AuthorId]) -> tuple[Author, ...]:
    """All of them, or ``NotFoundError``."""
    found = load_authors(connection, ids)
    if len(found) != len(set(ids)):
        raise NotFoundError("An author is not in the library any more. Nothing was changed.")
    return found


def rename(connection: Connection, id: AuthorId, name: str) -> None:
    """Another name; the old one stays as an alias, because bylines print it."""
    (before,) = known(connection, [id])
    key = _free_key(connection, name, id)
    connection.execute(author_alias.delete().where(author_alias.c.name_key == key))
    update_row(
        connection,
        author,
        "id",
        id,
        {"name": tidy(name), "name_key": key, "sort_key": sort_key(tidy(name))},
    )
    if key != name_key(before.name):
        _add(connection, id, before.name)
    slug = old_names.new_slug(connection, "author", slugify(name) or "author", id)
    old_names.change_slug(connection, "author", id, slug)


def add_alias(connection: Connection, id: AuthorId, name: str) -> None:
    """Another name that bylines may print. One that it has already changes nothing."""
    (owner,) = known(connection, [id])
    key = _free_key(connection, name, id)
    if key not in map(name_key, (owner.name, *owner.aliases)):
        _add(connection, id, name)


def remove_alias(connection: Connection, id: AuthorId, name: str) -> None:
    """It is a free name again; bylines that print it keep their author until they are saved anew."""
    (owner,) = known(connection, [id])
    gone = author_alias.delete().where(
        author_alias.c.author_id == id, author_alias.c.name_key == name_key(name)
    )
    if connection.execute(gone).rowcount == 0:
        raise RefusedError(f"“{owner.name}” has no other name “{tidy(name)}”. Nothing was changed.")


def set_details(connection: Connection, id: AuthorId, details: Mapping[str, object]) -> None:
    """What is known about the person beside the name."""
    known(connection, [id])
    connection.exec_driver_sql(
        "UPDATE author SET details = ? WHERE id = ?", (json.dumps(dict(details), ensure_ascii=False), id)
    )


def delete(connection: Connection, id: AuthorId) -> None:
    """Only an author whom no byline names, in the trash or out of it."""
    (gone,) = known(connection, [id])
    if is_used(connection, "author", id):
        raise RefusedError(
            f"“{gone.name}” is in bylines and cannot be deleted. Merge the author into another. Nothing was changed."
        )
    old_names.forget(connection, "author", id)
    connection.execute(author.delete().where(author.c.id == id))


def absorb(connection: Connection, source: AuthorId, target: AuthorId) -> None:
    """Once no byline is the source's any more: its names and addresses become the target's, details that it lacks."""
    (gone,) = known(connection, [source])
    (stays,) = known(connection, [target])
    connection.execute(
        author_alias.update().where(author_alias.c.author_id == source).values(author_id=target)
    )
    set_details(connection, target, {**gone.details, **stays.details})
    old_names.hand_over(connection, "author", source, target)
    connection.execute(author.delete().where(author.c.id == source))
    _add(connection, target, gone.name)


def _add(connection: Connection, id: AuthorId, name: str) -> None:
    values = {"name_key": name_key(name), "name": tidy(name), "author_id": id}
    connection.execute(author_alias.insert().values(**values))


def _free_key(connection: Connection, name: str, id: AuthorId) -> str:
    key = name_key(name)
    if not key:
        raise RefusedError("An author needs a name. Nothing was changed.")
    if ask_value(connection, _OWNER, (key, key)) not in (None, id):
        raise RefusedError(
            f"“{tidy(name)}” is the name of another author. Merge the two, or choose another name. Nothing was changed."
        )
    return key
