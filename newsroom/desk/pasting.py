"""Pasted text becomes a draft: read without a library, then given its place in one transaction."""

import logging
from dataclasses import replace

from newsroom.desk.library import Library
from newsroom.desk.reading import whole_article
from newsroom.desk.saving import create
from newsroom.domain.article import Article, Content, Dateline, RelatedLink
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.names import name_key
from newsroom.domain.site import SiteSettings
from newsroom.domain.times import now
from newsroom.domain.wire_story import WireStory
from newsroom.exchange import wire
from newsroom.storage.sections import ensure_section, list_sections
from newsroom.storage.series import ensure_series
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag

_log = logging.getLogger(__name__)


def recognise(text: str, library: Library | None = None) -> WireStory:
    """What the text says, by field. Never fails; linear in its length.

    With a library, its sections and the site's own credit are known for what they are.
    """
    if library is None:
        return wire.recognise(text)
    with library.store.read() as connection:
        names = [section.name for section in list_sections(connection)]
        credit = load_site(connection).credit
    return wire.recognise(text, sections=names, site_credit=credit)


def draft_from(library: Library, story: WireStory, *, by: str) -> Article:
    """A draft of the story, in one transaction: all of it or nothing.

    Section, series and tags are those of the same name, and made where they are new; a new series that came with a
    number N has N - 1 articles elsewhere, a known one stays as it is. Related headlines are entries of the list that
    find their article where exactly one has that headline. Lines that were set aside are kept in ``extra``.
    """
    with library.store.write() as connection:
        site = load_site(connection)
        id = create(connection, content_of(connection, story, site), at=now(), extra=extra_of(story))
        _log.info("article %d made of pasted text by %s", id, by)
        return whole_article(connection, id)


def content_of(connection: Connection, story: WireStory, site: SiteSettings) -> Content:
    """The story with ids for its names. What is new is made. Raises ``RefusedError`` for a name that cannot be one."""
    return Content(
        headline=story.headline,
        lede=story.lede,
        body=story.body,
        language=story.language or site.language,
        section_id=_section(connection, story.section),
        dateline=own_dateline(story.dateline, site),
        bylines=story.bylines,
        series=_series(connection, story),
        tags=_tags(connection, story),
        related=tuple(RelatedLink(None, headline) for headline in story.related),
    )


def extra_of(story: WireStory) -> dict[str, object]:
    """What has no field: the lines set aside, as they stood."""
    return {"set_aside": [line.text for line in story.set_aside]} if story.set_aside else {}


def own_dateline(dateline: Dateline, site: SiteSettings) -> Dateline:
    """The site's own credit is not written into the article: it follows the site's settings."""
    if dateline.credit is not None and name_key(dateline.credit) == name_key(site.credit):
        return replace(dateline, credit=None)
    return dateline


def _section(connection: Connection, name: str | None) -> SectionId | None:
    return ensure_section(connection, name).id if name and name_key(name) else None


def _series(connection: Connection, story: WireStory) -> tuple[SeriesId, ...]:
    named = [series for series in story.series if name_key(series.name)]
    return tuple(
        ensure_series(connection, series.name, earlier_elsewhere=max(0, (series.count or 1) - 1)).id
        for series in named
    )


def _tags(connection: Connection, story: WireStory) -> tuple[TagId, ...]:
    return tuple(ensure_tag(connection, label).id for label in story.tags if name_key(label))
