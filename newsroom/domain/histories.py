"""An article's history as it is shown: its revisions in time, how much each changed, two of them compared. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.domain.article import RevisionRow
from newsroom.domain.text_diff import Kind, Piece, compare, count_words

NOW = 0
"""In the place of a revision's number: the article as it is."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Revisions, the newest first. ``before`` is what the next page is asked with; None where there is none.

    ``public`` is the number of the revision that readers see, or saw last.
    """

    rows: tuple[RevisionRow, ...]
    before: int | None
    public: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a revision differs from the one before it: words, and the fields, texts among them."""

    n_new: int
    n_gone: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in two revisions, as text: the pieces of both, in the order of reading."""

    field: str
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind is Kind.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions of one article, by their numbers: every field that one of them has something in."""

    old: int
    new: int
    fields: tuple[FieldDifference, ...]
    n_new: int
    n_gone: int

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(field.field for field in self.fields if not field.is_same)


def compare_fields(old: dict[str, str], new: dict[str, str], *, numbers: tuple[int, int]) -> Comparison:
    """Of fields as text, in their order. Words of texts and of all other fields are counted alike."""
    found = []
    n_new = n_gone = 0
    for name in dict.fromkeys((*old, *new)):
        pieces = compare(old.get(name, ""), new.get(name, ""))
        if pieces:
            found.append(FieldDifference(name, pieces))
            more, less = count_words(pieces)
            n_new, n_gone = n_new + more, n_gone + less
    return Comparison(*numbers, tuple(found), n_new, n_gone)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text in two revisions. ``old`` and ``new`` are its stretches in either text, from and to."""

    pieces: tuple[Piece, ...]
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def is_same(self) -> bool:
        return all(piece.kind is Kind.SAME for piece in self.pieces)


def paragraphs_of(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The pieces by paragraphs, each to be put back by itself.

    They end where both texts have an empty line; one that only one text has stands alone.
    """
    parts: list[Paragraph] = []
    current: list[Piece] = []
    old = new = old_start = new_start = 0
    for piece in pieces:
        is_cut = piece.kind is Kind.SAME or not current
        for text in _at_empty_lines(piece.text) if is_cut else (piece.text,):
            current.append(Piece(piece.kind, text))
            old += len(text) * (piece.kind is not Kind.NEW)
            new += len(text) * (piece.kind is not Kind.GONE)
            if text.endswith("\n\n") and (piece.kind is Kind.SAME or len(current) == 1):
                parts.append(Paragraph(tuple(current), (old_start, old), (new_start, new)))
                current, old_start, new_start = [], old, new
    if current:
        parts.append(Paragraph(tuple(current), (old_start, old), (new_start, new)))
    return tuple(parts)


def _at_empty_lines(text: str) -> list[str]:
    parts = text.split("\n\n")
    whole = [f"{part}\n\n" for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole
