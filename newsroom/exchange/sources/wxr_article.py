"""A post of a WordPress export as an article. ``docs/formats.md`` lists what becomes of each field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import unquote

from newsroom.domain.article import Byline, TagKind
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.items import Surroundings
from newsroom.exchange.sources.language import language_said
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.urls import path_of, urljoined
from newsroom.exchange.sources.wxr_media import MediaFile
from newsroom.exchange.sources.wxr_resolved import ResolvedPost
from newsroom.exchange.sources.wxr_shown import data_of_blocks, with_media, with_shared, without_frames
from newsroom.exchange.sources.wxr_text import notes_as_html, text_of_content

_NO_DATE = "0000-00-00"
_KINDS = {
    "person": TagKind.PERSON,
    "people": TagKind.PERSON,
    "place": TagKind.PLACE,
    "places": TagKind.PLACE,
    "location": TagKind.PLACE,
    "locations": TagKind.PLACE,
    "country": TagKind.PLACE,
    "city": TagKind.PLACE,
    "organisation": TagKind.ORGANISATION,
    "organization": TagKind.ORGANISATION,
    "organizations": TagKind.ORGANISATION,
    "company": TagKind.ORGANISATION,
    "event": TagKind.EVENT,
    "events": TagKind.EVENT,
    "topic": TagKind.TOPIC,
    "topics": TagKind.TOPIC,
}
# The first versions of the export said ``tag``.
_TAGS = ("post_tag", "tag")
_SERIES = frozenset(("series", "organize-series", "story-series", "serie"))
# WordPress's own bookkeeping; each is listed in docs/formats.md.
_MACHINERY = frozenset(
    "_edit_last _edit_lock _encloseme _pingme _publicize_pending _thumbnail_id _wp_old_slug _wp_old_date "
    "_yoast_wpseo_primary_category rank_math_primary_category _wp_desired_post_slug".split()
)
_MACHINE_PREFIXES = ("_oembed_", "_wp_trash_")
# What WordPress calls the category of posts that have none.
_NO_CATEGORY = frozenset(
    name.strip()
    for name in (
        "uncategorized | uncategorised | sin categoría | non classé | senza categoria | geen categorie"
        "| sem categoria | без рубрики | okategoriserade | bez kategorii | غير مصنف"
    ).split("|")
)
_LEDES = ("subtitle", "_subtitle", "kia_subtitle", "wps_subtitle", "_secondary_title", "dek", "_dek", "deck")
_PICTURE_ADDRESSES = ("fifu_image_url", "_thumbnail_ext_url", "_knawatfibu_url", "thumbnail_url")


def article_of_post(resolved: ResolvedPost, around: Surroundings) -> ImportedArticle:
    """The article; published only what was public there."""
    return _Making(resolved, around).article()


class _Making:
    """One article being made."""

    def __init__(self, resolved: ResolvedPost, around: Surroundings) -> None:
        self._resolved = resolved
        self._post = resolved.post
        self._around = around
        self._notes = [self._post.note] if self._post.note else []
        self._extra: dict[str, object] = {}

    def article(self) -> ImportedArticle:
        post = self._post
        content = with_shared(post.fields.get("content:encoded", ""), dict(self._resolved.shared))
        if said := data_of_blocks(content):
            self._extra["blocks"] = said
        content = with_media(content, dict(self._resolved.gallery), self._resolved.files)
        text = text_of_content(without_frames(content, self._notes))
        notes = notes_as_html(post.meta_of("footnotes"))
        body = imported_html(f"{text.html}{notes}", post["link"] or self._resolved.address)
        self._notes += text.notes
        self._notes += [f"Left out of the text: {', '.join(body.dropped)}."] if body.dropped else []
        section, tags, series, language = self._terms()
        published_at, created_at = self._times()
        picture = self._picture()
        lede = self._lede()
        self._keep()
        return ImportedArticle(
            headline=plain(post["title"]),
            lede=lede,
            body=body.markdown,
            language=language_said(language or self._resolved.language, body.markdown),
            section=section,
            slug=_slug(post["wp:post_name"]),
            bylines=self._bylines(),
            series=tuple(map(WireSeries, series)),
            tags=tags,
            picture=picture,
            created_at=created_at,
            published_at=published_at,
            updated_at=self._moment("wp:post_modified"),
            addresses=self._addresses(),
            aliases=self._aliases(),
            extra={"wordpress": self._extra} if self._extra else {},
            notes=tuple(self._notes),
        )

    def _terms(self) -> tuple[str | None, tuple[tuple[TagKind | None, str], ...], list[str], str]:
        """Section, tags, series and language, as the post's terms say them."""
        by_domain: defaultdict[str, list[str]] = defaultdict(list)
        language = ""
        for term in self._post.terms:
            if term.domain == "language":
                language = term.nicename
            elif term.domain != "author" and term.name and term.name not in by_domain[term.domain]:
                by_domain[term.domain].append(term.name)
        categories = [name for name in by_domain.pop("category", []) if not self._is_none(name)]
        section = self._section(categories)
        tags: list[tuple[TagKind | None, str]] = [
            (None, name) for domain in _TAGS for name in by_domain.pop(domain, [])
        ]
        series = [name for domain in _SERIES for name in by_domain.pop(domain, [])]
        for domain in list(by_domain):
            kind = _KINDS.get(domain.lower())
            if kind is not None:
                tags += [(kind, name) for name in by_domain.pop(domain)]
        tags += [(None, name) for name in categories if name != section]
        if by_domain:
            self._extra["terms"] = dict(by_domain)
        return section, tuple(dict.fromkeys(tags)), series, language

    def _section(self, categories: list[str]) -> str | None:
        """The main category; else one that is a section here; else the first."""
        if self._resolved.primary:
            return self._resolved.primary
        if not categories:
            return None
        known = {name_key(name) for name in self._around.sections} if len(categories) > 1 else ()
        chosen = next((name for name in categories if name_key(name) in known), categories[0])
        if len(categories) > 1:
            self._notes.append(f"The section was guessed: “{chosen}” is one of {len(categories)} categories.")
        return chosen

    def _is_none(self, category: str) -> bool:
        """Whether it is what WordPress puts on a post that has no category."""
        if name_key(category) not in _NO_CATEGORY:
            return False
        self._notes.append(f"Its category there was “{category}”: none.")
        return True

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """Of publication, and of the beginning: what was not public there has only this."""
        status = self._post["wp:status"] or "publish"
        at = self._moment("wp:post_date") or self._in_feed_form()
        if status != "publish":
            self._extra["status"] = status
        if status == "publish" and at is None:
            self._notes.append("It was published there, but its date cannot be read: it is a draft.")
        reason = self._why_a_draft(status, at)
        if reason:
            self._notes.append(reason)
        if status != "publish" or reason:
            if at is not None:
                self._extra["published_at"] = at.isoformat().replace("+00:00", "Z")
            return None, at if at is not None and at <= self._around.now else None
        return at, None

    def _why_a_draft(self, status: str, at: datetime | None) -> str:
        if self._post["wp:post_password"]:
            return "It was protected by a password there, so it is a draft."
        if status == "private":
            return "It was private there, so it is a draft."
        if status == "pending":
            return "It was waiting for review there, so it is a draft."
        if status == "future" or (status == "publish" and at is not None and at > self._around.now):
            when = f" for {at:%Y-%m-%d %H:%M} GMT" if at is not None else ""
            return f"It was scheduled there{when}; it is a draft."
        return ""

    def _moment(self, name: str) -> datetime | None:
        """The time in GMT, else the same in the site's zone."""
        gmt, local = self._post[f"{name}_gmt"], self._post[name]
        found = None if gmt.startswith(_NO_DATE) else read_moment(gmt, UTC)
        if found is None and local and not local.startswith(_NO_DATE):
            found = read_moment(local, self._around.zone)
        if found is None:
            kept = {key: self._post[key] for key in (f"{name}_gmt", name) if self._post[key]}
            if any(not value.startswith(_NO_DATE) for value in kept.values()):
                self._extra.update({key.removeprefix("wp:"): value for key, value in kept.items()})
        return found

    def _in_feed_form(self) -> datetime | None:
        """``Tue, 27 Jan 2015 14:56:57 +0000``; WordPress writes the year -1 there for none."""
        found = read_moment(self._post["pubDate"], UTC)
        return found if found is not None and found.year > 1 else None

    def _bylines(self) -> tuple[Byline, ...]:
        names = dict(self._resolved.names)
        authors = [
            names.get(term.nicename, term.name) for term in self._post.terms if term.domain == "author"
        ]
        authors = list(dict.fromkeys(name for name in authors if name))
        author = plain(self._resolved.author)
        if not authors and "@" in author:
            self._notes.append("Its author is known there by an address of mail only.")
            self._extra["author"] = author
        elif not authors and author:
            authors = [author]
        return tuple(map(Byline, authors))

    def _lede(self) -> str:
        return plain(self._post["excerpt:encoded"]) or plain(self._post.meta_of(*_LEDES))

    def _picture(self) -> ImportedPicture | None:
        found = self._resolved.picture
        if found is not None:
            return ImportedPicture(found.address, found.alt, found.caption, found.credit)
        address = self._post.meta_of(*_PICTURE_ADDRESSES)
        if address.startswith(("http://", "https://", "//")):
            return ImportedPicture(address)
        number = self._post.meta_of("_thumbnail_id")
        if number.strip("-0"):
            self._notes.append(f"Its picture, the media file {number}, is not in the export.")
            self._extra["thumbnail_id"] = number
        return None

    def _addresses(self) -> tuple[str, ...]:
        post, site = self._post, self._resolved.address
        found = [post["link"]]
        if "://" in post["guid"] or post["guid"].startswith("/"):
            found.append(post["guid"])
        if post.id and site:
            found.append(f"{site.rstrip('/')}/?p={post.id}")
        whole = (urljoined(site, address) for address in found if address)
        return tuple(dict.fromkeys(whole))

    def _aliases(self) -> tuple[str, ...]:
        """The path that it had there, and those before the slug was changed."""
        path = path_of(self._post["link"])
        if not path.strip("/"):
            return ()
        slug = path.rstrip("/").rpartition("/")[2]
        older = [value for key, value in self._post.meta if key == "_wp_old_slug" and value]
        paths = [path, *(f"{path.rstrip('/').removesuffix(slug)}{old}/" for old in older if "/" not in old)]
        return tuple(dict.fromkeys(paths))

    def _keep(self) -> None:
        """What has no field is kept under its own name."""
        post, extra = self._post, self._extra
        if post.id:
            extra["id"] = post.id
        if post.kind != "post":
            extra["type"] = post.kind
        if post["wp:is_sticky"] == "1":
            extra["sticky"] = True
        if post["wp:post_password"]:
            extra["password"] = post["wp:post_password"]
        meta = _gathered(
            (key, value)
            for key, value in post.meta
            if key and value.strip() and not _is_machinery(key) and not _is_default(key, value)
        )
        if meta:
            extra["meta"] = meta
        if post.other:
            extra["other"] = _gathered(post.other)
        files = [_described(file) for file in self._resolved.files if file != self._resolved.picture]
        if files:
            extra["media"] = files
        if post.n_comments:
            words = "1 comment was" if post.n_comments == 1 else f"{post.n_comments} comments were"
            self._notes.append(f"{words} not taken.")


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Values by key; of a key that stands more than once, a list."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: values if len(values) > 1 else values[0] for key, values in found.items()}


def _is_machinery(key: str) -> bool:
    return key in _MACHINERY or key.startswith(_MACHINE_PREFIXES)


def _is_default(key: str, value: str) -> bool:
    """Whether a field says nothing, or what is in the text already."""
    return (key == "_wp_page_template" and value == "default") or (
        key == "footnotes" and notes_as_html(value) != ""
    )


def _described(file: MediaFile) -> dict[str, str]:
    """What is said about a media file."""
    return {name: value for name, value in asdict(file).items() if value}


def _slug(name: str) -> str | None:
    """The last part of the address; WordPress writes letters beyond ASCII as bytes."""
    return unquote(name).rstrip("/").rpartition("/")[2].removesuffix(".html") or None
