"""Reads a line of search. Any text can be read: what makes no sense as a sign is passed over, or is a word.

Parts that follow each other must all be; ``OR`` joins the two beside it more closely than that, as search engines do:
``a b OR c`` is a, and b or c.
"""

import re

from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.syntax import (
    Choice,
    Filter,
    Group,
    Line,
    Minus,
    Mistake,
    Part,
    Phrase,
    Span,
    Word,
)

# Of a whole page pasted into the search line, the beginning is enough.
MOST_PARTS = 100
MOST_NESTED = 16
QUOTES = '"“”„‟«»❝❞＂'
_NAMES = {name.value: name for name in FilterName} | {"language": FilterName.LANGUAGE}
_FILTER = re.compile(r"(?P<name>[A-Za-z]+)[:：]")
_WORD = re.compile(rf"[^\s()（）{QUOTES}]+")
_PHRASE = re.compile(rf"[{QUOTES}](?P<text>[^{QUOTES}]*)(?P<close>[{QUOTES}]?)")
_SPACE = re.compile(r"\s*")
_OPENING, _CLOSING = "(（", ")）"
_OR = "OR"
_DANGLING = "“OR” stands between two words or filters; here one is missing."
_TOO_MANY = f"Only the first {MOST_PARTS} words of the line are looked for."


def parse_line(text: str) -> Line:
    """The parts of a line, their places, and what is wrong with its form. Never raises; linear in the text."""
    return _Reader(text).line()


class _Sequence:
    """Parts that stand side by side on one level."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.parts: list[Part] = []
        self.is_minus = False
        self.dangling: Span | None = None
        """An ``OR`` whose second part has not come yet."""

    def add(self, part: Part) -> None:
        if self.dangling is None:
            self.parts.append(part)
            return
        self.dangling = None
        last = self.parts.pop()
        parts = tuple(
            inner for one in (last, part) for inner in (one.parts if isinstance(one, Choice) else (one,))
        )
        self.parts.append(Choice(parts, Span(last.span.start, part.span.end)))


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._n_parts = 0
        self._mistakes: list[Mistake] = []
        self._levels = [_Sequence(0)]
        self._n_ignored = 0
        """Opening parentheses beyond the deepest level, whose closing ones mean nothing."""

    def line(self) -> Line:
        while self._step():
            pass
        while len(self._levels) > 1:
            self._close(len(self._text))
        self._end_of(self._levels[0])
        return Line(self._text, _flat(self._levels[0].parts), tuple(self._mistakes))

    def _step(self) -> bool:
        text = self._text
        self._place = _end(_SPACE.match(text, self._place), self._place)
        if self._place >= len(text):
            return False
        character = text[self._place]
        if character in _CLOSING:
            self._place += 1
            self._close(self._place)
        elif self._n_parts >= MOST_PARTS:
            self._mistakes.append(Mistake(_TOO_MANY, Span(self._place, len(text))))
            return False
        elif character in _OPENING:
            self._open(self._place, is_minus=False)
        elif character == "-" and text[self._place + 1 : self._place + 2].strip():
            self._read_minus()
        else:
            self._add(self._part())
        return True

    def _read_minus(self) -> None:
        start = self._place
        self._place += 1
        if self._text[self._place] in _CLOSING:
            return
        if self._text[self._place] in _OPENING:
            self._open(start, is_minus=True)
        elif part := self._part(is_minus=True):
            self._add(Minus(part, Span(start, part.span.end)))

    def _add(self, part: Part | None) -> None:
        if part is not None:
            self._n_parts += 1
            self._levels[-1].add(part)

    def _open(self, start: int, *, is_minus: bool) -> None:
        self._place += 1
        if len(self._levels) > MOST_NESTED:
            self._n_ignored += 1
            return
        level = _Sequence(start)
        level.is_minus = is_minus
        self._levels.append(level)

    def _close(self, end: int) -> None:
        if self._n_ignored:
            self._n_ignored -= 1
            return
        if len(self._levels) == 1:
            return
        level = self._levels.pop()
        self._end_of(level)
        parts = _flat(level.parts)
        if not parts:
            return
        span = Span(level.start, end)
        part = parts[0] if len(parts) == 1 else Group(parts, span)
        self._levels[-1].add(Minus(part, span) if level.is_minus else part)

    def _end_of(self, level: _Sequence) -> None:
        if level.dangling is not None:
            self._mistakes.append(Mistake(_DANGLING, level.dangling))

    def _part(self, *, is_minus: bool = False) -> Part | None:
        """A word, a phrase or a filter that begins here; None for an ``OR`` and for what says nothing."""
        start = self._place
        if phrase := _PHRASE.match(self._text, start):
            self._place = phrase.end()
            return self._phrase(phrase, start)
        name = _FILTER.match(self._text, start)
        if name and (known := _NAMES.get(name["name"].lower())):
            self._place = name.end()
            return self._filter(known, start)
        word = _WORD.match(self._text, start)
        if word is None:
            self._place += 1
            return None
        self._place = word.end()
        if word[0] == _OR and not is_minus:
            self._read_or(Span(start, word.end()))
            return None
        stem = word[0].rstrip("*")
        if not stem.strip("-"):
            return None
        is_prefix = stem != word[0]
        is_open = self._place == len(self._text) and not is_prefix
        return Word(stem if is_prefix else word[0], is_prefix, is_open, Span(start, word.end()))

    def _phrase(self, phrase: re.Match[str], start: int) -> Phrase | None:
        if not phrase["text"].strip():
            return None
        return Phrase(phrase["text"].strip(), not phrase["close"], Span(start, phrase.end()))

    def _filter(self, name: FilterName, start: int) -> Filter:
        value_start = self._place
        if quoted := _PHRASE.match(self._text, value_start):
            self._place = quoted.end()
            inside = Span(*quoted.span("text"))
            return Filter(name, quoted["text"].strip(), not quoted["close"], Span(start, self._place), inside)
        self._place = _end(_WORD.match(self._text, value_start), value_start)
        inside = Span(value_start, self._place)
        is_open = self._place == len(self._text)
        return Filter(name, self._text[slice(*inside)], is_open, Span(start, self._place), inside)

    def _read_or(self, span: Span) -> None:
        level = self._levels[-1]
        if level.dangling is not None or not level.parts:
            self._mistakes.append(Mistake(_DANGLING, span))
        else:
            level.dangling = span


def _flat(parts: list[Part]) -> tuple[Part, ...]:
    """Groups among parts that must all be add nothing."""
    return tuple(inner for part in parts for inner in (part.parts if isinstance(part, Group) else (part,)))


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return otherwise if match is None else match.end()
