"""Small exports of our own making, and all that a reader says about one."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings

AROUND = Surroundings(UTC, "Example", ("World",), datetime(2026, 1, 1, tzinfo=UTC))
WITH_PAGES = Surroundings(UTC, "Example", ("World",), datetime(2026, 1, 1, tzinfo=UTC), pages=True)
_WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="example" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour Post</title><link>https://post.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://post.example</wp:base_blog_url>
<wp:author><wp:author_login>ana</wp:author_login>
<wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:cat_name><![CDATA[World &amp; Sea]]></wp:cat_name></wp:category>
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a source: its items in order, the articles by name, and the error that ended it, if one did."""

    items: tuple[SourceItem, ...]
    articles: dict[str, ImportedArticle]
    error: str = ""

    @property
    def article(self) -> ImportedArticle:
        """The only one."""
        (found,) = self.articles.values()
        return found

    @property
    def problems(self) -> list[str]:
        """Why items brought nothing."""
        return [item.problem for item in self.items if item.problem]


def read(reader: ModuleType, path: Path, data: bytes | str, around: Surroundings = AROUND) -> Read:
    """All of a source that has these bytes. Only what the reader promises may be raised is caught."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    items: list[SourceItem] = []
    articles: dict[str, ImportedArticle] = {}
    error = ""
    try:
        for item in reader.items(path, around):
            items.append(item)
            if not item.problem:
                articles[item.name] = reader.article_of(item.payload, around)
    except SourceError as raised:
        error = str(raised)
    return Read(tuple(items), articles, error)


def wxr(*items: str) -> str:
    """A WordPress export."""
    return f"{_WXR_HEAD}{''.join(items)}</channel></rss>\n"


def wxr_item(content: str = "<p>Text.</p>", more: str = "", **fields: object) -> str:
    """A post of a WordPress export; ``more`` is further XML."""
    said = {
        "post_id": 7,
        "post_date": "2021-03-06 12:20:00",
        "post_date_gmt": "2021-03-06 10:20:00",
        "post_name": "talks",
        "status": "publish",
        "post_type": "post",
    } | fields
    title = said.pop("title", "Talks resume")
    link = said.pop("link", "https://post.example/2021/03/talks/")
    guid = said.pop("guid", f"https://post.example/?p={said['post_id']}")
    rest = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in said.items())
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator>ana</dc:creator>"
        f'<guid isPermaLink="false">{guid}</guid>'
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{rest}{more}</item>\n"
    )


def meta(key: str, value: str) -> str:
    """A field of a plugin."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def ghost(*posts: object, **tables: object) -> str:
    """A Ghost export."""
    data = {"posts": list(posts), **tables}
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5.80.0"}, "data": data}]}, indent=1)


def ghost_post(**fields: object) -> dict[str, object]:
    """A post of a Ghost export."""
    return {
        "id": "a1",
        "uuid": "0193-aa",
        "title": "Talks resume",
        "slug": "talks",
        "html": "<p>Text.</p>",
        "type": "post",
        "status": "published",
        "visibility": "public",
        "created_at": "2021-03-05T08:00:00.000Z",
        "published_at": "2021-03-06T10:20:00.000Z",
    } | fields
