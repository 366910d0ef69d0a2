"""An article's page: its model from one read of the library, and its bytes, the same in the window and in a file."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from newsroom.desk.files import write_atomically
from newsroom.desk.library import Library
from newsroom.desk.page_parts import (
    Addresses,
    article_urls,
    linked_articles,
    page_bylines,
    page_notices,
    page_related,
    page_series,
    page_tags,
    section_links,
)
from newsroom.desk.page_pictures import MOST_IN_A_PAGE, PagePictures, Size
from newsroom.desk.reading import stored_article, with_places
from newsroom.desk.saving import slug_for
from newsroom.domain.article import Article, Content, Picture, Section, State
from newsroom.domain.counting import count_words
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.neighbours import Neighbour
from newsroom.domain.page import PageLink, PageModel
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.site import SiteSettings
from newsroom.rendering.page import render_page
from newsroom.rendering.pictures import pictures_in
from newsroom.rendering.theme import load_theme
from newsroom.storage.media import picture_size, picture_sizes
from newsroom.storage.neighbours import load_neighbours
from newsroom.storage.publicity import Publicity, load_public
from newsroom.storage.revisions import last_of_kinds
from newsroom.storage.sections import list_sections
from newsroom.storage.series import load_series_neighbours
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection

_counted = lru_cache(maxsize=16)(count_words)


@dataclass(frozen=True, slots=True)
class _Read:
    """All that a page needs from the library, read in one transaction."""

    article: Article
    site: SiteSettings
    sections: tuple[Section, ...]
    path: str | None
    public: Publicity | None
    neighbours: dict[ArticleId, Neighbour]
    around: tuple[Neighbour | None, Neighbour | None]
    picture_size: Size
    in_text: tuple[str, ...]
    sizes_in_text: dict[str, Size]
    withdrawn: str | None


def page_model(
    library: Library, article_id: ArticleId, *, at: datetime, content: Content | None = None
) -> PageModel:
    """What the page shows of the working copy, or of ``content``, an unsaved one, when it is made at ``at``.

    An article that is not published has the address that it would get, and counts itself in its series. Of a withdrawn
    one the page is its notice. Raises ``NotFoundError``.
    """
    with library.store.read() as connection:
        read = _read(connection, article_id, content)
    return _model(library, read, at)


def render_article_page(
    library: Library, article_id: ArticleId, *, at: datetime, content: Content | None = None
) -> bytes:
    """The self-contained page, UTF-8. The same version, settings and time give the same bytes.

    Raises ``NotFoundError``, and ``RenderError`` or ``ThemeError`` where it cannot be made.
    """
    return page_of(page_model(library, article_id, at=at, content=content))


def page_of(model: PageModel) -> bytes:
    """The same of a model; its ``troubles`` say what the page lacks. Raises ``RenderError`` or ``ThemeError``."""
    return render_page(model, load_theme(model.site.theme))


def write_page(path: Path, page: bytes) -> None:
    """Writes the page to a file, whole or not at all. Raises ``RefusedError``."""
    try:
        write_atomically(path, page)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise RefusedError(f"The page could not be written to {path}: {reason}.") from error


def _read(connection: Connection, id: ArticleId, content: Content | None) -> _Read:
    stored = stored_article(connection, id)
    sections = list_sections(connection)
    if content is not None:
        section = next((one for one in sections if one.id == content.section_id), None)
        article = replace(stored, content=content, section=section)
    else:
        article = stored
    article = with_places(connection, article)
    before, after = _around(connection, article)
    named = linked_articles(article.content) | {id for id in (before, after) if id is not None}
    others = load_neighbours(connection, named)
    in_text = pictures_in(article.content.body)
    return _Read(
        article=article,
        site=load_site(connection),
        sections=sections,
        path=_path(connection, stored, article),
        public=load_public(connection, id),
        neighbours=others,
        around=(others.get(before) if before else None, others.get(after) if after else None),
        picture_size=_picture_size(connection, article.content.picture),
        in_text=in_text,
        sizes_in_text=picture_sizes(connection, in_text[:MOST_IN_A_PAGE]),
        withdrawn=_withdrawn(connection, stored),
    )


def _around(connection: Connection, article: Article) -> tuple[ArticleId | None, ArticleId | None]:
    if not article.series:
        return None, None
    return load_series_neighbours(connection, article.id, article.series[0].series.id)


def _path(connection: Connection, stored: Article, article: Article) -> str | None:
    """The address that publishing now would give it."""
    slug = slug_for(connection, stored, article.content)
    if stored.address is not None:
        return stored.address.rpartition("/")[0] + f"/{slug}"
    return f"/{article.section.slug}/{slug}" if article.section and slug else None


def _picture_size(connection: Connection, picture: Picture | None) -> Size:
    return (picture_size(connection, picture.file) if picture else None) or (None, None)


def _withdrawn(connection: Connection, stored: Article) -> str | None:
    if stored.state is not State.WITHDRAWN:
        return None
    revision = last_of_kinds(connection, stored.id, (RevisionKind.WITHDRAWN,))
    return revision.name or "" if revision else ""


def _model(library: Library, read: _Read, at: datetime) -> PageModel:
    article, content, addresses = read.article, read.article.content, Addresses(read.site)
    section = article.section
    pictures = PagePictures(library, addresses)
    lead = pictures.lead(content.picture, read.picture_size)
    in_text = pictures.in_text(read.in_text, read.sizes_in_text) if read.withdrawn is None else ()
    return PageModel(
        site=read.site,
        at=at,
        headline=content.headline,
        lede=content.lede,
        body=content.body,
        language=content.language,
        n_words=_counted(content.body),
        url=addresses.of(read.path),
        short_url=addresses.short(article.short_code),
        sections=section_links(read.sections, addresses),
        section=PageLink(section.name, addresses.section(section.slug)) if section else None,
        label=content.label,
        dateline=content.dateline,
        bylines=page_bylines(content.bylines, addresses),
        picture=lead,
        notices=page_notices(content.notices),
        series=page_series(article.series, read.around, addresses),
        tags=page_tags(article.tags, addresses),
        related=page_related(content.related, read.neighbours, addresses),
        article_urls=article_urls(read.neighbours, addresses),
        published_at=article.published_at,
        updated_at=read.public.updated_at if read.public else None,
        withdrawn=read.withdrawn,
        text_pictures=in_text,
        troubles=pictures.troubles,
    )
