"""The page's model put together from what the library answered. Pure: asks no library, reads no clock and no disk."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from newsroom.domain.article import (
    Byline,
    Content,
    Notice,
    Picture,
    RelatedLink,
    Section,
    SeriesPlace,
    Tag,
)
from newsroom.domain.ids import ArticleId
from newsroom.domain.neighbours import Neighbour
from newsroom.domain.page import (
    PageByline,
    PageLink,
    PageNotice,
    PagePicture,
    PageRelated,
    PageSeries,
    PageTag,
)
from newsroom.domain.site import SiteSettings
from newsroom.domain.slugs import slugify

_ARTICLE_LINK = re.compile(r"\barticle:(\d{1,18})\b", re.ASCII | re.IGNORECASE)
_MIME_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
}


Neighbours = Mapping[ArticleId, Neighbour]


def linked_articles(content: Content) -> frozenset[ArticleId]:
    """The articles that a content's text and related list point to."""
    in_text = {ArticleId(int(match)) for match in _ARTICLE_LINK.findall(content.body)}
    return frozenset(in_text | {link.id for link in content.related if link.id is not None})


class Addresses:
    """The site's absolute addresses."""

    def __init__(self, site: SiteSettings) -> None:
        self._site = site.address.strip().rstrip("/")
        self._short = site.short_address.strip().rstrip("/")

    def of(self, path: str | None) -> str | None:
        """The address of a path like ``/world/talks``; None where there is no path."""
        return f"{self._site}{path}" if path else None

    def section(self, slug: str) -> str:
        return f"{self._site}/{quote(slug)}"

    def series(self, slug: str) -> str:
        return f"{self._site}/series/{quote(slug)}"

    def tag(self, slug: str) -> str:
        return f"{self._site}/tag/{quote(slug)}"

    def author(self, name: str) -> str | None:
        """None for a name that makes no slug."""
        slug = slugify(name)
        return f"{self._site}/author/{slug}" if slug else None

    def media(self, file: str) -> str:
        return f"{self._site}/media/{quote(file)}"

    def short(self, code: str) -> str:
        return f"{self._short}/{code}" if self._short else f"{self._site}/s/{code}"


def section_links(sections: Iterable[Section], addresses: Addresses) -> tuple[PageLink, ...]:
    """The site's navigation, in the site's order."""
    return tuple(PageLink(section.name, addresses.section(section.slug)) for section in sections)


def page_series(
    places: Sequence[SeriesPlace],
    around: tuple[Neighbour | None, Neighbour | None],
    addresses: Addresses,
) -> tuple[PageSeries, ...]:
    """The series lines; the first one has the articles before and after."""
    lines = []
    for index, place in enumerate(places):
        previous, following = around if index == 0 else (None, None)
        lines.append(
            PageSeries(
                name=place.series.name,
                url=addresses.series(place.series.slug),
                count=place.count,
                position=place.position,
                previous=_link_to(previous, addresses),
                next=_link_to(following, addresses),
            )
        )
    return tuple(lines)


def page_tags(tags: Iterable[Tag], addresses: Addresses) -> tuple[PageTag, ...]:
    return tuple(PageTag(tag.label, tag.kind, addresses.tag(tag.slug)) for tag in tags)


def page_bylines(bylines: Iterable[Byline], addresses: Addresses) -> tuple[PageByline, ...]:
    return tuple(
        PageByline(byline.name, byline.role, byline.place, addresses.author(byline.name))
        for byline in bylines
    )


def page_notices(notices: Iterable[Notice]) -> tuple[PageNotice, ...]:
    return tuple(PageNotice(notice.kind, notice.text, notice.at) for notice in notices)


def page_related(
    links: Iterable[RelatedLink], neighbours: Neighbours, addresses: Addresses
) -> tuple[PageRelated, ...]:
    """The related list: what readers can open is linked, the trashed left out, the rest printed as words."""
    entries = []
    for link in links:
        other = neighbours.get(link.id) if link.id is not None else None
        if other is None:
            entries.append(PageRelated(link.headline, None))
        elif other.is_public:
            url = addresses.of(other.address)
            entries.append(PageRelated(other.headline, url, other.section, other.published_at))
        elif not other.is_trashed:
            entries.append(PageRelated(other.headline or link.headline, None))
    return tuple(entries)


def article_urls(neighbours: Neighbours, addresses: Addresses) -> tuple[tuple[int, str], ...]:
    """The addresses of those that readers can open, by id, in a fixed order."""
    urls = ((other.id, addresses.of(other.address)) for other in neighbours.values() if other.is_public)
    return tuple(sorted((id, url) for id, url in urls if url))


def mime_of(file: str) -> str:
    """The kind of a picture, by the end of its name."""
    return _MIME_TYPES.get(f".{file.rpartition('.')[2].lower()}", "application/octet-stream")


def page_picture(
    picture: Picture, data: bytes, size: tuple[int | None, int | None], addresses: Addresses
) -> PagePicture:
    """The picture with its bytes inside; ``size`` is width and height in pixels."""
    return PagePicture(
        data_uri=f"data:{mime_of(picture.file)};base64,{base64.b64encode(data).decode('ascii')}",
        url=addresses.media(picture.file),
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        date=picture.date,
        width=size[0],
        height=size[1],
    )


def _link_to(other: Neighbour | None, addresses: Addresses) -> PageLink | None:
    return PageLink(other.headline, addresses.of(other.address)) if other and other.is_public else None
