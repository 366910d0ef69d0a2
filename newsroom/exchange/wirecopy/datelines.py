"""The dateline at the head of a paragraph: place, date, credit, as houses around the world print them.

Looks at the first 160 characters only, so it costs the same for any paragraph.
"""

import re
from dataclasses import dataclass, replace

from newsroom.domain.article import Dateline
from newsroom.exchange.wirecopy.agencies import is_agency, is_city, leading_agency
from newsroom.exchange.wirecopy.asian_datelines import asian_dateline
from newsroom.exchange.wirecopy.calendar_words import is_date
from newsroom.exchange.wirecopy.dateline_parts import (
    BY_LOOKS,
    CERTAIN,
    LIKELY,
    LONGEST_PREFIX,
    begins_text,
    has_day_and_month,
    is_upper,
    parse,
    strength,
)

_REACH = 160
_DASHES = "-–—―‒−ـ"
# A dash with spaces, a dash that needs none, a dash after a bracket or a word, a colon; or only the bracket's end.
_SEPARATOR = re.compile(
    rf" ?--[-–—]* ?| [{_DASHES}][-–—]* ?|(?<=[)\].])\.?[{_DASHES}]+ ?|(?<=[)\]]) _ |[—―] ?|(?<=\w)[-–] "
    r"|: |(?<=[)）])[:：]? ?"
)
_SLASHED = re.compile(r"(?P<head>[^/]{2,80}?)[.,]? / ?(?P<credit>[^/]{2,60}?) ?/\.?(?: ?[-–—])? ?")
_CREDIT_FIRST = re.compile(r"\((?P<credit>[^()]{2,40})\)(?:[ .,]*[-–—]+ ?| ?)(?=\S)")
_DATE_FIRST = re.compile(r"(?P<date>[^()]{3,24}?) \((?P<credit>[^()]{2,40})\)\.? ?[-–—]+ ?(?=\S)")
_AGENCY_FIRST = re.compile(
    r"(?P<credit>[^,:()]{2,24})(?:, (?P<place>[^,:()]{2,24}))?(?P<mark>:| [-–—]+) (?=\S)"
)
_DOTTED = re.compile(
    r"(?P<place>[^.,\d]{2,30})[.,] (?:(?P<date>[^./(]{3,24}?)\.?,? )?/?(?P<credit>[^./(),]{2,24}(?:\.(?:RU|ru))?)/?"
    r"(?:\.| ?[-–—]| \|)+ (?=\S)"
)
_DOTTED_BRACKET = re.compile(
    r"(?P<place>[^.,\d]{2,30})\. (?P<date>[^./(]{3,24}?)\.? \((?P<credit>[^()]{2,30})\)\.? ?[-–—]+ (?=\S)"
)
_STOP = re.compile(r"\. ")
_BARRED = re.compile(r"(?P<place>[^|,.:()]{2,40}) (?P<credit>[^\s|]{2,20}) \| (?=\S)")
_LONGEST_ALONE = 64
_PLACE_DASH_AGENCY = re.compile(r"(?P<place>[^\W\d_]{2,16}(?: [^\W\d_]{2,16})?)-(?P<credit>[^\W\d_]{2,16}) ")
_PLACE_DATE_AGENCY = re.compile(
    r"(?P<place>[^\W\d_]{2,16}(?: [^\W\d_]{2,16})?) (?P<date>\d[\d/.\-]{5,9})"
    r" ?[-–]? ?(?P<credit>[^\W\d_]{2,16}) ?[-–—:] ?"
)
_CREDIT_WITH_DASHES = re.compile(r"\((?P<credit>[^()]{2,40})\)[ ]*[-–—]+ ?")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>[^*_\s][^*_]{1,100})(?P=mark)")
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+(?:[-'’][^\W\d_]+)*){1,3}")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph opened with: the dateline, its characters as printed, names in it, and the text after it."""

    dateline: Dateline
    printed: str
    rest: str
    by: tuple[str, ...] = ()


def opening_of(paragraph: str, site_credit: str | None = None) -> Opening | None:
    """The dateline that a paragraph begins with; None when it begins with a sentence."""
    bold = _BOLD.match(paragraph)
    if bold:
        found = opening_of(bold["words"] + paragraph[bold.end() :], site_credit)
        n_rest = len(found.rest) if found else 0
        return replace(found, printed=paragraph[: len(paragraph) - n_rest]) if found else None
    head = paragraph[:_REACH]
    asian = asian_dateline(head)
    if asian is not None:
        dateline, end, by = asian
        return Opening(dateline, paragraph[:end], paragraph[end:].lstrip(), by)
    return (
        _credit_first(paragraph, head, site_credit)
        or _slashed(paragraph, head, site_credit)
        or _dotted(paragraph, head, site_credit)
        or _dashed(paragraph, head, site_credit)
        or _agency_first(paragraph, head, site_credit)
        or _stopped(paragraph, head, site_credit)
        or _place_dash_agency(paragraph, head)
        or _alone(paragraph, site_credit)
    )


def _dashed(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``PLACE, REGION, DATE (CREDIT) - text``, any of them but the place left out."""
    for match in _SEPARATOR.finditer(head):
        prefix = head[: match.start()].strip()
        if len(prefix) > LONGEST_PREFIX:
            return None
        found = parse(prefix, site_credit) if prefix else None
        if found is None:
            continue
        opening = _with_credit_after(paragraph, match.end(), found, site_credit)
        if _is_believed(opening, match[0], prefix, site_credit):
            return opening
    return None


def _is_believed(opening: Opening, separator: str, prefix: str, site_credit: str | None) -> bool:
    found, rest = opening.dateline, opening.rest
    sure = strength(found, site_credit)
    if not begins_text(rest, certain=sure == CERTAIN):
        return False
    mark = separator.strip()
    if not mark:  # the bracket's end alone
        return sure == CERTAIN and not rest.startswith((",", ".", ";", ")"))
    if mark in (":", "："):
        return (found.credit is not None and sure >= LIKELY) or is_city(found.place or "")
    if not separator.startswith((" ", "--", "—", "―")) and prefix[-1:] not in ")].":
        return is_city(found.place or "")  # TEHRAN- Iran
    if sure == BY_LOOKS:
        return mark != "-"
    return sure >= LIKELY


def _with_credit_after(paragraph: str, end: int, found: Dateline, site_credit: str | None) -> Opening:
    """``МОСКВА, 27 ноя — РИА Новости, Иван Петров. Text``: the credit after the dash, perhaps with who wrote it."""
    rest = paragraph[end:].lstrip()
    plain = Opening(found, paragraph[: len(paragraph) - len(rest)], rest)
    if found.credit is not None:
        return plain
    bracket = _CREDIT_WITH_DASHES.match(rest[:_REACH])
    if bracket and is_agency(bracket["credit"], site_credit):
        dateline = Dateline(found.place, found.date, bracket["credit"])
        return _cut(paragraph, rest[bracket.end() :].lstrip(), dateline)
    bare = rest.lstrip('«“"')
    credit = leading_agency(bare, site_credit)
    if credit is None:
        return plain
    after = bare[len(credit) :]
    if bare is not rest:
        after = after.lstrip('»”"')
    by: tuple[str, ...] = ()
    name = _NAME.match(after[:_REACH], 2) if after.startswith(", ") else None
    if name and after[name.end() : name.end() + 2] == ". ":
        by, after = (name[0],), after[name.end() :]
    text = after.lstrip(" .:-–—")
    if not text or not after.startswith((". ", ": ", " - ", " – ", " — ")):
        return plain
    return _cut(paragraph, text, Dateline(found.place, found.date, credit), by)


def _cut(paragraph: str, text: str, dateline: Dateline, by: tuple[str, ...] = ()) -> Opening:
    return Opening(dateline, paragraph[: len(paragraph) - len(text)], text, by)


def _slashed(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``МОСКВА, 27 ноября. /ТАСС/. Text``."""
    match = _SLASHED.match(head)
    if match is None:
        return None
    credit, by = _with_person(match["credit"], site_credit)
    if not is_agency(credit, site_credit):
        return None
    found = parse(match["head"].rstrip(" .,"), site_credit)
    if found is None or found.credit is not None or (found.place or "")[:1].islower():
        return None
    text = paragraph[match.end() :].lstrip(" -–—")
    return _cut(paragraph, text, Dateline(found.place, found.date, credit), by)


def _with_person(credit: str, site_credit: str | None) -> tuple[str, tuple[str, ...]]:
    """``Корр. ТАСС Анна Белова`` as the agency and the person."""
    bare = credit.removeprefix("Корр. ")
    agency = leading_agency(bare, site_credit) or bare
    name = bare[len(agency) :].strip()
    return (agency, (name,)) if _NAME.fullmatch(name) else (credit, ())


def _credit_first(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``(ANSA) - ROMA, 27 NOV - Text``, and the credit alone: ``(Reuters) - Text``."""
    match = _CREDIT_FIRST.match(head)
    if match is None or not is_agency(match["credit"], site_credit):
        return None
    rest = paragraph[match.end() :].lstrip()
    if match[0].rstrip().endswith(")") and not begins_text(rest, certain=True):
        return None
    inner = _dashed(rest, rest[:_REACH], site_credit)
    if inner is not None and inner.dateline.credit is None:
        dateline = Dateline(inner.dateline.place, inner.dateline.date, match["credit"])
        return _cut(paragraph, inner.rest, dateline)
    return _cut(paragraph, rest, Dateline(None, None, match["credit"]))


def _agency_first(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``Nov 27 (Reuters) - Text``, ``AFP, Paris: Text``, ``CNN — Text``, ``BERLIN taz | Text``."""
    dated = _DATE_FIRST.match(head)
    if dated and is_date(dated["date"]) and is_agency(dated["credit"], site_credit):
        return _cut(paragraph, paragraph[dated.end() :], Dateline(None, dated["date"], dated["credit"]))
    barred = _BARRED.match(head)
    if barred and is_upper(barred["place"]) and is_agency(barred["credit"], site_credit):
        return _cut(paragraph, paragraph[barred.end() :], Dateline(barred["place"], None, barred["credit"]))
    match = _AGENCY_FIRST.match(head)
    if match is None or not is_agency(match["credit"], site_credit):
        return None
    place, rest = match["place"], paragraph[match.end() :]
    if not begins_text(rest, certain=False) or (place is None and match["mark"].strip() not in ("—", "–")):
        return None
    if place is not None and (parse(place, site_credit) is None or place[:1].islower()):
        return None
    return _cut(paragraph, rest, Dateline(place, None, match["credit"]))


def _dotted(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``Москва. 27 ноября. ИНТЕРФАКС - Text``: parts that end in stops, the last a known agency."""
    match = _DOTTED.match(head)
    if match is None or not is_agency(match["credit"].strip(), site_credit):
        bracket = _DOTTED_BRACKET.match(head)
        match = bracket if bracket and is_agency(bracket["credit"], site_credit) else None
    if match is None or (match["date"] and not is_date(match["date"])):
        return None
    found, rest = parse(match["place"], site_credit), paragraph[match.end() :]
    if found is None or found.credit or match["place"][0].islower() or not begins_text(rest, certain=True):
        return None
    if not match["date"] and not is_upper(match["place"]):
        return None
    return _cut(paragraph, rest, Dateline(found.place, match["date"], match["credit"].strip()))


def _stopped(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``BAKU, Azerbaijan, November 27. Text``: only with a day and a month, in capitals or with a known agency."""
    for match in _STOP.finditer(head[:LONGEST_PREFIX]):
        found = parse(head[: match.start()], site_credit)
        if found is None or not has_day_and_month(found.date):
            continue
        known = found.credit is not None and is_agency(found.credit, site_credit)
        rest = paragraph[match.end() :]
        if (known or is_upper((found.place or "").split(",")[0])) and begins_text(rest, certain=False):
            return _cut(paragraph, rest, found)
    return None


def _alone(paragraph: str, site_credit: str | None) -> Opening | None:
    """A line that is a dateline and nothing else: ``Baku, November 27, AZERTAC``."""
    if len(paragraph) > _LONGEST_ALONE:
        return None
    words = paragraph.strip(" .").split(" ")
    for n in range(1, min(4, len(words) - 1)):
        credit, before = " ".join(words[-n:]).strip(" /()"), " ".join(words[:-n]).rstrip(" ,/-–—")
        if is_agency(credit, site_credit):
            found = parse(before, site_credit)
            if found is not None and found.credit is None and has_day_and_month(found.date):
                return Opening(Dateline(found.place, found.date, credit), paragraph, "")
    return None


def place_alone(line: str, site_credit: str | None) -> Opening | None:
    """A place in capitals above the text: ``LONDON``, ``PORT ANSEL —``, ``PARIS, Nov 27``; for who knows what is below.

    Without a dash or a date it is one of the cities that wires write from: a name in capitals may be the author's.
    """
    if len(line) > _LONGEST_ALONE:
        return None
    bare = line.strip(" *_.").rstrip(f" {_DASHES}")
    has_dash = any(c in _DASHES for c in line.strip(" *_.")[len(bare) :])
    found = parse(bare, site_credit) if bare else None
    place = (found.place or "").split(",")[0] if found else ""
    if found is None or not is_upper(place) or not (has_dash or found.date or is_city(place)):
        return None
    return Opening(found, line, "")


def _place_dash_agency(paragraph: str, head: str) -> Opening | None:
    """``دمشق-سانا Text``, ``رام الله 27-11-2026 وفا- Text``: no capitals, a known agency."""
    dated = _PLACE_DATE_AGENCY.match(head)
    match = dated or _PLACE_DASH_AGENCY.match(head)
    if match is None or head[:1].isascii() or head[0].lower() != head[0].upper():
        return None
    if not is_agency(match["credit"]):
        return None
    date = dated["date"] if dated else None
    return _cut(paragraph, paragraph[match.end() :].lstrip(), Dateline(match["place"], date, match["credit"]))
