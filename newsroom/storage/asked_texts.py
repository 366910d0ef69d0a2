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

_ASCII = bytes(range(128))
# Letters of ASCII small, and spaces in the place of whatever is not ASCII.
_SMALL = _ASCII.lower() + b" " * 128
# Of what is not ASCII: signs that are printed among English words. None is in a word, or becomes a letter.
_SIGNS = "\x80-\xa9\xab\xac\xae-\xb1\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u2033\u2035\u2039-\u203b"
_PLAIN = re.compile(f"[{_SIGNS}]*")
_LATIN = re.compile(f"[{_SIGNS}\xaa\xba\xc0-\u024f\u1e00-\u1eff]*")
# Letters of other alphabets, with the signs among them: none becomes a letter of ASCII or a digit, or vanishes.
_FOREIGN = re.compile(
    f"[{_SIGNS}\u0370-\u0377\u037e-\u0481\u048a-\u058f\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063f\u0641-\u064a"
    "\u0904-\u0939\u0e01-\u0e4f\u10d0-\u10ff\u3001-\u3029\u3041-\u3096\u309d-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\ue000-\uf8ff\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]*"
)
# Between texts that are looked through as one; no words stand side by side across it.
_BETWEEN = b"\0"
_Answers: TypeAlias = Callable[["_Article"], bool]


def question(condition: Condition) -> str:
    """Words and what is put together of them, for ``has_words`` in a statement. Of a condition that is searchable."""
    return json.dumps(_parts(condition))


def question_of_beginning(token: str) -> str:
    """The same of one token of the index that a word begins with."""
    return json.dumps([[token], True])


def has_words(question: str, *texts: str | bytes) -> bool:
    """Whether it is true of the texts together; words side by side are so in one of them.

    The texts are folded, where that is kept of them; as bytes they are UTF-8, which spares reading them as letters.
    Some six microseconds for an English article.
    """
    return _answers(question)(_Article(texts))


class _Letters(dict[str, bytes]):
    """What becomes of a Latin letter with a mark, or of a ligature, in letters of ASCII; a sign stays what it is."""

    def __missing__(self, letter: str) -> bytes:
        becomes = fold(letter) if _LATIN.fullmatch(letter) else letter
        self[letter] = small = becomes.encode()
        return small


_letters = _Letters()
# What becomes of a letter of Latin-1, where that is one letter of ASCII; a space in the place of any other sign.
_SMALL_LATIN = bytes(
    becomes[0] if len(becomes := _letters[chr(code)]) == 1 and becomes.isascii() else ord(" ")
    for code in range(128, 256)
)
_OF_ONE_BYTE = frozenset(
    chr(code) for code, becomes in enumerate(_SMALL_LATIN, start=128) if becomes != ord(" ")
)
_SMALL_LATIN = _ASCII.lower() + _SMALL_LATIN


class _Text:
    """A text, and whatever of it is asked for. Most texts are told by their letters of ASCII alone, as bytes."""

    __slots__ = ("_data", "_letters", "_rest", "_tokens", "is_plain", "small")

    def __init__(self, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
        self._data = data
        self._letters: str | None = None
        self._tokens: str | None = None
        self._rest = ""
        self.is_plain = True
        self.small = data.lower() if data.isascii() else self._in_ascii(data)
        """All of it where ``is_plain``: its words as the index has them, between other signs."""

    def _in_ascii(self, data: bytes) -> bytes:
        """Its letters with marks as those without, and spaces in the place of what is no letter of ASCII."""
        self._rest = data.translate(None, _ASCII).decode(errors="surrogatepass")
        if _PLAIN.fullmatch(self._rest) is None:
            self.is_plain = _LATIN.fullmatch(self._rest) is not None
            if self.is_plain:
                return self._of_latin(data.decode(errors="surrogatepass"))
        return data.translate(_SMALL)

    def _of_latin(self, text: str) -> bytes:
        """Most marks stand on letters of one byte, which are changed all at once; the others letter by letter."""
        for letter in set(self._rest):
            if letter not in _OF_ONE_BYTE:
                becomes = _letters[letter]
                if becomes.isascii():
                    text = text.replace(letter, becomes.decode())
                elif _PLAIN.fullmatch(letter) is None:
                    self.is_plain = False
        return text.encode("latin-1", "replace").translate(_SMALL_LATIN)

    @property
    def is_foreign(self) -> bool:
        """Whether its letters of ASCII, and its digits, are those that it is written with."""
        return _FOREIGN.fullmatch(self._rest) is not None

    @property
    def letters(self) -> str:
        """As the index takes them."""
        if self._letters is None:
            self._letters = fold(self._data.decode(errors="surrogatepass"))
        return self._letters

    @property
    def tokens(self) -> str:
        """All of them, with a space before, between and behind."""
        if self._tokens is None:
            self._tokens = f" {' '.join(indexed_words(segment(self.letters)))} "
        return self._tokens


class _Article:
    """The texts of an article: as one, which tells of most articles whether they have words, and each by itself."""

    __slots__ = ("_parts", "_texts", "whole")

    def __init__(self, texts: Sequence[str | bytes]) -> None:
        self._texts = texts
        self._parts: tuple[_Text, ...] | None = None
        data = [text for text in texts if isinstance(text, bytes)]
        joined = _BETWEEN.join(data) if len(data) == len(texts) else b""
        is_one = bool(data) and joined.count(_BETWEEN) == len(data) - 1
        self.whole = _Text(joined) if is_one else None
        """None where it would not be known where one ends."""

    @property
    def parts(self) -> tuple[_Text, ...]:
        if self._parts is None:
            self._parts = tuple(map(_Text, self._texts))
        return self._parts


class _Phrase:
    """Tokens side by side; the last may go on where ``is_prefix``."""

    def __init__(self, tokens: Sequence[str], is_prefix: bool) -> None:
        self._tokens = tuple(tokens)
        self._in_tokens = f" {' '.join(tokens)}{'' if is_prefix else ' '}"
        self._is_ascii = self._in_tokens.isascii()
        self._bytes = tuple(token.encode(errors="surrogatepass") for token in tokens)
        end = b"" if is_prefix else b"(?![0-9a-z])"
        # It begins with letters and not with a look behind them, so that these are leapt to.
        self._plain = re.compile(b"[^0-9a-z\\0]+".join(map(re.escape, self._bytes)) + end)

    def __call__(self, article: _Article) -> bool:
        whole = article.whole
        if whole is not None:
            if whole.is_plain:
                return self._is_in_plain(whole.small)
            if self._is_missing(whole):
                return False
        return any(map(self._is_in, article.parts))

    def _is_missing(self, text: _Text) -> bool:
        """Whether its letters of ASCII, in a text in another alphabet, tell that it is not there."""
        return self._is_ascii and not all(token in text.small for token in self._bytes) and text.is_foreign

    def _is_in(self, text: _Text) -> bool:
        if text.is_plain:
            return self._is_in_plain(text.small)
        if self._is_missing(text):
            return False
        # A pair of letters of a script without spaces stands there as it does in the text, whatever it is a token of.
        letters = text.letters
        return all(token in letters for token in self._tokens) and self._in_tokens in text.tokens

    def _is_in_plain(self, small: bytes) -> bool:
        found = self._plain.search(small)
        while found is not None:
            start = found.start()
            if not small[start - 1 : start].isalnum():
                return True
            found = self._plain.search(small, start + 1)
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
        return lambda article: not made[0](article)
    if kind == "any":
        return lambda article: any(one(article) for one in made)
    return lambda article: all(one(article) for one in made)


def _parts(condition: Condition) -> list[Any]:
    if isinstance(condition, Words):
        return list(phrase_of(condition))
    if isinstance(condition, Not):
        return ["not", _parts(condition.part)]
    assert isinstance(condition, All | Either)
    return ["any" if isinstance(condition, Either) else "all", *map(_parts, condition.parts)]
