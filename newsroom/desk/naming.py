"""Names that come with articles (sections, series, tags) as ids, inside a write transaction that has begun."""

from collections.abc import Iterable
from functools import cached_property

from newsroom.domain.article import TagKind
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.names import name_key
from newsroom.domain.site import SiteSettings
from newsroom.domain.wire_story import WireSeries
from newsroom.storage.sections import ensure_section
from newsroom.storage.series import ensure_series
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag, find_tags

NamedTag = tuple[TagKind | None, str]


class Names:
    """Of one transaction: each name is looked up once, and made where it is new.

    All of its methods raise ``RefusedError`` for a name that cannot be one; names without a letter are left out.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sections: dict[str, SectionId] = {}
        self._series: dict[str, SeriesId] = {}
        self._tags: dict[str, tuple[TagId, TagKind]] = {}

    @cached_property
    def site(self) -> SiteSettings:
        """The settings of the site."""
        return load_site(self._connection)

    def forget(self) -> None:
        """What was made may be gone: part of the transaction was rolled back."""
        self._sections.clear()
        self._series.clear()
        self._tags.clear()

    def expect_tags(self, tags: Iterable[NamedTag]) -> None:
        """Looks up the tags of many articles at once. Two statements."""
        found = find_tags(self._connection, (label for _, label in tags))
        self._tags.update({key: (tag.id, tag.kind) for key, tag in found.items()})

    def section(self, name: str | None) -> SectionId | None:
        """The section of that name; None for no name."""
        key = name_key(name or "")
        if not name or not key:
            return None
        if key not in self._sections:
            self._sections[key] = ensure_section(self._connection, name).id
        return self._sections[key]

    def series(self, series: Iterable[WireSeries]) -> tuple[SeriesId, ...]:
        """A new series that came with a number N has N - 1 articles elsewhere; a known one stays as it is."""
        ids = []
        for one in series:
            key = name_key(one.name)
            if key and key not in self._series:
                elsewhere = max(0, (one.count or 1) - 1)
                self._series[key] = ensure_series(self._connection, one.name, earlier_elsewhere=elsewhere).id
            if key:
                ids.append(self._series[key])
        return tuple(ids)

    def tags(self, tags: Iterable[NamedTag]) -> tuple[TagId, ...]:
        """The tags of these labels or aliases, and of the kind where one is said."""
        return tuple(self._tag(kind, label) for kind, label in tags if name_key(label))

    def _tag(self, kind: TagKind | None, label: str) -> TagId:
        key = name_key(label)
        known = self._tags.get(key)
        if known is not None and kind in (None, known[1]):
            return known[0]
        tag = ensure_tag(self._connection, label, kind)
        if known is None and name_key(tag.label) == key:
            self._tags[key] = (tag.id, tag.kind)
        return tag.id
