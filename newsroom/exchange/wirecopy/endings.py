"""What ends the last paragraphs in brackets, ``… said. (Reporting by Ana Ruiz)``, as a line of its own."""

import re

from newsroom.exchange.wirecopy.agencies import is_agency
from newsroom.exchange.wirecopy.bylines import credits_of, is_signature
from newsroom.exchange.wirecopy.furniture import is_end_mark
from newsroom.exchange.wirecopy.layout import Line

_LAST = 8
_LONGEST_ENDING = 420
_ENDING = re.compile(r"(?<=[.!?…”\"»。！？؟)])\s*(?P<ending>[(（\[][^()（）\[\]]{1,400}[)）\]]\.?)$")
_BARE = re.compile(r"(?<=[.!?…”\"»])\s+(?P<ending>(?P<house>\w[\w-]{1,11})(?: [A-Z]{2,4}){0,4})$")


def with_endings_apart(lines: list[Line]) -> list[Line]:
    """The lines; of the last ones, what closes them is cut off where it is credits, a house's name or an end mark."""
    head, tail = lines[:-_LAST], lines[-_LAST:]
    return [*head, *(part for line in tail for part in _parts(line))]


def _parts(line: Line) -> list[Line]:
    reach = max(0, len(line.text) - _LONGEST_ENDING)
    match = _ENDING.search(line.text, reach) or _BARE.search(line.text, reach)
    if match is None or match.start() == 0:
        return [line]
    ending = match["ending"]
    if "house" in match.groupdict():
        if not (is_end_mark(ending) or (ending.isupper() and is_agency(match["house"]))):
            return [line]
    elif not (is_end_mark(ending) or is_signature(ending) or credits_of(ending) is not None):
        return [line]
    text = line.text[: match.start()].rstrip()
    return [Line(text, text, line.gap, line.number), Line(ending, ending, 0, line.number)]
