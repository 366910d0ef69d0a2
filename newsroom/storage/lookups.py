"""Series and tags by what a person may call them beside their names: a slug, a name without its qualifier."""

from sqlalchemy import Connection, select

from newsroom.domain.article import Series, Tag
from newsroom.domain.ids import SeriesId, TagId
from newsroom.domain.names import name_key
from newsroom.storage.old_names import target_of_slug
from newsroom.storage.series import load_series
from newsroom.storage.tables import series, tag, tag_name
from newsroom.storage.tags import load_tags


def series_of_slug(connection: Connection, slug: str) -> Series | None:
    """The series whose address ends so, or did."""
    id = connection.execute(select(series.c.id).where(series.c.slug == slug)).scalar_one_or_none()
    id = target_of_slug(connection, "series", slug) if id is None else id
    return None if id is None else load_series(connection, [SeriesId(id)])[0]


def tag_of_slug(connection: Connection, slug: str) -> Tag | None:
    """The tag whose address ends so, or did."""
    id = connection.execute(select(tag.c.id).where(tag.c.slug == slug)).scalar_one_or_none()
    id = target_of_slug(connection, "tag", slug) if id is None else id
    return None if id is None else load_tags(connection, [TagId(id)])[0]


def qualified_tags(connection: Connection, name: str) -> tuple[Tag, ...]:
    """The tags of that name that carry a qualifier, ``Jordan (person)``, in the order of their labels."""
    start = f"{name_key(name)} ("
    key = tag_name.c.name_key
    query = select(tag_name.c.tag_id).where(key > start, key < start[:-1] + ")", tag_name.c.is_alias == 0)
    found = load_tags(connection, [TagId(id) for id in connection.execute(query.order_by(key)).scalars()])
    return tuple(one for one in found if name_key(one.name) == name_key(name))
