"""What an act on one article changed, as the change signal says it. Pure."""

from dataclasses import fields

from newsroom.domain.article import Article, Content
from newsroom.domain.changes import Changed, ChangeSet

_FIELDS = tuple(item.name for item in fields(Content))
_BY_FIELD = {
    "section_id": Changed.SECTION,
    "series": Changed.SERIES,
    "tags": Changed.TAG,
    "picture": Changed.MEDIA,
}


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """Names of the fields that differ, in the order of ``Content``."""
    return tuple(name for name in _FIELDS if getattr(before, name) != getattr(after, name))


def changes_between(before: Article | None, after: Article) -> ChangeSet:
    """The kinds of things that show something else now; ``before`` None means that the article is new."""
    kinds = {Changed.ARTICLE, Changed.LIST}
    old = before.content if before else Content()
    kinds |= {_BY_FIELD[name] for name in changed_fields(old, after.content) if name in _BY_FIELD}
    if before is None or _counted(before) != _counted(after):
        kinds |= {Changed.COUNTS, *(kind for name, kind in _BY_FIELD.items() if getattr(after.content, name))}
    if kinds & {Changed.SECTION, Changed.SERIES, Changed.TAG}:
        kinds.add(Changed.COUNTS)
    return ChangeSet(frozenset(kinds), frozenset({after.id}))


def _counted(article: Article) -> tuple[object, ...]:
    """What counts of states, sections, series and tags stand on."""
    return article.state, article.trashed_at, article.published_revision_id
