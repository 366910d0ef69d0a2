"""What ids stand for, as far as the panel has heard: learned from articles and from what was chosen. No Qt."""

from newsroom.domain.article import Article, ArticleRow, RelatedLink, Section, Series, Tag
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId


class Names:
    """Grows with what is seen; the newest word on a thing counts."""

    def __init__(self) -> None:
        self.sections: dict[SectionId, Section] = {}
        self.series: dict[SeriesId, Series] = {}
        self.tags: dict[TagId, Tag] = {}
        self.rows: dict[ArticleId, ArticleRow] = {}

    def learn(self, article: Article) -> None:
        """All that an article says about its place."""
        if article.section is not None:
            self.sections[article.section.id] = article.section
        for place in article.series:
            self.series[place.series.id] = place.series
        for tag in article.tags:
            self.tags[tag.id] = tag

    def headline(self, link: RelatedLink) -> str:
        """The headline that a related article has now, else the one it had when it was picked."""
        row = self.rows.get(link.id) if link.id is not None else None
        return row.headline if row is not None else link.headline
