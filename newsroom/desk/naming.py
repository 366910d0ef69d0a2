"""Names that come with articles (sections, series, tags, people) as ids, inside a write transaction that has begun."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from newsroom.domain.article import Byline, Section, TagKind
from newsroom.domain.ids import AuthorId, SectionId, SeriesId, TagId
from newsroom.domain.names import name_key, tidy
from newsroom.domain.site import SiteSettings
from newsroom.domain.wire_story import WireSeries
from newsroom.storage.authors import ensure_authors
from newsroom.storage.sections import ensure_section
from newsroom.storage.series import ensure_series
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag, find_tags

NamedTag = tuple[TagKind | None, str]
_MOST_REMEMBERED = 50_000
_key = lru_cache(maxsize=_MOST_REMEMBERED)(name_key)
_K = TypeVar("_K")
_V = TypeVar("_V")


class Names:
    """Each name is looked up once, and made where it is new. Of one transaction, or of several with nobody between.

    All of its methods raise ``RefusedError`` for a name that cannot be one; names without a letter are left out.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._site: SiteSettings | None = None
        self._sections: dict[str, Section] = {}
        self._series: dict[str, SeriesId] = {}
        self._tags: dict[tuple[TagKind | None, str], tuple[TagId, TagKind]] = {}
        self._authors: dict[str, AuthorId] = {}

    @property
    def site(self) -> SiteSettings:
        """The settings of the site."""
        if self._site is None:
            self._site = load_site(self._connection)
        return self._site

    def go_on(self, connection: Connection, *, alone: bool) -> None:
        """In another transaction. ``alone``: nobody else has written since the last one."""
        self._connection = connection
        if not alone:
            self.forget()

    def forget(self) -> None:
        """What is remembered may be gone: part of the transaction was rolled back, or others have written."""
        self._site = None
        for names in (self._sections, self._series, self._tags, self._authors):
            names.clear()

    def expect_tags(self, tags: Iterable[NamedTag]) -> None:
        """Looks up the tags of many articles at once. At most two statements."""
        keys = {_key(label): label for _, label in tags}
        new = [label for key, label in keys.items() if key and (None, key) not in self._tags]
        if not new:
            return
        for key, tag in find_tags(self._connection, new).items():
            _remember(self._tags, (None, key), (tag.id, tag.kind))

    def expect_people(self, people: Iterable[Byline]) -> None:
        """Looks up the people of many articles at once, and makes the new ones. One statement where none is new."""
        keys = {_key(line.name): line.name for line in people}
        new = [name for key, name in keys.items() if key and key not in self._authors]
        if new:
            for key, id in ensure_authors(self._connection, new).items():
                _remember(self._authors, key, id)

    def section(self, name: str | None) -> Section | None:
        """The section of that name; None for no name."""
        key = _key(name or "")
        if not name or not key:
            return None
        if key not in self._sections:
            _remember(self._sections, key, ensure_section(self._connection, name))
        return self._sections[key]

    def section_id(self, name: str | None) -> SectionId | None:
        """Its id."""
        section = self.section(name)
        return section.id if section else None

    def series(self, series: Iterable[WireSeries]) -> tuple[SeriesId, ...]:
        """A new series that came with a number N has N - 1 articles elsewhere; a known one stays as it is."""
        ids = []
        for one in series:
            key = _key(one.name)
            if key and key not in self._series:
                elsewhere = max(0, (one.count or 1) - 1)
                _remember(
                    self._series,
                    key,
                    ensure_series(self._connection, one.name, earlier_elsewhere=elsewhere).id,
                )
            if key:
                ids.append(self._series[key])
        return tuple(dict.fromkeys(ids))

    def tags(self, tags: Iterable[NamedTag]) -> tuple[TagId, ...]:
        """The tags of these labels or aliases, and of the kind where one is said."""
        return tuple(dict.fromkeys(self._tag(kind, label) for kind, label in tags if _key(label)))

    def bylines(self, bylines: Sequence[Byline]) -> tuple[Byline, ...]:
        """With the ids of the people; who has no name is left out."""
        if not all(_key(line.name) in self._authors for line in bylines):
            self.expect_people(bylines)
        return tuple(
            Byline(tidy(line.name), line.role, tidy(line.place or "") or None, self._authors[key])
            for line in bylines
            if (key := _key(line.name))
        )

    def _tag(self, kind: TagKind | None, label: str) -> TagId:
        key = _key(label)
        for asked in ((None, key), (kind, key)):
            known = self._tags.get(asked)
            if known is not None and kind in (None, known[1]):
                return known[0]
        tag = ensure_tag(self._connection, label, kind)
        exact = (None, key) not in self._tags and _key(tag.label) == key
        _remember(self._tags, (None if exact else kind, key), (tag.id, tag.kind))
        return tag.id


def _remember(names: dict[_K, _V], key: _K, value: _V) -> None:
    """An archive may have more names than one wants in memory."""
    if len(names) >= _MOST_REMEMBERED:
        names.clear()
    names[key] = value
