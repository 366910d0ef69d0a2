"""Fills a new library with the sample newsroom, in one transaction."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from newsroom.desk.library import Library
from newsroom.desk.media import check_picture, keep_file, record
from newsroom.desk.publicity import release, retract
from newsroom.desk.reading import stored_article
from newsroom.desk.sample_files import SampleArticle, SampleFiles, SamplePicture, read_sample
from newsroom.desk.saving import create, save
from newsroom.domain.article import Content, Picture, RelatedLink, State
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.names import split_qualifier
from newsroom.domain.slugs import slugify
from newsroom.domain.times import now
from newsroom.storage.sections import insert_section
from newsroom.storage.series import insert_series
from newsroom.storage.settings import save_site
from newsroom.storage.store import Connection
from newsroom.storage.tags import insert_tag, set_parent

_BY = "sample"
_LINK = re.compile(r"\]\(article:([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class FillProgress:
    """How far it is: articles made, of how many."""

    done: int
    total: int


def fill(library: Library, progress: Callable[[object], None] | None = None) -> None:
    """Puts the sample newsroom into an empty library, whole or not at all. Reports a ``FillProgress`` now and then."""
    sample = read_sample()
    pictures = _keep_pictures(library, sample.articles)
    with library.store.write() as connection:
        save_site(connection, sample.site)
        _Filler(connection, sample, pictures, progress or (lambda _: None)).fill()


# Name of the library's file, and the act that makes the library know it.
_Kept = tuple[str, Callable[[Connection], None]]


def _keep_pictures(library: Library, articles: Iterable[SampleArticle]) -> dict[str, _Kept]:
    """The files first: what is in the database is on the disk then."""
    kept: dict[str, _Kept] = {}
    for article in articles:
        if article.picture and str(article.picture.path) not in kept:
            kept[str(article.picture.path)] = _keep_picture(library, article.picture)
    return kept


def _keep_picture(library: Library, picture: SamplePicture) -> _Kept:
    data = picture.path.read_bytes()
    facts = check_picture(data, picture.path.name)
    file = keep_file(library.media_folder, data, facts)
    return file, lambda connection: record(connection, file, data, facts)


class _Filler:
    """One filling. Articles link to others by slug, also to later ones: those texts get their ids at the end."""

    def __init__(
        self,
        connection: Connection,
        sample: SampleFiles,
        pictures: Mapping[str, _Kept],
        progress: Callable[[object], None],
    ) -> None:
        self._connection = connection
        self._sample = sample
        self._pictures = pictures
        self._progress = progress
        self._sections: dict[str, SectionId] = {}
        self._series: dict[str, SeriesId] = {}
        self._tags: dict[str, TagId] = {}
        self._articles: dict[str, ArticleId] = {}

    def fill(self) -> None:
        self._make_places()
        for _, make_known in self._pictures.values():
            make_known(self._connection)
        articles = self._sample.articles
        for n, article in enumerate(articles):
            self._articles[article.slug] = self._create(article)
            self._progress(FillProgress(n, 2 * len(articles)))
        for n, article in enumerate(articles):
            self._link(article)
            self._release(article)
            self._progress(FillProgress(len(articles) + n + 1, 2 * len(articles)))

    def _make_places(self) -> None:
        for name, slug in self._sample.sections:
            self._sections[name] = insert_section(self._connection, name, slug).id
        for series in self._sample.series:
            self._series[series.name] = insert_series(
                self._connection,
                series.name,
                slug=series.slug,
                earlier_elsewhere=series.earlier_elsewhere,
                description=series.description,
            ).id
        for tag in self._sample.tags:
            name, qualifier = split_qualifier(tag.label)
            made = insert_tag(self._connection, name, tag.kind, qualifier=qualifier, aliases=tag.aliases)
            self._tags[tag.label] = made.id
        for tag in self._sample.tags:
            if tag.parent:
                set_parent(self._connection, self._tags[tag.label], self._tags[tag.parent])

    def _create(self, article: SampleArticle) -> ArticleId:
        content = Content(
            headline=article.headline,
            lede=article.lede,
            body=article.body,
            language=article.language,
            section_id=self._sections[article.section] if article.section else None,
            label=article.label,
            dateline=article.dateline,
            bylines=article.bylines,
            picture=self._picture(article.picture),
            notices=article.notices,
            series=tuple(self._series[name] for name in article.series),
            tags=tuple(self._tags[label] for label in article.tags),
            related=tuple(RelatedLink(None, headline) for headline in article.related),
            slug=None if article.slug == slugify(article.headline) else article.slug,
        )
        at = article.published_at or now()
        return create(
            self._connection,
            replace(content, body=self._linked(article)),
            at=at,
            published_at=article.published_at,
        )

    def _picture(self, picture: SamplePicture | None) -> Picture | None:
        if picture is None:
            return None
        file, _ = self._pictures[str(picture.path)]
        return Picture(file, picture.alt, picture.caption, picture.credit, picture.date)

    def _linked(self, article: SampleArticle) -> str:
        """The text with ids for the slugs that are known so far."""

        def link(match: re.Match[str]) -> str:
            id = self._articles.get(match[1])
            return f"](article:{id})" if id is not None else match[0]

        return _LINK.sub(link, article.body)

    def _link(self, article: SampleArticle) -> None:
        stored = stored_article(self._connection, self._articles[article.slug])
        body = self._linked(article)
        if body != stored.content.body:
            save(self._connection, stored, replace(stored.content, body=body), at=stored.updated_at, by=None)

    def _release(self, article: SampleArticle) -> None:
        id, published_at = self._articles[article.slug], article.published_at
        if article.state not in (State.PUBLISHED, State.WITHDRAWN) or published_at is None:
            return
        release(self._connection, stored_article(self._connection, id), at=published_at, by=_BY)
        changed_at: datetime = article.updated_at or published_at
        if article.state is State.WITHDRAWN:
            stored = stored_article(self._connection, id)
            notice = article.notices[-1].text if article.notices else ""
            retract(self._connection, stored, stored.content, notice, at=changed_at, by=_BY)
        elif article.updated_at is not None:
            stored = stored_article(self._connection, id)
            release(self._connection, stored, at=changed_at, by=_BY, text_changed=True)
