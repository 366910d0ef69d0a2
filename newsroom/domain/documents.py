"""The program's own documents: pages of the guide, and what changed from version to version. Pure."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[.+-][^\W_]+)*", re.UNICODE)
_EXCERPT = 90
_SIDE_BY_SIDE = 3  # where a word of a title counts four
_FILLERS = frozenset("a an and can do does how i in is it my of or the to what where which".split())
_VERSION = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A heading and the plain words below it. The first part of a document has the document's own title."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """``name`` is the file's (``placing.md``); ``html`` is safe, with an anchor before each heading."""

    name: str
    title: str
    html: str
    parts: tuple[DocumentPart, ...]


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A part that answers a search. ``excerpt`` is what stands around the first word that was found."""

    name: str
    anchor: str
    title: str
    document: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Release:
    """What a version changed. ``version`` is empty where it has no number yet."""

    version: str
    document: Document


class DocumentIndex:
    """Documents made ready for a search as one types. Making it costs twenty milliseconds, a search under one."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._entries = [
            _Entry(
                document,
                part,
                _sorted_words(part.title),
                _sorted_words(document.title),
                _sorted_words(part.text),
                " ".join(("", *_words(part.title), *_words(part.text))),
            )
            for document in self.documents
            for part in document.parts
        ]

    def find(self, text: str, *, limit: int = 40) -> tuple[DocumentHit, ...]:
        """The parts in which all words of a text stand, each as the beginning of a word; titles come first, then those
        that have them side by side.

        Where no part has all of them, those that have most, at least half of them. Words that ask are not looked for.
        """
        written = _words(text)
        words = [word for word in written if word not in _FILLERS] or written
        phrase = " ".join(("", *written)) if len(written) > 1 else ""
        ranked = [(rank, entry) for entry in self._entries if (rank := entry.rank(words, phrase))[0] > 0]
        most = max((rank[0] for rank, _entry in ranked), default=0)
        if most * 2 < len(words):
            return ()
        best = sorted((one for one in ranked if one[0][0] == most), key=lambda one: -one[0][1])
        return tuple(entry.hit(words) for _rank, entry in best[:limit])


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    part: DocumentPart
    title: tuple[str, ...]
    above: tuple[str, ...]
    body: tuple[str, ...]
    plain: str

    def rank(self, words: Sequence[str], phrase: str) -> tuple[int, int]:
        """How many of the words stand in it, and how well."""
        n_found, weight = 0, _SIDE_BY_SIDE if phrase and phrase in self.plain else 0
        for word in words:
            own = 4 * _begins(word, self.title) + _begins(word, self.body)
            if own or _begins(word, self.above):
                n_found += 1
                weight += own + _begins(word, self.above) + (word in self.body)
        return n_found, weight

    def hit(self, words: Sequence[str]) -> DocumentHit:
        part, document = self.part, self.document
        return DocumentHit(document.name, part.anchor, part.title, document.title, _excerpt(part.text, words))


def releases_since(releases: Sequence[Release], version: str) -> tuple[Release, ...]:
    """Those that are newer than a version, as they come; the first alone where none is."""
    seen = version_key(version)
    newer = tuple(one for one in releases if not one.version or version_key(one.version) > seen)
    return newer or tuple(releases[:1])


def version_key(version: str) -> tuple[int, ...]:
    """For comparing: ``1.10`` is newer than ``1.9``. What is no number counts as nothing."""
    return tuple(int(number) for number in _VERSION.findall(version.partition("+")[0])[:4])


def _words(text: str) -> list[str]:
    return [_fold(word) for word in _WORD.findall(text)]


def _sorted_words(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(_words(text))))


def _begins(word: str, words: Sequence[str]) -> bool:
    place = bisect_left(words, word)
    return place < len(words) and words[place].startswith(word)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _excerpt(text: str, words: Sequence[str]) -> str:
    place = next(
        (
            word.start()
            for word in _WORD.finditer(text)
            if any(_fold(word[0]).startswith(one) for one in words)
        ),
        0,
    )
    begin = max(0, text.rfind(" ", 0, max(0, place - _EXCERPT // 3)) + 1)
    piece = text[begin : begin + _EXCERPT].rpartition(" ")[0] or text[begin : begin + _EXCERPT]
    return f"{'… ' if begin else ''}{piece}{' …' if begin + _EXCERPT < len(text) else ''}"
