"""Names in a text that are no tag yet: found by how they are written, with the kind that their surroundings say.

Only in scripts that know capitals. A name is offered when it stands in the text more than once, or in the headline too,
and at least once where a capital is not owed to the beginning of a sentence.
"""

import re
from collections import Counter
from dataclasses import dataclass

from newsroom.domain.article import TagKind
from newsroom.domain.names import name_key
from newsroom.suggesting.words import prose

_WORD = r"[^\W\d_][^\W_]*(?:[’'\-‑.&][^\W_]+)*"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\n+")
_JOINING = frozenset("de la le del da do di du van von der den al el bin ibn y e".split())
# These join only after a word that says what the whole is: Ministry of the Interior, but not Ana Ruiz of the Ministry.
_JOINING_OFFICES = frozenset("of the for and".split())
_ENDS = frozenset('.!?…:;\n“"«„•—–*#>|')
_MOST_WORDS = 5
_LEAST_LETTERS = 3
_MOST = 8
# Words that say what stands beside them, in some of the languages of newsrooms.
_BEFORE_PERSON = frozenset(
    """
    mr mrs ms dr sir president minister premier chancellor senator judge general king queen prince
    princess professor governor mayor secretary spokesman spokeswoman chairman captain colonel pope
    bishop director señor señora don monsieur madame m mme herr frau präsident präsidentin minister
    ministerin президент министр премьер госпожа господин председатель генерал губернатор
    """.split()
)
_IN_ORGANISATION = frozenset(
    """
    inc corp co ltd plc llc ag gmbh sa spa nv group bank university ministry department agency
    commission committee council union party association federation organisation organization institute
    court parliament senate congress administration bureau office company corporation fund society
    authority force army police team club league universidad ministerio banco partido université
    ministère banque parti universität ministerium verein банк университет министерство комитет партия
    агентство компания комиссия совет
    """.split()
)
_BEFORE_PLACE = frozenset("in at from near to en à aus nach из около".split())
_IN_PLACE = frozenset(
    """
    city river island islands lake mountain mountains sea bay valley province county state republic
    street square airport coast gulf desert peninsula río isla mar lac fleuve insel fluss река остров
    область город
    """.split()
)
_IN_EVENT = frozenset(
    """
    cup championship olympics games festival summit conference war battle election elections fair expo
    forum day week чемпионат форум саммит война
    """.split()
)
_NOT_NAMES = frozenset(
    """
    i the a an this that these those he she it we they you his her its our their monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december el la los las le les der die das un une und et и в на
    """.split()
)


@dataclass(frozen=True, slots=True)
class NewName:
    """A name as it is written most often, what it seems to name, and how often it stands in the text."""

    name: str
    kind: TagKind
    n_times: int
    in_headline: bool


def new_names(headline: str, text: str) -> list[NewName]:
    """The most frequent first. Linear in the text."""
    plain = prose(text)
    found = _Found()
    found.read(plain)
    found.merge_beginnings()
    above = set(_keys_in(headline))
    names = []
    for key, spellings in found.spellings.items():
        n = sum(spellings.values())
        in_headline = key in above
        if key not in found.inside or (n < 2 and not in_headline):
            continue
        name = spellings.most_common(1)[0][0]
        names.append(NewName(name, _kind(name, found.cues[key]), n, in_headline))
    whole = _without_parts(names)
    return sorted(whole, key=lambda one: (-one.n_times - 2 * one.in_headline, one.name))[:_MOST]


class _Found:
    """Runs of capitalised words, with what stands before them."""

    def __init__(self) -> None:
        self.spellings: dict[str, Counter[str]] = {}
        self.cues: dict[str, Counter[str]] = {}
        self.inside: set[str] = set()
        self.beginning: set[str] = set()
        self.not_beginning: set[str] = set()

    def read(self, text: str) -> None:
        """Linear in the text."""
        run: list[str] = []
        begins, before, previous = True, "", ""
        starts_sentence = True
        for token in _TOKEN.findall(text):
            if not run and not token[0].isupper():
                begins, previous = token[0] in _ENDS, token
                continue
            if _is_capital(token) and not (not run and token.casefold() in _NOT_NAMES):
                if not run:
                    starts_sentence, before = begins, previous
                run.append(token)
            elif run and len(run) < _MOST_WORDS and _joins(token, run):
                run.append(token)
            elif run:
                self._close(run, starts_sentence, before)
                run = []
            begins = token[0] in _ENDS
            previous = token
        self._close(run, starts_sentence, before)

    def merge_beginnings(self) -> None:
        """``Yesterday Ana Ruiz`` at the beginning of a sentence is ``Ana Ruiz``, where she is named elsewhere."""
        for key in [key for key in self.spellings if " " in key]:
            rest = key.partition(" ")[2]
            if key in self.beginning and key not in self.not_beginning and rest in self.not_beginning:
                spelled = self.spellings.pop(key)
                self.spellings[rest].update({name.partition(" ")[2]: n for name, n in spelled.items()})

    def _close(self, run: list[str], starts_sentence: bool, before: str) -> None:
        while run and run[-1] in _JOINING | _JOINING_OFFICES:
            run.pop()
        while len(run) > 1 and run[0].casefold().rstrip(".") in _BEFORE_PERSON:
            before, starts_sentence = run.pop(0), False
        if not run or len(run) > _MOST_WORDS:
            return
        name = re.sub(r"['’]s$", "", " ".join(run)).rstrip(".")
        key = name_key(name)
        if sum(map(str.isalpha, key)) < _LEAST_LETTERS or (
            len(run) == 1 and name.isupper() and len(name) > 6
        ):
            return
        self.spellings.setdefault(key, Counter())[name] += 1
        self.cues.setdefault(key, Counter())[before.casefold().rstrip(".")] += 1
        (self.beginning if starts_sentence else self.not_beginning).add(key)
        if not starts_sentence or len(run) > 1:
            self.inside.add(key)


def _is_capital(token: str) -> bool:
    return (token[0].isupper() and any(map(str.islower, token[1:]))) or (len(token) > 2 and token.isupper())


def _joins(token: str, run: list[str]) -> bool:
    if token in _JOINING:
        return True
    return token in _JOINING_OFFICES and any(
        word.casefold() in _IN_ORGANISATION or word.casefold() in _IN_PLACE for word in run
    )


def _keys_in(headline: str) -> list[str]:
    found = _Found()
    found.read(headline)
    return list(found.spellings)


def _kind(name: str, cues: Counter[str]) -> TagKind:
    words = name.casefold().split()
    parts = set(words)
    if parts & _IN_EVENT:
        return TagKind.EVENT
    if parts & _IN_ORGANISATION or (len(words) == 1 and name.isupper()):
        return TagKind.ORGANISATION
    if parts & _IN_PLACE:
        return TagKind.PLACE
    if any(cue in _BEFORE_PERSON for cue in cues) or words[0] in _BEFORE_PERSON:
        return TagKind.PERSON
    n_place = sum(n for cue, n in cues.items() if cue in _BEFORE_PLACE)
    if n_place * 2 >= sum(cues.values()):
        return TagKind.PLACE
    return TagKind.PERSON if 2 <= len(words) <= 3 and not parts & _JOINING else TagKind.TOPIC


def _without_parts(names: list[NewName]) -> list[NewName]:
    """``Ruiz`` is left out beside ``Ana Ruiz``."""
    words = [set(name_key(one.name).split()) for one in names]
    return [one for one, own in zip(names, words, strict=True) if not any(own < other for other in words)]
