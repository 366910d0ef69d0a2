"""Names in a text that are no tag yet: found by how they are written, with the kind that their surroundings say.

Only in scripts that know capitals. A name is offered when it stands in the text more than once, or in the headline too,
and at least once where a capital is not owed to the beginning of a sentence.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsroom.domain.article import TagKind
from newsroom.domain.names import name_key
from newsroom.suggesting.naming_words import (
    ARTICLES,
    BEFORE_PERSON,
    BEFORE_PLACE,
    BEFORE_TITLE,
    GIVEN,
    IN_EVENT,
    IN_ORGANISATION,
    IN_PLACE,
    JOINING,
    JOINING_OFFICES,
    NOT_NAMES,
    SAYING,
    SMALL,
)
from newsroom.suggesting.words import prose

_WORD = r"[^\W\d_][^\W_]*(?:[’'\-‑.&][^\W_]+)*"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\n+")
_POSSESSIVE = re.compile(r"['’]s$")
_CONTRACTED = re.compile(r"['’](?:ve|re|ll|m|d|t)$")
_ENDS = frozenset('.!?…:;\n“"«„•—–*#>|')
_JOINING_ANY = JOINING | JOINING_OFFICES
_IN_ANY = IN_ORGANISATION | IN_PLACE
_MOST_WORDS = 5
_LEAST_LETTERS = 3
_MOST = 8
_LONGEST_ACRONYM = 6
_PLACES_SHARE = 3
_MOST_OF_A_PERSON = 4
_MOST_REMEMBERED = 4_000


@dataclass(frozen=True, slots=True)
class NewName:
    """A name as it is written most often, what it seems to name, and how often it stands in the text."""

    name: str
    kind: TagKind
    n_times: int
    in_headline: bool


def new_names(headline: str, text: str) -> list[NewName]:
    """The most frequent first. Linear in the text."""
    found = _Found(prose(text))
    above = f" {' '.join(map(name_key, _TOKEN.findall(headline)))} "
    names = []
    for key, spellings in found.spellings.items():
        n = len(spellings) + found.n_by_surname(key)
        in_headline = f" {key} " in above or (n > len(spellings) and f" {_last(key)} " in above)
        if key not in found.inside or (n < 2 and not in_headline) or found.is_common(key):
            continue
        name = _most_common(spellings)
        names.append(NewName(name, _kind(name, found, key), n, in_headline))
    whole = _without_parts(names)
    return sorted(whole, key=lambda one: (-one.n_times - 2 * one.in_headline, one.name))[:_MOST]


class _Found:
    """Runs of capitalised words in a text, with what stands before and after them."""

    def __init__(self, text: str) -> None:
        self.spellings: dict[str, list[str]] = {}
        self.before: dict[str, list[str]] = {}
        self.after: dict[str, list[str]] = {}
        self.inside: set[str] = set()
        """Those that stand once, at least, where a capital is not owed to the beginning of a sentence."""
        self._beginning: set[str] = set()
        self._not_beginning: set[str] = set()
        tokens = _TOKEN.findall(text)
        self._n_written = Counter(tokens)
        self._read(tokens)
        self._merge_beginnings()

    def n_by_surname(self, key: str) -> int:
        """How often the one who may be named so is called by the last word alone, where nobody else may be meant."""
        last = _last(key)
        if last == key or last not in self.spellings or self._n_ending.get(last) != 1 or self.is_common(last):
            return 0
        is_person = _kind(_most_common(self.spellings[key]), self, key) is TagKind.PERSON
        return len(self.spellings[last]) if is_person else 0

    @cached_property
    def _n_ending(self) -> Counter[str]:
        """How many longer names end with each word."""
        return Counter(_last(key) for key in self.spellings if " " in key)

    def is_common(self, key: str) -> bool:
        """Whether it is an ordinary word, which the text writes small as well."""
        return " " not in key and self._n_written[key] * 4 > len(self.spellings[key])

    def _read(self, tokens: list[str]) -> None:
        """Linear in the text."""
        end = 0
        for start in [n for n, token in enumerate(tokens) if token[0].isupper()]:
            if start < end or not _is_capital(tokens[start]):
                continue
            run = [tokens[start]]
            end = start + 1
            while end < len(tokens) and _goes_on(tokens[end], run):
                run.append(tokens[end])
                end += 1
            before = tokens[start - 1] if start else ""
            begins = not before or before[0] in _ENDS
            self._close(run, begins, before, tokens[end] if end < len(tokens) else "")

    def _merge_beginnings(self) -> None:
        """``Yesterday Ana Ruiz`` at the beginning of a sentence is ``Ana Ruiz``, where she is named elsewhere."""
        for key in self._beginning - self._not_beginning:
            rest = key.partition(" ")[2]
            if rest in self._not_beginning:
                spelled = self.spellings.pop(key)
                self.spellings[rest] += [name.partition(" ")[2] for name in spelled]

    def _close(self, run: list[str], starts_sentence: bool, before: str, after: str) -> None:
        while run and (run[-1] in _JOINING_ANY or _bare(run[-1]) in NOT_NAMES):
            after = run.pop()
        while run and self._is_no_part(run, starts_sentence):
            before, starts_sentence = run.pop(0), False
        if (
            not run
            or len(run) > _MOST_WORDS
            or any(_bare(word) in SMALL for word in run if word[0].isupper())
        ):
            return
        name = _POSSESSIVE.sub("", " ".join(run)).rstrip(".")
        if len(run) == 1 and _is_plural_acronym(name):
            name, before = name[:-1], "a"
        key = name_key(name)
        is_shout = len(run) == 1 and name.isupper() and len(name) > _LONGEST_ACRONYM
        if is_shout or sum(map(str.isalpha, key)) < _LEAST_LETTERS or _CONTRACTED.search(key):
            return
        self.spellings.setdefault(key, []).append(name)
        self.before.setdefault(key, []).append(_bare(before))
        self.after.setdefault(key, []).append(_bare(after))
        (self._beginning if starts_sentence else self._not_beginning).add(key)
        if not starts_sentence or len(run) > 1:
            self.inside.add(key)

    def _is_no_part(self, run: list[str], starts_sentence: bool) -> bool:
        """Whether the first word only leads to a name: a title, a day, a word that begins a sentence."""
        first = _bare(run[0])
        if first in NOT_NAMES or first in SMALL or not run[0][0].isupper():
            return True
        if len(run) > 2 and first in BEFORE_TITLE and _bare(run[1]) in BEFORE_PERSON:
            return True
        return len(run) > 1 and (first in BEFORE_PERSON or (starts_sentence and self._n_written[first] > 0))


def _last(key: str) -> str:
    return key.rpartition(" ")[2]


def _most_common(spellings: list[str]) -> str:
    return Counter(spellings).most_common(1)[0][0]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", token.casefold()).rstrip(".")


def _is_capital(token: str) -> bool:
    return (token[0].isupper() and any(map(str.islower, token[1:]))) or (len(token) > 2 and token.isupper())


def _is_plural_acronym(name: str) -> bool:
    return len(name) > 3 and name[-1] == "s" and name[:-1].isupper()


def _goes_on(token: str, run: list[str]) -> bool:
    return _is_capital(token) or (len(run) < _MOST_WORDS and _joins(token, run))


def _joins(token: str, run: list[str]) -> bool:
    if token in JOINING:
        return True
    return token in JOINING_OFFICES and any(_bare(word) in _IN_ANY for word in run)


def _kind(name: str, found: _Found, key: str) -> TagKind:
    """What the name's own words say, else what stands around it; else it is only a topic."""
    words = name.casefold().split()
    parts, before, after = set(words), found.before[key], found.after[key]
    n = len(before)
    if words[-1] in IN_ORGANISATION or (parts & IN_ORGANISATION and words[-1] not in IN_EVENT):
        return TagKind.ORGANISATION
    if parts & IN_EVENT:
        return TagKind.EVENT
    n_with_article = sum(word in ARTICLES for word in before)
    if len(words) == 1 and name.isupper():
        n_one_of_many = n_with_article - before.count("the")
        return TagKind.TOPIC if n_one_of_many else TagKind.ORGANISATION
    n_person = sum(word in BEFORE_PERSON for word in before) + sum(word in SAYING for word in after)
    n_place = sum(word in BEFORE_PLACE for word in before)
    if n_person > n_place and n_with_article * 2 < n:
        return TagKind.PERSON
    if n_place * _PLACES_SHARE >= n or (words[0] in IN_PLACE or words[-1] in IN_PLACE):
        return TagKind.PLACE
    if 2 <= len(words) <= _MOST_OF_A_PERSON and not n_with_article:
        if words[0] in GIVEN or _is_called_by_surname(words, found):
            return TagKind.PERSON
    return TagKind.TOPIC


def _is_called_by_surname(words: list[str], found: _Found) -> bool:
    """Ana Ruiz, and later Ruiz: other names are shortened to their first word, or to letters."""
    spelled = found.spellings
    return words[-1] in spelled and words[0] not in spelled and not found.is_common(words[-1])


def _without_parts(names: list[NewName]) -> list[NewName]:
    """``Ruiz`` is left out beside ``Ana Ruiz``."""
    words = [set(name_key(one.name).split()) for one in names]
    return [one for one, own in zip(names, words, strict=True) if not any(own < other for other in words)]
