"""Ghost exports (JSON): each post, and each page if asked for, as an article. A reader (``items.Reader``)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.ghost_article import ResolvedPost, article_of_post
from newsroom.exchange.sources.ghost_tables import GhostTables, author_of, id_of, tables_of, tag_of
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.json_parts import JsonRow, object_of, rows_of
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.raw import digest_of, opened, plain_head

_SIGNS = re.compile(
    rb'\A\s*\{\s*"db"\s*:\s*\[|"exported_on"\s*:|"posts_(?:tags|authors|meta)"\s*:\s*\[|"posts"\s*:\s*\[\s*[{\]]'
)
_POSTS = frozenset(("posts", "pages"))


def recognises(path: Path, head: bytes) -> bool:
    """Whether the head of a file is that of a Ghost export, or of posts as Ghost's own interface gives them."""
    del path  # the head tells all
    head = plain_head(head)
    return head.lstrip()[:1] == b"{" and _SIGNS.search(head) is not None


def items(path: Path, around: Surroundings) -> Iterator[SourceItem]:
    """The export's posts in their order."""
    with opened(path) as source:
        tables = tables_of(source)
    n_items = 0
    with opened(path) as source:
        for row in rows_of(source, _POSTS):
            n_items += 1
            yield _item(row, tables, around)
    if not n_items:
        raise SourceError("There is no post in it.")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What a post says. Pure."""
    if not isinstance(payload, ResolvedPost):
        raise SourceError("It cannot be read.")
    return article_of_post(payload, around)


def _item(row: JsonRow, tables: GhostTables, around: Surroundings) -> SourceItem:
    place = f"item {row.number}, line {row.line}" if row.number else f"line {row.line}"
    if row.table == "pages":
        place = f"page {place}"
    digest = digest_of(row.data)
    if row.problem:
        return SourceItem(place, place, digest, problem=row.problem)
    try:
        post, doubled = object_of(row.data)
    except SourceError as error:
        return SourceItem(place, place, digest, problem=str(error))
    post = _unwrapped(post)
    key = id_of(post.get("uuid")) or id_of(post.get("id")) or id_of(post.get("slug")) or place
    if _is_page(post, row.table) and not around.pages:
        title = plain(post.get("title")) or plain(post.get("slug"))
        words = f"It is a page, not a post; pages come only if asked for: {title}"
        return SourceItem(place, key, digest, problem=words)
    resolved = _resolved(post, tables, doubled)
    return SourceItem(place, key, digest_of(row.data, repr(resolved.beside).encode()), resolved)


def _unwrapped(post: dict[str, object]) -> dict[str, object]:
    """Tools that prepare posts for Ghost put the post beside the address that it had: ``{"url", "data"}``."""
    inner = post.get("data")
    if isinstance(inner, dict) and "title" not in post:
        return {"url": post.get("url"), **inner}
    return post


def _is_page(post: Mapping[str, object], table: str) -> bool:
    return table == "pages" or post.get("type") == "page" or post.get("page") in (1, True, "1")


def _resolved(post: dict[str, object], tables: GhostTables, doubled: tuple[str, ...]) -> ResolvedPost:
    id = id_of(post.get("id"))
    tag_ids, author_ids = [*tables.post_tags.of(id)], [*tables.post_authors.of(id)]
    tags = [tables.tags[tag] for tag in tag_ids if tag in tables.tags]
    authors = [tables.authors[author] for author in author_ids if author in tables.authors]
    n_missing = len(tag_ids) - len(tags) + len(author_ids) - len(authors)
    if not authors:
        authors = [tables.authors.get(id_of(post.get("author_id")), "")]
    tags += [tag_of(row) for row in _rows(post.get("tags"))]
    if not any(authors):
        authors = [author_of(row) for row in _rows(post.get("authors") or [post.get("author")])]
    return ResolvedPost(
        post,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag.name)),
        authors=tuple(dict.fromkeys(name for name in authors if name)),
        meta=tables.meta.get(id, {}),
        language=tables.language(),
        permalinks=tables.settings.get("permalinks", ""),
        doubled=doubled,
        n_missing=n_missing,
    )


def _rows(value: object) -> list[dict[str, object]]:
    """Objects, also those beside their addresses; a bare name counts as one."""
    found: list[dict[str, object]] = []
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            inner = item.get("data")
            found.append(inner if isinstance(inner, dict) else item)
        elif isinstance(item, str):
            found.append({"name": item})
    return found
