"""Text as the search indexes see it: folded and, in scripts without spaces, cut into pairs of characters.

The tokenizer (``unicode61 remove_diacritics 2``) folds case and the diacritics of Latin letters by itself. The rest is
done here: ``ё``, Greek, Arabic and Hebrew marks, letter forms, Turkish i, full width, the digits of all scripts.
"""

import re
import unicodedata
from itertools import pairwise

# Letters that are one to a reader, but not by Unicode's decompositions.
_LETTERS: dict[str, str] = {
    **dict(zip("ѐёѝıłøđħŧ", "ееиilodht", strict=True)),
    "æ": "ae",
    "œ": "oe",
    # Arabic: alef and waw whatever their hamza; yeh, also with hamza, without dots, and of Persian and Urdu;
    # teh marbuta and the other forms of heh; Persian kaf; tatweel, which only stretches a word.
    **dict.fromkeys("آأإٱ", "ا"),
    **dict.fromkeys("ؤ", "و"),
    **dict.fromkeys("ئىیېےۓ", "ي"),
    **dict.fromkeys("ةۀەہۂۃھ", "ه"),
    **dict.fromkeys("ک", "ك"),
    **dict.fromkeys("ـ", ""),
    # They say how a sign before them is drawn, and stand in no word.
    **dict.fromkeys("\ufe0e\ufe0f", " "),
}
# Signs that compatibility forms would spell out and glue to a word ("Brand™").
_SIGNS = re.compile("[℠℡™℻№]")

# Vowels and other marks of these scripts are part of the word, but end a token of the tokenizer. In the index they
# are characters of the private use area, which it takes for letters.
_FIRST_MARK, _LAST_MARK, _PRIVATE = 0x0900, 0x1CFF, 0xE000


def _private(first: int, last: int) -> str:
    """The range as a character class, with the private characters that its marks become."""
    shift = _PRIVATE - _FIRST_MARK
    return f"{chr(first)}-{chr(last)}{chr(first + shift)}-{chr(last + shift)}"


_WITHOUT_SPACES = (
    _private(0x0E00, 0x0EFF)  # Thai, Lao
    + _private(0x1000, 0x109F)  # Burmese
    + _private(0x1780, 0x17DF)  # Khmer
    + "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    + "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_WITHOUT_SPACES}]+")
_OPEN_RUN = re.compile(f"[{_WITHOUT_SPACES}]{{2,}}$")

# What is left of ASCII after case folding stays as it is.
_FOREIGN = re.compile(r"[^\x00-\x7f]+")

# Of these characters the tokenizer makes what we would make. Tests try every character that there is.
_ALIKE = (
    "\0-©«¬®-±´-¸»¿-ÅÇ-×Ù-Þà-åç-÷ù-ďĒ-ĥĨ-İĴ-ľŃ-ňŌ-őŔ-ťŨ-ſ"  # Latin, as Western and Central Europe write it
    "\u1e00-\u1e99\u1ea0-\u1eff"  # Vietnamese
    "Α-Ωα-ωЂ-ЌЎ-яђ-ќў-҂Ա-Ֆա-ֆא-תა-ჺ가-힣"  # letters without marks: Greek, Cyrillic and others
    "\u2000-\u200c\u2010-\u2023\u2025-\u2029\u202f-\u2032\u2035\u2038-\u203b"  # spaces, dashes, quotes
    "\u20a0-\u20a7\u20a9-\u20b8™№\u2190-\u222b\u2500-\u2775\U0001f300-\U0001f9ff\ufe0e\ufe0f"  # currencies, pictures
)
_UNLIKE = re.compile(f"[^{_ALIKE}]")


class _Folds(dict[int, str]):
    """What becomes of each character that was met so far, after case folding and composition."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letter = _LETTERS.get(character)
        self[code] = becomes = _fold_character(character) if letter is None else letter
        return becomes


_folds = _Folds()


def folded(text: str) -> str | None:
    """The form to index, or None where the tokenizer makes the same of the text itself. Microseconds for English."""
    if text.isascii() or _UNLIKE.search(text) is None:
        return None
    return segment(fold(text))


def segment(text: str, *, is_open: bool = False) -> str:
    """Folded text with runs of scripts without spaces cut into pairs.

    ``is_open`` says that a run at the end may go on: it then ends with its last pair, as the longer run has it too.
    """
    last = _OPEN_RUN.search(text) if is_open else None
    if last is None:
        return _RUN.sub(_cut, text)
    return f"{_RUN.sub(_cut, text[: last.start()])} {' '.join(pairs(last[0])[:-1])}"


def fold(text: str) -> str:
    """The text without what a reader's search should not depend on; not yet cut into pairs."""
    text = unicodedata.normalize("NFKC", _SIGNS.sub(" ", text)).casefold()
    return _FOREIGN.sub(_fold_run, unicodedata.normalize("NFC", text))


def is_run(text: str) -> bool:
    """Whether folded text is of scripts without spaces alone."""
    return _RUN.fullmatch(text) is not None


def is_private(character: str) -> bool:
    """Whether it stands for a mark that belongs to its word."""
    return "\ue000" <= character <= "\uf8ff"


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_folds)


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Mn", "Mc", "Me"):
        if _FIRST_MARK <= ord(character) <= _LAST_MARK:
            return chr(ord(character) - _FIRST_MARK + _PRIVATE)
        return ""
    if category == "Cf":
        # Writing directions, soft hyphens; but these two stand between words.
        return " " if character in "\u200b\u200c" else ""
    parts = unicodedata.normalize("NFD", character)
    base = parts[0]
    if len(parts) > 1 and (base in _LETTERS or base.isascii() or "\u0370" <= base <= "\u03ff"):
        return _folds[ord(base)]
    return character


def pairs(run: str) -> list[str]:
    """``abc`` -> ``ab bc c``: every pair, and the last one alone, so that a prefix of one character finds each."""
    return [*map("".join, pairwise(run)), run[-1]]


def _cut(match: re.Match[str]) -> str:
    return f" {' '.join(pairs(match[0]))} "
