"""Quotation marks, apostrophes and dashes as a language prints them, while they are typed. No Qt."""

import re
from dataclasses import dataclass

from newsroom.domain.quotes import quotes_of

_NBSP = "\u00a0"
_APOSTROPHE = "’"
_MARKS = re.compile(r"[*_~]+$")
_OPENERS = "([{<«‹„‚“‘–—-/¿¡=>"
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S*$", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\([^)]*$|^\s*\[[^\]]+\]:\s*\S*$")
_TAG_OR_ATTRIBUTES = re.compile(r"<[a-zA-Z!/][^>]*$|\{[:#.][^}]*$")
_ONLY_DASHES = re.compile(r"[\s>|:*+-]*$")


@dataclass(frozen=True, slots=True)
class Smart:
    """What takes the place of the character just typed and of ``n_back`` ones before it."""

    text: str
    n_back: int = 0


def smarten(before: str, typed: str, language: str) -> Smart | None:
    """What the character ``typed`` behind ``before``, its line up to there, should be; None if it is right.

    Nothing inside code, addresses, HTML tags and attribute lists.
    """
    if typed not in "\"'-" or is_literal(before):
        return None
    if typed == "-":
        return _dash(before)
    outer_open, outer_close, inner_open, inner_close = quotes_of(language)
    if typed == '"':
        return _double(before, outer_open, outer_close)
    if _opens(before):
        return Smart(inner_open)
    if inner_close != _APOSTROPHE and before.count(inner_open) > _n_closed(before, inner_open, inner_close):
        return Smart(inner_close)
    return Smart(_APOSTROPHE)


def is_literal(before: str) -> bool:
    """Whether what follows ``before`` on its line is code, an address, in a tag or an attribute list."""
    if before.count("`") % 2 or before.startswith(("    ", "\t")):
        return True
    return any(pattern.search(before) for pattern in (_URL, _LINK_TARGET, _TAG_OR_ATTRIBUTES))


def _opens(before: str) -> bool:
    bare = _MARKS.sub("", before)
    if not bare or bare[-1].isspace():
        return True
    # Marks of emphasis behind a letter close it: **word**" is an end.
    return bare[-1] in _OPENERS


def _double(before: str, opening: str, closing: str) -> Smart:
    if not _opens(before):
        return Smart(closing)
    if opening[-1] == _NBSP and before.endswith(" ") and before.count(opening[0]) > before.count(closing[-1]):
        return Smart(closing, 1)  # French habit: a space before the closing mark
    return Smart(opening)


def _n_closed(before: str, opening: str, closing: str) -> int:
    return before.count(closing) if closing != opening else 0


def _dash(before: str) -> Smart | None:
    if before.endswith("–"):
        return Smart("—", 1)
    if not before.endswith("-") or before.endswith(("--", "<!-")):
        return None
    if _ONLY_DASHES.match(before) or before.lstrip().startswith("|"):
        return None
    return Smart("–", 1)
