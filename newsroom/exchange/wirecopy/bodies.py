"""Lines of plain text as Markdown: what Markdown would take for its own marks is escaped, lists stay lists."""

import re
from collections.abc import Sequence
from itertools import groupby

from newsroom.exchange.wirecopy.layout import Line, is_item
from newsroom.exchange.wirecopy.sentences import is_sentence

_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]{1,2000}>)")
_HEADING = re.compile(r"#{2,6} +\S")
# How wires of old sent quotation marks. In Markdown two of them would make code of what stands between.
_OPENING = re.compile(r"(?<![^\s(\[“—–-])``(?=[^\s`])")
_TICKS = re.compile(r"``")
_NUMBERED = re.compile(r"(?P<number>\d{1,9})\.(?= )")
_BULLETED = re.compile(r"[•·▪●◦‣]\s+")
_DASHED = re.compile(r"[–—]\s+")


def markdown_of(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """The body, and for each line the number of the paragraph in which it stands."""
    paragraphs: list[list[str]] = []
    places: list[int] = []
    number = 0
    before: Line | None = None
    listed = _dashed_lists(lines)
    for n, line in enumerate(lines):
        number = _next_number(line.text, number)
        text = _escaped(line.text, is_entry=number > 0)
        if n in listed:
            text = _DASHED.sub("- ", text, count=1)
        follows = before is not None and is_item(before.text) and is_item(line.text) and not line.gap
        if follows and paragraphs:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
        places.append(len(paragraphs) - 1)
        before = line
    return "\n\n".join("\n".join(paragraph) for paragraph in paragraphs), places


def _dashed_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin with a dash, several together and none a sentence: entries of a list. Others are speech."""
    found: set[int] = set()
    for dashed, group in groupby(range(len(lines)), key=lambda n: _DASHED.match(lines[n].text) is not None):
        numbers = list(group) if dashed else []
        if len(numbers) > 1 and not any(is_sentence(lines[n].text) for n in numbers):
            found.update(numbers)
    return frozenset(found)


def _next_number(text: str, before: int) -> int:
    """The place in a numbered list that begins with 1; 0 for a line that is no entry of one."""
    match = _NUMBERED.match(text)
    return before + 1 if match and int(match["number"]) == before + 1 else 0


def _escaped(text: str, *, is_entry: bool) -> str:
    text = _with_quotes(_TAG.sub("&lt;", text))
    if text.startswith("#"):
        return text if _HEADING.match(text) else "\\" + text
    if not is_entry and (match := _NUMBERED.match(text)):
        return f"{match['number']}\\{text[match.end() - 1 :]}"
    return _BULLETED.sub("- ", text, count=1) if _BULLETED.match(text) else text


def _with_quotes(text: str) -> str:
    """With the marks of print where a wire doubles ticks and strokes; code between ticks stays as it is."""
    if "``" not in text or len(_OPENING.findall(text)) != len(_TICKS.findall(text)):
        return text
    return _OPENING.sub("“", text).replace("''", "”")
