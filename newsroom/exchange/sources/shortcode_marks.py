"""Marks of site generators in a text: Hugo's ``{{< … >}}``, Liquid's ``{% … %}`` and ``{{ … }}``, cut apart, not read.

Time is linear in the text's length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

_LONGEST = 4_000
# Each alternative begins with a character of its own: only so the scan is fast.
_START = re.compile(r"`(?:`*)|~~~(?:~*)|\{\{[<%]?-?|\{%-?")
_ARGUMENT = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w.-]*)\s*(?:=|:(?!//))\s*)?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s\"'`,=]+))"
)
_NAME = re.compile(r"\s*(?P<close>/\s*)?(?P<name>[\w./-]+)")
_ENDRAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_RAW_TAG = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}\n?")


class Kind(Enum):
    """Whose mark it is."""

    HUGO = auto()
    TAG = auto()
    OUTPUT = auto()
    VERBATIM = auto()
    """Text that stays as it is: code, or what stood between ``raw`` and ``endraw``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: where it stands, its words, and these parted. Of ``OUTPUT`` the name is the whole expression."""

    kind: Kind
    start: int
    end: int
    text: str
    name: str = ""
    closes: bool = False
    arguments: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)

    def first(self, *keys: str) -> str:
        """The first of the named arguments that is there."""
        return next((self.named[key] for key in keys if self.named.get(key)), "")


def marks_of(text: str) -> Iterator[Mark]:
    """The marks in their order, none within another."""
    at = 0
    missing: dict[str, int] = {}
    while (start := _START.search(text, at)) is not None:
        opening = start[0]
        if opening == "`":
            end = text.find("`", start.end(), start.end() + 500)
            words = text[start.start() : end + 1] if end > 0 else "\n"
            mark = None if "\n" in words else Mark(Kind.VERBATIM, start.start(), end + 1, words)
        elif opening[0] in "`~":
            is_fence = len(opening) > 2 and _begins_line(text, start.start())
            mark = _code(text, start, missing) if is_fence else None
        else:
            mark = _mark(text, start.start(), opening.rstrip("-"), missing)
        if mark is None:
            at = start.end()
        else:
            yield mark
            at = mark.end


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but three spaces stands before it on its line."""
    return not text[text.rfind("\n", max(0, at - 4), at) + 1 : at].strip(" ") and (
        at < 4 or "\n" in text[at - 4 : at]
    )


def _code(text: str, start: re.Match[str], missing: dict[str, int]) -> Mark | None:
    """A block of code to its end, which has as many ticks; ``raw`` around what is in it is taken away."""
    fence = start[0]
    if missing.get(fence, len(text) + 1) <= start.start():
        return None
    end = re.compile(rf"^ {{0,3}}{re.escape(fence)}[^\n]*$", re.MULTILINE).search(text, start.end())
    if end is None:
        missing[fence] = start.start()
        return None
    return Mark(Kind.VERBATIM, start.start(), end.end(), _RAW_TAG.sub("", text[start.start() : end.end()]))


def _mark(text: str, start: int, opening: str, missing: dict[str, int]) -> Mark | None:
    closing = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}[opening]
    if missing.get(closing, len(text) + 1) <= start:
        return None
    inner_start = start + len(opening)
    end = text.find(closing, inner_start, inner_start + _LONGEST)
    if end < 0:
        if text.find(closing, inner_start) < 0:
            missing[closing] = start
        return None
    inner, end = text[inner_start:end], end + len(closing)
    words = text[start:end]
    if opening == "{{":
        return Mark(Kind.OUTPUT, start, end, words, inner.strip("- \n\t"))
    if opening != "{%" and inner.lstrip().startswith("/*") and inner.rstrip().endswith("*/"):
        plain = inner.strip().removeprefix("/*").removesuffix("*/")
        return Mark(Kind.VERBATIM, start, end, f"`{opening}{plain}{closing}`")
    name = _NAME.match(inner.lstrip("-"))
    if name is None:
        return None
    if opening == "{%" and name["name"] == "raw":
        over = _ENDRAW.search(text, end) if missing.get("endraw", len(text) + 1) > end else None
        if over is not None:
            return Mark(Kind.VERBATIM, start, over.end(), text[end : over.start()])
        missing["endraw"] = end
    arguments, named = arguments_of(inner.lstrip("-")[name.end() :].rstrip("-/ \n"))
    kind = Kind.TAG if opening == "{%" else Kind.HUGO
    return Mark(kind, start, end, words, name["name"].lower(), bool(name["close"]), arguments, named)


def arguments_of(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Those without a name, and those with one; within parentheses, as Zola writes them, or without."""
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    alone: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(text):
        quoted = match["double"] if match["double"] is not None else match["single"]
        value = (
            quoted if quoted is not None else match["tick"] if match["tick"] is not None else match["bare"]
        )
        if match["double"] is not None:
            value = value.replace('\\"', '"')
        if match["key"]:
            named.setdefault(match["key"].lower(), value)
        else:
            alone.append(value)
    return tuple(alone), named
