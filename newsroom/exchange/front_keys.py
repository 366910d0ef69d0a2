"""Which keys of front matter mean which field, in the words of many programs. ``docs/formats.md`` lists them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
U = TypeVar("U")
_KEYS = {
    "headline": "headline title",
    "lede": "lede description summary excerpt standfirst dek deck subtitle abstract intro teaser blurb",
    "section": "section",
    "categories": "categories category",
    "label": "label kicker",
    "language": "language lang locale",
    "slug": "slug",
    "dateline": "dateline",
    "bylines": "bylines byline authors author",
    "notices": "notices",
    "series": "series",
    "tags": "tags tag keywords topics topic",
    "related": "related related_posts related_articles",
    "picture": "picture featured_image feature_image primary_image hero_image cover_image lead_image "
    "main_image image cover images thumbnail banner header og_image",
    "picture_alt": "image_alt picture_alt alt image_alt_text featured_image_alt feature_image_alt cover_alt",
    "picture_caption": "image_caption image_figcaption picture_caption caption "
    "featured_image_caption feature_image_caption",
    "picture_credit": "image_credit picture_credit photo_credit image_attribution",
    "published_at": "published_at date pubdate publish_date publishdate pub_date date_published "
    "datepublished posted first_published_at publication_date "
    "published_date published_on posted_on posted_at post_date",
    "updated_at": "updated_at lastmod last_modified modified updated date_modified datemodified "
    "last_updated lastupdated last_modified_at edited "
    "updated_date date_updated updated_on modified_at modified_date",
    "created_at": "created_at created date_created created_date created_on",
    "expires_at": "expirydate expiry_date expires unpublishdate unpublish_date",
    "aliases": "aliases alias redirect_from redirects",
    "permalink": "permalink url save_as path",
    "draft": "draft",
    "published": "published",
    "state": "state status visibility",
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_RANK = {key: rank for keys in _KEYS.values() for rank, key in enumerate(keys.split())}
# Programs that have few keys of their own keep the others in these.
_NESTS = ("taxonomies", "params", "extra")
# ``pubDate``, ``heroImage``: where one word ends and the next begins.
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOTHING: tuple[Any, ...] = (None, "", [], {})


class FrontReading:
    """One front matter. What is read is taken out; ``extra`` is what remains."""

    def __init__(self, front: Mapping[str, Any]) -> None:
        self.extra: dict[str, Any] = {}
        self._raw: dict[str, tuple[str, Any]] = {}
        self._nest_of: dict[str, str] = {}
        self._others: dict[str, list[str]] = {}
        self._read_all(front)
        for nest in _NESTS:
            inner = front.get(nest)
            if isinstance(inner, dict):
                self._read_nest(nest, inner)

    def raw(self, field: str) -> Any:
        """The value as it stands; None where there is none."""
        return self._raw[field][1] if field in self._raw else None

    def has(self, field: str) -> bool:
        """Whether it is written."""
        return field in self._raw

    def key_of(self, field: str) -> str:
        """The key that it stands under."""
        return self._raw[field][0]

    def take(self, field: str, read: Callable[[Any], T | None], otherwise: U) -> T | U:
        """The field's value; a value that the field cannot hold stays in ``extra``."""
        if field not in self._raw:
            return otherwise
        found = read(self._raw[field][1])
        if found is None:
            return otherwise
        self.drop(field)
        return found

    def drop(self, field: str) -> None:
        """What the field says has been told elsewhere."""
        if field not in self._raw:
            return
        key = self._raw[field][0]
        nest = self._nest_of.get(field)
        if nest is None:
            value = self.extra.pop(key, None)
            for other in self._others.get(field, ()):
                if other in self.extra and self.extra[other] == value:
                    del self.extra[other]
            return
        left = {name: value for name, value in self.extra.get(nest, {}).items() if name != key}
        if left:
            self.extra[nest] = left
        else:
            self.extra.pop(nest, None)

    def forget(self, field: str) -> None:
        """As if it had not been written."""
        self._raw.pop(field, None)

    def keep(self, field: str) -> None:
        """The value stays in ``extra``, too."""
        if field in self._raw:
            key, value = self._raw[field]
            self.extra.setdefault(key, value)

    def _read_all(self, front: Mapping[str, Any]) -> None:
        ranks: dict[str, int] = {}
        for key, value in front.items():
            plain = plain_key(key)
            field = _FIELD_OF.get(plain)
            if value in _NOTHING:
                if field is None:
                    self.extra[key] = value
                continue
            self.extra[key] = value
            if field is not None and field in ranks:
                self._others.setdefault(field, []).append(
                    key if _RANK[plain] > ranks[field] else self._raw[field][0]
                )
            if field is not None and _RANK[plain] < ranks.get(field, 99):
                ranks[field] = _RANK[plain]
                self._raw[field] = (key, value)

    def _read_nest(self, nest: str, inner: dict[str, Any]) -> None:
        for key, value in inner.items():
            field = _FIELD_OF.get(plain_key(key))
            if field is not None and field not in self._raw and value not in _NOTHING:
                self._raw[field] = (key, value)
                self._nest_of[field] = nest


def field_of(key: str) -> str | None:
    """The field that a key of front matter means; None of one that means none."""
    return _FIELD_OF.get(plain_key(key))


def plain_key(key: str) -> str:
    """The key as it is compared: in small letters, with ``_`` between its words, which capitals may part, too."""
    return _JOINT.sub("_", key.strip()).lower().replace("-", "_").replace(" ", "_")
