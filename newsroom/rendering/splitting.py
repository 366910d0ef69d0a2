"""Where a text may be cut so that its pieces render to what the whole renders to. Gives up, with one piece, on
constructs that reach across the text: definitions, footnotes, fences, raw HTML."""

import re
from dataclasses import dataclass

_RAW_HTML = re.compile(r"<(?!https?://[^\s<>]*>)[a-zA-Z/!?]")
_REACHES_FAR = ("]:", "```", "~~~")
_DEFINITION = re.compile(r"\n {0,3}:")
_LIST = re.compile(r"^ {0,3}(?:[*+-]|\d+\.)(?:\s|$)", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}>", re.MULTILINE)
_DEFINES = re.compile(r" {0,3}\*?\[[^\]\n]+\][ ]?:")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_BLANKS = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines of the text; lines count from 0, ``last_line`` is inside."""

    first_line: int
    last_line: int
    text: str


def whole(text: str) -> Piece | None:
    """The text as one piece, without the blank lines around it; None where nothing is left."""
    n_before, start = _leading_blanks(text)
    text = _without_blanks_at_end(text[start:])
    return Piece(n_before, n_before + text.count("\n"), text) if text.strip(" \t") else None


def split(text: str) -> tuple[Piece, ...]:
    """The pieces of a text with ``\\n`` line ends, in order, without the blank lines between them. Linear."""
    piece = whole(text)
    if piece is None:
        return ()
    text = piece.text
    if any(mark in text for mark in _REACHES_FAR) or _DEFINITION.search(text):
        return (piece,)
    if "<" in text and _RAW_HTML.search(text):
        return (piece,)
    return tuple(_pieces(text, piece.first_line))


def starts_of(piece: Piece, n_elements: int) -> tuple[int, ...]:
    """The first line of each of its elements, for page and text to follow each other; empty where it cannot be told.

    What stands between blank lines gives one element, or none where it only defines; all notes give one at the end.
    """
    if n_elements < 2 or "\n\n" not in piece.text:
        return ()
    starts: list[int] = []
    n_first, in_fence, defines = piece.last_line, False, False
    for part in _pieces(piece.text, piece.first_line):
        was_in_fence, in_fence = in_fence, in_fence ^ bool(len(_FENCE.findall(part.text)) % 2)
        if was_in_fence:
            continue
        if defines_only := _DEFINES.match(part.text) is not None:
            n_first = n_first if defines else part.first_line
        else:
            starts.append(part.first_line)
            n_first = piece.last_line
        defines = defines_only
    if len(starts) == n_elements - 1 and _NOTE.search(piece.text):
        starts.append(n_first)
    return tuple(starts) if len(starts) == n_elements else ()


def _leading_blanks(text: str) -> tuple[int, int]:
    """How many blank lines come first, and where the first other line begins."""
    start = len(text) - len(text.lstrip(" \t\n"))
    start = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start), start


def _pieces(text: str, line: int) -> list[Piece]:
    pieces: list[Piece] = []
    start = at = end = 0
    before = ""
    first_line = last_line = line
    for gap in [*_BLANKS.finditer(text), None]:
        end_before, end = end, gap.start() if gap else len(text)
        chunk = text[at:end]
        if at and not _joins(before, chunk):
            pieces.append(Piece(first_line, last_line, text[start:end_before]))
            start, first_line = at, line
            before = chunk
        else:
            before = text[start:end]
        last_line = line + chunk.count("\n")
        if gap:
            line = last_line + gap[0].count("\n")
            at = gap.end()
    pieces.append(Piece(first_line, last_line, text[start:end]))
    return pieces


def _without_blanks_at_end(text: str) -> str:
    """Without blank lines at the end; spaces that end the last line mean something to Markdown, and stay."""
    n_kept = len(text.rstrip(" \t\n"))
    end = text.find("\n", n_kept)
    return text if end < 0 else text[:end]


def _joins(before: str, chunk: str) -> bool:
    """Whether ``chunk`` may belong to what stands ``before`` it. True where in doubt."""
    if chunk[0].isalpha():
        return False
    if chunk[0] in " \t":
        return True
    if _LIST.match(chunk):
        return _LIST.search(before) is not None
    return chunk[0] == ">" and _QUOTE.search(before) is not None
