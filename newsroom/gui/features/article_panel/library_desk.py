"""The desk as the panel asks it, for one open library. Imported when there is one: the desk loads the database."""

from collections.abc import Collection
from pathlib import Path

from newsroom.desk import articles, authors, media, relating, sections, series, tagging
from newsroom.desk.library import Library
from newsroom.desk.relating import RelatedCandidate
from newsroom.desk.tagging import TagMatch
from newsroom.domain.article import (
    Article,
    ArticleRow,
    Picture,
    RelatedLink,
    Section,
    Series,
    SeriesPlace,
    Tag,
    TagKind,
)
from newsroom.domain.ids import NO_ARTICLE, ArticleId, SeriesId, TagId
from newsroom.domain.site import SiteSettings

_BY = "window"


class LibraryDesk:
    """Every act of ``PanelDesk`` by the desk's function of that name. For the lanes."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def site(self) -> SiteSettings:
        return self._library.site()

    def article(self, article_id: ArticleId) -> Article:
        return articles.get_article(self._library, article_id)

    def sections(self) -> tuple[Section, ...]:
        return tuple(sections.list_sections(self._library))

    def ensure_section(self, name: str) -> Section:
        return sections.ensure_section(self._library, name, by=_BY)

    def complete_tags(self, text: str, exclude: Collection[TagId]) -> tuple[TagMatch, ...]:
        return tagging.complete_tags(self._library, text, exclude=tuple(exclude))

    def ensure_tag(self, label: str, kind: TagKind | None) -> Tag:
        return tagging.ensure_tag(self._library, label, kind, by=_BY)

    def complete_series(self, text: str) -> tuple[Series, ...]:
        return series.complete_series(self._library, text)

    def ensure_series(self, name: str, earlier_elsewhere: int) -> Series:
        return series.ensure_series(self._library, name, earlier_elsewhere=earlier_elsewhere, by=_BY)

    def series_places(
        self, article_id: ArticleId | None, series_ids: Collection[SeriesId]
    ) -> tuple[SeriesPlace, ...]:
        return series.series_places(self._library, article_id, tuple(series_ids))

    def neighbours(
        self, article_id: ArticleId | None, series_id: SeriesId
    ) -> tuple[ArticleRow | None, ArticleRow | None]:
        return series.neighbours(self._library, article_id or NO_ARTICLE, series_id)

    def search_related(self, text: str, article_id: ArticleId | None) -> tuple[RelatedCandidate, ...]:
        return relating.search_related(self._library, text, article_id=article_id)

    def describe_related(
        self, article_id: ArticleId | None, links: tuple[RelatedLink, ...]
    ) -> tuple[RelatedCandidate, ...]:
        return relating.describe_related(self._library, article_id, links)

    def complete_authors(self, text: str) -> tuple[str, ...]:
        return authors.complete_authors(self._library, text)

    def add_picture(self, data: bytes | Path, name: str) -> Picture:
        return media.add_picture(self._library, data, name=name)

    def media_path(self, file: str) -> Path:
        return media.media_path(self._library, file)
