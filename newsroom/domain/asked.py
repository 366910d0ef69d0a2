"""What is made of a line of search: the query, its terms for chips, mistakes; and answers beside the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.domain.query import ListQuery, Match
from newsroom.domain.query_language.syntax import Mistake, Span

__all__ = [
    "Asked",
    "Completion",
    "Completions",
    "Emptiness",
    "Marked",
    "Mistake",
    "QuickHit",
    "Snippet",
    "Span",
    "Term",
    "TermKind",
    "WayOut",
]


class TermKind(StrEnum):
    """What a term of a line is. But for the last two and the words, the name of the filter."""

    WORD = "word"
    PHRASE = "phrase"
    TAG = "tag"
    SERIES = "series"
    SECTION = "section"
    AUTHOR = "author"
    STATE = "state"
    KIND = "kind"
    LANGUAGE = "lang"
    LABEL = "label"
    IS = "is"
    HAS = "has"
    DATE = "date"
    BEFORE = "before"
    AFTER = "after"
    UPDATED = "updated"
    CHOICE = "choice"
    """Terms with ``OR`` between them."""
    GROUP = "group"
    """Terms in parentheses."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a line, for a chip. ``label``: the name of what was found, as the library has it, or what was typed.

    ``parts``: of a choice or a group. ``is_open``: still being typed; a filter that is, is not in the query yet.
    ``problem``: the sentence of the mistake in it.
    """

    kind: TermKind
    label: str
    span: Span
    is_unwanted: bool = False
    is_open: bool = False
    parts: tuple["Term", ...] = ()
    problem: str = ""

    @property
    def looks_for_words(self) -> bool:
        """Whether it, or a part of it, is words that a text has to have."""
        is_words = self.kind in (TermKind.WORD, TermKind.PHRASE)
        return not self.is_unwanted and (is_words or any(part.looks_for_words for part in self.parts))


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of search as the library understands it.

    A filter that is mistaken matches nothing, so that no list claims more than was asked. ``note`` says what the query
    does beyond the line (a last word taken as a beginning, because no article has it as a word).
    """

    text: str
    query: ListQuery
    terms: tuple[Term, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    note: str = ""

    @property
    def looks_in_texts(self) -> bool:
        """Whether words are sought in whole texts: only then a row has an excerpt to show."""
        return self.query.match is Match.FULL_TEXT and any(term.looks_for_words for term in self.terms)


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` would stand for the span of all of them. ``label`` is shown, ``detail`` dimmed beside it (the alias that
    fits, what a filter is for); ``count`` is the number of articles where a counter knows it.
    """

    text: str
    label: str
    kind: TermKind
    detail: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Completions:
    """What may stand at the cursor: ``span`` of the line is replaced by the chosen one, which ends with a space unless
    something is to be typed on (``tag:``).
    """

    span: Span
    items: tuple[Completion, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, or a part of one, with the places of what was looked for in it, in characters (code points)."""

    text: str
    marks: tuple[Span, ...] = ()
    is_cut_before: bool = False
    is_cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where one article has the words. A field without a hit is None, but for the headline."""

    article_id: ArticleId
    headline: Marked
    lede: Marked | None = None
    body: Marked | None = None


Snippets = Mapping[ArticleId, Snippet]


@dataclass(frozen=True, slots=True)
class QuickHit:
    """An article by its headline; ``marks`` are places in the headline. ``is_guess``: a word was taken for another."""

    row: ArticleRow
    marks: tuple[Span, ...] = ()
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class WayOut:
    """A line that finds something: ``text`` instead of what was asked, ``count`` articles, ``without`` the term."""

    text: str
    count: int
    without: str


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a list is empty, in sentences, and what would not be."""

    reasons: tuple[str, ...]
    ways_out: tuple[WayOut, ...] = field(default=())
