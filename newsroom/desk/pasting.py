"""Pasted text becomes a draft: read without a library, then given its place in one transaction."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newsroom.desk.library import Library
from newsroom.desk.naming import Names
from newsroom.desk.reading import whole_article
from newsroom.desk.saving import create
from newsroom.domain.article import Article, Content, Dateline, RelatedLink
from newsroom.domain.names import name_key
from newsroom.domain.site import SiteSettings
from newsroom.domain.times import now
from newsroom.domain.wire_story import KEPT_NAMES, KnownNames, WireSeries, WireStory
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


def draft_from(library: Library, story: WireStory, *, by: str, uid: str | None = None) -> Article:
    """A draft of the story, in one transaction: all of it or nothing. ``uid`` as of ``new_article``.

    Section, series and tags are those of the same name, and made where they are new; a new series that came with a
    number N has N - 1 articles elsewhere, a known one stays as it is. Related headlines are entries of the list that
    find their article where exactly one has that headline. Lines that were set aside are kept in ``extra``.
    """
    with library.store.write() as connection:
        at = now()
        content = content_of(Names(connection), story)
        id = create(connection, content, at=at, extra=extra_of(story), uid=uid)
        made = whole_article(connection, id)
        keep_created(connection, made, at=at, by=by)
        _log.info("article %d made of pasted text by %s", id, by)
        return made


def kept_form(story: WireStory, language: str) -> tuple[Content, dict[str, object]]:
    """The story as a journal keeps it before it is a draft: what needs no library, and ``extra`` with the names.

    ``draft_of_kept`` is the way back. ``language`` where the text does not tell.
    """
    content = Content(
        headline=story.headline,
        lede=story.lede,
        body=story.body,
        language=story.language or language,
        label=story.label,
        dateline=story.dateline,
        bylines=story.bylines,
        related=tuple(RelatedLink(None, headline) for headline in story.related),
    )
    names: dict[str, object] = {
        "section": story.section,
        "series": [[one.name, one.count] for one in story.series],
        "tags": list(story.tags),
    }
    return content, {**extra_of(story), KEPT_NAMES: names}


def draft_of_kept(
    library: Library, content: Content, extra: Mapping[str, object], *, by: str, uid: str | None = None
) -> Article:
    """A draft of a ``kept_form``, which may have been edited since: as ``draft_from``."""
    names: Any = extra.get(KEPT_NAMES) or {}
    story = WireStory(
        headline=content.headline,
        lede=content.lede,
        body=content.body,
        language=content.language,
        section=names.get("section"),
        label=content.label,
        dateline=content.dateline,
        bylines=content.bylines,
        series=tuple(WireSeries(name, count) for name, count in names.get("series", ())),
        tags=tuple(names.get("tags", ())),
    )
    rest = {key: value for key, value in extra.items() if key != KEPT_NAMES}
    with library.store.write() as connection:
        at = now()
        found = content_of(Names(connection), story)
        whole = replace(
            content,
            section_id=content.section_id or found.section_id,
            dateline=found.dateline,
            series=content.series or found.series,
            tags=content.tags or found.tags,
        )
        id = create(connection, whole, at=at, extra=rest, uid=uid)
        made = whole_article(connection, id)
        keep_created(connection, made, at=at, by=by)
        _log.info("article %d made of pasted text that was kept, by %s", id, by)
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
