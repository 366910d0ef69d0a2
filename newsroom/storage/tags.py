"""Tags and their names: labels and aliases in one namespace. Counts and the index of names are kept by triggers."""

import json
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from newsroom.domain.article import Tag, TagKind
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key, sort_key, split_qualifier, tidy
from newsroom.domain.slugs import slugify
from newsroom.storage.asking import Row, ask, id_list
from newsroom.storage.folding import folded
from newsroom.storage.merged_ids import targets
from newsroom.storage.old_names import new_slug
from newsroom.storage.tables import tag, tag_name

# Asked at each opening of an article and each save.
_OF_IDS = """
SELECT t.id, t.name, t.qualifier, t.kind, t.slug, t.n_articles, t.n_published,
       (SELECT nullif(json_group_array(json_array(n.id, n.name)), '[]')
        FROM tag_name n WHERE n.tag_id = t.id AND n.is_alias = 1) AS aliases
FROM tag t
WHERE t.id IN (SELECT value FROM json_each(?))
"""
_OF_NAMES = "SELECT name_key, tag_id FROM tag_name WHERE name_key IN (SELECT value FROM json_each(?))"
_KINDS = {kind.value: kind for kind in TagKind}


def load_tags(connection: Connection, ids: Collection[TagId]) -> tuple[Tag, ...]:
    """Those of the ids that the library has, in their order; one that was merged away stands for what it became.

    One statement; two more where an id is missing.
    """
    if not ids:
        return ()
    tags = {row["id"]: _tag(row) for row in ask(connection, _OF_IDS, (id_list(ids),))}
    missing = [id for id in ids if id not in tags]
    if missing and (became := targets(connection, "tag", missing)):
        living = [TagId(became.get(id, id)) for id in ids]
        return load_tags(connection, list(dict.fromkeys(living)))
    return tuple(tags[id] for id in ids if id in tags)


def find_tag(connection: Connection, label: str) -> Tag | None:
    """The tag whose label or alias it is."""
    query = select(tag_name.c.tag_id).where(tag_name.c.name_key == name_key(label))
    id = connection.execute(query).scalar_one_or_none()
    return None if id is None else load_tags(connection, [TagId(id)])[0]


def find_tags(connection: Connection, labels: Iterable[str]) -> dict[str, Tag]:
    """The tags whose label or alias is among these, by the name's key. Two statements."""
    keys = json.dumps(sorted({name_key(label) for label in labels}))
    named = {row["name_key"]: TagId(row["tag_id"]) for row in ask(connection, _OF_NAMES, (keys,))}
    tags = {tag.id: tag for tag in load_tags(connection, list(dict.fromkeys(named.values())))}
    return {key: tags[id] for key, id in named.items()}


def ensure_tag(connection: Connection, label: str, kind: TagKind | None = None) -> Tag:
    """The tag of that label or alias and, if said, of that kind; else a new one, a topic unless said.

    Where the name belongs to another kind, the new tag carries its kind as qualifier: ``Jordan (person)``. A new
    label's own qualifier, if it is a kind, says the kind. Raises ``RefusedError`` for an empty name.
    """
    name, qualifier = split_qualifier(label)
    if not name_key(name):
        raise RefusedError("A tag needs a name.")
    found = find_tag(connection, label)
    if found is not None and kind in (None, found.kind):
        return found
    if kind is not None and qualifier is None:
        of_kind = find_tag(connection, f"{name} ({kind.value})")
        if of_kind is not None and of_kind.kind is kind:
            return of_kind
        qualifier = kind.value if found is not None else None
    return insert_tag(connection, name, kind or _kind_of(qualifier) or TagKind.TOPIC, qualifier=qualifier)


def insert_tag(
    connection: Connection,
    name: str,
    kind: TagKind,
    *,
    qualifier: str | None = None,
    aliases: Iterable[str] = (),
    parent_id: TagId | None = None,
) -> Tag:
    """Makes a tag. Raises ``RefusedError`` when its label or an alias is taken."""
    made = Tag(TagId(0), tidy(name), kind, "", tidy(qualifier) if qualifier else None)
    values = {
        "name": made.name,
        "qualifier": made.qualifier,
        "kind": kind.value,
        "slug": new_slug(connection, "tag", slugify(made.label) or "tag"),
        "parent_id": parent_id,
        "sort_key": sort_key(made.name),
    }
    id = TagId(connection.execute(tag.insert().values(values).returning(tag.c.id)).scalar_one())
    _insert_name(connection, id, made.label, is_alias=False)
    for alias in aliases:
        add_alias(connection, id, alias)
    return load_tags(connection, [id])[0]


def add_alias(connection: Connection, id: TagId, alias: str) -> None:
    """Another name of the tag. One that it has already changes nothing; another tag's raises ``RefusedError``.

    Raises ``NotFoundError`` without the tag.
    """
    if not load_tags(connection, [id]):
        raise NotFoundError(f"There is no tag {id}.")
    owner = find_tag(connection, alias)
    if owner is None:
        _insert_name(connection, id, alias, is_alias=True)
    elif owner.id != id:
        raise RefusedError(f"“{tidy(alias)}” is a name of the tag “{owner.label}”. Nothing was changed.")


def set_parent(connection: Connection, id: TagId, parent_id: TagId | None) -> None:
    """What it belongs under. The caller sees that it is not under itself."""
    connection.execute(tag.update().where(tag.c.id == id).values(parent_id=parent_id))


def _insert_name(connection: Connection, id: TagId, name: str, *, is_alias: bool) -> None:
    key = name_key(name)
    if not key:
        raise RefusedError("A tag needs a name.")
    query = select(tag.c.name).join(tag_name).where(tag_name.c.name_key == key)
    owner = connection.execute(query).scalar_one_or_none()
    if owner is not None:
        raise RefusedError(f"“{tidy(name)}” is a name of the tag “{owner}” already. Nothing was changed.")
    values = {"tag_id": id, "name": tidy(name), "folded_name": folded(tidy(name)), "name_key": key}
    connection.execute(tag_name.insert().values(**values, is_alias=int(is_alias)))


def _tag(row: Row) -> Tag:
    return Tag(
        id=TagId(row["id"]),
        name=row["name"],
        kind=_KINDS[row["kind"]],
        slug=row["slug"],
        qualifier=row["qualifier"],
        aliases=_aliases(row["aliases"]),
        n_articles=row["n_articles"],
        n_published=row["n_published"],
    )


def _aliases(rows: str | None) -> tuple[str, ...]:
    """Most tags have none, and reading JSON has its price."""
    return () if rows in (None, "[]") else tuple(name for _, name in sorted(json.loads(rows)))


def _kind_of(qualifier: str | None) -> TagKind | None:
    return _KINDS.get(name_key(qualifier or ""))
