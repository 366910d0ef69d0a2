"""Wire copy or a page's text as a story: the front door of ``wirecopy``. Opens no library; any thread.

Time is linear in the text's length, whatever the text.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Collection

from newsroom.domain.article import Byline
from newsroom.domain.names import name_key
from newsroom.domain.wire_story import WireLine, WireStory
from newsroom.exchange.wirecopy.bodies import markdown_of
from newsroom.exchange.wirecopy.datelines import Opening
from newsroom.exchange.wirecopy.endings import with_endings_apart
from newsroom.exchange.wirecopy.heads import (
    find_opening,
    find_start,
    read_bare_bylines,
    read_bylines,
    read_head,
)
from newsroom.exchange.wirecopy.languages import language_of
from newsroom.exchange.wirecopy.layout import Line, lines_of, sound
from newsroom.exchange.wirecopy.series_lines import read_part_lines, read_repeated_series, read_series
from newsroom.exchange.wirecopy.setting_aside import set_aside_furniture
from newsroom.exchange.wirecopy.sheet import Sheet
from newsroom.exchange.wirecopy.tails import (
    name_the_rest,
    read_credits,
    read_labelled,
    read_signed,
    read_tail,
)

_LANGUAGE_SAMPLE = 4000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def recognise(text: str, *, sections: Collection[str] = (), site_credit: str | None = None) -> WireStory:
    """What the text says, by field. Never fails; what is not understood stays in the body and is listed.

    ``sections`` are names that are sections for certain; ``site_credit`` is the house's own name in datelines.
    """
    sheet = Sheet(with_endings_apart(lines_of(sound(decoded(text)))))
    page_shaped = set_aside_furniture(sheet)
    end = read_series(sheet, page_shaped=page_shaped)
    read_bylines(sheet)
    opened = find_opening(sheet, site_credit)
    if opened:
        _take_dateline(sheet, *opened)
    start = opened[0] if opened else find_start(sheet)
    read_bare_bylines(sheet, start)
    read_part_lines(sheet, start)
    read_labelled(sheet, start)
    if page_shaped:
        end = end or read_repeated_series(sheet, start)
    read_head(sheet, start, frozenset(map(name_key, sections)), page_shaped=page_shaped)
    read_credits(sheet, start)
    read_signed(sheet, start)
    read_tail(sheet, start, end if end is not None and end > start else None)
    name_the_rest(sheet, start)
    sheet.fields.bylines = list(dict.fromkeys(sheet.fields.bylines))
    sheet.fields.related = _each_once(sheet.fields.related)
    sheet.settle()
    return _story(sheet, opened)


def _each_once(headlines: list[str]) -> list[str]:
    """A page names a story amid its text and below it; the first way that it is written stays."""
    found: dict[str, str] = {}
    for headline in headlines:
        found.setdefault(name_key(headline), headline)
    return list(found.values())


def decoded(text: str) -> str:
    """The text with HTML's names of characters resolved, but for those that would become tags."""
    if "&" not in text:
        return text
    return _ENTITY.sub(_decoded_entity, text)


def _decoded_entity(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return match[0] if character in ("<", ">") else character


def _take_dateline(sheet: Sheet, index: int, opening: Opening) -> None:
    sheet.fields.dateline = opening.dateline
    sheet.fields.bylines.extend(Byline(name) for name in opening.by)
    if opening.rest:
        sheet.take(index, "", opening.printed)
    else:
        sheet.take(index, "Read as the dateline.")


def _story(sheet: Sheet, opened: tuple[int, Opening] | None) -> WireStory:
    fields = sheet.fields
    indices = list(sheet.open_lines())
    body, places = markdown_of([_body_line(sheet.lines[i], i, opened) for i in indices])
    paragraph_of = dict(zip(indices, places, strict=True))
    aside = [
        _wire_line(sheet, i, reason, _paragraph_before(indices, places, i))
        for i, reason in sheet.aside.items()
    ]
    if opened and opened[0] in sheet.partly_kept:
        line = sheet.lines[opened[0]]
        words = opened[1].printed.strip()
        aside.append(WireLine(words, "Read as the dateline.", line.number + 1, paragraph_of[opened[0]]))
    odd = [
        _wire_line(sheet, i, reason, paragraph_of[i]) for i, reason in sheet.odd.items() if sheet.is_open(i)
    ]
    return WireStory(
        headline=fields.headline,
        lede=fields.lede,
        body=body,
        language=language_of("\n".join((fields.headline, fields.lede, body[:_LANGUAGE_SAMPLE]))),
        section=fields.section,
        label=fields.label,
        dateline=fields.dateline,
        bylines=tuple(fields.bylines),
        series=tuple(fields.series),
        tags=tuple(fields.tags),
        related=tuple(fields.related),
        set_aside=tuple(sorted(aside, key=lambda line: line.number)),
        not_understood=tuple(sorted(odd, key=lambda line: line.number)),
    )


def _body_line(line: Line, index: int, opened: tuple[int, Opening] | None) -> Line:
    if opened and index == opened[0]:
        return Line(opened[1].rest, opened[1].rest, line.gap, line.number)
    return line


def _wire_line(sheet: Sheet, index: int, reason: str, paragraph: int) -> WireLine:
    line = sheet.lines[index]
    return WireLine(line.text, reason, line.number + 1, paragraph)


def _paragraph_before(indices: list[int], places: list[int], index: int) -> int:
    """How many paragraphs of the body stand before a line that is none of it."""
    at = bisect_left(indices, index)
    return places[at - 1] + 1 if at else 0
