"""What kind of piece it is, as wires print it: ``BREAKING:`` before a headline, ``ANALYSIS`` above it."""

import re

from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.word_lists import key_set

_LONGEST = 32
_WIRE = re.compile(
    r"(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|REPEAT|RECASTS?|ADVISORY|TEXT|GRAPHIC|PIX|PREVIEW|SCHEDULE|DIARY"
    r"|ACTUALIZACIÓN|ACTUALIZA|ATUALIZA|MISE À JOUR|UPD|LEAD|Ld|Lead|ROUNDUP|KORREKTUR|ОБНОВЛЕНИЕ)"
    r"(?: ?\d{1,2})?(?:-|: ?| ?- ?| – )){1,3}(?=\S)"
)
_BRACKETED = re.compile(r"\((?:\d(?:st|nd|rd|th) ?)?(?:LEAD|LD|URGENT|UPDATE|Yonhap Feature)\) *(?=\S)")
_KICKER = re.compile(
    r"(?:[-+*(\[ ]|[\u2600-\u27bf\U0001f000-\U0001faff]\uFE0F?){0,4}"  # or a picture of a siren
    r"(?P<words>[^:|\-–—+\[\]()]{2,32}?)[ )\]+]{0,5}(?P<mark>:|\||[-–—]| [-–—]|\+\+\+)\s*(?=\S)"
)


def kicker_of(line: str) -> str | None:
    """The label that a whole line is, as it is shown; None when it is none."""
    words = line.strip(" :!*+-–—[]().")
    return _shown(words) if 0 < len(words) <= _LONGEST and name_key(words) in key_set("kickers") else None


def without_end(line: str) -> str:
    """Without the mark with which German wires end a headline: ``=``, ``+++``."""
    return line[:-2].rstrip("+ ") if line.endswith((" =", " +++")) else line


def without_prefix(headline: str) -> tuple[str, str | None]:
    """The headline without what a wire puts before it, and the label that it said."""
    headline = without_end(headline)
    wire = _BRACKETED.match(headline) or _WIRE.match(headline)
    if wire is not None:
        headline = headline[wire.end() :]
    match = _KICKER.match(headline[: 2 * _LONGEST])
    if match is None or name_key(match["words"].rstrip("!* ")) not in key_set("kickers"):
        return headline, None
    # ``Photo-op``, ``live-in``: a hyphen announces only after capitals.
    if match["mark"] == "-" and not match["words"].isupper() and not headline[match.end()].isupper():
        return headline, None
    rest = headline[match.end() :].lstrip("+ ")
    return (rest, _shown(match["words"].strip("!* "))) if rest else (headline, None)


def _shown(words: str) -> str:
    return words.capitalize() if words.isupper() and len(words) > 3 else words
