"""The dateline at the head of a paragraph: place, date, credit, as houses around the world print them.

Looks at the first 160 characters only, so it costs the same for any paragraph.
"""

import re
import unicodedata
from dataclasses import dataclass

from newsroom.domain.article import Dateline
from newsroom.exchange.wirecopy.agencies import is_agency, is_city, leading_agency
from newsroom.exchange.wirecopy.calendar_words import MONTHS, WEEKDAYS, is_date, tokens

_REACH = 160
_LONGEST_PLACE = 60
_LONGEST_CREDIT = 48
_DASH = re.compile(r" ?--+ ?| [-–—―‒_ـ−] ?|(?<=[)\].])[-–—―‒_] ?|[—―] ?|:[ ]|(?<=[)）])[:：]? ?")
_DASHED_END = re.compile(r"[ ]*(?:--+|[-–—―‒_ـ−:：])[ ]*$")
_CJK_WIRE = re.compile(
    r"(?P<credit>[^\W\d]{0,8}?[社网網])?(?P<place>[^\W\d_]{2,12}?)(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)"
    r"(?P<mark>[电電])(?P<by>[（(][^（()）]{1,40}[)）])?[ ]?"
)
_CJK_PAREN = re.compile(
    r"[【［\[（(]?(?P<place>[^\W\d_]{2,12})(?P<date>\d{1,2}月\d{1,2}日|\d{1,2}日)?[（(＝=](?P<credit>[^（()）＝=]{1,20})[)）]"
    r"[】］\]）)]?[ ]?(?=[^\W_「『“\"])"
)
_SLASHED_CREDIT = re.compile(r"(?P<head>[^/]{2,80}?)[.,]? /(?P<credit>[^/]{2,40})/\.?(?: ?[-–—])? ?")
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+(?:[-'’][^\W\d_]+)*){1,3}")
_SMALL_WORDS = frozenset(
    "a an the in on at of and or but if as by for from to he she it they we his her its their this that these those there "
    "is was are were has had said says with".split()
)
_NOT_PLACES = frozenset(
    "breaking update updated exclusive watch video live analysis opinion note correction corrected advisory editorial "
    "explainer factbox timeline urgent developing review interview profile column comment alert flash photo photos "
    "gallery poll quiz podcast listen read more related eds editors attention warning spoiler embargoed refile recast "
    "срочно молния видео фото внимание eilmeldung achtung hinweis attention vidéo alerte".split()
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph opened with: the dateline, its characters as printed, a byline in it, and the text after it."""

    dateline: Dateline
    printed: str
    rest: str
    byline: str | None = None


def opening_of(paragraph: str, site_credit: str | None = None) -> Opening | None:
    """The dateline that a paragraph begins with; None when it begins with a sentence."""
    head = paragraph[:_REACH]
    return (
        _chinese_or_japanese(paragraph, head)
        or _slashed(paragraph, head, site_credit)
        or _dashed(paragraph, head, site_credit)
    )


def _dashed(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``PLACE, REGION, DATE (CREDIT) - text``, any of them but the place left out."""
    for match in _DASH.finditer(head):
        if match.start() == 0 or match.end() == len(paragraph) == 0:
            continue
        prefix = head[: match.start()].strip()
        if len(prefix) > _LONGEST_PLACE + _LONGEST_CREDIT:
            return None
        rest = paragraph[match.end() :].lstrip()
        found = _parse(prefix, site_credit)
        if found is None:
            continue
        strength = _strength(found, site_credit)
        if not strength or not _begins_text(rest, strong=strength > 1, bare=not match[0].strip(" :：")):
            continue
        if match[0].startswith(":") and found.credit is None and not is_city(found.place or ""):
            continue
        return _with_trailing_credit(paragraph[: match.end()], found, rest, site_credit)
    return None


def _with_trailing_credit(printed: str, found: Dateline, rest: str, site_credit: str | None) -> Opening:
    """``МОСКВА, 27 ноя — РИА Новости, Иван Петров. Text``: the credit after the dash, perhaps with who wrote it."""
    credit = leading_agency(rest, site_credit) if found.credit is None else None
    if credit is None:
        return Opening(found, printed, rest)
    after = rest[len(credit) :]
    byline = None
    if after.startswith(", "):
        match = _NAME.match(after, 2)
        if match and after[match.end() : match.end() + 2] in (". ", "."):
            byline, after = match[0], after[match.end() :]
    if not after.startswith((". ", ": ", " - ", " – ", " — ")):
        return Opening(found, printed, rest)
    text = after.lstrip(" .:-–—")
    if not text:
        return Opening(found, printed, rest)
    whole = printed + rest[: len(rest) - len(text)]
    return Opening(Dateline(found.place, found.date, credit), whole, text, byline)


def _slashed(paragraph: str, head: str, site_credit: str | None) -> Opening | None:
    """``МОСКВА, 27 ноября. /ТАСС/. Text``."""
    match = _SLASHED_CREDIT.match(head)
    if match is None or not is_agency(match["credit"], site_credit):
        return None
    found = _parse(match["head"].rstrip(" .,"), site_credit)
    if found is None or found.credit is not None or not _is_upper(found.place or ""):
        return None
    whole = Dateline(found.place, found.date, match["credit"])
    return Opening(whole, paragraph[: match.end()], paragraph[match.end() :].lstrip())


def _chinese_or_japanese(paragraph: str, head: str) -> Opening | None:
    """``新华社北京11月27日电``, ``東京（共同）``, ``【ワシントン27日共同】``."""
    match = _CJK_WIRE.match(head)
    if match:
        found = Dateline(match["place"], match["date"], match["credit"] or None)
        by = (match["by"] or "").strip("（()）") or None
        return Opening(found, match[0], paragraph[match.end() :].lstrip(), _reporter(by))
    match = _CJK_PAREN.match(head)
    if match and not match["credit"].isdigit() and is_agency(match["credit"].strip()):
        return Opening(
            Dateline(match["place"], match["date"], match["credit"]),
            match[0],
            paragraph[match.end() :].lstrip(),
        )
    return None


def _reporter(words: str | None) -> str | None:
    return words.removeprefix("记者").removeprefix("記者").strip() or None if words else None


def _parse(prefix: str, site_credit: str | None) -> Dateline | None:
    """The parts of what stands before the dash; None when one of them is neither place, date nor credit."""
    body, credit, after = _cut_credit(prefix)
    if credit is not None and not _may_be_credit(credit):
        return None
    segments = [part.strip(" ") for part in re.split(r"[,،、]", body)]
    dates = [part for part in (after.strip(" ,."),) if part]
    if not all(is_date(part) for part in dates):
        return None
    while len(segments) > 1 and is_date(segments[-1]):
        dates.insert(0, segments.pop())
    if credit is None and len(segments) > 1 and is_agency(segments[-1], site_credit):
        credit = segments.pop()
        while len(segments) > 1 and is_date(segments[-1]):
            dates.insert(0, segments.pop())
    segments[0], early = _cut_date(segments[0]) if len(segments) == 1 else (segments[0], None)
    if early:
        dates.insert(0, early)
    place = ", ".join(segments).rstrip(" ")
    if not _may_be_place(segments) or (credit and _is_expansion(place, credit)):
        return None
    return Dateline(place, ", ".join(dates).rstrip(".") or None, credit.strip() if credit else None)


def _cut_credit(prefix: str) -> tuple[str, str | None, str]:
    """What stands before the last bracket, in it, and after it."""
    for opened, closed in ("()", "（）", "[]"):
        start, end = prefix.rfind(opened), prefix.rfind(closed)
        if 0 < start < end:
            return prefix[:start].rstrip(" ,"), prefix[start + 1 : end], prefix[end + 1 :]
    return prefix, None, ""


def _cut_date(segment: str) -> tuple[str, str | None]:
    """``PARIS Nov 27`` -> ``PARIS`` and ``Nov 27``."""
    words = segment.split(" ")
    for n in range(1, min(len(words), 5)):
        tail = " ".join(words[n:])
        names = tokens(tail)
        if (
            is_date(tail)
            and any(name in MONTHS or name in WEEKDAYS for name in names)
            and _is_upper(" ".join(words[:n]))
        ):
            return " ".join(words[:n]), tail
    return segment, None


def _may_be_credit(credit: str) -> bool:
    words = credit.split()
    return 0 < len(credit) <= _LONGEST_CREDIT and len(words) <= 5 and not any(c.isdigit() for c in credit)


def _may_be_place(segments: list[str]) -> bool:
    if not 1 <= len(segments) <= 3 or not 2 <= len(segments[0]) <= _LONGEST_PLACE:
        return False
    for segment in segments:
        words = segment.split(" ")
        if not segment or len(words) > 5 or any(c.isdigit() or c in '"“”«»;:?!()' for c in segment):
            return False
        if not words[0][0].isalpha() or words[0].casefold() in _SMALL_WORDS - {"the", "la", "le"}:
            return False
        if segment is not segments[0] and (len(words) > 3 or words[0][0].islower()):
            return False
    return segments[0].casefold().split(" ")[0] not in _NOT_PLACES


def _is_expansion(place: str, credit: str) -> bool:
    """``NATO (North Atlantic Treaty Organization)`` explains a word and is no dateline."""
    words = [word for word in re.split(r"[ \-]", credit) if word]
    return (
        len(words) > 1
        and "".join(word[0] for word in words if word[0].isupper()).casefold() == place.casefold()
    )


def _strength(found: Dateline, site_credit: str | None) -> int:
    """0 no dateline, 1 by its looks only, 2 certain."""
    place = found.place or ""
    first = place.split(",")[0]
    known = found.credit is not None and is_agency(found.credit, site_credit)
    if _is_cased(first):
        if _is_upper(first):
            if known or found.date:
                return 2
            if found.credit is not None or is_city(first):
                return 1
            return 1 if len(first.replace(".", "")) >= 6 or " " in first.strip() else 0
        if not known or not all(_is_capitalised(word) for word in re.split(r"[ /\-]", first) if word):
            return 0
        return 0 if first.split(" ")[0].casefold() in _SMALL_WORDS else 2
    n_words = len(first.split(" "))
    if known:
        return 2 if n_words <= 4 else 0
    if found.date and n_words <= 4:
        return 2
    return 1 if found.credit is not None and n_words <= 2 and len(found.credit.split()) <= 3 else 0


def _begins_text(rest: str, *, strong: bool, bare: bool) -> bool:
    """Whether what follows the dash can open a story. ``bare``: there was no dash, only the closing bracket."""
    if not rest:
        return strong
    first = rest.lstrip("\"'“”‘’«»„‹›¿¡([…*_ ")[:1]
    if not first:
        return strong
    if bare:
        return strong and not first.islower() and not rest.startswith((",", ".", ";", ")"))
    return not first.islower() if _cased_letter(first) else True


def _is_cased(text: str) -> bool:
    return any(_cased_letter(c) for c in text)


def _cased_letter(c: str) -> bool:
    return unicodedata.category(c) in ("Lu", "Ll", "Lt")


def _is_upper(text: str) -> bool:
    """All capitals, but for the small letters of ``McALLEN``, ``AL-Hasakah``, ``D.C.`` and connecting words."""
    letters = [c for c in text if _cased_letter(c)]
    if len(letters) < 2:
        return False
    n_upper = sum(1 for c in letters if c.isupper())
    return n_upper == len(letters) or (text.startswith(("Mc", "Mac")) and n_upper >= 3)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or word in (
        "de",
        "la",
        "le",
        "del",
        "di",
        "da",
        "do",
        "dos",
        "am",
        "an",
        "der",
        "sur",
        "al",
    )
