"""The theme's own words in the language of a page, and how they are put around names and times."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from newsroom.rendering.times import DateWords

_PLACE = re.compile(r"\{([a-z]+)\}")
_RTL_LANGUAGES = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RTL_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, English ones where it lacks some. In templates: ``words.published``."""

    language: str
    table: Mapping[str, str]
    months: Sequence[str]

    def __getitem__(self, key: str) -> str:
        return self.table[key]

    @property
    def date_words(self) -> DateWords:
        """What ``times`` needs."""
        return DateWords(self.months, self.table["date"], self.table["moment"])


# A text and markup of the same letters are equal, but not the same here: the types belong to what is remembered.
@lru_cache(maxsize=256, typed=True)
def fill(pattern: str, **parts: str | Markup) -> Markup:
    """A pattern such as ``By {people}`` with its places filled; everything that is not markup is escaped."""
    pieces = _PLACE.split(pattern)
    done = Markup("")
    for i, piece in enumerate(pieces):
        done += escape(parts.get(piece, "") if i % 2 else piece)
    return done


def listed(items: Sequence[Markup], words: Words) -> Markup:
    """``A, B and C``."""
    if len(items) < 2:
        return items[0] if items else Markup("")
    return fill(words["and"], before=escape(words["comma"]).join(items[:-1]), last=items[-1])


def direction_of(language: str) -> str:
    """``rtl`` or ``ltr``."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"


def language_tag(language: str) -> str:
    """A tag that may stand in ``lang``; ``und`` for what is none."""
    tag = language.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", tag) else "und"
