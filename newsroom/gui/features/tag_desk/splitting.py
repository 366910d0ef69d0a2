"""A split of a tag: what a line of search finds among its articles gets another tag in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.domain.article import TagKind
from newsroom.domain.bulk import Forecast, Outcome, RemoveTags, ReplaceTag, Selection
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key
from newsroom.domain.query import ListQuery
from newsroom.gui.acting import BY, Progress

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Tag


def count(library: Library, id: TagId, text: str, token: CancelToken) -> Forecast:
    """How many articles with the tag the line finds; which tag they get does not matter for that.

    Raises ``RefusedError`` for a line with a mistake.
    """
    from newsroom.desk.bulk import count_first

    return count_first(library, _found(library, id, text), RemoveTags((id,)), token=token)


def split(
    library: Library,
    id: TagId,
    text: str,
    other: str,
    kind: TagKind,
    *,
    publish: bool,
    progress: Progress,
    token: CancelToken,
) -> Outcome:
    """The act. The other tag is made, of that kind, where there is none of that name. Raises as every act."""
    from newsroom.desk.bulk import change_articles

    selection = _found(library, id, text)
    new = _tag_of(library, other, kind)
    return change_articles(
        library, selection, ReplaceTag(id, new.id), publish=publish, by=BY, progress=progress, token=token
    )


def _found(library: Library, id: TagId, text: str) -> Selection:
    from newsroom.desk.finding import narrowed, parse_query

    if not text.strip():
        raise RefusedError("Say which articles: words that they have, or a filter such as before:2015.")
    scope = ListQuery(tag_id=id)
    asked = parse_query(library, text, scope=scope)
    if asked.mistakes:
        raise RefusedError(asked.mistakes[0].text)
    return Selection(query=narrowed(asked.query, scope))


def _tag_of(library: Library, name: str, kind: TagKind) -> Tag:
    from newsroom.desk.tagging import complete_tags, ensure_tag

    known = [match.tag for match in complete_tags(library, name, limit=1)]
    same = [tag for tag in known if name_key(name) in map(name_key, (tag.label, *tag.aliases))]
    return same[0] if same else ensure_tag(library, name, kind, by=BY)
