"""Whether texts have words, asked of the texts themselves, as the index of words would answer.

For lists that are so short that to read their texts takes less time than to go through all that the index has of the
words; and for beginnings that thousands of words have, where one text in a few has one.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from newsroom.domain.conditions import All, Condition, Either, Not, Words
from newsroom.storage.folding import fold, segment
from newsroom.storage.matching import indexed_words, phrase_of

# Letters of ASCII alone, with the signs that are printed among them: none of these is in a word, or becomes a letter.
_PLAIN = re.compile(
    "[\0-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u2033\u2035\u2039-\u203b]*"
)
_Texts: TypeAlias = Sequence["_Text"]
_Answers: TypeAlias = Callable[[_Texts], bool]


def question(condition: Condition) -> str:
    """Words and what is put together of them, for ``has_words`` in a statement. Of a condition that is searchable."""
    return json.dumps(_parts(condition))


def question_of_beginning(token: str) -> str:
    """The same of one token of the index that a word begins with."""
    return json.dumps([[token], True])


def has_words(question: str, *texts: str) -> bool:
    """Whether it is true of the texts together; words side by side are so in one of them.

    The texts are folded, where that is kept of them. Some ten microseconds for an English article.
    """
    return _answers(question)(tuple(map(_Text, texts)))


class _Text:
    """A text, and its tokens when they are first asked for."""

    def __init__(self, text: str) -> None:
        self.is_plain = text.isascii() or _PLAIN.fullmatch(text) is not None
        self.letters = text.lower() if self.is_plain else fold(text)
        self._tokens: str | None = None

    @property
    def tokens(self) -> str:
        """All of them, with a space before, between and behind."""
        if self._tokens is None:
            self._tokens = f" {' '.join(indexed_words(segment(self.letters)))} "
        return self._tokens


class _Phrase:
    """Tokens side by side; the last may go on where ``is_prefix``."""

    def __init__(self, tokens: Sequence[str], is_prefix: bool) -> None:
        rest = "" if is_prefix else "(?![0-9a-z])"
        self._plain = re.compile(f"{'[^0-9a-z]+'.join(map(re.escape, tokens))}{rest}")
        self._in_tokens = f" {' '.join(tokens)}{'' if is_prefix else ' '}"
        # A pair of letters of a script without spaces stands there as it does in the text, whatever it is a token of.
        self._tokens = tuple(tokens)

    def __call__(self, texts: _Texts) -> bool:
        return any(map(self._is_in, texts))

    def _is_in(self, text: _Text) -> bool:
        # Most texts that do not have the words are told by that alone.
        if not all(token in text.letters for token in self._tokens):
            return False
        return self._is_in_plain(text.letters) if text.is_plain else self._in_tokens in text.tokens

    def _is_in_plain(self, letters: str) -> bool:
        """From one place of the first token to the next: a pattern that looks behind would try every letter."""
        first = self._tokens[0]
        at = letters.find(first)
        while at >= 0:
            if (at == 0 or not letters[at - 1].isalnum()) and self._plain.match(letters, at):
                return True
            at = letters.find(first, at + 1)
        return False


@lru_cache(maxsize=64)
def _answers(question: str) -> _Answers:
    return _made(json.loads(question))


def _made(parts: Any) -> _Answers:
    kind, *rest = parts
    if isinstance(kind, list):
        return _Phrase(kind, *rest)
    made = [_made(one) for one in rest]
    if kind == "not":
        return lambda texts: not made[0](texts)
    if kind == "any":
        return lambda texts: any(one(texts) for one in made)
    return lambda texts: all(one(texts) for one in made)


def _parts(condition: Condition) -> list[Any]:
    if isinstance(condition, Words):
        return list(phrase_of(condition))
    if isinstance(condition, Not):
        return ["not", _parts(condition.part)]
    assert isinstance(condition, All | Either)
    return ["any" if isinstance(condition, Either) else "all", *map(_parts, condition.parts)]
