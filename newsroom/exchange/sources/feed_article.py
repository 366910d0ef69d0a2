"""An entry of a feed as an article. ``docs/formats.md`` lists what becomes of each field."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import unquote

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key
from newsroom.domain.times import to_rfc3339
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.feed_entry import FeedEntry, FeedFile
from newsroom.exchange.sources.items import Surroundings
from newsroom.exchange.sources.language import language_said
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.urls import path_of

_LONGEST_LEDE = 600
_BLOCK = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|table|blockquote|pre|section|article|figure)\b", re.IGNORECASE
)
_EMPTY_LINE = re.compile(r"\r?\n[ \t\r]*\n\s*")
_ENDINGS = ("[…]", "[...]", "…", "...")


def article_of_entry(entry: FeedEntry, around: Surroundings) -> ImportedArticle:
    """The article; what is in a feed is public, so with a date it is published."""
    notes = [entry.note] if entry.note else []
    extra: dict[str, object] = {}
    address = next(iter(entry.addresses), "")
    made = imported_html(_in_paragraphs(entry.content or entry.summary), entry.base or address)
    notes += [f"Left out of the text: {', '.join(made.dropped)}."] if made.dropped else []
    published_at, updated_at = _times(entry, around, notes, extra)
    section, tags = _section_and_tags(entry, around)
    picture = _picture(entry)
    _keep(entry, picture, extra, notes)
    return ImportedArticle(
        headline=plain(entry.title),
        lede=_lede(entry, made.markdown),
        body=made.markdown,
        language=language_said(entry.language, made.markdown),
        section=section,
        slug=_slug(address),
        bylines=tuple(map(Byline, dict.fromkeys((*entry.authors, *entry.contributors)))),
        tags=tuple((None, name) for name in tags),
        picture=_as_picture(picture) if picture else None,
        published_at=published_at,
        updated_at=updated_at,
        addresses=entry.addresses,
        aliases=tuple(path for path in (path_of(address),) if path.strip("/")),
        extra={"feed": extra} if extra else {},
        notes=tuple(notes),
    )


def _in_paragraphs(html: str) -> str:
    """Text without a mark of a block: its empty lines part paragraphs."""
    if _BLOCK.search(html) or not _EMPTY_LINE.search(html):
        return html
    return _EMPTY_LINE.sub("<br><br>", html.strip())


def _times(
    entry: FeedEntry, around: Surroundings, notes: list[str], extra: dict[str, object]
) -> tuple[datetime | None, datetime | None]:
    published, updated = read_moment(entry.published, UTC), read_moment(entry.updated, UTC)
    said = {"published": (entry.published, published), "updated": (entry.updated, updated)}
    extra.update({name: words for name, (words, found) in said.items() if words and found is None})
    at = published or updated
    if entry.is_draft:
        notes.append("It was a draft there.")
        if at is not None:
            extra["date"] = to_rfc3339(at)
        at = None
    elif at is None:
        notes.append(
            "Its date cannot be read: it is a draft." if entry.published else "It has no date: it is a draft."
        )
    elif at > around.now:
        notes.append(f"Its date, {at:%Y-%m-%d %H:%M} GMT, is still to come: it is a draft.")
        extra["published_at"] = to_rfc3339(at)
        at = None
    elif published is None:
        notes.append("The time of publication was guessed: it is that of the last change.")
    return at, updated


def _section_and_tags(entry: FeedEntry, around: Surroundings) -> tuple[str | None, tuple[str, ...]]:
    """A category that is a section here is the section; the others are tags."""
    known = {name_key(name) for name in around.sections} if entry.categories else set()
    section = next((name for name in entry.categories if name_key(name) in known), None)
    return section, tuple(name for name in entry.categories if name != section)


def _lede(entry: FeedEntry, body: str) -> str:
    """The summary, unless it is the text itself or the beginning of it."""
    if not entry.content or not entry.summary:
        return ""
    words = plain(entry.summary)
    begin = words
    for ending in _ENDINGS:
        begin = begin.removesuffix(ending).rstrip()
    if not begin or len(words) > _LONGEST_LEDE or _bare(body).startswith(_bare(begin)[:200]):
        return ""
    return words


def _bare(text: str) -> str:
    return "".join(c for c in text[:1000].casefold() if c.isalnum())


def _picture(entry: FeedEntry) -> FeedFile | None:
    """The widest picture, else the first."""
    pictures = [file for file in entry.files if file.is_picture]
    return max(pictures, key=lambda file: file.width, default=None)


def _as_picture(file: FeedFile) -> ImportedPicture:
    return ImportedPicture(file.address, file.title, file.caption, file.credit)


def _keep(entry: FeedEntry, picture: FeedFile | None, extra: dict[str, object], notes: list[str]) -> None:
    """What has no field is kept under its own name."""
    other: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in entry.other:
        other[name].append(words)
    extra.update({name: words if len(words) > 1 else words[0] for name, words in other.items()})
    if entry.id and entry.id not in entry.addresses:
        extra["id"] = entry.id
    files = [file for file in dict.fromkeys(entry.files) if file != picture]
    if files:
        extra["files"] = [{"address": file.address, "kind": file.kind, "title": file.title} for file in files]
        notes += [f"A file belongs to it: {file.address}" for file in files if not file.is_picture]


def _slug(address: str) -> str | None:
    last = unquote(path_of(address)).rstrip("/").rpartition("/")[2]
    return last.partition(".")[0] or None
