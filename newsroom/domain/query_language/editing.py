"""Takes a part out of a line, as the cross of a chip does."""

from collections.abc import Iterable
from dataclasses import replace

from newsroom.domain.query_language.parsing import parse_line
from newsroom.domain.query_language.printing import print_parts
from newsroom.domain.query_language.syntax import Choice, Group, Minus, Part, Span


def without_term(text: str, span: Span) -> str:
    """The line without the part that stands at the span; as it is where none does. An ``OR`` that is left over goes."""
    return print_parts(_without(parse_line(text).parts, span))


def _without(parts: Iterable[Part], span: Span) -> list[Part]:
    kept = (_rest(part, span) for part in parts if part.span != span)
    return [part for part in kept if part is not None]


def _rest(part: Part, span: Span) -> Part | None:
    if isinstance(part, Minus):
        inner = None if part.part.span == span else _rest(part.part, span)
        return None if inner is None else replace(part, part=inner)
    if isinstance(part, Choice | Group):
        parts = tuple(_without(part.parts, span))
        if len(parts) < 2:
            return parts[0] if parts else None
        return replace(part, parts=parts)
    return part
