"""Writes the parts of a line down again: what is read from it is the same."""

from collections.abc import Iterable

from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.parsing import QUOTES
from newsroom.domain.query_language.syntax import Choice, Filter, Minus, Part, Phrase, Word

_QUOTED_FOR = frozenset("()（）")


def print_parts(parts: Iterable[Part]) -> str:
    """One line; what stands side by side is parted by one space."""
    return " ".join(map(print_part, parts))


def print_part(part: Part) -> str:
    """The part as a person would type it."""
    if isinstance(part, Word):
        return f"{part.text}*" if part.is_prefix else part.text
    if isinstance(part, Phrase):
        return f'"{part.text}"'
    if isinstance(part, Filter):
        return print_filter(part.name, part.value)
    if isinstance(part, Minus):
        return f"-{_inside(part.part, Minus)}"
    if isinstance(part, Choice):
        return " OR ".join(map(_inside, part.parts))
    return f"({print_parts(part.parts)})"


def print_filter(name: FilterName, value: str) -> str:
    """A filter; the value in quotes where it would end too early. See ``can_be_quoted``."""
    if value and not any(c.isspace() or c in _QUOTED_FOR for c in value):
        return f"{name.value}:{value}"
    return f'{name.value}:"{value}"'


def can_be_quoted(value: str) -> bool:
    """Whether a value can be written at all: no quote stands in it."""
    return not any(c in QUOTES for c in value)


def _inside(part: Part, *looser: type) -> str:
    """As a part of one that binds more closely than choices, and than those that are ``looser``."""
    text = print_part(part)
    return f"({text})" if isinstance(part, (Choice, *looser)) else text
