"""Sections, series and tags by the name that a person types."""

from newsroom.desk.library import Library
from newsroom.desk.query_values import quoted_list
from newsroom.desk.sections import list_sections
from newsroom.domain.article import Section, Series, Tag
from newsroom.domain.conditions import Link
from newsroom.domain.errors import NotFoundError
from newsroom.domain.names import name_key, tidy
from newsroom.domain.text_buffer import storable
from newsroom.storage import lookups, series, tags
from newsroom.storage.named import names_alike


def find_section(library: Library, name: str) -> Section:
    """The section of that name or slug. Raises ``NotFoundError`` with the names there are."""
    sections = list_sections(library)
    for section in sections:
        if name_key(section.name) == name_key(name) or section.slug == name:
            return section
    names = ", ".join(section.name for section in sections)
    known = f" There are: {names}." if names else " There are none yet."
    raise NotFoundError(f"There is no section “{tidy(name)}”.{known}")


def find_series(library: Library, name: str) -> Series:
    """The series of that name or slug. Raises ``NotFoundError``."""
    name = storable(name)
    with library.store.read() as connection:
        found = series.find_series(connection, name) or lookups.series_of_slug(connection, name)
    if found is None:
        raise nothing_called(library, Link.SERIES, name)
    return found


def find_tag(library: Library, label: str) -> Tag:
    """The tag of that label, alias or slug. Raises ``NotFoundError``, also when homonyms need a qualifier."""
    label = storable(label)
    with library.store.read() as connection:
        found = tags.find_tag(connection, label) or lookups.tag_of_slug(connection, label)
        homonyms = () if found else lookups.qualified_tags(connection, label)
    if found is not None:
        return found
    if len(homonyms) == 1:
        return homonyms[0]
    if homonyms:
        labels = ", ".join(tag.label for tag in homonyms)
        raise NotFoundError(f"“{tidy(label)}” may be any of {labels}. Say which.")
    raise nothing_called(library, Link.TAG, label)


def nothing_called(library: Library, link: Link, name: str) -> NotFoundError:
    """That nothing has the name, and which names may be meant."""
    with library.store.read() as connection:
        alike = names_alike(connection, link, name)
    meant = f" Did you mean {quoted_list(one.label for one in alike)}?" if alike else ""
    return NotFoundError(f"There is no {link.value} “{tidy(name)}”.{meant}")
