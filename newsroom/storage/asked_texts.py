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
# Of what is not ASCII: signs that are printed among English words. None is in a word, or becomes a letter.
_SIGNS = "\x80-\xa9\xab\xac\xae-\xb1\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u2033\u2035\u2039-\u203b"
_PLAIN = re.compile(f"[{_SIGNS}]*")
_LATIN = re.compile(f"[{_SIGNS}\xaa\xba\xc0-\u024f\u1e00-\u1eff]*")
# The first bytes of letters that become letters of ASCII in the index: all others are letters of other alphabets, or
# signs, in a text that is kept as it is because the index folds it by itself (``folding.folded``).
_FIRST_OF_LATIN = (b"\xc3", b"\xc4", b"\xc5", b"\xe1")
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

    As they are kept for the index: folded ones as letters, those that the index folds by itself as bytes of UTF-8,
    which spares reading them as letters. Some five microseconds for an English article.
    """
    return _answers(question)(_Article(texts))


class _Letters(dict[str, bytes]):
    """What becomes of a Latin letter with a mark, or of a ligature, in letters of ASCII; a sign stays what it is."""

    def __missing__(self, letter: str) -> bytes:
        becomes = fold(letter) if _LATIN.fullmatch(letter) else letter
        self[letter] = small = becomes.encode()
        return small


_letters = _Letters()
# What becomes of a letter of Latin-1, where that is one letter of ASCII; a space in the place of any other sign, and
# ``_OTHERWISE`` in that of what becomes more than one letter, or none of ASCII.
_OTHERWISE = b"\xff"


def _of_one_byte(letter: str) -> bytes:
    if _PLAIN.fullmatch(letter) is not None:
        return b" "
    becomes = _letters[letter]
    return becomes if len(becomes) == 1 and becomes.isascii() else _OTHERWISE


_SMALL_LATIN = _ASCII.lower() + b"".join(_of_one_byte(chr(code)) for code in range(128, 256))


class _Text:
    """A text, and whatever of it is asked for. Most texts are told by their letters of ASCII alone, as bytes."""

    __slots__ = ("_letters", "_text", "_tokens", "small")

    def __init__(self, text: str | bytes) -> None:
        self._text = text
        self._letters: str | None = None
        self._tokens: str | None = None
        self.small = None if isinstance(text, str) else text.lower() if text.isascii() else _in_ascii(text)
        """All of it, its words as the index has them, between other signs; None where it has other letters."""

    @property
    def letters(self) -> str:
        """As the index takes them."""
        if self._letters is None:
            text = self._text
            self._letters = text if isinstance(text, str) else fold(text.decode(errors="surrogatepass"))
        return self._letters

    @property
    def tokens(self) -> str:
        """All of them, with a space before, between and behind."""
        if self._tokens is None:
            # What is kept folded is cut into pairs already; a run of three letters would be cut into other ones.
            cut = self.letters if isinstance(self._text, str) else segment(self.letters)
            self._tokens = f" {' '.join(indexed_words(cut))} "
        return self._tokens


def _in_ascii(data: bytes) -> bytes | None:
    """Letters with marks as those without, and spaces in the place of signs; None where there are other letters."""
    text = data.decode(errors="surrogatepass")
    try:
        small = text.encode("latin-1").translate(_SMALL_LATIN)
    except UnicodeEncodeError:
        small = _OTHERWISE
    return small if _OTHERWISE not in small else _in_ascii_by_letters(text)


def _in_ascii_by_letters(text: str) -> bytes | None:
    """The same of a text that has letters and signs which are no bytes of Latin-1, or become several letters."""
    rest = text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
    if _LATIN.fullmatch(rest) is None:
        return None
    for letter in set(rest):
        if letter > "\xff" or _SMALL_LATIN[ord(letter)] == _OTHERWISE[0]:
            becomes = _letters[letter]
            if becomes.isascii():
                text = text.replace(letter, becomes.decode())
            elif _PLAIN.fullmatch(letter) is None:
                return None
    # What is left of signs beyond Latin-1 becomes a question mark, which is in no word either.
    return text.encode("latin-1", "replace").translate(_SMALL_LATIN)


class _Article:
    """The texts of an article: as one, which tells of most articles whether they have words, and each by itself."""

    __slots__ = ("_parts", "_texts", "is_exact", "small")

    def __init__(self, texts: Sequence[str | bytes]) -> None:
        self._texts = texts
        self._parts: tuple[_Text, ...] | None = None
        self.is_exact = False
        """Whether the words of ``small`` are all that the index has of it; else another letter may stand beside one."""
        self.small: bytes | None = None
        """All of them as one, in letters of ASCII. None where that is not so, or it would not be known where one
        ends."""
        joined = _joined(texts)
        if joined is None:
            return
        if joined.isascii():
            self.small, self.is_exact = joined.lower(), True
        elif any(first in joined for first in _FIRST_OF_LATIN):
            self.small = _in_ascii(joined)
            self.is_exact = self.small is not None
        else:
            self.small = joined.lower()

    @property
    def parts(self) -> tuple[_Text, ...]:
        if self._parts is None:
            self._parts = tuple(map(_Text, self._texts))
        return self._parts


def _joined(texts: Sequence[Any]) -> bytes | None:
    try:
        for text in texts:
            if _BETWEEN in text:
                return None
        return _BETWEEN.join(texts)
    except TypeError:  # one is folded, and letters
        return None


class _Phrase:
    """Tokens side by side; the last may go on where ``is_prefix``."""

    def __init__(self, tokens: Sequence[str], is_prefix: bool) -> None:
        self._tokens = tuple(tokens)
        self._in_tokens = f" {' '.join(tokens)}{'' if is_prefix else ' '}"
        self._is_ascii = self._in_tokens.isascii()
        words = (token.encode(errors="surrogatepass") for token in tokens)
        end = b"" if is_prefix else b"(?![0-9a-z])"
        # It begins with letters and not with a look behind them, so that these are leapt to.
        self._plain = re.compile(b"[^0-9a-z\\0]+".join(map(re.escape, words)) + end)

    def __call__(self, article: _Article) -> bool:
        small = article.small
        if small is not None:
            if article.is_exact:
                return self._is_in_plain(small)
            if self._is_ascii and not self._is_in_plain(small):
                return False
        return any(map(self._is_in, article.parts))

    def _is_in(self, text: _Text) -> bool:
        if text.small is not None:
            return self._is_in_plain(text.small)
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
