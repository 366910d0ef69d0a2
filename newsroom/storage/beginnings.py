"""Whether a text has a word that begins so, asked of the text itself, as the index of words would answer.

For beginnings that thousands of words have: the index gathers all hits of all of them before the first is known, and
one article in a few has one.
"""

import re
from functools import lru_cache

from newsroom.storage.folding import fold, segment
from newsroom.storage.matching import indexed_words


def has_beginning(word: str, *texts: str) -> bool:
    """``word`` is the beginning of one token of the index; the texts are folded, where that is kept of them."""
    return any(_begins(text, word) for text in texts)


def _begins(text: str, word: str) -> bool:
    if text.isascii():
        return word.isascii() and _pattern(word).search(text) is not None
    folded = fold(text)
    # Most texts that do not have the letters are told by that alone.
    return word in folded and any(token.startswith(word) for token in indexed_words(segment(folded)))


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(f"(?<![0-9A-Za-z]){re.escape(word)}", re.IGNORECASE | re.ASCII)
