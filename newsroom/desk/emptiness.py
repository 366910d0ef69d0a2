"""Why a list is empty: which term nothing has, or which do not meet, and what would find something."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.desk.asking import narrowed, query_of, read_line
from newsroom.desk.library import Library
from newsroom.domain.asked import Asked, Emptiness, Term, TermKind, WayOut
from newsroom.domain.cancel import CancelToken
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.domain.query_language.editing import without_term
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.parsing import parse_line
from newsroom.domain.query_language.printing import print_parts
from newsroom.domain.query_language.syntax import Part, Word
from newsroom.storage import lists
from newsroom.storage.matching import name_tokens
from newsroom.storage.search_index import FULL, SMALL
from newsroom.storage.store import Connection
from newsroom.storage.vocabulary import words_alike

_MOST_TRIED = 8
_SIGNS = {
    "NOT": "“NOT” is looked for as a word: what must not be there has a minus before it.",
    "AND": "“AND” is looked for as a word: words that follow each other must all be there anyway.",
    "or": "“or” is looked for as a word: “OR”, in capitals, joins two.",
}
_NAMES = {
    TermKind.TAG: "the tag",
    TermKind.SERIES: "the series",
    TermKind.SECTION: "the section",
    TermKind.AUTHOR: "the author",
    TermKind.LABEL: "the label",
}


def explain_empty(
    library: Library, asked: Asked, *, scope: ListQuery | None = None, token: CancelToken | None = None
) -> Emptiness:
    """Sentences for a list that has no rows, and lines that would have some, the nearest first.

    ``scope`` is where it was looked (a state, a section of the sidebar). Counts what each way out would find: run it
    beside the window, after the empty answer.
    """
    with library.store.read(token) as connection:
        return _Reasons(connection, asked, scope).found()


class _Reasons:
    def __init__(self, connection: Connection, asked: Asked, scope: ListQuery | None) -> None:
        self._connection = connection
        self._asked = asked
        self._scope = scope
        self._line = parse_line(asked.text)
        self._match = asked.query.match

    def found(self) -> Emptiness:
        if not self._line.parts:
            return Emptiness(tuple(self._nothing_asked()))
        reasons = [mistake.text for mistake in self._asked.mistakes if not self._is_of_form(mistake.text)]
        ways: list[WayOut] = []
        if not reasons:
            reasons += self._missing(ways) or self._not_together(ways)
        self._elsewhere(reasons, ways)
        return Emptiness(tuple(dict.fromkeys(reasons)), tuple(ways))

    def _nothing_asked(self) -> Iterator[str]:
        if self._scope is not None and self._scope != ListQuery():
            yield "No article is here."
        else:
            yield "There are no articles yet."

    def _is_of_form(self, text: str) -> bool:
        return any(mistake.text == text for mistake in self._line.mistakes)

    def _missing(self, ways: list[WayOut]) -> list[str]:
        """Terms that no article has, each by itself; and words that elsewhere are signs."""
        reasons: list[str] = []
        signs: list[str] = []
        for part, term in self._wanted():
            if self._count([part], None) == 0:
                reasons.append(f"No article has {_words(term)}.")
                reasons += self._said_otherwise(part, ways)
                reasons += self._no_filter(part)
            if isinstance(part, Word) and part.text in _SIGNS:
                signs.append(_SIGNS[part.text])
        return reasons and [*reasons, *signs]

    def _said_otherwise(self, part: Part, ways: list[WayOut]) -> list[str]:
        """A word that may have been meant."""
        tokens = name_tokens(part.text) if isinstance(part, Word) else []
        if len(tokens) != 1:
            return []
        index = SMALL if self._match is Match.AS_YOU_TYPE else FULL
        for other in words_alike(self._connection, tokens[0], limit=1, index=index):
            text = f"{self._asked.text[: part.span.start]}{other}{self._asked.text[part.span.end :]}"
            if n := self._count_text(text):
                ways.append(WayOut(text, n, ""))
                return [f"Did you mean “{other}”?"]
        return []

    def _no_filter(self, part: Part) -> list[str]:
        """A word with a colon that looks like a filter."""
        if not isinstance(part, Word) or ":" not in part.text:
            return []
        name = part.text.partition(":")[0].lower()
        if not name.isalpha() or name in ("http", "https"):
            return []
        from rapidfuzz import fuzz, process

        known = [one.value for one in FilterName]
        nearest = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
        meant = f" Did you mean “{nearest[0]}:”?" if nearest else ""
        return [f"“{name}:” is no filter, so it was looked for as a word.{meant}"]

    def _not_together(self, ways: list[WayOut]) -> list[str]:
        """Every term is somewhere, but no article has all."""
        parts = self._line.parts
        if len(parts) < 2:
            return []
        for number, (part, term) in enumerate(self._terms()):
            rest = [*parts[:number], *parts[number + 1 :]]
            if number < _MOST_TRIED and (n := self._count(rest, self._scope)):
                text = without_term(self._asked.text, part.span)
                ways.append(WayOut(text, n, _words(term)))
        ways.sort(key=lambda way: way.count)
        wanted = self._wanted()
        if len(wanted) == 2 and len(parts) == 2:
            first_n, second_n = (_has(self._count([part], self._scope)) for part, _ in wanted)
            first, second = (_words(term) for _, term in wanted)
            both = f"No article has both {first} and {second}"
            return [f"{both}: {first_n} {first}, {second_n} {second}."]
        return ["No article has all of this together."]

    def _elsewhere(self, reasons: list[str], ways: list[WayOut]) -> None:
        """The same in another place: beyond the sidebar's choice, in the texts, in the trash."""
        query = self._asked.query
        if self._scope is not None and (n := self._counted(query)):
            reasons.insert(0, f"Here is none; elsewhere in the archive {_have(n)} it.")
            ways.insert(0, WayOut(self._asked.text, n, ""))
        if self._match is Match.AS_YOU_TYPE and (n := self._counted(self._in_texts())):
            reasons.append(f"In the texts, {_have(n)} it: press Enter.")
        if not query.trashed and (n := self._counted(replace(query, trashed=True))):
            reasons.append(f"In the trash, {_have(n)} it.")
            ways.append(WayOut(f"{self._asked.text} is:trashed", n, ""))

    def _in_texts(self) -> ListQuery:
        reading = read_line(self._connection, self._line, Match.FULL_TEXT)
        return narrowed(query_of(reading, Match.FULL_TEXT, Order.NEWEST), self._scope)

    def _terms(self) -> list[tuple[Part, Term]]:
        return list(zip(self._line.parts, self._asked.terms, strict=False))

    def _wanted(self) -> list[tuple[Part, Term]]:
        return [(part, term) for part, term in self._terms() if not term.is_unwanted]

    def _count(self, parts: Sequence[Part], scope: ListQuery | None) -> int:
        # What was not open may not become so by standing last.
        is_open = bool(parts) and getattr(parts[-1], "is_open", False)
        return self._count_text(print_parts(parts) + ("" if is_open else " "), scope)

    def _count_text(self, text: str, scope: ListQuery | None = None) -> int:
        reading = read_line(self._connection, parse_line(text), self._match)
        return self._counted(narrowed(query_of(reading, self._match, Order.NEWEST), scope))

    def _counted(self, query: ListQuery) -> int:
        return lists.count_list(self._connection, query)


def _words(term: Term) -> str:
    """The term in a sentence: ``“harbour”``, ``the tag “Gaza”``."""
    if term.kind in (TermKind.WORD, TermKind.PHRASE):
        return f"“{term.label}”"
    if term.kind in (TermKind.CHOICE, TermKind.GROUP):
        return (" or " if term.kind is TermKind.CHOICE else " and ").join(map(_words, term.parts))
    if term.kind in _NAMES:
        return f"{_NAMES[term.kind]} “{term.label}”"
    return f"“{term.kind.value}:{term.label}”"


def _have(n: int) -> str:
    return "one article has" if n == 1 else f"{n:,} articles have"


def _has(n: int) -> str:
    return "1 has" if n == 1 else f"{n:,} have"
