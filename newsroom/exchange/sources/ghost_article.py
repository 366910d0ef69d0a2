"""A post of a Ghost export as an article. ``docs/formats.md`` lists what becomes of each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key
from newsroom.domain.times import to_rfc3339
from newsroom.exchange.dates import read_moment
from newsroom.exchange.sources.ghost_tables import GhostTag
from newsroom.exchange.sources.ghost_text import text_of_post
from newsroom.exchange.sources.items import SourceError, Surroundings
from newsroom.exchange.sources.language import language_said
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.urls import path_of

_SITE = "__GHOST_URL__"
_READ = frozenset(
    "title slug html lexical mobiledoc markdown plaintext custom_excerpt feature_image feature_image_alt image "
    "feature_image_caption status published_at created_at updated_at type page tags authors author primary_tag "
    "primary_author url locale language canonical_url uuid id excerpt".split()
)
# Ghost's own bookkeeping: ids of users and rows, and what follows from other fields.
_MACHINERY = frozenset(
    "author_id created_by updated_by published_by comment_id newsletter_id reading_time access "
    "show_title_and_feature_image email_recipient_filter send_email_when_published".split()
)


@dataclass(frozen=True, slots=True)
class ResolvedPost:
    """A post with what other tables say about it. It can be sent to another process."""

    post: Mapping[str, object]
    tags: tuple[GhostTag, ...] = ()
    authors: tuple[str, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)
    language: str = ""
    permalinks: str = ""
    doubled: tuple[str, ...] = ()
    n_missing: int = 0
    """So many of its tags and authors are named by ids that the export does not explain."""

    @property
    def beside(self) -> tuple[object, ...]:
        """What is not in the post's own row."""
        return self.tags, self.authors, self.meta, self.language, self.permalinks


def article_of_post(resolved: ResolvedPost, around: Surroundings) -> ImportedArticle:
    """The article; published only what was public there."""
    return _Making(resolved, around).article()


class _Making:
    """One article being made."""

    def __init__(self, resolved: ResolvedPost, around: Surroundings) -> None:
        self._resolved = resolved
        self._post = {
            **resolved.meta,
            **{key: value for key, value in resolved.post.items() if value is not None},
        }
        self._around = around
        self._notes: list[str] = []
        self._extra: dict[str, object] = {}

    def article(self) -> ImportedArticle:
        text = text_of_post(self._post)
        self._notes += text.notes
        headline, picture = plain(self._post.get("title")), self._picture()
        if not (headline or text.markdown or picture):
            raise SourceError("It has neither a title nor a text.")
        if n := self._resolved.n_missing:
            self._notes.append(f"Of its tags and authors {n} are not in the export.")
        published_at, created_at = self._times()
        section, tags = self._section_and_tags()
        slug = plain(self._post.get("slug"))
        self._keep()
        return ImportedArticle(
            headline=headline,
            lede=plain(self._post.get("custom_excerpt")),
            body=text.markdown,
            language=language_said(self._language(), text.markdown),
            section=section,
            slug=slug or None,
            bylines=tuple(map(Byline, self._resolved.authors)),
            tags=tuple((None, name) for name in tags),
            picture=picture,
            created_at=created_at,
            published_at=published_at,
            updated_at=self._moment("updated_at"),
            addresses=self._addresses(slug, published_at),
            aliases=self._aliases(slug, published_at),
            extra={"ghost": self._extra} if self._extra else {},
            notes=tuple(self._notes),
        )

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """Of publication, and of the beginning: what was not public there has only this."""
        status = plain(self._post.get("status")) or "published"
        at, made = self._moment("published_at"), self._moment("created_at")
        if status != "published":
            self._extra["status"] = status
        reason = self._why_a_draft(status, at)
        if reason:
            self._notes.append(reason)
        if status == "published" and not reason and (at or made):
            if at is None:
                self._notes.append("The time of publication was guessed: it is that of the first draft.")
            return at or made, made
        if at is not None:
            self._extra["published_at"] = to_rfc3339(at)
        return None, made

    def _why_a_draft(self, status: str, at: datetime | None) -> str:
        if status == "sent":
            return "It was sent by mail only, so it is a draft."
        if status == "scheduled" or (status == "published" and at is not None and at > self._around.now):
            when = f" for {at:%Y-%m-%d %H:%M} GMT" if at is not None else ""
            return f"It was scheduled there{when}; it is a draft."
        if status == "published" and at is None and self._moment("created_at") is None:
            return "It was published there, but its date cannot be read: it is a draft."
        return ""

    def _moment(self, key: str) -> datetime | None:
        value = self._post.get(key)
        found = read_moment(value, UTC)
        if found is None and value not in (None, ""):
            self._extra[key] = value
        return found

    def _section_and_tags(self) -> tuple[str | None, tuple[str, ...]]:
        """Ghost has no sections: the first tag, or the first that is a section here, is taken for one."""
        names = tuple(tag.name for tag in self._resolved.tags if not tag.internal)
        hidden = [tag.name for tag in self._resolved.tags if tag.internal]
        if hidden:
            self._extra["internal_tags"] = hidden
        if not names:
            return None, ()
        known = {name_key(name) for name in self._around.sections}
        section = next((name for name in names if name_key(name) in known), names[0])
        self._notes.append(f"The section was guessed: “{section}” is a tag there.")
        return section, tuple(name for name in names if name != section)

    def _language(self) -> str:
        return plain(self._post.get("locale") or self._post.get("language")) or self._resolved.language

    def _picture(self) -> ImportedPicture | None:
        where = self._post.get("feature_image") or self._post.get("image")
        if not isinstance(where, str) or not where.strip():
            return None
        return ImportedPicture(
            where.strip().replace(_SITE, ""),
            plain(self._post.get("feature_image_alt")),
            plain(self._post.get("feature_image_caption")),
        )

    def _addresses(self, slug: str, at: datetime | None) -> tuple[str, ...]:
        found = [self._post.get("url"), *self._paths(slug, at)]
        said = (item.replace(_SITE, "") for item in found if isinstance(item, str) and item.strip())
        return tuple(dict.fromkeys(said))

    def _aliases(self, slug: str, at: datetime | None) -> tuple[str, ...]:
        """The path that it had there."""
        url = self._post.get("url")
        path = path_of(url.replace(_SITE, "")) if isinstance(url, str) else ""
        return (path,) if path.strip("/") else self._paths(slug, at)[:1]

    def _paths(self, slug: str, at: datetime | None) -> tuple[str, ...]:
        """The site's setting tells how its addresses are made; without one they are ``/SLUG/``."""
        if not slug:
            return ()
        plain_path, pattern = f"/{slug}/", self._resolved.permalinks
        if at is None or ":slug" not in pattern:
            return (plain_path,)
        local = at.astimezone(self._around.zone)
        made = pattern.replace(":slug", slug).replace(":year", f"{local:%Y}").replace(":month", f"{local:%m}")
        return tuple(dict.fromkeys((made.replace(":day", f"{local:%d}"), plain_path)))

    def _keep(self) -> None:
        """What has no field is kept under its own name."""
        for key, value in self._post.items():
            if key in _READ or key in _MACHINERY or value in (None, "", False, 0, [], {}):
                continue
            if (key, value) not in (("visibility", "public"), ("featured", 0)):
                self._extra[key] = value
        if self._post.get("visibility") in ("members", "paid", "tiers", "filter"):
            self._notes.append("Only members could read it there; whoever reads its page here can.")
        canonical = self._post.get("canonical_url")
        if canonical:
            self._extra["canonical_url"] = canonical
        if self._post.get("uuid"):
            self._extra["uuid"] = self._post["uuid"]
        if self._post.get("type") == "page" or self._post.get("page") in (1, True):
            self._extra["type"] = "page"
        for key in self._resolved.doubled:
            self._notes.append(f"The key “{key}” stands twice in it; the last one was taken.")
