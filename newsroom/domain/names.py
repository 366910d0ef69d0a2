"""When two names are one: NFKC, case-folded, spaces collapsed (contract: names and aliases share one namespace)."""

import re
import unicodedata

from newsroom.domain.article import TagKind

_SPACES = re.compile(r"\s+")
# ``Violence Erupts (1,881)``: the count may be written with a separator of any house.
_COUNTED = re.compile(r"^(?P<name>.*\S)\s*\((?P<count>\d{1,3}(?:[,.’' \u00a0\u202f]?\d{3})*|\d+)\)$")
_QUALIFIED = re.compile(r"^(?P<name>.+?)\s*\((?P<qualifier>[^()]+)\)$", re.DOTALL)
# So many characters of a name decide its place in a list.
_SORTED = 120
_KINDS = frozenset(kind.value for kind in TagKind)


def tidy(name: str) -> str:
    """The name as kept and shown: NFC, without control characters, spaces collapsed and trimmed."""
    text = unicodedata.normalize("NFC", name)
    # A control character is never printable: most names are not looked at twice.
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return _SPACES.sub(" ", text).strip()


def name_key(name: str) -> str:
    """What two names are compared by; empty for a name in which nothing can be seen."""
    if name.isascii() and name.isprintable():  # most names: there is nothing to normalise
        return " ".join(name.lower().split())
    text = unicodedata.normalize("NFKC", tidy(name)).casefold()
    key = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    return "" if is_blank(key) else key


def sort_key(name: str) -> str:
    """What lists of names are sorted by: case, marks on letters, and signs before the first letter do not count."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    start = next((n for n, c in enumerate(letters) if c.isalnum()), 0)
    return letters[start : start + _SORTED]


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: no character but spaces, controls, and marks such as a zero-width space."""
    return not text.strip() or all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in text)


def split_qualifier(label: str) -> tuple[str, str | None]:
    """``Jordan (person)`` -> ``("Jordan", "person")``; a name without a qualifier has None."""
    match = _QUALIFIED.match(tidy(label))
    if match is None:
        return tidy(label), None
    return match["name"], match["qualifier"].strip()


def split_kind(label: str) -> tuple[TagKind | None, str]:
    """``person:Ana Ruiz`` -> person, ``Ana Ruiz``; any other word before a colon belongs to the name.

    A kind alone, ``person:``, has an empty name.
    """
    kind, colon, name = label.partition(":")
    if colon and kind.strip().lower() in _KINDS:
        return TagKind(kind.strip().lower()), tidy(name)
    return None, tidy(label)


def split_count(text: str) -> tuple[str, int | None]:
    """A series as it is printed: ``Name (1,881)`` -> ``("Name", 1881)``; without a count, None."""
    match = _COUNTED.match(tidy(text))
    if match is None:
        return tidy(text), None
    return match["name"], int(re.sub(r"\D", "", match["count"]))
