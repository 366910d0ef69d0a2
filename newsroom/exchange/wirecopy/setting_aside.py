"""Sets aside what is no part of the story, line by line, with a look at the lines around it."""

from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy import furniture, wire_marks
from newsroom.exchange.wirecopy.bylines import is_signature
from newsroom.exchange.wirecopy.datelines import opening_of
from newsroom.exchange.wirecopy.labels import Label, labelled
from newsroom.exchange.wirecopy.letters import set_letter_aside, set_mail_head_aside
from newsroom.exchange.wirecopy.sentences import is_headline, is_statement, length
from newsroom.exchange.wirecopy.sheet import Sheet
from newsroom.exchange.wirecopy.word_lists import key_set

_HEAD = 14
_TAIL = 5
_MOST_CONTACT_LINES = 8
_MOST_UNDER_END = 60
_SHORTEST_TEXT = 60
_SIGNED = "The name of the house, or initials, under the text."
_WHOM = "Whom to ask about the story."
_OTHER_LIST = "A list of the page that is not about this article."
_PAGE_PARTS = (furniture.FURNITURE, furniture.COUNTER)


def set_aside_furniture(sheet: Sheet) -> bool:
    """Sets aside what is no part of the story. Answers whether the text's head is that of a page.

    A text of nothing else stays as it is.
    """
    for index, line in enumerate(sheet.lines):
        reason = furniture.furniture(line.text)
        if reason is not None:
            sheet.aside[index] = reason
    _keep_rules_amid_text(sheet)
    _keep_labels(sheet)
    _set_counters_aside(sheet)
    set_letter_aside(sheet)
    start = sheet.first_text = _first_text(sheet)
    _set_head_aside(sheet, start)
    _set_other_lists_aside(sheet, start)
    _set_notes_aside(sheet, start)
    _set_press_office_aside(sheet)
    _set_signatures_aside(sheet, start)
    if len(sheet.aside) == len(sheet.lines):
        sheet.aside.clear()
    return any(sheet.aside.get(index) in _PAGE_PARTS for index in range(min(start, _HEAD)))


def _keep_rules_amid_text(sheet: Sheet) -> None:
    """``***`` ends the copy only where nothing follows it."""
    last_open = max(sheet.open_lines(), default=-1)
    for index, reason in list(sheet.aside.items()):
        if reason == furniture.END and index < last_open and furniture.is_weak_end_mark(sheet.text(index)):
            del sheet.aside[index]


def _keep_labels(sheet: Sheet) -> None:
    """``Read more`` is a button, but under the text, with headlines below it, it is their label."""
    texts = [
        i
        for i in sheet.open_lines()
        if is_statement(sheet.text(i)) and length(sheet.text(i)) > _SHORTEST_TEXT
    ]
    last_text = texts[-1] if texts else -1
    for index, reason in list(sheet.aside.items()):
        below = index + 1
        if (
            reason != furniture.FURNITURE
            or index < last_text
            or not sheet.is_open(below)
            or below >= len(sheet.lines)
        ):
            continue
        found = labelled(sheet.text(index))
        if found is not None and found[0] is Label.RELATED and is_headline(sheet.text(below)):
            del sheet.aside[index]


def _set_counters_aside(sheet: Sheet) -> None:
    """A small figure beside a button counts its clicks."""
    for index in list(sheet.open_lines()):
        beside = (sheet.aside.get(index - 1), sheet.aside.get(index + 1))
        if furniture.FURNITURE in beside and furniture.is_counter(sheet.text(index)):
            sheet.aside[index] = furniture.COUNTER


def _first_text(sheet: Sheet) -> int:
    """The first line with a dateline, or long enough a sentence; the number of lines where there is none."""
    for index in sheet.open_lines(0, 4 * _HEAD):
        text = sheet.text(index)
        if (is_statement(text) and length(text) > _SHORTEST_TEXT) or opening_of(text) is not None:
            return index
    return len(sheet.lines)


def _set_head_aside(sheet: Sheet, start: int) -> None:
    """Slugs, the head of a mail, and whom to ask: only above the text."""
    head = list(sheet.open_lines(0, min(start, 2 * _HEAD)))
    set_mail_head_aside(sheet, start)
    for n, index in enumerate(head):
        if not sheet.is_open(index):
            continue
        reason = wire_marks.head_mark(sheet.text(index))
        if reason is None and wire_marks.is_reach(sheet.text(index)):
            reason = wire_marks.RELEASE
        is_path = "/" in sheet.text(index) and " " not in sheet.text(index)
        is_sure = is_path or wire_marks.begins_message(sheet.text(index))
        if reason is not None and (len(head) > 1 or is_sure):
            sheet.aside[index] = reason
        elif wire_marks.is_contact_heading(sheet.text(index)) and ":" in sheet.text(index):
            _set_block_aside(sheet, head[n : n + _MOST_CONTACT_LINES])


def _set_block_aside(sheet: Sheet, lines: list[int]) -> None:
    """A heading and the lines below it, until a blank one; only where one of them tells how to reach somebody."""
    block = lines[:1]
    for index in lines[1:]:
        if sheet.lines[index].gap:
            break
        block.append(index)
    if any(wire_marks.is_reach(sheet.text(index)) for index in block):
        sheet.aside.update(dict.fromkeys(block, wire_marks.RELEASE))


def _set_other_lists_aside(sheet: Sheet, start: int) -> None:
    """``Most read`` under the text, and the headlines below it, perhaps numbered: until running text or a label."""
    others = key_set("other_lists")
    under: bool | None = None
    for index in range(start + 1, len(sheet.lines)):
        text = sheet.text(index)
        if name_key(text.rstrip(" :")) in others:
            under = True
            sheet.aside.setdefault(index, furniture.FURNITURE)
        elif under and (not (is_headline(text) or furniture.is_counter(text)) or labelled(text)):
            under = None
        elif under and sheet.is_open(index):
            sheet.aside[index] = _OTHER_LIST


def _set_notes_aside(sheet: Sheet, start: int) -> None:
    """The desk's notes under the text, from their heading to the end."""
    for index in list(sheet.open_lines(start + 1)):
        if wire_marks.begins_notes(sheet.text(index)):
            sheet.aside.update(dict.fromkeys(sheet.open_lines(index), wire_marks.UNDER_END))
            return


def _set_press_office_aside(sheet: Sheet) -> None:
    """Whom to ask and notes for editors, under the end of the copy or of the text."""
    ends = [i for i, reason in sheet.aside.items() if reason == furniture.END]
    under = list(sheet.open_lines(ends[-1] + 1)) if ends else []
    if not 0 < len(under) <= _MOST_UNDER_END:
        last = list(sheet.open_lines())[-2 * _MOST_CONTACT_LINES :]
        under = next((last[n:] for n in range(1, len(last)) if _is_contact(sheet, last[n:])), [])
    elif not wire_marks.is_contact_heading(sheet.text(under[0])):
        if not any(wire_marks.is_reach(sheet.text(index)) for index in under):
            return
    for index in under:
        if labelled(sheet.text(index)) is None:
            sheet.aside[index] = wire_marks.UNDER_END


def _is_contact(sheet: Sheet, lines: list[int]) -> bool:
    near = lines[:_MOST_CONTACT_LINES]
    return wire_marks.is_contact_heading(sheet.text(lines[0])) and any(
        wire_marks.is_reach(sheet.text(index)) for index in near
    )


def _set_signatures_aside(sheet: Sheet, start: int) -> None:
    """``(AFP)`` and ``ar/tl`` under the text."""
    for index in list(sheet.open_lines(min(start + 1, len(sheet.lines))))[-_TAIL:]:
        if is_signature(sheet.text(index)):
            sheet.aside[index] = _SIGNED
        elif wire_marks.is_whom_to_ask(sheet.text(index)):
            sheet.aside[index] = _WHOM
