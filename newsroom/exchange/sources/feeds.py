"""Feeds: RSS 0.9 to 2.0, Atom and JSON Feed; each entry as an article. A reader (``items.Reader``)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.feed_article import article_of_entry
from newsroom.exchange.sources.feed_entry import FeedEntry
from newsroom.exchange.sources.feed_json import authors_of_head, entry_of_json
from newsroom.exchange.sources.feed_xml import authors_of_feed, entry_of
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.json_parts import object_of, rows_of
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.raw import Source, digest_of, opened, plain_head, text_of
from newsroom.exchange.sources.wxr_site import site_of
from newsroom.exchange.sources.xml_parts import parts_of
from newsroom.exchange.sources.xml_trees import declared_encoding, file_of

_XML = re.compile(rb"<(?:rss|(?:rdf:)?RDF|(?:[\w-]+:)?feed)(?=[\s>])[^>]*>", re.IGNORECASE)
_RDF = re.compile(rb"purl\.org/rss/|my\.netscape\.com/rdf|<channel[\s>]", re.IGNORECASE)
_JSON = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_LANGUAGE = re.compile(rb'"language"\s*:\s*"([\w-]{2,20})"')
_EXPORT = b"wordpress.org/export/"


def recognises(path: Path, head: bytes) -> bool:
    """Whether the head of a file is that of a feed; a WordPress export is none, though it is RSS."""
    del path  # the head tells all
    head = plain_head(head)
    if head.lstrip()[:1] == b"{":
        return _JSON.search(head) is not None
    root = _XML.search(head)
    if root is None or _EXPORT in head:
        return False
    return b"rdf" not in root[0][:9].lower() or _RDF.search(head) is not None


def items(path: Path, around: Surroundings) -> Iterator[SourceItem]:
    """The feed's entries in their order; of an export, those that are posts, and pages if asked for."""
    with opened(path) as source:
        is_json = source.read(64 * 1024).lstrip()[:1] == b"{"
    with opened(path) as source:
        yield from _of_json(source, path) if is_json else _of_xml(source, pages=around.pages)


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What an entry says. Pure."""
    if not isinstance(payload, FeedEntry):
        raise SourceError("It cannot be read.")
    return article_of_entry(payload, around)


def _of_xml(source: Source, *, pages: bool) -> Iterator[SourceItem]:
    parts = parts_of(source)
    head = next(parts)
    if head.problem:
        raise SourceError(f"It is no feed: {head.problem}")
    encoding = declared_encoding(head.data)
    file = file_of(text_of(head.data, encoding), encoding)
    site, authors = site_of(file), authors_of_feed(file)
    file = replace(file, language=file.language or site.language, base=file.base or site.address, fragment="")
    is_empty = True
    for part in parts:
        is_empty = False
        place = f"item {part.number}, line {part.line}"
        digest = digest_of(part.data)
        try:
            if part.problem:
                raise SourceError(part.problem)
            entry = _by(entry_of(text_of(part.data, encoding), file), authors)
        except SourceError as error:
            yield SourceItem(place, place, digest, problem=str(error))
            continue
        reason = _is_none(entry, pages=pages)
        yield (
            SourceItem(place, entry.id or place, digest, problem=reason)
            if reason
            else _item(place, digest, entry)
        )
    if is_empty:
        raise SourceError("There is no entry in it.")


def _is_none(entry: FeedEntry, *, pages: bool) -> str:
    """Why an entry of an export is no article; empty where it is one."""
    if entry.kind == "page" and not pages:
        return f"It is a page, not a post; pages come only if asked for: {plain(entry.title) or entry.id}"
    if entry.kind == "trash":
        return f"It was in the trash: {plain(entry.title) or entry.id}"
    return "" if entry.kind in ("", "post", "page") else f"It is no post: {entry.kind}."


def _of_json(source: Source, path: Path) -> Iterator[SourceItem]:
    with opened(path) as beginning:
        head = beginning.read(64 * 1024).partition(b'"items"')[0]
        said, authors = _LANGUAGE.search(head), authors_of_head(head.decode("utf-8", "replace"))
    language = said[1].decode("ascii", "replace") if said else ""
    is_empty = True
    for row in rows_of(source, frozenset(("items",))):
        is_empty = False
        place = f"item {row.number}, line {row.line}" if row.number else f"line {row.line}"
        digest = digest_of(row.data)
        try:
            if row.problem:
                raise SourceError(row.problem)
            entry = _by(entry_of_json(object_of(row.data)[0], language), authors)
        except SourceError as error:
            yield SourceItem(place, place, digest, problem=str(error))
            continue
        yield _item(place, digest, entry)
    if is_empty:
        raise SourceError("There is no entry in it.")


def _by(entry: FeedEntry, authors: tuple[str, ...]) -> FeedEntry:
    """An entry without authors of its own is by those of the feed."""
    return entry if entry.authors or not authors else replace(entry, authors=authors)


def _item(place: str, digest: str, entry: FeedEntry) -> SourceItem:
    """An entry without a name of its own is told by its title and date: its place changes with every new one."""
    if not (entry.title.strip() or entry.content or entry.summary):
        return SourceItem(place, entry.id or place, digest, problem="It has neither a title nor a text.")
    key = entry.id or digest_of(
        entry.title.encode("utf-8", "replace"), entry.published.encode("utf-8", "replace")
    )
    return SourceItem(place, key, digest, entry)
