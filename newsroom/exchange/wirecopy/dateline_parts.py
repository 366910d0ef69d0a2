"""What stands before the dash of a dateline, taken apart: place, date, credit; and whether it is one at all."""

import re
import unicodedata

from newsroom.domain.article import Dateline
from newsroom.exchange.wirecopy.agencies import is_agency, is_city
from newsroom.exchange.wirecopy.calendar_words import MONTHS, WEEKDAYS, is_date, tokens
from newsroom.exchange.wirecopy.layout import DIRECTIONS

LONGEST_PREFIX = 108
NONE, BY_LOOKS, LIKELY, CERTAIN = range(4)
_LONGEST_PLACE = 60
_LONGEST_CREDIT = 48
_SMALL_WORDS = frozenset(
    "a an the in on at of and or but if as by for from to he she it they we his her its their this that these those "
    "there is was are were has had said says with".split()
)
_IN_BRACKETS = re.compile(r"(?P<place>[^(),]{2,40}) \((?P<region>[^(),]{2,40})\)")
_NEAR = re.compile(r"ON THE [A-Z]{3}|AT SEA")
_ARTICLES = frozenset(("the", "la", "le"))
_NOT_PLACES = frozenset(
    "breaking update updated exclusive watch video live analysis opinion note correction corrected advisory editorial "
    "explainer factbox timeline urgent developing review interview profile column comment alert flash photo photos "
    "gallery poll quiz podcast listen read more related eds editors attention warning spoiler embargoed refile recast "
    "срочно молния видео фото внимание eilmeldung achtung hinweis vidéo alerte".split()
)
_WHOLE_MONTHS = frozenset(
    "may mai juin juni juli june july mart mars mayo maio maj maja мая mei june maart".split()
)
_UNSEEN = dict.fromkeys(map(ord, DIRECTIONS))
_SMALL_IN_NAMES = frozenset("de la le del di da do dos am an der sur al".split())


def parse(prefix: str, site_credit: str | None) -> Dateline | None:
    """The parts of what stands before the dash; None when one of them is neither place, date nor credit."""
    body, credit, after = _cut_credit(prefix.translate(_UNSEEN))
    if credit is not None and not _may_be_credit(credit):
        return None
    segments = [part.strip(" ") for part in re.split(r"[,،、]", body)]
    known = credit is not None and is_agency(credit, site_credit)
    bracketed = _IN_BRACKETS.fullmatch(segments[0]) if known else None
    if bracketed is not None:
        segments[:1] = bracketed.groups()
    dates = [part for part in (after.strip(" ,."),) if part]
    if not all(is_date(part) for part in dates):
        return None
    _take_dates(segments, dates)
    while len(segments) > 1 and is_date(segments[0]):
        dates.insert(0, segments.pop(0))
    if credit is None and len(segments) > 1 and is_agency(segments[-1], site_credit):
        credit = segments.pop()
        _take_dates(segments, dates)
    segments[-1], early = _cut_date(segments[-1], is_certain=len(segments) > 1 or known)
    if early:
        dates.insert(0, early)
    place = ", ".join(segments).rstrip(" ")
    if not _may_be_place(segments) or (credit and _is_expansion(place, credit)):
        return None
    if bracketed is not None:
        place = place.replace(f"{segments[0]}, {segments[1]}", bracketed[0], 1)  # as printed
    return Dateline(place, _without_stop(", ".join(dates)) or None, credit.strip() if credit else None)


def strength(found: Dateline, site_credit: str | None) -> int:
    """How sure the parts make it: NONE, BY_LOOKS (capitals alone), LIKELY (a known city, a credit), CERTAIN."""
    first = (found.place or "").split(",")[0].split(" (")[0]
    known = found.credit is not None and is_agency(found.credit, site_credit)
    if not any(_is_cased(c) for c in first):
        return _strength_without_capitals(first, found, known=known)
    if is_upper(first):
        if known or found.date:
            return CERTAIN
        if found.credit is not None or is_city(first):
            return LIKELY
        if _has_region(found.place or ""):
            return LIKELY
        return BY_LOOKS if len(first.replace(".", "")) >= 6 or " " in first.strip() else NONE
    words = [word.lstrip("[") for word in re.split(r"[ /\-]", first) if word.lstrip("[")]
    if not all(word[0].isupper() or word in _SMALL_IN_NAMES for word in words):
        return NONE
    if words[0].casefold() in _SMALL_WORDS:
        return NONE
    return CERTAIN if known else LIKELY if has_day_and_month(found.date) and len(words) <= 3 else NONE


def _has_region(place: str) -> bool:
    """``CALAMA, Chile``: a place in capitals, its country or state as one writes it."""
    first, _, region = place.partition(", ")
    words = region.split()
    return len(first) > 3 and 0 < len(words) <= 3 and words[0][0].isupper() and not region.isupper()


def is_upper(text: str) -> bool:
    """All capitals, but for the small letters of ``McALLEN`` and ``St. PETERSBURG``."""
    letters = [c for c in text if _is_cased(c)]
    if len(letters) < 2:
        return False
    n_upper = sum(1 for c in letters if c.isupper())
    return n_upper == len(letters) or (text.startswith(("Mc", "Mac", "St.", "Ste.")) and n_upper >= 3)


def begins_text(rest: str, *, certain: bool) -> bool:
    """Whether what follows the dash can open a story."""
    first = rest.lstrip("\"'“”‘’«»„‹›¿¡([…*_ ")[:1]
    return not first.islower() if first and _is_cased(first) else bool(first) or certain


def _without_stop(date: str) -> str:
    """Without the stop that ends the dateline; that of ``27 nov.`` belongs to the month."""
    words = tokens(date[-8:])
    is_short = bool(words) and words[-1] in MONTHS and len(words[-1]) <= 4 and words[-1] not in _WHOLE_MONTHS
    return date if is_short and date[-2:-1].isalpha() else date.rstrip(".")


def _take_dates(segments: list[str], dates: list[str]) -> None:
    while len(segments) > 1 and is_date(segments[-1]):
        dates.insert(0, segments.pop())


def _strength_without_capitals(first: str, found: Dateline, *, known: bool) -> int:
    n_words = len(first.split(" "))
    if (known or found.date) and n_words <= 4:
        return CERTAIN
    return LIKELY if found.credit is not None and n_words <= 2 and len(found.credit.split()) <= 3 else NONE


def _cut_credit(prefix: str) -> tuple[str, str | None, str]:
    """What stands before the last bracket (``(…)``, ``/…/``), in it, and after it."""
    for opened, closed in ("()", "（）", "[]"):
        start, end = prefix.rfind(opened), prefix.rfind(closed)
        if 0 < start < end:
            return prefix[:start].rstrip(" ,-–—"), prefix[start + 1 : end], prefix[end + 1 :]
    match = re.fullmatch(r"(?P<before>.+?) /(?P<credit>[^/]+)/", prefix)
    if match:
        return match["before"].rstrip(" ,"), match["credit"], ""
    return prefix, None, ""


def has_day_and_month(date: str | None) -> bool:
    """Whether a date names a month and a figure."""
    names = tokens(date or "")
    return any(name in MONTHS for name in names) and any(name.isdigit() for name in names)


def _cut_date(segment: str, *, is_certain: bool) -> tuple[str, str | None]:
    """``PARIS Nov 27`` -> ``PARIS`` and ``Nov 27``; likewise a region, ``Va. Feb 26``."""
    words = segment.split(" ")
    for n in range(1, min(len(words), 6)):
        head, tail = " ".join(words[:n]), " ".join(words[n:])
        is_named = any(name in MONTHS or name in WEEKDAYS for name in tokens(tail))
        if is_named and is_date(tail) and (is_certain or is_upper(head) or not any(map(_is_cased, head))):
            return head, tail
    return segment, None


def _may_be_credit(credit: str) -> bool:
    return (
        0 < len(credit) <= _LONGEST_CREDIT and len(credit.split()) <= 5 and not any(map(str.isdigit, credit))
    )


def _may_be_place(segments: list[str]) -> bool:
    if not 1 <= len(segments) <= 3 or not 2 <= len(segments[0]) <= _LONGEST_PLACE:
        return False
    for n, segment in enumerate(segments):
        words = segment.split(" ")
        if not segment or len(words) > 5 or any(c.isdigit() or c in '"“”«»;:?!()' for c in segment):
            return False
        if not words[0][:1].isalpha():
            return False
        if words[0].casefold() in _SMALL_WORDS - _ARTICLES and not _NEAR.match(segment):
            return False
        if n and (len(words) > 3 or words[0][0].islower()):
            return False
    first = segments[0].casefold().split(" ")[0]
    return first not in _NOT_PLACES and first not in WEEKDAYS and first not in MONTHS


def _is_expansion(place: str, credit: str) -> bool:
    """``NATO (North Atlantic Treaty Organization)`` explains a word and is no dateline."""
    words = [word for word in re.split(r"[ \-]", credit) if word]
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(words) > 1 and initials.casefold() == place.casefold()


def _is_cased(c: str) -> bool:
    # Georgian letters have capitals in Unicode, and none in print.
    return unicodedata.category(c) in ("Lu", "Ll", "Lt") and not "\u10d0" <= c <= "\u10ff"
