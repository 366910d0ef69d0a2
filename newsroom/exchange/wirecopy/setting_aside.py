"""Sets the page's furniture aside, line by line, with a look at the lines around it."""

from newsroom.exchange.wirecopy import furniture
from newsroom.exchange.wirecopy.sheet import Sheet

_HEAD = 12
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
    _set_counters_aside(sheet)
    if len(sheet.aside) == len(sheet.lines):
        sheet.aside.clear()
    return any(sheet.aside.get(index) in _PAGE_PARTS for index in range(_HEAD))


def _keep_rules_amid_text(sheet: Sheet) -> None:
    """``***`` ends the copy only where nothing follows it."""
    last_open = max(sheet.open_lines(), default=-1)
    for index, reason in list(sheet.aside.items()):
        if reason == furniture.END and index < last_open and furniture.is_weak_end_mark(sheet.text(index)):
            del sheet.aside[index]


def _set_counters_aside(sheet: Sheet) -> None:
    """A small figure beside a button counts its clicks."""
    for index in list(sheet.open_lines()):
        beside = (sheet.aside.get(index - 1), sheet.aside.get(index + 1))
        if furniture.FURNITURE in beside and furniture.is_counter(sheet.text(index)):
            sheet.aside[index] = furniture.COUNTER
