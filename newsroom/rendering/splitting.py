"""Where a text may be cut so that its pieces render to what the whole renders to. Gives up, with one piece, on
constructs that reach across the text: definitions, footnotes, fences, raw HTML."""

import re
from dataclasses import dataclass

_RAW_HTML = re.compile(r"<(?!https?://[^\s<>]*>)[a-zA-Z/!?]")
_REACHES_FAR = ("]:", "```", "~~~")
_LIST = re.compile(r"^ {0,3}(?:[*+-]|\d+\.)(?:\s|$)", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}>", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}:(?:\s|$)", re.MULTILINE)
_BLANKS = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines of the text; lines count from 0, ``last_line`` is inside."""

    first_line: int
    last_line: int
    text: str


def split(text: str) -> tuple[Piece, ...]:
    """The pieces of a text with ``\\n`` line ends, in order, without the blank lines between them. Linear."""
    n_before, start = _leading_blanks(text)
    text = text[start:].rstrip(" \t\n")
    if not text:
        return ()
    if _RAW_HTML.search(text) or any(mark in text for mark in _REACHES_FAR):
        return (Piece(n_before, n_before + text.count("\n"), text),)
    return tuple(_pieces(text, n_before))


def _leading_blanks(text: str) -> tuple[int, int]:
    """How many blank lines come first, and where the first other line begins."""
    start = len(text) - len(text.lstrip(" \t\n"))
    start = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start), start


def _pieces(text: str, line: int) -> list[Piece]:
    pieces: list[Piece] = []
    start = at = 0
    before = ""
    first_line = line
    for gap in [*_BLANKS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        chunk = text[at:end]
        if at and not _joins(before, chunk):
            pieces.append(_piece(text[start:at], first_line))
            start, first_line = at, line
            before = chunk
        else:
            before = text[start:end]
        if gap:
            line += chunk.count("\n") + gap[0].count("\n")
            at = gap.end()
    pieces.append(_piece(text[start:], first_line))
    return pieces


def _piece(text: str, first_line: int) -> Piece:
    text = text.rstrip(" \t\n")
    return Piece(first_line, first_line + text.count("\n"), text)


def _joins(before: str, chunk: str) -> bool:
    """Whether ``chunk`` may belong to what stands ``before`` it. True where in doubt."""
    if chunk[0] in " \t":
        return True
    if _LIST.match(chunk):
        return _LIST.search(before) is not None
    if chunk[0] == ">":
        return _QUOTE.search(before) is not None
    if chunk[0] == ":":
        return True
    return _DEFINITION.search(chunk) is not None and _DEFINITION.search(before) is not None
