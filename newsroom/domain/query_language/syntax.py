"""The parts of a line of search, each with its place in the text. Two parts are equal wherever they stand."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from newsroom.domain.query_language.filter_names import FilterName


class Span(NamedTuple):
    """From ``start`` until before ``end``, in characters (code points) of the text."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """``is_prefix``: written with a star, the beginning of a word. ``is_open``: it stands last, and may go on."""

    text: str
    is_prefix: bool = False
    is_open: bool = field(default=False, compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes. ``is_open``: no quote has closed it yet."""

    text: str
    is_open: bool = field(default=False, compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """``tag:"Middle East"``: the value without its quotes, which ``value_span`` has inside."""

    name: FilterName
    value: str
    is_open: bool = field(default=False, compare=False)
    span: Span = field(default=NOWHERE, compare=False)
    value_span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Minus:
    """What must not be."""

    part: "Part"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """Two parts or more with ``OR`` between them."""

    parts: tuple["Part", ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Two parts or more in parentheses, which must all be."""

    parts: tuple["Part", ...]
    span: Span = field(default=NOWHERE, compare=False)


Part: TypeAlias = Word | Phrase | Filter | Minus | Choice | Group


@dataclass(frozen=True, slots=True)
class Mistake:
    """A whole sentence about ``span`` of the text; ``suggestion`` would stand there instead."""

    text: str
    span: Span
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read: its parts must all be. Mistakes are of form alone; what is sound is read all the same."""

    text: str
    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...] = ()
