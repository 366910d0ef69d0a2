"""The series line of a page: ``Violence at Sea (1881)``, above the text and again under it."""

import re
from collections import defaultdict

from newsroom.domain.names import name_key
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.wirecopy.labels import Label, labelled
from newsroom.exchange.wirecopy.layout import is_item
from newsroom.exchange.wirecopy.sentences import is_headline, is_sentence, is_statement, length
from newsroom.exchange.wirecopy.sheet import Sheet

_LONGEST = 170
_MOST_HEAD_LINES = 16
_COUNTED = re.compile(
    r"(?P<name>\S.{0,150}?) ?[(（\[](?P<count>\d{1,7}|\d{1,3}(?:[,. \u00a0]\d{3}){1,2})[)）\]]"
)
_N = r"(?P<n>\d{1,3}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART_OF = re.compile(
    rf"(?:part|parte|partie|teil|часть|chapter|episode) {_N}(?: of \d+)?(?: of| in| de| der| del| da|:| [-–—])"
    r" (?:the series |our series |a series on |la série |la serie |der serie |serie )?(?P<name>\S.{2,120})",
    re.IGNORECASE,
)
_PART_BEHIND = re.compile(
    rf"(?P<name>\S.{{2,120}}?)(?::|,| [-–—|])? ?\(?(?:part|parte|partie|teil|часть) {_N}(?: (?:of|de|von|из) \d+)?\)?",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"[\[(*_]?(?:this (?:article|story|report|piece) is )?(?:the \w+ (?:article|story|instalment|installment)"
    r" (?:in|of)|"
    r"(?:the \w+ )?part of) (?:the|our|a) (?:\w+ )?series:? (?:on |about |called )?(?P<name>\S.{2,120}?)[.\])*_]{0,3}",
    re.IGNORECASE,
)
_ORDINALS = {
    word: n + 1
    for words in ("one two three four five six seven eight nine ten", "i ii iii iv v vi vii viii ix x")
    for n, word in enumerate(words.split())
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
READ = "The series line, read as the series."
AGAIN = "The series line again."


def read_series(sheet: Sheet, *, page_shaped: bool) -> int | None:
    """Takes the series lines. Answers the index of the last one that stands under the text, if there is one.

    A line that is printed twice is a series. One that is printed once is one if its number cannot be a year, or if
    it stands on a page with other lines of a page's head.
    """
    places: dict[str, list[tuple[int, WireSeries]]] = defaultdict(list)
    for index in sheet.open_lines():
        found = _counted(sheet.text(index))
        if found is not None:
            places[name_key(found.name)].append((index, found))
    last = None
    for found_at in places.values():
        series = found_at[0][1]
        if len(found_at) == 1 and not _alone_is_series(
            sheet, found_at[0][0], series, page_shaped=page_shaped
        ):
            continue
        sheet.fields.series.append(series)
        for n, (index, _) in enumerate(found_at):
            sheet.take(index, AGAIN if n else READ)
        if len(found_at) > 1:
            last = max(last or 0, found_at[-1][0])
    return last


def read_repeated_series(sheet: Sheet, start: int) -> int | None:
    """A line without a number that stands in the head of a page and again, alone, under its text."""
    if sheet.fields.series:
        return None
    heads = {name_key(sheet.text(i)): i for i in sheet.open_lines(0, start) if is_headline(sheet.text(i))}
    if len(heads) < 2:
        return None
    for index in sheet.open_lines(start):
        text = sheet.text(index)
        if len(text) > _LONGEST or is_sentence(text) or (first := heads.get(name_key(text))) is None:
            continue
        sheet.fields.series.append(WireSeries(sheet.text(first)))
        sheet.take(first, READ)
        sheet.take(index, AGAIN)
        return index
    return None


def read_part_lines(sheet: Sheet, start: int) -> None:
    """``Part 3 of Name``, ``Name: Part 3``, ``This article is part of the series Name``."""
    head = [index for index in sheet.open_lines(0, start) if index not in sheet.printed]
    for index in head:
        found = _part(sheet.text(index))
        others = any(is_headline(sheet.text(i)) for i in head if i != index and sheet.is_open(i))
        if found is not None and others:
            sheet.fields.series.append(found)
            sheet.take(index, READ)
    for index in list(sheet.open_lines()):
        match = _MEMBER.fullmatch(sheet.text(index)) if len(sheet.text(index)) <= _LONGEST else None
        if match is not None and index not in sheet.printed:
            sheet.fields.series.append(WireSeries(match["name"].strip(" “”\"«»‘’'")))
            sheet.take(index, READ)


def _part(text: str) -> WireSeries | None:
    if len(text) > _LONGEST:
        return None
    label, value = labelled(text) or (None, "")
    text = value if label is Label.SERIES else text
    match = _PART_OF.fullmatch(text) or _PART_BEHIND.fullmatch(text)
    if match is None:
        return None
    number = match["n"].casefold()
    count = int(number) if number.isdecimal() else _ORDINALS.get(number)
    return WireSeries(match["name"].strip(" “”\"«»‘’'"), count) if count else None


def series_of(text: str) -> WireSeries:
    """A series as a label says it, with or without a number."""
    return _counted(text) or WireSeries(text)


def _counted(text: str) -> WireSeries | None:
    if len(text) > _LONGEST or text[-1:] not in ")）]" or is_item(text):
        return None
    match = _COUNTED.fullmatch(text)
    if match is None or is_statement(match["name"]) or not any(c.isalpha() for c in match["name"]):
        return None
    count = int(re.sub(r"\D", "", match["count"]))
    return WireSeries(match["name"], count) if count else None


def _alone_is_series(sheet: Sheet, index: int, series: WireSeries, *, page_shaped: bool) -> bool:
    """Only in a head: of a page, or beside a headline. There a number may be a year only on a page."""
    head = [i for i in sheet.open_lines(0, sheet.first_text) if i != index]
    if index >= min(sheet.first_text, _MOST_HEAD_LINES) or not any(
        True for i in sheet.open_lines() if i != index
    ):
        return False
    if page_shaped:
        return True
    if _FIRST_YEAR <= (series.count or 0) <= _LAST_YEAR:
        return False
    return any(_is_other_headline(sheet.text(i)) for i in head)


def _is_other_headline(text: str) -> bool:
    return is_headline(text) and not is_sentence(text) and (len(text.split()) > 2 or length(text) > 24)
