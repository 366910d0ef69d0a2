"""A post of a site of Publii as an article. ``docs/formats.md`` lists what becomes of each field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key
from newsroom.domain.times import to_rfc3339
from newsroom.exchange.dates import read_moment
from newsroom.exchange.sources.items import SourceError, Surroundings
from newsroom.exchange.sources.language import language_said
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.publii_database import PostRows, Tag, Value, text
from newsroom.exchange.sources.publii_site import PubliiSite
from newsroom.exchange.sources.publii_text import PubliiText, text_of_post

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What is said of a post by other fields, and what a setting of the theme is called.
_TOLD = frozenset("published draft is-page".split())
_CORE_READ = frozenset(("mainTag", "editor"))


@dataclass(frozen=True, slots=True)
class PubliiPost:
    """A post with what the site says beside it. It can be sent to another process.

    ``media``: where its pictures lie. ``links``: where each link within the site leads that stands in it.
    """

    rows: PostRows
    site: PubliiSite = field(default_factory=PubliiSite)
    media: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


def statuses_of(rows: PostRows) -> frozenset[str]:
    """What a post is there: ``published``, ``draft``, ``hidden``, ``trashed``, ``is-page`` …"""
    return frozenset(word.strip() for word in text(rows.post.get("status")).split(",") if word.strip())


def title_of(rows: PostRows) -> str:
    """The headline, or what stands for it."""
    return plain(text(rows.post.get("title"))) or plain(text(rows.post.get("slug")))


def article_of_post(post: PubliiPost, around: Surroundings) -> ImportedArticle:
    """The article; published only what was public there. Raises ``SourceError``."""
    return _Making(post, around).article()


class _Making:
    """One article being made."""

    def __init__(self, post: PubliiPost, around: Surroundings) -> None:
        self._all = post
        self._row = post.rows.post
        self._around = around
        self._statuses = statuses_of(post.rows)
        self._notes: list[str] = []
        self._extra: dict[str, object] = {}
        self._core = self._object("_core")

    def article(self) -> ImportedArticle:
        is_page = "is-page" in self._statuses
        if is_page and not self._around.pages:
            words = f"It is a page, not a post; pages come only if asked for: {title_of(self._all.rows)}"
            raise SourceError(words)
        written, picture = self._text(is_page=is_page), self._picture()
        headline = plain(text(self._row.get("title")))
        if not (headline or written.markdown or picture):
            raise SourceError("It has neither a title nor a text.")
        if n := self._all.rows.n_missing:
            self._notes.append(f"Of its tags and authors {n} are not in the database.")
        section, tags = self._section_and_tags()
        created_at = self._moment("created_at")
        published_at = self._published_at(created_at)
        slug = plain(text(self._row.get("slug")))
        self._keep()
        return ImportedArticle(
            headline=headline,
            lede=written.above,
            body=written.markdown,
            language=language_said(self._all.site.language, written.markdown),
            section=section,
            slug=slug or None,
            bylines=tuple(map(Byline, dict.fromkeys(self._all.rows.authors))),
            tags=tuple((None, name) for name in tags),
            picture=picture,
            created_at=created_at,
            published_at=published_at,
            updated_at=self._moment("modified_at"),
            addresses=self._all.site.addresses(slug, is_page=is_page),
            aliases=self._all.site.paths(slug, is_page=is_page),
            extra={"publii": self._extra} if self._extra else {},
            notes=tuple(self._notes),
        )

    def _text(self, *, is_page: bool) -> PubliiText:
        editor = self._core.get("editor")
        found = text_of_post(
            text(self._row.get("text")),
            editor if isinstance(editor, str) else "",
            self._all.media,
            self._all.links,
            splits=self._all.site.splits and not is_page,
        )
        self._notes += found.notes
        return found

    def _published_at(self, at: datetime | None) -> datetime | None:
        """Publii has one date: that of the beginning is that of publication, too."""
        if "published" not in self._statuses or "draft" in self._statuses:
            return None
        if "hidden" in self._statuses:
            self._notes.append(
                "It was hidden there, where only those who had its address found it: it is a draft."
            )
        elif at is None:
            self._notes.append("It was published there, but its date cannot be read: it is a draft.")
        elif at > self._around.now:
            self._notes.append(f"Its date there, {at:%Y-%m-%d %H:%M} GMT, is still to come: it is a draft.")
        else:
            return at
        if at is not None:
            self._extra["published_at"] = to_rfc3339(at)
        return None

    def _moment(self, key: str) -> datetime | None:
        """Times are thousandths of a second."""
        value = self._row.get(key)
        found = _from_stamp(value) if isinstance(value, int | float) else read_moment(value, UTC)
        if found is None and value not in (None, "", 0):
            self._extra[key] = text(value)
        return found

    def _section_and_tags(self) -> tuple[str | None, tuple[str, ...]]:
        """Publii has no sections: the main tag is taken for one, or a tag that is one here, or the first."""
        shown = [tag for tag in self._all.rows.tags if not _is_hidden(tag)]
        hidden = [plain(tag.name) for tag in self._all.rows.tags if _is_hidden(tag)]
        if hidden:
            self._extra["hidden_tags"] = hidden
        names = tuple(dict.fromkeys(name for tag in shown if (name := plain(tag.name))))
        if not names:
            return None, ()
        said = str(self._core.get("mainTag"))
        main = next((plain(tag.name) for tag in shown if said in (str(tag.id), tag.name)), "")
        known = {name_key(name) for name in self._around.sections}
        section = main or next((name for name in names if name_key(name) in known), names[0])
        what = "the main tag" if main else "a tag"
        self._notes.append(f"The section was guessed: “{section}” is {what} there.")
        return section, tuple(name for name in names if name != section)

    def _picture(self) -> ImportedPicture | None:
        image = self._all.rows.image
        name = text(image.get("url")).strip()
        if not name:
            return None
        words = _parsed(text(image.get("additional_data"))) or {}
        where = name if name.startswith(("http://", "https://")) else f"{self._all.media}{quote(name)}"
        return ImportedPicture(
            where,
            _words(words, "alt") or plain(text(image.get("title"))),
            _words(words, "caption") or plain(text(image.get("caption"))),
            _words(words, "credits"),
        )

    def _object(self, key: str) -> Mapping[str, object]:
        said = self._all.rows.apart.get(key, "")
        found = _parsed(said)
        if found is None:
            self._notes.append(f"What the site keeps beside it, “{key}”, cannot be read.")
            self._extra[key] = said
        return found or {}

    def _keep(self) -> None:
        """What has no field is kept under its own name."""
        others = sorted(self._statuses - _TOLD)
        if others:
            self._extra["status"] = others
        if "is-page" in self._statuses:
            self._extra["type"] = "page"
        template = text(self._row.get("template")).strip()
        if template not in ("", "*"):
            self._extra["template"] = template
        for key, value in self._core.items():
            if key not in _CORE_READ and value not in (None, "", False, 0, [], {}):
                self._extra[key] = value
        for key in ("postViewSettings", "pageViewSettings"):
            said = {name: value for name, setting in self._object(key).items() if (value := _value(setting))}
            if said:
                self._extra[key] = said


def _from_stamp(value: Value) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=float(value or 0)) if value else None
    except (OverflowError, ValueError):
        return None


def _is_hidden(tag: Tag) -> bool:
    said = _parsed(tag.data) or {}
    return said.get("isHidden") is True


def _parsed(said: str) -> Mapping[str, object] | None:
    """An object in JSON; an empty one of an empty text; None of what is none."""
    if not said.strip():
        return {}
    try:
        found = json.loads(said, strict=False, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else {}


def _words(values: Mapping[str, object], key: str) -> str:
    return plain(values.get(key))


def _value(setting: object) -> object:
    """A setting, or the value within it; nothing where it is the theme's own."""
    value = setting.get("value") if isinstance(setting, Mapping) else setting
    return value if isinstance(value, str | int | float | bool) else ""
