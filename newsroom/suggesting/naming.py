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
from newsroom.suggesting.name_kinds import Surroundings, is_of_a_people, kind_of
from newsroom.suggesting.name_runs import (
    MOST_REMEMBERED,
    MOST_WORDS,
    POSSESSIVE,
    bare,
    goes_on,
    is_capital,
    n_of_title,
    word_after,
    word_before,
)
from newsroom.suggesting.naming_words import (
    BEFORE_PERSON,
    BEGINS_PLACE,
    ENDS_PLACE,
    GIVEN,
    IN_EVENT,
    IN_ORGANISATION,
    INTERJECTIONS,
    JOINING,
    JOINING_OFFICES,
    NOT_NAMES,
    SMALL,
)
from newsroom.suggesting.words import prose

_WORD = r"[^\W\d_][^\W_]*(?:[’'\-‑.&][^\W_]+)*"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\n+")
_CONTRACTED = re.compile(r"['’](?:ve|re|ll|m|d|t)$")
_ENDS = frozenset(".!?…:;\n“\"«„‘'`•—–-+*#>|)")
_JOINING_ANY = JOINING | JOINING_OFFICES
_IN_ANY = IN_ORGANISATION | BEGINS_PLACE | ENDS_PLACE
_LEADING = SMALL | NOT_NAMES
_OWNED = IN_EVENT | IN_ORGANISATION
_NEVER_ALONE = INTERJECTIONS | BEFORE_PERSON | BEGINS_PLACE | ENDS_PLACE
_LEAST_LETTERS = 3
_MOST = 8
_LONGEST_ACRONYM = 6


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
        if (
            key not in found.inside
            or (n < 2 and not in_headline)
            or found.is_common(key)
            or _says_no_name(key)
        ):
            continue
        names.append(NewName(_most_common(spellings), found.kind(key), n, in_headline))
    whole = _without_parts(names)
    return sorted(whole, key=lambda one: (-one.n_times - 2 * one.in_headline, one.name))[:_MOST]


class _Found:
    """Runs of capitalised words in a text, with what stands before and after them."""

    def __init__(self, text: str) -> None:
        self.spellings: dict[str, list[str]] = {}
        self._around: dict[str, Surroundings] = {}
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
        return len(self.spellings[last]) if self.kind(key) is TagKind.PERSON else 0

    def kind(self, key: str) -> TagKind:
        """What it seems to name."""
        name, around = _most_common(self.spellings[key]), self._around[key]
        first = key.partition(" ")[0]
        if self._n_written[first]:
            return kind_of(name, around, is_given=False)
        return kind_of(name, around, is_given=first in GIVEN, is_shortened=self._is_called_by_surname(key))

    def _is_called_by_surname(self, key: str) -> bool:
        """Ana Ruiz, and later Ruiz: other names are shortened to their first word, or to letters."""
        first, last = key.partition(" ")[0], _last(key)
        if last == key or last not in self.spellings or first in self.spellings or self.is_common(last):
            return False
        around = self._around[last]
        return not (is_of_a_people(first) or around.n_with_article or around.n_place > around.n_person)

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
            if start < end or not is_capital(tokens[start]):
                continue
            run = [tokens[start]]
            end = start + 1
            while end < len(tokens) and goes_on(tokens[end], run):
                run.append(tokens[end])
                end += 1
            before = word_before(tokens, start)
            begins = not before or before[0] in _ENDS
            if len(run) == 1:
                # The word that begins a sentence, nearly always.
                if bare(run[0]) not in _LEADING:
                    self._close(run, begins, before, word_after(tokens, end))
            else:
                self._close_parts(run, begins, before, word_after(tokens, end))

    def _close_parts(self, run: list[str], starts_sentence: bool, before: str, after: str) -> None:
        """``Velmar's Harbour Act`` is two names, ``Women's Day`` one."""
        first = 0
        for n, word in enumerate(run[:-1], 1):
            if POSSESSIVE.search(word) and not (n == len(run) - 1 and bare(run[n]) in _OWNED):
                self._close(run[first:n], starts_sentence, before, "")
                first, before, starts_sentence = n, word, False
        self._close(run[first:], starts_sentence, before, after)

    def _merge_beginnings(self) -> None:
        """``Yesterday Ana Ruiz`` at the beginning of a sentence is ``Ana Ruiz``, where she is named elsewhere."""
        for key in self._beginning - self._not_beginning:
            rest = key.partition(" ")[2]
            if rest in self._not_beginning:
                spelled = self.spellings.pop(key)
                self.spellings[rest] += [name.partition(" ")[2] for name in spelled]

    def _close(self, run: list[str], starts_sentence: bool, before: str, after: str) -> None:
        while run and (run[-1] in _JOINING_ANY or bare(run[-1]) in NOT_NAMES):
            after = run.pop()
        while run and (n := self._n_before_name(run, before, starts_sentence)):
            before, starts_sentence, run = run[n - 1], False, run[n:]
        if not run or len(run) > MOST_WORDS or (spelled := _spelled(" ".join(run))) is None:
            return
        name, key, is_one_of_many = spelled
        if is_one_of_many:
            before = "a"
        self.spellings.setdefault(key, []).append(name)
        around = self._around.setdefault(key, Surroundings())
        around.before.append(bare(before))
        around.after.append(bare(after))
        (self._beginning if starts_sentence else self._not_beginning).add(key)
        if not starts_sentence or len(run) > 1:
            self.inside.add(key)

    def _n_before_name(self, run: list[str], before: str, starts_sentence: bool) -> int:
        """How many of the first words only lead to a name: titles, a day, a word that begins a sentence."""
        first = bare(run[0])
        if first in _LEADING or not run[0][0].isupper():
            return 1
        if len(run) == 1:
            return 0
        if first in INTERJECTIONS or (starts_sentence and self._n_written[first] > 0):
            return 1
        return n_of_title(run, before)


@lru_cache(maxsize=MOST_REMEMBERED)
def _spelled(run: str) -> tuple[str, str, bool] | None:
    """The name that a run of words is, its key, and whether it is an acronym of many: RFCs. None where it is none."""
    words = run.split(" ")
    if any(bare(word) in SMALL for word in words if word[0].isupper()):
        return None
    name = POSSESSIVE.sub("", run).rstrip(".")
    is_one_of_many = len(words) == 1 and _is_plural_acronym(name)
    if is_one_of_many:
        name = name[:-1]
    key = name_key(name)
    is_shout = len(words) == 1 and name.isupper() and len(name) > _LONGEST_ACRONYM
    if is_shout or sum(map(str.isalpha, key)) < _LEAST_LETTERS or _CONTRACTED.search(key):
        return None
    return name, key, is_one_of_many


def _says_no_name(key: str) -> bool:
    """What is said rather than spoken of, a mere title, the adjective of a people."""
    if key in _NEVER_ALONE:
        return True
    return is_of_a_people(_last(key)) and key.partition(" ")[0] not in GIVEN


def _last(key: str) -> str:
    return key.rpartition(" ")[2]


def _most_common(spellings: list[str]) -> str:
    return Counter(spellings).most_common(1)[0][0]


def _is_plural_acronym(name: str) -> bool:
    return len(name) > 3 and name[-1] == "s" and name[:-1].isupper()


def _without_parts(names: list[NewName]) -> list[NewName]:
    """``Ruiz`` is left out beside ``Ana Ruiz``."""
    words = [set(name_key(one.name).split()) for one in names]
    return [one for one, own in zip(names, words, strict=True) if not any(own < other for other in words)]
