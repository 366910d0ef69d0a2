"""Lines that say what they are: ``Tags: a, b``, ``Read also:``, ``Series: …``, ``Summary: …``, in many languages."""

import re
from enum import StrEnum
from functools import cache

from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.word_lists import word_list

_LONGEST = 500
_LONGEST_LABEL = 40
_LABELLED = re.compile(
    r"(?P<label>[^:：|｜]{2,40}?)\s*(?P<mark>[:：|｜>»]|\s[-–—]\s)\s*(?P<value>.*)", re.DOTALL
)
_MARKS = " :：>»▶►→▸👉➡▪•*"


class Label(StrEnum):
    """What a label announces."""

    HEADLINE = "headline"
    LEDE = "lede"
    SECTION = "section"
    SERIES = "series"
    TAGS = "tags"
    RELATED = "related"


_NO_TITLES = (Label.TAGS, Label.RELATED)


def labelled(line: str) -> tuple[Label, str] | None:
    """The label that a line begins with and what it says of it; the words are empty where they follow below."""
    if len(line) > _LONGEST:
        return None
    bare = line.strip(" *_#")
    alone = _labels().get(name_key(bare.rstrip(_MARKS))) if len(bare) <= _LONGEST_LABEL + 2 else None
    if alone is not None and (bare.endswith((":", "：")) or alone in _NO_TITLES):
        return alone, ""
    match = _LABELLED.match(bare)
    label = _labels().get(name_key(match["label"].strip(_MARKS))) if match else None
    if (
        match is None
        or label is None
        or (match["mark"].strip() not in (":", "：") and label not in _NO_TITLES)
    ):
        return None
    return label, match["value"].strip()


@cache
def _labels() -> dict[str, Label]:
    """The list's entries are ``kind word``."""
    found: dict[str, Label] = {}
    for entry in word_list("labels"):
        kind, _, word = entry.partition(" ")
        found[name_key(word)] = Label(kind)
    return found
