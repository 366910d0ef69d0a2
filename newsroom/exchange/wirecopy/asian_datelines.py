"""Datelines of Chinese, Japanese and Korean wires, which have no dash: ``新华社北京11月27日电``."""

import re

from newsroom.domain.article import Dateline
from newsroom.exchange.wirecopy.agencies import is_agency
from newsroom.exchange.wirecopy.word_lists import word_list

_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_CHINESE = re.compile(
    rf"(?P<credit>[^\W\d]{{0,8}}?[社网網])?(?P<place>[^\W\d_]{{2,12}}?)(?P<date>{_DATE})[电電]"
    r"(?: ?(?P<by>[（(][^（()）]{1,40}[)）]))? ?"
)
_JAPANESE = re.compile(
    rf"[【［\[（(]?(?P<place>[^\W\d_]{{2,12}})(?P<date>{_DATE})?[（(＝=](?P<credit>[^（()）＝=]{{1,20}})[)）]"
    r"[】］\]）)]? ?"
)
_JAPANESE_BRACKET = re.compile(
    rf"[【［](?P<words>[^】］\s]{{2,12}}?)(?P<date>{_DATE})?(?P<credit>[^\d】］]{{2,12}})[】］] ?"
)
_KOREAN = re.compile(
    r"[(（\[]?(?P<place>[가-힣]{2,8})=(?P<credit>[가-힣A-Za-z0-9]{2,12})[)）\]] ?"
    r"(?:(?P<by>[가-힣]{2,5}(?:[·ㆍ, ]{1,2}[가-힣]{2,5}){0,3}) (?:특파원|기자|통신원) ?= ?)?"
)
Found = tuple[Dateline, int, tuple[str, ...]]


_JAPANESE_SPACED = re.compile(
    rf"[\[［【](?P<place>[^\s\]］】]{{2,16}}) (?P<date>{_DATE}) (?P<credit>[^\s\]］】]{{2,16}})[\]］】] ?(?:[-–—―] ?)?"
)
_AGENCY_ALONE = re.compile(r"[【［](?P<credit>[^】］]{2,20})[】］] ?")
_PLACE_AND_NAME = re.compile(
    r"【(?P<place>[^\W\d_]{2,12})[＝=](?P<by>[^\W\d_]{2,8}(?:[、・][^\W\d_]{2,8}){0,3})】 ?"
)
_TAIWAN = re.compile(
    rf"[（(](?P<credit>[^\W\d]{{2,4}}社)(?:[記记]者(?P<by>[^\W\d]{{2,4}}))?(?P<place>[^\W\d]{{2,6}}?)(?P<date>{_DATE})"
    r"(?:[综綜]合(?:外)?)?[电電][)）] ?"
)


def asian_dateline(head: str) -> Found | None:
    """The dateline at the head of a text, where it ends, and who is named in it."""
    if head.isascii():
        return None
    return (
        _korean(head)
        or _taiwan(head)
        or _chinese(head)
        or _spaced(head)
        or _bracketed(head)
        or _japanese(head)
    )


def _taiwan(head: str) -> Found | None:
    """``（中央社記者王小明台北27日電）``."""
    match = _TAIWAN.match(head)
    if match is None or not is_agency(match["credit"]):
        return None
    by = (match["by"],) if match["by"] else ()
    return Dateline(match["place"], match["date"], match["credit"]), match.end(), by


def _spaced(head: str) -> Found | None:
    """``[パリ 27日 ロイター]``, ``【AFP=時事】``, ``【北京＝王小明】``."""
    match = _JAPANESE_SPACED.match(head)
    if match is not None and is_agency(match["credit"]):
        return Dateline(match["place"], match["date"], match["credit"]), match.end(), ()
    match = _AGENCY_ALONE.match(head)
    if match is not None and is_agency(match["credit"]):
        return Dateline(None, None, match["credit"]), match.end(), ()
    match = _PLACE_AND_NAME.match(head)
    if match is not None and not is_agency(match["by"]) and not head[1].isascii():
        return Dateline(match["place"], None, None), match.end(), tuple(re.split("[、・]", match["by"]))
    return None


def _chinese(head: str) -> Found | None:
    match = _CHINESE.match(head)
    if match is None:
        return None
    by = (match["by"] or "").strip("（()）").removeprefix("记者").removeprefix("記者").split()
    return Dateline(match["place"], match["date"], match["credit"] or None), match.end(), tuple(by)


def _bracketed(head: str) -> Found | None:
    """``【ワシントン27日共同】``, and without a date ``【ワシントン共同】``."""
    match = _JAPANESE_BRACKET.match(head)
    if match is None:
        return None
    if match["date"]:
        if not is_agency(match["credit"]):
            return None
        return Dateline(match["words"], match["date"], match["credit"]), match.end(), ()
    words = match["words"] + match["credit"]
    for agency in word_list("agencies"):
        if words.endswith(agency) and len(words) >= len(agency) + 2 and not agency.isascii():
            return Dateline(words.removesuffix(agency), None, agency), match.end(), ()
    return None


def _japanese(head: str) -> Found | None:
    match = _JAPANESE.match(head)
    if match is None or match["place"].isascii() or not is_agency(match["credit"].strip()):
        return None
    if not (match.end() < len(head) and (head[match.end()].isalnum() or head[match.end()] in '「『“"')):
        return None
    return Dateline(match["place"], match["date"], match["credit"]), match.end(), ()


def _korean(head: str) -> Found | None:
    match = _KOREAN.match(head)
    if match is None or not is_agency(match["credit"]):
        return None
    by = tuple(name for name in re.split(r"[·ㆍ, ]+", match["by"] or "") if name)
    return Dateline(match["place"], None, match["credit"]), match.end(), by
