"""Plain text as lines for a reader: line ends and spaces made one, hard-wrapped lines joined.

Linear in the text's length.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from newsroom.exchange.wirecopy.wire_marks import is_note_to_editors

MOST_COLUMNS = 100
_FEWEST_COLUMNS = 45
_FEWEST_COLUMNS_DENSE = 18
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
# Places where a line may break, seen by nobody.
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# French and figures need their own space: before « » ; : ! ? %, and between digits.
_HARD_SPACE = re.compile(
    "(?<=[«\\d])[\u00a0\u202f](?=[\\d\\w%€«])|[\u00a0\u202f](?=[»;:!?%€])|(?<=«)[\u00a0\u202f]"
)
_KEPT_SPACE = "\ue000"
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u3001-\u303f]")
_ENDS = frozenset('.!?…:;。！？؟"”’»)')
_QUOTED = re.compile(r"^\s*(?:>\s?){1,20}")
_MAIL_HEAD = re.compile(r"[A-ZА-Я][\w-]{1,11}: ")
_FEWEST_DOUBLE = 3
_FURTHER_IN = 2
_ITEM = re.compile(r"(?:[-*+•·▪●◦‣–—]|\d{1,3}[.)])[ \t]+\S")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it (wrapped lines joined). ``raw`` keeps its inner spacing and tabs.

    ``gap``: blank lines before it. ``number``: place in the text, from 0.
    """

    text: str
    raw: str
    gap: int
    number: int

    @property
    def spaced(self) -> str:
        """The line with its inner spacing, without what stands around it."""
        return self.raw.strip()


def sound(text: str) -> str:
    """With ``\\n`` line ends, storable characters only, and plain spaces but where French and figures need others."""
    text = _LINE_ENDS.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROLS.sub(" ", _NOT_STORABLE.sub("\ufffd", text.removeprefix("\ufeff")))
    text = _UNSEEN.sub("", text)
    if _KEPT_SPACE not in text:
        text = _HARD_SPACE.sub(_KEPT_SPACE, text)
    return _SPACES.sub(" ", text).replace(_KEPT_SPACE, "\u00a0")


def is_item(text: str) -> bool:
    """Whether a line begins as an entry of a list."""
    return _ITEM.match(text) is not None


def is_dense(text: str) -> bool:
    """Whether the text begins in a script that is written without spaces."""
    return _DENSE.match(text) is not None


def lines_of(text: str, *, unwrap: bool = True) -> list[Line]:
    """The lines of a sound text that are not blank, hard-wrapped ones joined where the whole text is wrapped."""
    rows: list[Line] = []
    gap = 0
    for number, raw in enumerate(_unmarked(text.split("\n"))):
        words = raw.replace("\t", " ").strip().strip(DIRECTIONS).strip()
        if not words:
            gap += 1
            continue
        rows.append(Line(one_space(words), raw.rstrip(), gap, number))
        gap = 0
    return _joined(_single_spaced(rows)) if unwrap else rows


def _unmarked(rows: list[str]) -> list[str]:
    """Without the marks of a quoted mail (``> ``) and of old wires (``^words<``), where most lines have them."""
    n_rows = sum(1 for row in rows if row.strip() and not _MAIL_HEAD.match(row))
    if sum(1 for row in rows if row.lstrip().startswith(">")) * 10 > n_rows * 7:
        return [_QUOTED.sub("", row) for row in rows]
    if sum(1 for row in rows if row.startswith("^")) > 1:
        return [row[1:].rstrip("<= ") if row.startswith("^") else row for row in rows]
    return rows


def _single_spaced(rows: list[Line]) -> list[Line]:
    """Double-spaced copy: wrapped lines with a blank one between all of them, and more between paragraphs."""
    pairs = list(pairwise(rows))
    if len(pairs) < _FEWEST_DOUBLE or not all(below.gap for _, below in pairs):
        return rows
    run_on = sum(1 for above, below in pairs if below.text[0].islower() and above.text[-1] not in _ENDS)
    if run_on * 5 < len(pairs) * 2:
        return rows
    return [replace(row, gap=max(0, row.gap - 1)) for row in rows]


def one_space(text: str) -> str:
    """With single spaces between words; hard spaces stay."""
    # str.split() would also eat the hard spaces that sound() kept.
    return " ".join(part for part in text.split(" ") if part) if "  " in text else text


def _joined(rows: list[Line]) -> list[Line]:
    width = _wrap_width(rows)
    if width is None:
        return rows
    groups: list[list[Line]] = []
    for row in rows:
        if groups and _continues(groups[-1], row, width):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [group[0] if len(group) == 1 else _one_line(group) for group in groups]


def _one_line(group: list[Line]) -> Line:
    parts = [group[0].text]
    for before, row in pairwise(group):
        parts.append("" if _glued(before.text, row.text) else " ")
        parts.append(row.text)
    text = "".join(parts)
    return Line(text, text, group[0].gap, group[0].number)


def _glued(before: str, after: str) -> bool:
    """Whether two lines meet without a space: inside Chinese or Japanese, and at a word's own hyphen."""
    if is_dense(before[-1]) and is_dense(after):
        return True
    return before.endswith("-") and before[-2:-1].isalpha() and after[0].islower()


def _continues(group: list[Line], row: Line, width: int) -> bool:
    before = group[-1]
    if before.text[-1] in _ENDS and is_note_to_editors(group[0].text):
        return False
    if row.gap or is_item(row.text) or _is_columns(row) or _is_columns(before):
        return False
    if _begins_further_in(before, row) and not (len(group) == 1 and is_item(group[0].text)):
        return False
    return _runs_on(before, row, width) or not _would_have_fitted(before, row, width)


def _runs_on(before: Line, row: Line, width: int) -> bool:
    """A line broken in mid-sentence, a little before its column."""
    return row.text[0].islower() and before.text[-1] not in _ENDS and len(before.raw) * 10 > width * 6


def _would_have_fitted(before: Line, row: Line, width: int) -> bool:
    """Whether the first word of ``row`` had room on the line before: then somebody broke the line on purpose."""
    if is_dense(row.text):
        return len(before.raw) + 1 <= width - 1
    word = len(row.text.split(" ", 1)[0])
    return len(before.raw) + 1 + word <= width


def _wrap_width(rows: list[Line]) -> int | None:
    """The column at which the text was wrapped; None when its lines are as their writer made them."""
    lengths = [len(row.raw) for row in rows]
    short = [length for length in lengths if length <= MOST_COLUMNS]
    if len(lengths) - len(short) > len(lengths) * 0.05 or not short:
        return None
    width = max(short)
    n_dense = sum(1 for row in rows if is_dense(row.text))
    if width < (_FEWEST_COLUMNS_DENSE if n_dense * 2 > len(rows) else _FEWEST_COLUMNS):
        return None
    # Where paragraphs begin further in, one that begins so, or a line after a sentence's end, says nothing of wrapping.
    is_indented = sum(_begins_further_in(a, b) for a, b in pairwise(rows)) > 1
    breaks = [
        (a, b)
        for a, b in pairwise(rows)
        if not (b.gap or is_item(b.text) or _is_columns(b) or _MAIL_HEAD.match(b.text))
        and not (is_indented and (_begins_further_in(a, b) or a.text[-1] in _ENDS))
    ]
    wrapped = [(a, b) for a, b in breaks if not _would_have_fitted(a, b, width)]
    if len(wrapped) >= 2 and len(wrapped) * 2 >= len(breaks):
        return width
    if len(wrapped) == 1 and len(breaks) == 1 and wrapped[0][1].text[0].islower():
        return width
    # One line alone tells where it goes on, small, from a beginning further in.
    if any(_begins_further_in(b, a) and b.text[0].islower() and a.text[-1] not in _ENDS for a, b in wrapped):
        return width
    return None


def _indent(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip())


def _begins_further_in(before: Line, row: Line) -> bool:
    return _indent(row) - _indent(before) >= _FURTHER_IN


def _is_columns(line: Line) -> bool:
    return "   " in line.spaced or "\t" in line.spaced
