"""What an act changed: the payload of the one change signal."""

from dataclasses import dataclass, field
from enum import StrEnum


class Changed(StrEnum):
    """Kinds of things that a view may show."""

    ARTICLE = "article"
    LIST = "list"
    COUNTS = "counts"
    SECTION = "section"
    SERIES = "series"
    TAG = "tag"
    AUTHOR = "author"
    MEDIA = "media"
    SITE = "site"
    SEARCH = "search"
    """The kept searches."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Kinds and article ids that an act changed, and who did it (``window``, ``command line``, ``elsewhere``).

    An empty ``article_ids`` with ARTICLE among the kinds means: any of them.
    """

    kinds: frozenset[Changed]
    article_ids: frozenset[int] = field(default_factory=frozenset)
    by: str = "window"
