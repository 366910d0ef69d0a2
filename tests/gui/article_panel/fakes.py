"""A desk without a library: answers from what it is given, remembers what it was asked."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsroom.desk.relating import RelatedCandidate
from newsroom.desk.tagging import TagMatch
from newsroom.domain.article import (
    Article,
    ArticleRow,
    Content,
    Picture,
    RelatedLink,
    Section,
    Series,
    SeriesPlace,
    State,
    Tag,
    TagKind,
)
from newsroom.domain.draft import Draft
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.names import name_key, split_qualifier
from newsroom.domain.site import SiteSettings
from newsroom.domain.slugs import slugify

NOW = datetime(2015, 11, 27, 9, 12, tzinfo=UTC)


def a_section(id: int, name: str, n: int = 0) -> Section:
    return Section(SectionId(id), name, slugify(name), n, n)


def a_series(id: int, name: str, n: int = 0, earlier: int = 0) -> Series:
    return Series(SeriesId(id), name, slugify(name), earlier, n)


def a_tag(
    id: int, name: str, kind: TagKind = TagKind.TOPIC, aliases: tuple[str, ...] = (), n: int = 0
) -> Tag:
    bare, qualifier = split_qualifier(name)
    return Tag(TagId(id), bare, kind, slugify(name), qualifier, aliases, n, n)


def a_row(id: int, headline: str, state: State = State.PUBLISHED, *, trashed: bool = False) -> ArticleRow:
    at = NOW if trashed else None
    return ArticleRow(ArticleId(id), id, headline, state, "World", None, "en", 300, NOW, NOW, at)


def an_article(
    id: int = 1,
    *,
    state: State = State.DRAFT,
    section: Section | None = None,
    series: tuple[Series, ...] = (),
    tags: tuple[Tag, ...] = (),
    **changes: Any,
) -> Article:
    """An article in its places; fields of the content go there, the others to the article itself."""
    names = Content.__dataclass_fields__
    content = Content(
        section_id=section.id if section else None,
        series=tuple(one.id for one in series),
        tags=tuple(one.id for one in tags),
        **{name: value for name, value in changes.items() if name in names},
    )
    values: dict[str, Any] = {
        "slug": None,
        "address": None,
        "version": 1,
        "created_at": NOW,
        "updated_at": NOW,
    }
    values |= {name: value for name, value in changes.items() if name not in names}
    return Article(
        ArticleId(id),
        f"uid-{id}",
        state=state,
        short_code="AbCdEf1",
        content=content,
        section=section,
        series=tuple(SeriesPlace(one, one.count + 1, one.count + 1) for one in series),
        tags=tags,
        **values,
    )


def draft_of(made: Article) -> Draft:
    return Draft(made, clock=lambda: 0.0)


class FakeDesk:
    """``PanelDesk`` on lists."""

    def __init__(self) -> None:
        self.all_sections = [a_section(1, "Middle East", 38_117), a_section(2, "World", 61_204)]
        self.all_tags: list[Tag] = []
        self.all_series: list[Series] = []
        self.rows: list[ArticleRow] = []
        self.authors: list[str] = []
        self.articles: dict[int, Article] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.refuses = ""
        self.folder = Path()
        self.settings = SiteSettings(short_address="https://nws.example", zone="Europe/Athens")

    def _note(self, *what: Any) -> None:
        self.asked.append(what)
        if self.refuses:
            raise RefusedError(self.refuses)

    def site(self) -> SiteSettings:
        return self.settings

    def article(self, article_id: ArticleId) -> Article:
        self._note("article", article_id)
        return self.articles[article_id]

    def sections(self) -> tuple[Section, ...]:
        return tuple(self.all_sections)

    def ensure_section(self, name: str) -> Section:
        self._note("ensure_section", name)
        made = a_section(len(self.all_sections) + 1, name)
        self.all_sections.append(made)
        return made

    def complete_tags(self, text: str, exclude: Collection[TagId]) -> tuple[TagMatch, ...]:
        self._note("complete_tags", text)
        matches = []
        for one in self.all_tags:
            if one.id in exclude:
                continue
            if _begins(text, [one.label]):
                matches.append(TagMatch(one))
            elif alias := next((name for name in one.aliases if _begins(text, [name])), None):
                matches.append(TagMatch(one, alias))
        return tuple(sorted(matches, key=lambda match: -match.tag.n_articles))

    def ensure_tag(self, label: str, kind: TagKind | None) -> Tag:
        self._note("ensure_tag", label, kind)
        for one in self.all_tags:
            if name_key(label) in {name_key(name) for name in (one.label, *one.aliases)}:
                return one
        made = a_tag(1000 + len(self.all_tags), label, kind or TagKind.TOPIC)
        self.all_tags.append(made)
        return made

    def complete_series(self, text: str) -> tuple[Series, ...]:
        self._note("complete_series", text)
        return tuple(one for one in self.all_series if _begins(text, [one.name]))

    def ensure_series(self, name: str, earlier_elsewhere: int) -> Series:
        self._note("ensure_series", name, earlier_elsewhere)
        made = a_series(1000 + len(self.all_series), name, 0, earlier_elsewhere)
        self.all_series.append(made)
        return made

    def series_places(
        self, article_id: ArticleId | None, series_ids: Collection[SeriesId]
    ) -> tuple[SeriesPlace, ...]:
        known = {one.id: one for one in self.all_series}
        found = [known[id] for id in series_ids if id in known]
        return tuple(SeriesPlace(one, one.count + 1, one.count + 1) for one in found)

    def neighbours(
        self, article_id: ArticleId | None, series_id: SeriesId
    ) -> tuple[ArticleRow | None, ArticleRow | None]:
        return (self.rows[0] if self.rows else None, None)

    def search_related(self, text: str, article_id: ArticleId | None) -> tuple[RelatedCandidate, ...]:
        self._note("search_related", text)
        return tuple(_candidate(one) for one in self.rows if _begins(text, [one.headline]))

    def describe_related(
        self, article_id: ArticleId | None, links: tuple[RelatedLink, ...]
    ) -> tuple[RelatedCandidate, ...]:
        known = {one.id: one for one in self.rows}
        return tuple(RelatedCandidate(link, known.get(link.id) if link.id else None) for link in links)

    def complete_authors(self, text: str) -> tuple[str, ...]:
        return tuple(name for name in self.authors if _begins(text, [name]))

    def add_picture(self, data: bytes | Path, name: str) -> Picture:
        self._note("add_picture", data, name)
        return Picture(f"{name or 'pasted'}.stored.png", caption="From the file")

    def media_path(self, file: str) -> Path:
        return self.folder / file

    def change_row(self, id: int, **changes: Any) -> None:
        self.rows = [one._replace(**changes) if one.id == id else one for one in self.rows]


def _candidate(one: ArticleRow) -> RelatedCandidate:
    return RelatedCandidate(RelatedLink(one.id, one.headline), one)


def _begins(text: str, names: Iterable[str]) -> bool:
    key = name_key(text)
    return any(f" {name_key(name)}".find(f" {key}") >= 0 for name in names)
