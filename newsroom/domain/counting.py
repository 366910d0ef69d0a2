"""Words and reading time of a Markdown text."""

import re

# A run of letters, digits, apostrophes and inner hyphens; or one character of a script written without spaces,
# of which about 1.6 make a word (a usual estimate for Chinese and Japanese).
_WORD = re.compile(r"[^\W_]+(?:[’'\-‑][^\W_]+)*")
_DENSE = re.compile(
    r"[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
# The same for plain English, at a quarter of the time: letters and digits, what may join them, and the rest.
_PARTS = bytes(
    ord("a" if chr(c).isascii() and chr(c).isalnum() else "-" if chr(c) in "'-" else " ") for c in range(256)
)
_CHARACTERS_PER_DENSE_WORD = 1.6
WORDS_PER_MINUTE = 220


def count_words(text: str) -> int:
    """Words of a text, in any script. Linear in the length of the text."""
    return words_of(*count_parts(text))


def count_parts(text: str) -> tuple[int, int]:
    """Words with spaces around them, and characters of scripts without.

    The parts of a text's lines add up to its own.
    """
    if text.isascii():
        return _count_ascii(text), 0
    dense = len(_DENSE.findall(text))
    spaced = _DENSE.sub(" ", text) if dense else text
    return len(_WORD.findall(spaced)), dense


def _count_ascii(text: str) -> int:
    parts = text.encode("ascii").translate(_PARTS)
    # Twice, because ``a-b-c`` has its joints side by side.
    joined = parts.replace(b"a-a", b"aaa").replace(b"a-a", b"aaa")
    return joined.count(b"a ") + joined.count(b"a-") + joined.endswith(b"a")


def words_of(n_spaced: int, n_dense: int) -> int:
    """How many words the parts make."""
    return n_spaced + round(n_dense / _CHARACTERS_PER_DENSE_WORD)


def reading_minutes(n_words: int) -> int:
    """Whole minutes to read, at least one for any text."""
    return max(1, round(n_words / WORDS_PER_MINUTE)) if n_words else 0
