"""An entry of a JSON Feed (versions 1 and 1.1)."""

import json
import re
from collections.abc import Mapping
from html import escape

from newsroom.exchange.sources.feed_entry import FeedEntry, FeedFile
from newsroom.exchange.sources.plain_words import names_of, plain

_AUTHORS = re.compile(r'"authors?"\s*:\s*(?=[\[{])')
_READ = frozenset(
    "id url external_url title content_html content_text summary image banner_image date_published date_modified "
    "author authors tags language attachments".split()
)


def entry_of_json(row: Mapping[str, object], language: str) -> FeedEntry:
    """The entry; of a value of the wrong type, nothing or its digits."""
    address, other = plain(row.get("url")), plain(row.get("external_url"))
    text = row.get("content_text")
    html = row.get("content_html")
    if not isinstance(html, str) or not html.strip():
        html = escape(text, quote=False).replace("\n", "<br>") if isinstance(text, str) else ""
    authors = row.get("authors") or [row.get("author")]
    return FeedEntry(
        id=plain(row.get("id")) or address,
        title=escape(plain(row.get("title")), quote=False),
        summary=escape(plain(row.get("summary")), quote=False),
        content=html,
        addresses=tuple(dict.fromkeys(link for link in (address, other) if link)),
        authors=names_of([item.get("name") for item in _objects(authors)]),
        categories=names_of(row.get("tags") or ()),
        published=plain(row.get("date_published")),
        updated=plain(row.get("date_modified")),
        files=tuple(_files(row)),
        language=plain(row.get("language")) or language,
        base=address,
        other=tuple(
            (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for key, value in row.items()
            if key not in _READ and value not in (None, "")
        ),
    )


def authors_of_head(head: str) -> tuple[str, ...]:
    """The names of a whole feed, where they stand before its items."""
    match = _AUTHORS.search(head)
    if match is None:
        return ()
    try:
        found, _ = json.JSONDecoder().raw_decode(head, match.end())
    except (ValueError, RecursionError):
        return ()
    return names_of([item.get("name") for item in _objects(found if isinstance(found, list) else [found])])


def _files(row: Mapping[str, object]) -> list[FeedFile]:
    pictures = [plain(row.get(key)) for key in ("image", "banner_image")]
    found = [FeedFile(address, "image") for address in pictures if address]
    found += (
        FeedFile(plain(item.get("url")), plain(item.get("mime_type")), plain(item.get("title")))
        for item in _objects(row.get("attachments"))
        if plain(item.get("url"))
    )
    return found


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
