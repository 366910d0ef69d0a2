"""A text as words, gaps and signs, in any script: what a comparison of two texts is made of. Pure.

A letter with its marks is never parted. Scripts that write no gaps between words (Chinese, Japanese, Thai, Khmer …) are
taken letter by letter: a word of theirs is short, and finding it takes a dictionary.
"""

import re
import unicodedata
from functools import lru_cache

# Letters of scripts without gaps: Thai and Lao, Myanmar, Khmer, kana, ideographs, and those of the further planes.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3005-\u3007\u3021-\u3029"
    "\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uaa60-\uaadf\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
# Within a word: what joins or parts letters unseen. A word goes on over an apostrophe; a number over a stop or comma.
_JOINERS = "\u00ad\u200c\u200d"
_INNER = "'’ʼ"
# Line ends are signs: they part paragraphs. There is no blank beyond U+3000.
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace() and chr(code) != "\n")
_PLAIN_WORD = rf"\w+(?:[{_INNER}]\w+|(?<=\d)[.,:](?=\d)\w+)*"
_PLAIN = re.compile(rf"{_PLAIN_WORD}|[^\S\n]+|.", re.DOTALL)
_PLAIN_BEHIND_BLANKS = re.compile(rf"[^\S\n]*(?:{_PLAIN_WORD}|\S|\n)|[^\S\n]+")
# Flags, skin colours, and what chooses the look of a sign.
_FLAGS = "[\U0001f1e6-\U0001f1ff]{2}"
_LOOKS = "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"


def words_of(text: str) -> list[str]:
    """The pieces, in their order: words, stretches of blanks, line ends, signs. Joined they are the text."""
    if text.isascii() or not _intricate().search(text):
        return _PLAIN.findall(text)
    return _whole().findall(text)


def words_behind_blanks(text: str) -> list[str]:
    """The same, each with the blanks before it; only the last may be blanks alone. Half the pieces, half the time."""
    if text.isascii() or not _intricate().search(text):
        return _PLAIN_BEHIND_BLANKS.findall(text)
    return _whole_behind_blanks().findall(text)


def is_word(piece: str) -> bool:
    """Whether the piece has a letter or a digit in it."""
    return any(character.isalnum() for character in piece)


@lru_cache(maxsize=1)
def _intricate() -> re.Pattern[str]:
    """What the short way would part."""
    return re.compile(f"[{_ALONE}{_JOINERS}{_LOOKS}\U0001f1e6-\U0001f1ff{_marks()}]")


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    return re.compile(rf"{_word()}|[^\S\n]+|{_FLAGS}|\n|{_sign('.')}", re.DOTALL)


@lru_cache(maxsize=1)
def _whole_behind_blanks() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]*(?:{_word()}|{_FLAGS}|\n|{_sign(chr(92) + 'S')})|[^\S\n]+")


def _word() -> str:
    word = rf"(?:[^\W{_ALONE}][{_with_letters()}]*)+"
    return rf"{word}(?:[{_INNER}]{word}|(?<=\d)[.,:](?=\d){word})*"


def _sign(first: str) -> str:
    return rf"{first}[{_with_letters()}]*(?:(?<=\u200d){first}[{_with_letters()}]*)*"


def _with_letters() -> str:
    """What belongs to the character before it."""
    return _marks() + _JOINERS + _LOOKS


@lru_cache(maxsize=1)
def _marks() -> str:
    """Marks that stand on or about a letter, as ranges for a pattern."""
    codes = [code for code in range(0x300, 0x1E950) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me")]
    parts = []
    begin = last = codes[0]
    for code in [*codes[1:], 0x110000]:
        if code != last + 1:
            parts.append(f"{chr(begin)}-{chr(last)}")
            begin = code
        last = code
    return "".join(parts)
