"""Edits of Markdown that keys and buttons make: emphasis, links, quotes, lists, headings, Enter. No Qt.

Every function takes some whole lines of the text and positions in them, and answers with one change.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_WORD_BEFORE = re.compile(r"[\w’'\-]*$")
_WORD_AFTER = re.compile(r"[\w’'\-]*")
_ITEM = re.compile(
    r"(?P<quote>(?:[ ]{0,3}>(?:[ ]{0,3}>)*[ ]?)?)(?P<indent>\s*)"
    r"(?P<marker>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<space>[ \t]+)"
    r"(?P<box>\[[ xX]\][ \t]+)?"
)
_QUOTE = re.compile(r"\s{0,3}>(?:[ ]?>)*[ ]?")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_BULLET = re.compile(r"(\s*)[-*+][ \t]+")
_NUMBER = re.compile(r"(\s*)\d{1,9}[.)][ \t]+")
_LINK = re.compile(r"\[([^\]\[\n]{0,600})\]\(([^)\n]{0,900})\)")
_LEAD = re.compile(r"\s*(?:>\s?|[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s)*")
_INDENT = "    "
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Change:
    """``text`` takes the place of ``start`` to ``end``; then the selection goes from ``anchor`` to
    ``cursor``.

    The last two are positions in the lines as they are after the change.
    """

    start: int
    end: int
    text: str
    anchor: int
    cursor: int


def toggle_emphasis(lines: str, start: int, end: int, mark: str) -> Change:
    """Puts ``mark`` (``**`` or ``*``) around the selection or the word on each line; away where it is."""
    if start == end:
        span = _span_around(lines, start, mark)
        if span is not None:
            return _unwrap(lines, *span, mark, cursor=start)
        if lines[start - len(mark) : start] == mark == lines[start : start + len(mark)] and start >= len(
            mark
        ):
            place = start - len(mark)
            return Change(place, start + len(mark), "", place, place)
        start, end, at = *_word(lines, start), start
        shift = at + len(mark)
        if start == end:
            return Change(start, end, mark * 2, shift, shift)
        return Change(start, end, f"{mark}{lines[start:end]}{mark}", shift, shift)
    start, end = _trimmed(lines, start, end)
    if _has_mark(lines, start, end, mark):
        return _unwrap(lines, start - len(mark), end + len(mark), mark)
    inner = _inner(lines, start, end, mark)
    if inner is not None:
        return _unwrap(lines, start, end, mark)
    parts = [_wrapped(part, mark) for part in lines[start:end].split("\n")]
    text = "\n".join(parts)
    if len(parts) == 1:
        return Change(start, end, text, start + len(mark), start + len(text) - len(mark))
    return Change(start, end, text, start, start + len(text))


def toggle_quote(lines: str, start: int, end: int) -> Change:
    """Quotes the lines, or takes the quotation marks of Markdown away if all have them."""
    rows = lines.split("\n")
    if all(_QUOTE.match(row) for row in rows if row.strip()) and lines.strip():
        return _rows_changed(lines, start, end, lambda row: re.sub(r"^\s{0,3}>[ ]?", "", row))
    return _rows_changed(lines, start, end, lambda row: f"> {row}" if row.strip() or len(rows) == 1 else ">")


def toggle_list(lines: str, start: int, end: int, *, numbered: bool = False) -> Change:
    """Makes items of the lines; plain lines if all are such items; the other kind becomes this one."""
    own, other = (_NUMBER, _BULLET) if numbered else (_BULLET, _NUMBER)
    rows = lines.split("\n")
    if lines.strip() and all(own.match(row) for row in rows if row.strip()):
        return _rows_changed(lines, start, end, lambda row: own.sub(r"\1", row, count=1))
    number = 0

    def item(row: str) -> str:
        nonlocal number
        if not row.strip() and len(rows) > 1:
            return row
        number += 1
        bare = other.sub(r"\1", row, count=1) if other.match(row) else row
        if own.match(bare):
            return bare
        indent = bare[: len(bare) - len(bare.lstrip())]
        return f"{indent}{f'{number}.' if numbered else '-'} {bare.lstrip()}"

    return _rows_changed(lines, start, end, item)


def toggle_heading(lines: str, start: int, end: int, level: int = 2) -> Change:
    """Makes headings of that level of the lines, or plain lines of them if all are."""
    marks = "#" * level
    rows = [row for row in lines.split("\n") if row.strip()]
    if rows and all(_HEADING.match(row) and row.startswith(f"{marks} ") for row in rows):
        return _rows_changed(lines, start, end, lambda row: _HEADING.sub("", row, count=1))
    n_rows = lines.count("\n") + 1

    def heading(row: str) -> str:
        return f"{marks} {_HEADING.sub('', row, count=1)}" if row.strip() or n_rows == 1 else row

    return _rows_changed(lines, start, end, heading)


def make_link(lines: str, start: int, end: int, address: str = "") -> Change:
    """A link of the selection or the word; the cursor goes where something is missing.

    In a link: its address.
    """
    for match in _LINK.finditer(lines):
        if match.start() <= start and end <= match.end():
            return Change(start, start, "", match.start(2), match.end(2))
    if start == end:
        start, end = _word(lines, start)
    else:
        start, end = _trimmed(lines, start, end)
    words = lines[start:end].replace("\n", " ")
    text = f"[{words}]({address})"
    behind = start + len(text)
    if not words:
        return Change(start, end, text, start + 1, start + 1)
    if not address:
        return Change(start, end, text, behind - 1, behind - 1)
    return Change(start, end, text, behind, behind)


def indent_items(lines: str, start: int, end: int, *, outward: bool = False) -> Change | None:
    """Moves list items one level in or out; None where no line is an item."""
    rows = lines.split("\n")
    if not any(_ITEM.match(row) for row in rows):
        return None

    def moved(row: str) -> str:
        if not row.strip():
            return row
        if not outward:
            return _INDENT + row
        n_spaces = len(row) - len(row.lstrip(" "))
        return row[min(n_spaces, len(_INDENT)) :]

    return _rows_changed(lines, start, end, moved)


def is_item(line: str) -> bool:
    """Whether the line begins a list item."""
    return _ITEM.match(line) is not None


def enter(line: str, column: int, *, previous: str = "", literal: bool = False) -> Change:
    """What Enter does: the next item, the next paragraph, quoted or not; an empty item ends its list.

    ``previous`` is the line above; positions before 0 reach into it. ``literal``: in fenced code.
    """
    if literal:
        return _insert(column, "\n" + line[: len(line) - len(line.lstrip())])
    item = _ITEM.match(line)
    if item is not None and column >= item.end():
        return _enter_item(line, column, item)
    quote = _QUOTE.match(line)
    if quote is not None and column >= quote.end():
        return _enter_quote(line, column, quote[0], previous)
    if not line[:column].strip() or line.startswith(("|", "    ", "\t")):
        return _insert(column, "\n" + (line[: len(line) - len(line.lstrip())] if line.strip() else ""))
    after = len(line[column:]) - len(line[column:].lstrip(" "))
    return Change(column, column + after, "\n\n", column + 2, column + 2)


def _enter_item(line: str, column: int, item: re.Match[str]) -> Change:
    if not line[item.end() :].strip():
        if len(item["indent"]) >= 2:
            shorter = item["indent"][: -min(len(_INDENT), len(item["indent"]))]
            place = item.end("quote")
            return Change(
                place, item.end("indent"), shorter, place + len(shorter) + 2, place + len(shorter) + 2
            )
        rest = item["quote"].rstrip()
        text = f"{rest}\n{item['quote']}" if rest else "\n"
        return Change(0, len(line), text, len(text), len(text))
    marker = item["marker"]
    if item["number"]:
        marker = f"{int(item['number']) + 1}{item['dot']}"
    box = "[ ] " if item["box"] else ""
    return _insert(column, f"\n{item['quote']}{item['indent']}{marker}{item['space']}{box}")


def _enter_quote(line: str, column: int, prefix: str, previous: str) -> Change:
    if not line[len(prefix) :].strip():
        empty_above = _QUOTE.fullmatch(previous) is not None
        start = -len(previous) - 1 if empty_above else 0
        text = "\n"
        return Change(start, len(line), text, start + 1, start + 1)
    after = len(line[column:]) - len(line[column:].lstrip(" "))
    text = f"\n{prefix.rstrip()}\n{prefix if prefix.endswith(' ') else prefix + ' '}"
    return Change(column, column + after, text, column + len(text), column + len(text))


def _insert(column: int, text: str) -> Change:
    return Change(column, column, text, column + len(text), column + len(text))


def _word(text: str, position: int) -> tuple[int, int]:
    before = _WORD_BEFORE.search(text[max(0, position - _LONGEST_WORD) : position])
    after = _WORD_AFTER.match(text[position : position + _LONGEST_WORD])
    return position - len(before[0] if before else ""), position + len(after[0] if after else "")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    if not part.strip():
        return start, end
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _run_before(text: str, position: int, character: str) -> int:
    return len(text[:position]) - len(text[:position].rstrip(character))


def _run_after(text: str, position: int, character: str) -> int:
    return len(text[position:]) - len(text[position:].lstrip(character))


def _carries(n: int, mark: str) -> bool:
    """Whether a run of that many asterisks holds the mark: three are both."""
    return n >= 3 or n == len(mark)


def _has_mark(text: str, start: int, end: int, mark: str) -> bool:
    n = min(_run_before(text, start, mark[0]), _run_after(text, end, mark[0]))
    return _carries(n, mark)


def _inner(text: str, start: int, end: int, mark: str) -> tuple[int, int] | None:
    """Whether the selection itself begins and ends with the mark."""
    part = text[start:end]
    n = min(_run_after(part, 0, mark[0]), _run_before(part, len(part), mark[0]))
    if _carries(n, mark) and len(part) > 2 * n:
        return start + len(mark), end - len(mark)
    return None


def _span_around(text: str, position: int, mark: str) -> tuple[int, int] | None:
    """Start and end, marks included, of the emphasised words that hold the position."""
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    waiting: dict[int, int] = {}  # length of a run of marks: where it began
    for run in re.finditer(re.escape(mark[0]) + "+", line):
        n = run.end() - run.start()
        before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
        if n in waiting and before.strip():
            start = waiting.pop(n)
            if _carries(n, mark) and start < position - line_start < run.end():
                return line_start + start, line_start + run.end()
        elif after.strip():
            waiting[n] = run.start()
    return None


def _unwrap(text: str, start: int, end: int, mark: str, cursor: int | None = None) -> Change:
    bare = text[start + len(mark) : end - len(mark)]
    if cursor is None:
        return Change(start, end, bare, start, start + len(bare))
    place = min(max(cursor - len(mark), start), start + len(bare))
    return Change(start, end, bare, place, place)


def _wrapped(part: str, mark: str) -> str:
    lead = _LEAD.match(part)
    start = lead.end() if lead else 0
    words = part[start:].strip()
    if not words:
        return part
    start = part.index(words, start)
    return f"{part[:start]}{mark}{words}{mark}{part[start + len(words) :]}"


def _rows_changed(lines: str, start: int, end: int, change: Callable[[str], str]) -> Change:
    """Each line changed at its beginning; the selection keeps the lines, a lone cursor its letter."""
    rows = lines.split("\n")
    new = [change(row) for row in rows]
    text = "\n".join(new)
    if start != end:
        return Change(0, len(lines), text, 0, len(text))
    n = lines.count("\n", 0, start)
    offset = sum(len(row) + 1 for row in new[:n]) - sum(len(row) + 1 for row in rows[:n])
    place = start + offset + len(new[n]) - len(rows[n])
    first = sum(len(row) + 1 for row in new[:n])
    place = min(max(place, first), first + len(new[n]))
    return Change(0, len(lines), text, place, place)
