"""How well a few typed letters fit a name. No Qt."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fit(query: str, text: str) -> float | None:
    """How well ``text`` answers to ``query``, larger is better; None where it does not. Both folded already.

    Each word of the query is a word's beginning, else a part of the text, else its letters in order.
    """
    total = 0.0
    for word in query.split():
        score = _fit_word(word, text)
        if score is None:
            return None
        total += score
    return total - len(text) / 1000


def _fit_word(word: str, text: str) -> float | None:
    if text.startswith(word):
        return 5.0
    at = text.find(" " + word)
    if at >= 0:
        return 4.0 - at / 200
    initials = "".join(part[0] for part in text.split())
    if len(word) > 1 and word in initials:
        return 3.0
    if word in text:
        return 2.0
    return _fit_letters(word, text)


def _fit_letters(word: str, text: str) -> float | None:
    """The letters in order, with few gaps between them."""
    at, gaps = -1, 0
    for letter in word:
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        if at >= 0:
            gaps += found - at - 1
        at = found
    return 1.0 / (1 + gaps) if gaps <= 3 * len(word) else None
