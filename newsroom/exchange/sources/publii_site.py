"""What the settings of a site of Publii say for its posts: language, how addresses are made, what readers saw."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from newsroom.exchange.sources.containers import Container
from newsroom.exchange.sources.items import SourceError

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PubliiSite:
    """``is_said``: the settings were found; else an address may have either form.

    ``splits``: what stands above “read more” was shown in lists only, not above the text.
    """

    language: str = ""
    domain: str = ""
    is_said: bool = False
    is_clean: bool = False
    posts_prefix: str = ""
    tags_prefix: str = ""
    authors_prefix: str = "authors"
    splits: bool = False

    def paths(self, slug: str, *, is_page: bool) -> tuple[str, ...]:
        """Of a post's addresses the paths: one where the settings are known."""
        if not slug:
            return ()
        name = quote(slug)
        prefix = f"/{quote(self.posts_prefix)}" if self.posts_prefix and not is_page else ""
        clean, file = f"{prefix}/{name}/", f"/{name}.html"
        if not self.is_said:
            return file, clean
        return (clean,) if self.is_clean else (file,)

    def addresses(self, slug: str, *, is_page: bool) -> tuple[str, ...]:
        """All that a link may call it by, the best one first."""
        paths = self.paths(slug, is_page=is_page)
        return (*(f"{self.domain}{path}" for path in paths if self.domain), *paths)

    def path_of(self, kind: str, slug: str) -> str:
        """Where a link within the site leads: ``kind`` is ``post``, ``page``, ``tag`` or ``author``."""
        if kind in ("post", "page"):
            return self.paths(slug, is_page=kind == "page")[0]
        prefix = self.tags_prefix if kind == "tag" else self.authors_prefix
        return "/".join(("", *filter(None, (quote(prefix), quote(slug))), ""))


def site_in(container: Container, folder: str) -> PubliiSite:
    """The settings beside the database, which lies in ``folder``; what cannot be read says nothing."""
    try:
        place = f"{folder}/config/site.config.json".lstrip("/")
        if not container.has(place):
            return PubliiSite()
        said = json.loads(container.read(place, _LARGEST).decode("utf-8-sig", "replace"))
    except (SourceError, OSError, EOFError, ValueError, RecursionError):
        return PubliiSite()
    if not isinstance(said, Mapping):
        return PubliiSite()
    advanced = _inner(said, "advanced")
    urls = _inner(advanced, "urls")
    language = _word(said, "language")
    domain = _word(said, "domain").rstrip("/")
    return PubliiSite(
        _word(said, "customLanguage") if language == "custom" else language,
        domain if domain.startswith(("http://", "https://", "//")) else "",
        is_said=bool(urls),
        is_clean=bool(urls.get("cleanUrls")),
        posts_prefix=_word(urls, "postsPrefix").strip("/"),
        tags_prefix=_word(urls, "tagsPrefix").strip("/"),
        authors_prefix=_word(urls, "authorsPrefix").strip("/") or "authors",
        splits=bool(advanced.get("postUseTextWithoutCustomExcerpt")),
    )


def _inner(values: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = values.get(key)
    return value if isinstance(value, Mapping) else {}


def _word(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) and len(value) < 1000 else ""
