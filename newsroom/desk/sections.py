"""Sections: the places where articles stand on the site."""

import logging

from newsroom.desk.library import Library
from newsroom.domain.article import Section
from newsroom.domain.errors import RefusedError
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


def _refuse_empty(name: str) -> None:
    if not name_key(tidy(name)):
        raise RefusedError("A section needs a name. Nothing was changed.")
