"""Pasted text becomes a draft: read without a library, then given its place in one transaction."""

import logging
from dataclasses import replace

from newsroom.desk.library import Library
from newsroom.desk.naming import Names
from newsroom.desk.reading import whole_article
from newsroom.desk.saving import create
from newsroom.domain.article import Article, Content, Dateline, RelatedLink
from newsroom.domain.names import name_key
from newsroom.domain.site import SiteSettings
from newsroom.domain.times import now
from newsroom.domain.wire_story import KnownNames, WireStory
from newsroom.exchange import wire
from newsroom.storage.sections import list_sections
from newsroom.storage.series import find_series
from newsroom.storage.settings import load_site
from newsroom.storage.tags import find_tags
from newsroom.storage.timeline import keep_created

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


def known_names(library: Library, story: WireStory) -> KnownNames:
    """Which of the story's section, series and tags the library has; the others would be made."""
    with library.store.read() as connection:
        sections = {name_key(story.section or "")} & {name_key(one.name) for one in list_sections(connection)}
        series = {name_key(one.name) for one in story.series if find_series(connection, one.name)}
        tags = find_tags(connection, story.tags)
    return KnownNames(frozenset(sections), frozenset(series), frozenset(tags))


def draft_from(library: Library, story: WireStory, *, by: str) -> Article:
    """A draft of the story, in one transaction: all of it or nothing.

    Section, series and tags are those of the same name, and made where they are new; a new series that came with a
    number N has N - 1 articles elsewhere, a known one stays as it is. Related headlines are entries of the list that
    find their article where exactly one has that headline. Lines that were set aside are kept in ``extra``.
    """
    with library.store.write() as connection:
        at = now()
        id = create(connection, content_of(Names(connection), story), at=at, extra=extra_of(story))
        made = whole_article(connection, id)
        keep_created(connection, made, at=at, by=by)
        _log.info("article %d made of pasted text by %s", id, by)
        return made


def content_of(names: Names, story: WireStory) -> Content:
    """The story with ids for its names. What is new is made. Raises ``RefusedError`` for a name that cannot be one."""
    return Content(
        headline=story.headline,
        lede=story.lede,
        body=story.body,
        language=story.language or names.site.language,
        section_id=names.section_id(story.section),
        label=story.label,
        dateline=own_dateline(story.dateline, names.site),
        bylines=story.bylines,
        series=names.series(story.series),
        tags=names.tags((None, label) for label in story.tags),
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
