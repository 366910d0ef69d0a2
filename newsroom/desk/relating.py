"""Related articles: found by headline and lede; what is wrong with an entry, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsroom.desk.library import Library
from newsroom.domain.article import ArticleRow, RelatedLink, State
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.lists import list_page
from newsroom.storage.rows import load_related_ids, load_rows

_UNRESOLVED = "No article has this headline yet."
_GONE = "The article is not in the library."
_ITSELF = "This is the article itself."
_DOUBLE = "It is in the list already."
_TRASHED = "The article is in the trash."
_UNPUBLISHED = "The article is not published yet."
_WITHDRAWN = "The article was withdrawn."


@dataclass(frozen=True, slots=True)
class RelatedCandidate:
    """An entry of the related list, or an article that may become one.

    ``row`` is the article as it is now, None while the entry is unresolved; ``link`` has its present headline.
    ``problem`` is a sentence; empty when there is none.
    """

    link: RelatedLink
    row: ArticleRow | None
    problem: str = ""


def search_related(
    library: Library, text: str, *, article_id: ArticleId | None, limit: int = 12
) -> tuple[RelatedCandidate, ...]:
    """Articles for what was typed of a headline or lede, newest first; those in the trash are not offered.

    One that is in the stored list of ``article_id`` already, and the article itself, are offered with their problem.
    """
    query = ListQuery(words=text, match=Match.AS_YOU_TYPE)
    with library.store.read() as connection:
        page = list_page(connection, query, before=None, limit=limit)
        listed = load_related_ids(connection, article_id)
    return tuple(_candidate(row, article_id, listed) for row in page.rows)


def describe_related(
    library: Library, article_id: ArticleId | None, links: Sequence[RelatedLink]
) -> tuple[RelatedCandidate, ...]:
    """Each entry, in order, with the article that it stands for as it is now."""
    with library.store.read() as connection:
        rows = load_rows(connection, [link.id for link in links if link.id is not None])
    described = []
    seen: set[ArticleId] = set()
    for link in links:
        row = rows.get(link.id) if link.id is not None else None
        if row is None:
            problem = _UNRESOLVED if link.id is None else _GONE
            described.append(RelatedCandidate(link, None, problem))
            continue
        described.append(_candidate(row, article_id, seen))
        seen.add(row.id)
    return tuple(described)


def _candidate(
    row: ArticleRow, article_id: ArticleId | None, listed: Collection[ArticleId]
) -> RelatedCandidate:
    return RelatedCandidate(RelatedLink(row.id, row.headline), row, _problem(row, article_id, listed))


def _problem(row: ArticleRow, article_id: ArticleId | None, listed: Collection[ArticleId]) -> str:
    if row.id == article_id:
        return _ITSELF
    if row.id in listed:
        return _DOUBLE
    if row.trashed_at is not None:
        return _TRASHED
    if row.state is State.WITHDRAWN:
        return _WITHDRAWN
    return "" if row.state is State.PUBLISHED else _UNPUBLISHED
