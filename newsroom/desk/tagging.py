"""Tags: completed by any name, made when they are new."""

import logging
from collections.abc import Collection
from dataclasses import dataclass

from newsroom.desk.library import Library
from newsroom.domain.article import Tag, TagKind
from newsroom.domain.ids import TagId
from newsroom.storage import completing, tags

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TagMatch:
    """A tag that fits what was typed; ``alias`` is the name that fits where its label does not."""

    tag: Tag
    alias: str | None = None


def complete_tags(
    library: Library, text: str, *, limit: int = 12, exclude: Collection[TagId] = ()
) -> tuple[TagMatch, ...]:
    """Tags with words that begin with those typed, in any order, in their label or one alias; most used first.

    The tag of exactly that name stands before all; nothing typed gives the most used. Some milliseconds at 100,000.
    """
    with library.store.read() as connection:
        found = completing.complete_tags(connection, text, limit, exclude)
    return tuple(TagMatch(tag, alias) for tag, alias in found)


def get_tags(library: Library, ids: Collection[TagId]) -> tuple[Tag, ...]:
    """The tags of these ids, in their order; what is not there is left out."""
    with library.store.read() as connection:
        return tags.load_tags(connection, ids)


def ensure_tag(library: Library, label: str, kind: TagKind | None = None, *, by: str) -> Tag:
    """The tag of that label or alias and, if said, of that kind; else a new one, a topic unless said.

    A name that belongs to another kind gets its kind as qualifier: ``Jordan (person)``. Raises ``RefusedError``.
    """
    with library.store.write() as connection:
        tag = tags.ensure_tag(connection, label, kind)
    _log.debug("tag %d wanted by %s", tag.id, by)
    return tag


def add_alias(library: Library, tag_id: TagId, alias: str, *, by: str) -> Tag:
    """Another name of the tag. Raises ``RefusedError`` when it is another tag's, ``NotFoundError`` without the tag."""
    with library.store.write() as connection:
        tags.add_alias(connection, tag_id, alias)
        tag = tags.load_tags(connection, [tag_id])[0]
    _log.info("tag %d got an alias by %s", tag_id, by)
    return tag
