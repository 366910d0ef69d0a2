"""What stands above the text of a page that marks nothing: ways about the site, the headline again, who and when."""

import re
from dataclasses import dataclass
from datetime import UTC

from newsroom.domain.names import name_key
from newsroom.exchange.dates import read_moment

_LINK = r"\[[^\[\]\n]{0,200}\]\([^()\s]{0,500}\)"
_ONLY_LINKS = re.compile(rf"(?:{_LINK}[\s·•|»>/–-]{{0,9}}){{2,60}}")
_MARKS = re.compile(r"^#{1,6} |\*{1,3}|_{1,2}")
_BY = re.compile(r"By (?=[A-Z])")
# A line of its own above a text: who wrote it, and no sentence.
_BY_ALONE = re.compile(r"By [A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|and|de|van|von|der|la|al|bin)){1,6}")
_LONGEST = 80
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class PageTop:
    """``body`` is the text without its top; the others are empty where nothing says them."""

    body: str
    byline: str = ""
    date: str = ""
    ways: str = ""


def read_top(body: str, headline: str) -> PageTop:
    """Takes from Markdown what is above the text. Of lines that follow the headline only who and when."""
    first, _, rest = body.partition("\n\n")
    ways = first.strip() if rest and _ONLY_LINKS.fullmatch(first.strip()) else ""
    if ways:
        body = rest
        first, _, rest = body.partition("\n\n")
    lines = [_MARKS.sub("", line).strip() for line in first.split("\n")]
    if rest and len(lines) == 1 and _BY_ALONE.fullmatch(lines[0]) and len(lines[0]) < _LONGEST:
        return PageTop(rest, _BY.sub("", lines[0]), ways=ways)
    if not rest or len(lines) > _MOST_LINES or not lines[0] or name_key(lines[0]) != name_key(headline):
        return PageTop(body, ways=ways)
    byline = date = ""
    for line in lines[1:]:
        if not byline and _BY.match(line) and len(line) < _LONGEST:
            byline = _BY.sub("", line)
        elif not date and len(line) < _LONGEST and read_moment(line, UTC) is not None:
            date = line
        else:
            return PageTop(body, ways=ways)
    return PageTop(rest, byline, date, ways)
