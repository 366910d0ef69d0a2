"""What stands above the text: section, headline, lede, byline; and where the text begins."""

import re
from itertools import islice

from newsroom.domain.article import BylineRole
from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.agencies import is_agency
from newsroom.exchange.wirecopy.bylines import bare_bylines_of, bylines_of, is_bare_name
from newsroom.exchange.wirecopy.datelines import Opening, opening_of, place_alone
from newsroom.exchange.wirecopy.kickers import kicker_of, without_end, without_prefix
from newsroom.exchange.wirecopy.layout import is_item
from newsroom.exchange.wirecopy.people import people_of
from newsroom.exchange.wirecopy.sentences import (
    is_headline,
    is_name,
    is_paragraph,
    is_sentence,
    is_statement,
    length,
)
from newsroom.exchange.wirecopy.sheet import Sheet
from newsroom.exchange.wirecopy.word_lists import key_set

_MOST_HEAD_LINES = 14
_LONGEST_LEDE = 600
_JOINING = frozenset("& and of the in et de du und y e i и та a la".split())
_MIN_DEK = 24
_LONGEST_KICKED = 130
_HEADING = re.compile(r"#{1,3} +(?=\S)")
_OF_A_HOUSE = re.compile(r"(?P<house>[^-–—|/:·]{2,24}?)(?P<mark> ?[-–—|/:·] ?)(?P<what>[^\W\d].{1,31})")
_CRUMB = re.compile(r"\s+[>›»/|•·→]\s+|\s*[>›»→]\s*|(?<=\w)\|(?=\w)")
_BYLINE = "The byline, read as the names in it."
_HEADLINE_AGAIN = "The headline again."
_MENU = "The page's menu."
_TITLE = "The title of the page, read as the headline."
_PREFIXED = "Read as the headline, without the mark before it."
_AGENCY = "The name of the agency."
_LOOSE = "A line above the text that is no field; it stands at the head of the text."


def read_bylines(sheet: Sheet) -> None:
    """Takes the byline from among the first lines."""
    for n, index in enumerate(list(sheet.open_lines(0, 3 * _MOST_HEAD_LINES))):
        if n >= _MOST_HEAD_LINES:
            return
        people = bylines_of(sheet.text(index))
        if people is not None and opening_of(sheet.text(index)) is None:
            sheet.fields.bylines.extend(people)
            sheet.take(index, _BYLINE)


def read_bare_bylines(sheet: Sheet, start: int) -> None:
    """Takes lines under a headline that name people with their job, house or place, and a name just above the text."""
    head = list(sheet.open_lines(0, start))
    first = next((n for n, index in enumerate(head) if _may_be_headline(sheet.text(index))), len(head))
    if start >= len(sheet.lines):
        return
    for index in head[first + 1 :]:
        people = bare_bylines_of(sheet.text(index))
        if people is not None:
            sheet.fields.bylines.extend(people)
            sheet.take(index, _BYLINE)
    below = [index for index in head[first + 1 :] if sheet.is_open(index)]
    if below and not sheet.fields.bylines and _is_name_of_author(sheet.text(below[-1])):
        sheet.fields.bylines.extend(people_of(sheet.text(below[-1]), BylineRole.AUTHOR) or ())
        sheet.take(below[-1], _BYLINE)


def _may_be_headline(text: str) -> bool:
    """Whether a line is more than a section, a label or a name."""
    is_long = len(text.split()) > 2 or length(text) > 20
    return (
        is_long
        and is_headline(text)
        and name_key(text) not in key_set("sections")
        and kicker_of(text) is None
    )


def _is_name_of_author(text: str) -> bool:
    return is_bare_name(text) and name_key(text) not in key_set("sections") and kicker_of(text) is None


def find_opening(sheet: Sheet, site_credit: str | None) -> tuple[int, Opening] | None:
    """The first line with a dateline, if it stands near the head and not after running text."""
    n_paragraphs = 0
    opened = list(islice(sheet.open_lines(), _MOST_HEAD_LINES + 2))
    for n, index in enumerate(opened):
        text = sheet.text(index)
        opening = opening_of(text, site_credit)
        if opening is None and 0 < n < len(opened) - 1 and _is_text(sheet.text(opened[n + 1])):
            opening = place_alone(text, site_credit)
        if opening is not None:
            return index, opening
        n_paragraphs += is_paragraph(text)
        if n >= _MOST_HEAD_LINES or n_paragraphs > 2:
            return None
    return None


def find_start(sheet: Sheet) -> int:
    """Where a text without a dateline begins. A lede before it has something between itself and the text."""
    opened = list(sheet.open_lines())
    for n, index in enumerate(opened[: _MOST_HEAD_LINES + 1]):
        text = sheet.text(index)
        if not (is_sentence(text) if n else is_statement(text)) and length(text) <= 250:
            continue
        following = opened[n + 1] if n + 1 < len(opened) else index
        if n and following - index > 1 and length(text) <= 350 and _is_text(sheet.text(following)):
            return following
        return index
    if len(opened) > 1:
        return opened[1]
    return opened[0] if opened and not is_headline(sheet.text(opened[0])) else len(sheet.lines)


def _is_text(text: str) -> bool:
    return is_sentence(text) and length(text) > 60


def read_head(sheet: Sheet, start: int, sections: frozenset[str], *, page_shaped: bool) -> None:
    """Takes section, lede and headline from the open lines before ``start``; names what remains."""
    head = list(sheet.open_lines(0, start))
    _set_menu_aside(sheet, head)
    _read_title_line(sheet, head)
    _read_house_line(sheet, head)
    _read_label(sheet, head, sections)
    _read_section(sheet, head, sections, page_shaped=page_shaped)
    _read_lede(sheet, head)
    _read_headline(sheet, head)
    _read_second_line(sheet, head)
    for index in head:
        if _repeats_headline(sheet, index):
            sheet.aside[index] = _HEADLINE_AGAIN
        elif is_agency(sheet.text(index)):
            sheet.aside[index] = _AGENCY
        else:
            sheet.odd[index] = _LOOSE


def _read_section(sheet: Sheet, head: list[int], sections: frozenset[str], *, page_shaped: bool) -> None:
    if sheet.fields.section is not None or not head:
        return
    known = [index for index in head if name_key(sheet.text(index)) in sections]
    first = known[0] if known else head[0]
    text = sheet.text(first)
    crumbs = [part for part in _CRUMB.split(text) if part] if "«" not in text else [text]
    is_way = len(crumbs) > 1 and all(is_name(part) for part in crumbs)
    if known or is_way or _looks_like_section(sheet, head, page_shaped=page_shaped):
        sheet.fields.section = crumbs[-1] if is_way else text
        sheet.take(first, "The way to the section, read as the section.")
        head.remove(first)


def _set_menu_aside(sheet: Sheet, head: list[int]) -> None:
    """Names of sections one below the other are the page's menu; the last is where the article stands."""
    usual = key_set("sections")
    n_usual = next((n for n, i in enumerate(head) if name_key(sheet.text(i)) not in usual), len(head))
    if len(head) > 2 and _is_bar(sheet.text(head[0])) and name_key(sheet.text(head[1])) in usual:
        sheet.aside[head.pop(0)] = _MENU
        return
    for index in head[: max(0, n_usual - 1)] if n_usual > 1 and n_usual < len(head) else ():
        sheet.aside[index] = _MENU
        head.remove(index)


def _is_bar(text: str) -> bool:
    """``News | Sport | Culture``: sections beside each other, not one in another."""
    parts = [part for part in re.split(r" ?[|·•] ?", text) if part]
    return len(parts) > 2 and sum(name_key(part) in key_set("sections") for part in parts) * 2 > len(parts)


def _read_title_line(sheet: Sheet, head: list[int]) -> None:
    """``EUROPE|Floods in Delta`` above ``Floods in Delta``: a page's title, with the section before it."""
    name, bar, title = sheet.text(head[0]).partition("|") if len(head) > 1 else ("", "", "")
    if not bar or not is_name(name.strip()) or "|" in title:
        return
    if any(name_key(sheet.text(index)) == name_key(title) for index in head[1:]):
        sheet.fields.section = sheet.fields.section or name.strip()
        sheet.aside[head.pop(0)] = "The title of the page, with the section before it."


def _read_house_line(sheet: Sheet, head: list[int]) -> None:
    """``AFP - World`` and ``dpa-Eilmeldung`` at the top: the agency, with a section or the kind of piece."""
    found = _OF_A_HOUSE.fullmatch(sheet.text(head[0])) if len(head) > 1 else None
    if found is None or not is_agency(found["house"]):
        return
    label, what = kicker_of(found["what"]), found["what"]
    if label is not None and not sheet.fields.label:
        sheet.fields.label = label
        sheet.aside[head.pop(0)] = "The agency, and what kind of piece it is, read as the label."
    elif name_key(what) in key_set("sections") or (
        found["mark"] != "-" and is_name(what) and _is_written_like_a_name(what) and _has_longer(sheet, head)
    ):
        sheet.fields.section = sheet.fields.section or what
        sheet.aside[head.pop(0)] = "The agency and the section, read as the section."


def _has_longer(sheet: Sheet, head: list[int]) -> bool:
    """Whether a headline that is longer than the first line stands under it."""
    text, *others = (sheet.text(index) for index in head)
    return any(is_headline(other) and length(other) > length(text) for other in others)


def _looks_like_section(sheet: Sheet, head: list[int], *, page_shaped: bool) -> bool:
    """The name of a section at the very top, with a longer headline below, or alone on a page."""
    text = sheet.text(head[0])
    if not is_name(text) or len(text.split()) > 4 or not is_headline(text) or is_item(text):
        return False
    usual = name_key(text) in key_set("sections")
    if not usual and not _is_written_like_a_name(text):
        return False
    is_alone = not any(is_headline(sheet.text(index)) for index in head[1:])
    return (page_shaped and is_alone) or _has_longer(sheet, head)


def _is_written_like_a_name(text: str) -> bool:
    """Two words, or each with a capital: ``River floods town`` is a headline."""
    words = text.split()
    if length(text) > 32 or any(c.isdigit() for c in text):
        return False
    if text[0].lower() == text[0].upper():
        return len(words) <= 3 and length(text) <= 24
    return len(words) <= 2 or (len(words) == 3 and words[1].casefold() in _JOINING)


def _read_label(sheet: Sheet, head: list[int], sections: frozenset[str]) -> None:
    """``ANALYSIS`` in a line of its own above a headline."""
    for index in head[:3]:
        text = sheet.text(index)
        label = kicker_of(text)
        if label is not None and name_key(text) not in sections:
            sheet.fields.label = label
            sheet.take(index, "What kind of piece it is, read as the label.")
            head.remove(index)
            return


def _read_lede(sheet: Sheet, head: list[int]) -> None:
    if sheet.fields.lede or not head:
        return
    last = head[-1]
    text = sheet.text(last)
    if (
        is_item(text)
        or not is_sentence(text)
        or length(text) > _LONGEST_LEDE
        or (len(head) == 1 and not is_statement(text))
    ):
        return
    sheet.fields.lede = without_end(text)
    sheet.take(last, "Read as the lede.")
    head.remove(last)


def _read_headline(sheet: Sheet, head: list[int]) -> None:
    if sheet.fields.headline:
        return
    may_be = [index for index in head if is_headline(sheet.text(index)) and not is_item(sheet.text(index))]
    for n, index in enumerate(may_be):
        text = sheet.text(index)
        if n + 1 == len(may_be) or not _is_kicker(sheet, index, may_be[n + 1]):
            title = _without_page_name(_HEADING.sub("", text), [sheet.text(other) for other in head])
            sheet.fields.headline, label = without_prefix(title)
            sheet.fields.label = sheet.fields.label or label
            sheet.take(index, _TITLE if title != text else _PREFIXED)
            head.remove(index)
            return


def _is_kicker(sheet: Sheet, index: int, below: int) -> bool:
    """A few words right above a line that is much longer, where the lede is known or the words are a name."""
    text, longer = sheet.text(index), sheet.text(below)
    is_short = len(text.split()) <= (3 if sheet.fields.lede else 2) and length(text) <= 24
    return is_short and length(longer) >= 1.5 * length(text) and length(longer) <= _LONGEST_KICKED


def _without_page_name(title: str, lines: list[str]) -> str:
    """A page's title is its headline and the page's name: the headline is one that stands by itself below."""
    shorter = [line for line in lines if _is_title_of(name_key(line), name_key(title)) and len(line) >= 12]
    return max(shorter, key=len) if shorter else title


def _read_second_line(sheet: Sheet, head: list[int]) -> None:
    """A longer line under the headline is the lede, though it has no full stop."""
    headline = sheet.fields.headline
    if sheet.fields.lede or not headline:
        return
    for index in head:
        text = sheet.text(index)
        is_longer = length(headline) < length(text) or (len(head) == 1 and length(text) >= _MIN_DEK)
        if (
            is_longer
            and not is_item(text)
            and length(text) <= _LONGEST_LEDE
            and not _repeats_headline(sheet, index)
        ):
            sheet.fields.lede = without_end(text)
            sheet.take(index, "Read as the lede.")
            head.remove(index)
            return


def _repeats_headline(sheet: Sheet, index: int) -> bool:
    """The headline once more, perhaps with the page's name behind a stroke."""
    headline, text = name_key(sheet.fields.headline), name_key(sheet.text(index))
    return bool(headline) and (text == headline or _is_title_of(headline, text))


def _is_title_of(headline: str, title: str) -> bool:
    behind = title[len(headline) :].lstrip() if title.startswith(headline) else ""
    return 0 < len(behind) <= 60 and behind[0] in "-–—|·•"
