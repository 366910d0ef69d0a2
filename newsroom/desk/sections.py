"""Sections: the places where articles stand on the site."""

import logging

from newsroom.desk.library import Library
from newsroom.domain.article import Section
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SectionId
from newsroom.domain.names import name_key, tidy
from newsroom.storage import sections

_log = logging.getLogger(__name__)


def list_sections(library: Library) -> tuple[Section, ...]:
    """All of them, in the site's order."""
    with library.store.read() as connection:
        return sections.list_sections(connection)


def ensure_section(library: Library, name: str, *, by: str) -> Section:
    """The section of that name, made when it is new. Raises ``RefusedError`` for an empty name."""
    _refuse_empty(name)
    with library.store.read() as connection:
        known = sections.find_section(connection, name)
    if known is not None:
        return known
    with library.store.write() as connection:
        made = sections.ensure_section(connection, name)
        _log.info("section %d made by %s", made.id, by)
        return made


def rename_section(library: Library, id: SectionId, name: str, *, by: str) -> Section:
    """Gives a section another name; its slug and the addresses in it stay.

    Raises ``RefusedError`` for an empty name and for one that another section has, ``NotFoundError``.
    """
    _refuse_empty(name)
    with library.store.write() as connection:
        other = sections.find_section(connection, name)
        if other is not None and other.id != id:
            raise RefusedError(f"There is a section “{other.name}” already. Nothing was changed.")
        sections.rename_section(connection, id, name)
        found = sections.find_section(connection, name)
        if found is None:
            raise NotFoundError(f"There is no section {id}.")
        _log.info("section %d renamed by %s", id, by)
        return found


def _refuse_empty(name: str) -> None:
    if not name_key(tidy(name)):
        raise RefusedError("A section needs a name. Nothing was changed.")
