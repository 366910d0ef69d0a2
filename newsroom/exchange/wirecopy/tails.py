"""What stands under the text: related headlines, tags, the desk's credits; and lines that announce themselves."""

import re
from itertools import takewhile

from newsroom.domain.article import Byline
from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.bylines import bare_bylines_of, credits_of, is_credits
from newsroom.exchange.wirecopy.kickers import without_end
from newsroom.exchange.wirecopy.labels import Label, labelled
from newsroom.exchange.wirecopy.layout import is_dense, is_item
from newsroom.exchange.wirecopy.sentences import is_headline, is_name, is_sentence, length
from newsroom.exchange.wirecopy.series_lines import READ, series_of
from newsroom.exchange.wirecopy.sheet import Sheet

_COMMA = re.compile(r"\s*[,،、，]\s*")
_SEPARATORS = re.compile(r"\s*[,،、，;|•·]\s*")
_HASHTAGS = re.compile(r"(?:#\w[\w-]*[\s,;]*){1,40}")
_ONE_HASHTAG = re.compile(r"#(\w[\w-]*)")
_BULLET = re.compile(r"^(?:[-*+•·▪●◦‣–—»›>▶►]+|\d{1,2}[.)])\s+")
_LONGEST_TAGS = 600
_MOST_RELATED = 30
_N_CREDIT_LINES = 16
_N_SIGNED_LINES = 3
_SHORTEST_HEADLINE = 18
_LONGEST_LOOSE = 60
_MOST_LOOSE = 2
_LONGEST_TITLE = 160
_OPENING, _CLOSING = "\"“«„‘'「『", "\"”»“’'」』"
_CREDITS_IN_PART = "It looks like the desk's credits, but not all of it was understood."
_TATWEEL = "\u0640"  # Arabic copy draws its rules with it
_LOOSE = "A line under the text that is no field; it stands at the end of the text."


def read_labelled(sheet: Sheet, start: int) -> None:
    """Takes lines that say what they are; those of the head only before ``start``."""
    for index in list(sheet.open_lines()):
        if not sheet.is_open(index) or index in sheet.printed:
            continue
        found = labelled(sheet.text(index))
        if found is None:
            _read_hashtags(sheet, index)
            continue
        label, value = found
        if label is Label.TAGS:
            _read_tags(sheet, index, value)
        elif label is Label.RELATED:
            _read_related(sheet, index, value)
        elif index < start and value:
            _read_field(sheet, index, label, value)


def read_tail(sheet: Sheet, start: int, end: int | None) -> None:
    """Takes tags and related headlines from under the text.

    ``end`` is where a series line ended the text; without one, only a block apart from the text is believed.
    """
    tail = list(sheet.open_lines(end + 1)) if end is not None else _block_apart(sheet, start)
    if end is not None and sum(1 for i in tail if _is_running(sheet.text(i))) > 1:
        return  # the line stood amid the text
    if tail and not sheet.fields.tags:
        last = sheet.text(tail[-1])
        tags = _unlabelled_tags(last, fewest=2 if end is not None else 3)
        if tags:
            sheet.fields.tags.extend(tags)
            sheet.take(tail.pop(), "Read as tags.")
    if end is None and (sheet.fields.related or len(tail) < (1 if sheet.fields.tags else 2)):
        return  # where related articles are announced, only what was announced is one
    for index in tail:
        text = sheet.text(index)
        if is_headline(text) and (len(text.split()) + length(text) // 12 >= 3 if end else _is_title(text)):
            sheet.fields.related.append(_BULLET.sub("", text))
            sheet.take(index, "Read as a related article.")
        else:
            sheet.odd[index] = _LOOSE


def read_credits(sheet: Sheet, start: int) -> None:
    """Takes the desk's closing line from among the last lines."""
    for index in list(sheet.open_lines(start))[-_N_CREDIT_LINES:]:
        text = sheet.text(index)
        people = credits_of(text)
        if people is not None and index not in sheet.printed:
            sheet.fields.bylines.extend(people)
            sheet.take(index, "The desk's credits, read as the names in it.")
        elif is_credits(text):
            sheet.odd[index] = _CREDITS_IN_PART
    for index in reversed(list(sheet.open_lines(start + 1))):
        if any(c.isalnum() and c != _TATWEEL for c in sheet.text(index)):
            break
        sheet.aside[index] = "A rule under the text."


def read_signed(sheet: Sheet, start: int) -> None:
    """Takes the authors' names from under the text: with their house or job, or once more."""
    known = {name_key(byline.name) for byline in sheet.fields.bylines}
    for index in list(sheet.open_lines(start + 1))[-_N_SIGNED_LINES:]:
        text = sheet.text(index)
        people = bare_bylines_of(text)
        if people and (
            all(name_key(one.name) in known for one in people) if known else _tells_job(text, people)
        ):
            sheet.fields.bylines.extend(one for one in people if name_key(one.name) not in known)
            known.update(name_key(one.name) for one in people)
            sheet.take(index, "The authors, under the text.")


def name_the_rest(sheet: Sheet, start: int) -> None:
    """Says which one or two lines at the end are no sentence: initials, a number. More of them are a table."""
    loose = list(
        takewhile(lambda index: _is_loose(sheet, index), reversed(list(sheet.open_lines(start + 1))))
    )
    if len(loose) <= _MOST_LOOSE:
        for index in loose:
            sheet.odd.setdefault(index, _LOOSE)


def _is_loose(sheet: Sheet, index: int) -> bool:
    text = sheet.text(index)
    is_text = is_sentence(text) or is_item(text) or is_dense(text) or text[0] in "#|" or text[-1] in _CLOSING
    return not is_text and length(text) <= _LONGEST_LOOSE and index not in sheet.printed


def _tells_job(text: str, people: tuple[Byline, ...]) -> bool:
    """Whether a line says more of people than their names and places: a list of names is text."""
    words = " ".join(f"{one.name} {one.place or ''}" for one in people)
    return len(name_key(text)) > len(name_key(words)) + 2


def _read_hashtags(sheet: Sheet, index: int) -> None:
    tags = _hashtags(sheet.text(index))
    if len(tags) > 1:
        sheet.fields.tags.extend(tags)
        sheet.take(index, "Read as tags.")


def _hashtags(text: str) -> list[str]:
    return _ONE_HASHTAG.findall(text) if len(text) <= _LONGEST_TAGS and _HASHTAGS.fullmatch(text) else []


def _read_tags(sheet: Sheet, index: int, value: str) -> None:
    names = _split_tags(value) if value else []
    if value and not names:
        return
    lines = [index]
    if not value:
        for below in _below(sheet, index):
            more = _split_tags(sheet.text(below))
            if not more or labelled(sheet.text(below)):
                break
            names += more
            lines.append(below)
    if names:
        sheet.fields.tags.extend(names)
        for line in lines:
            sheet.take(line, "Read as tags.")


def _read_related(sheet: Sheet, index: int, value: str) -> None:
    headlines = [value] if value and is_headline(value) else []
    lines = [index]
    if value and not headlines:
        return
    for below in _below(sheet, index) if not value else ():
        text = _BULLET.sub("", sheet.text(below))
        is_end = not is_headline(text) or labelled(text) or len(headlines) >= _MOST_RELATED
        if is_end or _unlabelled_tags(text, fewest=4):
            break
        headlines.append(text)
        lines.append(below)
    if headlines:
        sheet.fields.related.extend(headlines)
        for line in lines:
            sheet.take(line, "Read as a related article.")


def _below(sheet: Sheet, index: int) -> list[int]:
    """Open lines under a label, until a larger gap than the first."""
    found: list[int] = []
    for below in range(index + 1, len(sheet.lines)):
        gap = sheet.lines[below].gap
        if below in sheet.printed or (gap and found and gap > sheet.lines[index + 1].gap):
            break
        if not sheet.is_open(below):
            continue
        found.append(below)
        if len(found) > _MOST_RELATED:
            break
    return found


def _read_field(sheet: Sheet, index: int, label: Label, value: str) -> None:
    fields = sheet.fields
    if label is Label.HEADLINE and not fields.headline and is_headline(value):
        fields.headline = value
    elif label is Label.LEDE and not fields.lede:
        fields.lede = without_end(value)
    elif label is Label.SECTION and fields.section is None and is_name(value):
        fields.section = value
    elif label is Label.SERIES and is_headline(value):
        fields.series.append(series_of(value))
    else:
        return
    sheet.take(
        index, READ if label is Label.SERIES else "A line with its name before it, read as that field."
    )


def _split_tags(text: str) -> list[str]:
    if len(text) > _LONGEST_TAGS:
        return []
    if hashtags := _hashtags(text):
        return hashtags
    names = [name for name in _SEPARATORS.split(text.rstrip(" .;,")) if name]
    return names if names and all(is_name(name) for name in names) else []


def _unlabelled_tags(text: str, *, fewest: int) -> list[str]:
    """A line of several short names between commas, or of hashtags."""
    if len(text) > _LONGEST_TAGS or is_sentence(text):
        return []
    if hashtags := _hashtags(text):
        return hashtags
    names = [name for name in _COMMA.split(text) if name]
    return names if len(names) >= fewest and all(is_name(name) for name in names) else []


def _block_apart(sheet: Sheet, start: int) -> list[int]:
    """The last open lines that look like headlines and stand close together, parted from the text by a blank line.

    Where no line of the whole text is parted from another, a line of tags among them parts them.
    """
    block: list[int] = []
    for index in reversed(list(sheet.open_lines(start + 1))):
        text = sheet.text(index)
        is_last = not block
        if not (_is_title(text) or (is_last and len(_unlabelled_tags(text, fewest=3)) > 2)):
            break
        block.append(index)
        if sheet.lines[index].gap and not (is_last and not _is_title(text)):
            break
    block.reverse()
    text_lines = list(sheet.open_lines(start, block[0])) if block else []
    if not text_lines or not is_sentence(sheet.text(text_lines[-1])):
        return []
    is_dense_text = not any(line.gap for line in sheet.lines[start:])
    has_tags = bool(sheet.fields.tags) or bool(_unlabelled_tags(sheet.text(block[-1]), fewest=3))
    return block if sheet.lines[block[0]].gap or (is_dense_text and has_tags) else []


def _is_title(text: str) -> bool:
    """Whether a line without a label may be the headline of another article: no entry, quotation, score or clause."""
    if (
        is_sentence(text)
        or not is_headline(text)
        or is_item(text)
        or is_credits(text)
        or text[-1] in ":;,-–—)"
    ):
        return False
    if text[0].islower() or length(text) < _SHORTEST_HEADLINE or length(text) > _LONGEST_TITLE:
        return False
    words = text.split()
    if len(words) < 3 and length(text) == len(text):
        return False
    if text[0] in _OPENING and text[-1] in _CLOSING:
        return False
    return sum(1 for word in words if word[0].isdigit()) * 3 <= len(words)


def _is_running(text: str) -> bool:
    return is_sentence(text) and length(text) > 160
