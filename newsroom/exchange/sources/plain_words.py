"""Small texts of exports (titles, names, summaries) as plain words: their HTML is taken off, their entities read."""

import re
from html import unescape

from newsroom.domain.names import tidy

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|li|h[1-6]|blockquote|figure|ul|ol|td|tr)\b[^<>]*>", re.IGNORECASE)
_LONGEST = 100_000


def plain(text: object) -> str:
    """One line of words; of a value that is no text, its digits, or nothing."""
    if not isinstance(text, str):
        return str(text) if isinstance(text, int | float) and not isinstance(text, bool) else ""
    text = text[:_LONGEST]
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(" ", text))
    return tidy(unescape(text) if "&" in text else text)


def number_in(text: str) -> int:
    """A number that fits a database; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def names_of(values: object) -> tuple[str, ...]:
    """Each of them as plain words, without the empty and the repeated."""
    items = values if isinstance(values, list | tuple) else [values]
    return tuple(dict.fromkeys(name for item in items if (name := plain(item))))
