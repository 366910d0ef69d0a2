"""Arabic words without what is written together with them: the article, short prepositions, endings of number and case.

A light stemmer in the manner of Larkey, Ballesteros and Connell (SIGIR 2002): nothing is known of roots, so that it
never takes two words of different meaning for one only because they share a root. It expects folded words.
"""

import re

_LETTERS = "\u0621-\u064a"
_ARABIC = re.compile(f"[{_LETTERS}]{{4,}}")
# And, with, like, so, for, each before the article; the article; for the.
_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_AND = "و"
# Her or its, dual, plurals, relation, and the feminine ending, which is folded into heh.
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST_AFTER_PREFIX, _LEAST_AFTER_AND, _LEAST_AFTER_SUFFIX = 3, 4, 3


def stemmed(text: str) -> str:
    """Folded text with its Arabic words cut down; the rest as it is."""
    return _ARABIC.sub(_stem, text)


def _stem(match: re.Match[str]) -> str:
    word = match[0]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_AFTER_PREFIX:
            word = word[len(prefix) :]
            break
    else:
        if word.startswith(_AND) and len(word) - 1 >= _LEAST_AFTER_AND:
            word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_AFTER_SUFFIX:
            return word[: -len(suffix)]
    return word
