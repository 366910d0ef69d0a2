"""Find and replace in the texts of many articles: what is looked for, and what would become of it."""

from dataclasses import dataclass
from enum import StrEnum

from newsroom.domain.asked import Marked
from newsroom.domain.listing import ArticleRow


class TextField(StrEnum):
    """The texts in which words are replaced."""

    HEADLINE = "headline"
    LEDE = "lede"
    BODY = "body"


EVERY_FIELD = frozenset(TextField)


@dataclass(frozen=True, slots=True)
class TextChange:
    """``find`` becomes ``replace``, wherever it stands in the fields.

    ``is_regex``: a pattern; in ``replace``, ``\\1`` and ``\\g<name>`` are what its groups have found.
    ``whole_words``: not where it is a part of a word.
    """

    find: str
    replace: str
    is_regex: bool = False
    match_case: bool = False
    whole_words: bool = False
    fields: frozenset[TextField] = EVERY_FIELD


@dataclass(frozen=True, slots=True)
class Place:
    """One place, with the words around it: as it is, and as it would be. The marks are what goes and what comes."""

    field: TextField
    before: Marked
    after: Marked


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """What would change in one article. ``places`` are the first of ``n_places``."""

    row: ArticleRow
    places: tuple[Place, ...]
    n_places: int


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A run of articles in which something would change. ``after``: the key to go on from; None where all were seen.

    ``too_slow``: articles on which the pattern took too long; nothing would change there.
    """

    items: tuple[ArticleChanges, ...]
    after: int | None
    too_slow: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """Of all that was found: how many articles would change, in how many places, and how many are published."""

    n_articles: int
    n_places: int
    n_published: int = 0
    n_too_slow: int = 0
