"""Where an article has the words of a search: its headline, lede and a piece of its text, with the places marked."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from newsroom.desk.library import Library
from newsroom.domain.asked import Marked, Snippet, Snippets, Span
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.list_sql import condition_of
from newsroom.storage.marking import Wanted, places, wanted_words
from newsroom.storage.texts import Texts, load_texts

_WIDTH = 220
_BEFORE = 60
# Marks of Markdown that a reader of a piece has no use for: emphasis, headings, quotes, targets of links.
_MARKUP = re.compile(r"!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|[*_`]{1,3}|(?m:^[#>]+ +)")
_TARGET = re.compile(r"\]\([^)\n]*\)")
_WHITE = re.compile(r"\s")


def snippets(
    library: Library, query: ListQuery, rows: Iterable[ArticleRow], *, token: CancelToken | None = None
) -> Snippets:
    """By id, for the rows that are shown; nothing where no words are looked for. Reads their texts: for some dozens."""
    wanted = wanted_words(condition_of(query))
    if not wanted:
        return {}
    in_body = query.match is Match.FULL_TEXT
    found = {}
    with library.store.read(token) as connection:
        for id, texts in load_texts(connection, [row.id for row in rows]).items():
            if token is not None:
                token.raise_if_cancelled()
            found[id] = _snippet(id, texts, wanted, in_body)
    return found


def _snippet(id: ArticleId, texts: Texts, wanted: Sequence[Wanted], in_body: bool) -> Snippet:
    headline = Marked(texts.headline, _spans(places(texts.headline, wanted)))
    lede = places(texts.lede, wanted)
    body = places(texts.body, wanted) if in_body else []
    return Snippet(
        id,
        headline,
        excerpt(texts.lede, lede) if lede else None,
        excerpt(texts.body, body, is_markdown=True) if body else None,
    )


def excerpt(text: str, marks: Sequence[tuple[int, int]], *, is_markdown: bool = False) -> Marked:
    """The piece of the text with the most marks, on one line; of equals, the first. Cut between words.

    Where a link leads is left out, but where nothing else has a mark: then that is why the text was found.
    """
    if is_markdown:
        marks = _seen(text, marks) or marks
    start, end = _window(text, marks)
    piece = text[start:end]
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start]
    return _tidied(piece, inside, is_markdown, start > 0, end < len(text))


def _seen(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks that do not stand where a link leads."""
    targets = [match.span() for match in _TARGET.finditer(text)]
    ends = [end for _, end in targets]
    return [(a, b) for a, b in marks if not _is_within(a, targets, ends)]


def _is_within(place: int, spans: Sequence[tuple[int, int]], ends: Sequence[int]) -> bool:
    n = bisect_right(ends, place)
    return n < len(spans) and spans[n][0] <= place


def _window(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _WIDTH:
        return 0, len(text)
    counts = [sum(1 for a, _ in marks if first <= a < first + _WIDTH - _BEFORE) for first, _ in marks]
    first = marks[counts.index(max(counts))][0] if marks else 0
    start = max(0, min(first - _BEFORE, len(text) - _WIDTH))
    end = min(len(text), start + _WIDTH)
    if start > 0 and (white := _WHITE.search(text, start, first)):
        start = white.end()
    if end < len(text):
        cut = max(text.rfind(" ", first, end), text.rfind("\n", first, end))
        end = cut if cut > first + _BEFORE else end
    return start, end


def _tidied(
    piece: str, marks: Sequence[tuple[int, int]], is_markdown: bool, cut_before: bool, cut_after: bool
) -> Marked:
    """Without markup and line ends; the marks follow."""
    keep = [True] * len(piece)
    if is_markdown:
        for match in _MARKUP.finditer(piece):
            start, end = match.span()
            if any(start <= a < end for a, _ in marks):
                piece = (
                    f"{piece[:start]} {piece[start + 1 :]}"  # of `words](where)` the bracket, not the place
                )
            else:
                keep[start:end] = [False] * (end - start)
    white = True
    for place, character in enumerate(piece):
        if keep[place]:
            keep[place] = not (white and character.isspace())
            white = character.isspace()
    shift = [0, *accumulate(keep)]
    text = "".join(" " if c.isspace() else c for c, kept in zip(piece, keep, strict=True) if kept)
    spans = [(shift[a], shift[b]) for a, b in marks]
    return Marked(text.rstrip(), _spans((a, b) for a, b in spans if b > a), cut_before, cut_after)


def _spans(found: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in found)
