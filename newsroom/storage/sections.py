"""Sections: the places where articles stand on the site. Their counts are kept by triggers."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, update

from newsroom.domain.article import Section
from newsroom.domain.ids import SectionId
from newsroom.domain.names import name_key, tidy
from newsroom.domain.ordering import SectionRow
from newsroom.domain.slugs import slugify
from newsroom.storage import old_names
from newsroom.storage.asking import AnyRow, ask
from newsroom.storage.old_names import new_slug, target_of_name
from newsroom.storage.tables import section

# The first steps of addresses that are not sections.
RESERVED_SLUGS = frozenset({"author", "media", "s", "series", "tag"})
_COLUMNS = (section.c.id, section.c.name, section.c.slug, section.c.n_articles, section.c.n_published)
_ROWS = "SELECT id, name, slug, n_articles, n_published, description FROM section ORDER BY position, id"
_ALL = "SELECT id, name, slug, n_articles, n_published FROM section ORDER BY position, id"


def list_sections(connection: Connection) -> tuple[Section, ...]:
    """All of them, in the site's order."""
    return tuple(map(section_of, ask(connection, _ALL)))


def load_section(connection: Connection, id: SectionId) -> Section | None:
    """The section of that id."""
    row = connection.execute(select(*_COLUMNS).where(section.c.id == id)).mappings().one_or_none()
    return section_of(row) if row else None


def find_section(connection: Connection, name: str) -> Section | None:
    """The section of that name, however it is spelt in capitals and spaces; of one merged away, what it became."""
    key = name_key(name)
    row = connection.execute(select(*_COLUMNS).where(section.c.name_key == key)).mappings().one_or_none()
    if row:
        return section_of(row)
    became = target_of_name(connection, "section", key)
    return None if became is None else load_section(connection, SectionId(became))


def ensure_section(connection: Connection, name: str) -> Section:
    """The section of that name, made at the end of the site's order when it is new. The name must not be empty."""
    return find_section(connection, name) or insert_section(connection, name)


def insert_section(connection: Connection, name: str, slug: str | None = None) -> Section:
    """Makes a section at the end of the site's order. The name must be a new one and not empty."""
    last = connection.execute(select(func.max(section.c.position))).scalar_one()
    statement = section.insert().values(
        name=tidy(name),
        name_key=name_key(name),
        slug=new_slug(connection, "section", slug or slugify(name) or "section", reserved=RESERVED_SLUGS),
        position=0 if last is None else last + 1,
    )
    return section_of(connection.execute(statement.returning(*_COLUMNS)).mappings().one())


def rename_section(connection: Connection, id: SectionId, name: str) -> None:
    """Another name; the slug stays, because addresses begin with it."""
    values = {"name": tidy(name), "name_key": name_key(name)}
    connection.execute(update(section).where(section.c.id == id).values(values))


def list_section_rows(connection: Connection) -> tuple[SectionRow, ...]:
    """All of them with their texts, in the site's order."""
    rows = ask(connection, _ROWS)
    return tuple(SectionRow(section_of(row), row["description"]) for row in rows)


def describe_section(connection: Connection, id: SectionId, description: str) -> None:
    """The text of its page."""
    connection.execute(update(section).where(section.c.id == id).values(description=description))


def order_sections(connection: Connection, ids: Sequence[SectionId]) -> None:
    """The order of the site: all of its sections."""
    for position, id in enumerate(ids):
        connection.execute(update(section).where(section.c.id == id).values(position=position))


def delete_section(connection: Connection, id: SectionId) -> None:
    """It must have no articles."""
    old_names.forget(connection, "section", id)
    connection.execute(section.delete().where(section.c.id == id))


def absorb_section(connection: Connection, source: SectionId, target: SectionId) -> None:
    """Once no article stands in the source any more: its name and its address lead to the target."""
    old_names.hand_over(connection, "section", source, target)
    connection.execute(section.delete().where(section.c.id == source))


def section_of(row: AnyRow) -> Section:
    """A section from a row that has its columns."""
    return Section(SectionId(row["id"]), row["name"], row["slug"], row["n_articles"], row["n_published"])
