"""A filter whose value may go on behind a space: ``tag:Middle East``, ``tag: Gaza``. Judges nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.domain.query_language.syntax import Filter, Minus, Part, Span, Word

_MOST_WORDS = 8


def filter_of(part: Part) -> Filter | None:
    """The filter that stands there, or behind a minus."""
    inner = part.part if isinstance(part, Minus) else part
    return inner if isinstance(inner, Filter) else None


def written_apart(first: Filter, behind: Sequence[Part]) -> Iterator[tuple[Filter, Span]]:
    """The filter with the words that stand behind it as the rest of its value, as many as there are, then fewer.

    With each, the place in the line that all of it takes.
    """
    words: list[Word] = []
    for part in behind[:_MOST_WORDS]:
        if not isinstance(part, Word) or part.is_prefix:
            break
        words.append(part)
    while words:
        value = " ".join(filter(None, (first.value, *(word.text for word in words))))
        yield replace(first, value=value), Span(first.span.start, words[-1].span.end)
        words.pop()
