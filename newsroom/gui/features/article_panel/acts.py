"""What the panel asks of the desk, as a protocol, so that its presenters can be tried without a library."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

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
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.site import SiteSettings

if TYPE_CHECKING:
    from newsroom.desk.relating import RelatedCandidate
    from newsroom.desk.tagging import TagMatch


class PanelDesk(Protocol):
    """Called in the lanes, never on the GUI thread. Raises ``NewsroomError`` for what is expected.

    An article without an id is not in the library yet.
    """

    def site(self) -> SiteSettings: ...

    def article(self, article_id: ArticleId) -> Article: ...

    def sections(self) -> tuple[Section, ...]: ...

    def ensure_section(self, name: str) -> Section: ...

    def complete_tags(self, text: str, exclude: Collection[TagId]) -> "tuple[TagMatch, ...]": ...

    def ensure_tag(self, label: str, kind: TagKind | None) -> Tag: ...

    def complete_series(self, text: str) -> tuple[Series, ...]: ...

    def ensure_series(self, name: str, earlier_elsewhere: int) -> Series: ...

    def series_places(
        self, article_id: ArticleId | None, series_ids: Collection[SeriesId]
    ) -> tuple[SeriesPlace, ...]: ...

    def neighbours(
        self, article_id: ArticleId | None, series_id: SeriesId
    ) -> tuple[ArticleRow | None, ArticleRow | None]: ...

    def search_related(self, text: str, article_id: ArticleId | None) -> "tuple[RelatedCandidate, ...]": ...

    def describe_related(
        self, article_id: ArticleId | None, links: tuple[RelatedLink, ...]
    ) -> "tuple[RelatedCandidate, ...]": ...

    def complete_authors(self, text: str) -> tuple[str, ...]: ...

    def add_picture(self, data: bytes | Path, name: str) -> Picture: ...

    def media_path(self, file: str) -> Path: ...
