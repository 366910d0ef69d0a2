"""Makes conditions of the parts of a line of search: names become ids, dates times, and mistakes sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from newsroom.desk.query_apart import filter_of, written_apart
from newsroom.desk.query_values import (
    FLAGS,
    HAS,
    STATES,
    TRASHED,
    key_of,
    mistaken_value,
    nearest_of,
    quoted_list,
)
from newsroom.domain.article import TagKind
from newsroom.domain.asked import Term, TermKind
from newsroom.domain.conditions import (
    EVERYTHING,
    NOTHING,
    All,
    Clock,
    Condition,
    During,
    Either,
    Flagged,
    InLanguage,
    InState,
    Labelled,
    Link,
    TaggedOfKind,
    Under,
    Words,
    all_of,
    either_of,
    negation,
)
from newsroom.domain.languages import language_code
from newsroom.domain.query import Match
from newsroom.domain.query_language.dates import read_span
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.printing import can_be_quoted, print_filter
from newsroom.domain.query_language.syntax import (
    Choice,
    Filter,
    Group,
    Line,
    Minus,
    Mistake,
    Part,
    Phrase,
    Span,
    Word,
)
from newsroom.storage.matching import words_expression
from newsroom.storage.merged_ids import targets
from newsroom.storage.named import Named, find_named, labels, languages, load_named, names_alike
from newsroom.storage.store import Connection

_LINKS = {
    FilterName.TAG: Link.TAG,
    FilterName.SERIES: Link.SERIES,
    FilterName.SECTION: Link.SECTION,
    FilterName.AUTHOR: Link.AUTHOR,
}
_NO_DATE = (
    "“{value}” is no day that “{name}:” knows: write 2021, 2021-03, 2021-03-06, today, yesterday or 7d."
)
_NO_SPAN = "“{value}” is no span of days that “{name}:” knows: write 2021-03, 2021-01..2021-06, today or 7d."
_TOO_SHORT = "“{text}” is too short: a beginning of a word needs two letters."
_ONE_DAY = "“{name}:” takes one day; for a span write “date:{value}”."
_BACKWARDS = "“{value}” ends before it begins."
_NO_VALUE = "“{name}:” needs a value right behind the colon."
_APART = "“{name}:{value}” ends at the space: several words stand in quotes. Did you mean {meant}?"
_TRASH_ALONE = (
    "“is:trashed” shows the trash instead of the archive: it cannot stand in a choice or after a minus."
)

Known = dict[tuple[str, str], int]
"""What names stood for when a search was kept: link and key of the name -> id."""


@dataclass(slots=True)
class Reading:
    """What a line was understood as."""

    condition: Condition
    terms: tuple[Term, ...]
    mistakes: tuple[Mistake, ...]
    trashed: bool
    named: Known


@dataclass(frozen=True, slots=True)
class _Read:
    """One part: its condition, and its chip."""

    condition: Condition
    term: Term


class _MistakenError(Exception):
    """A filter that cannot be understood: the sentence, and what might be meant."""

    def __init__(self, text: str, suggestion: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.suggestion = suggestion


class QueryReader:
    """Reads one line inside a read transaction. ``known`` helps where a name has gone since."""

    def __init__(
        self, connection: Connection, match: Match, now: datetime, zone: tzinfo, known: Known | None = None
    ) -> None:
        self._connection = connection
        self._is_typing = match is Match.AS_YOU_TYPE
        self._now, self._zone = now, zone
        self._known = known or {}
        self._named: Known = {}
        self._mistakes: list[Mistake] = []
        self._trashed = False

    def read(self, line: Line) -> Reading:
        """All of the line. What is still being typed at its end is no mistake while words are looked up as typed."""
        self._mistakes = [
            one for one in line.mistakes if not (self._is_typing and one.span.end == len(line.text))
        ]
        read = [self._part_with(part, line.parts[n + 1 :]) for n, part in enumerate(line.parts)]
        condition = all_of(one.condition for one in read)
        if (
            read
            and condition == EVERYTHING
            and not self._trashed
            and not self._is_typing
            and not self._mistakes
        ):
            condition = self._nothing_to_look_for(line)
        terms = tuple(one.term for one in read)
        return Reading(condition, terms, tuple(self._mistakes), self._trashed, self._named)

    def _nothing_to_look_for(self, line: Line) -> Condition:
        if not all(isinstance(part, Word | Phrase) for part in line.parts):
            return EVERYTHING
        span = Span(line.parts[0].span.start, line.parts[-1].span.end)
        text = line.text[slice(*span)]
        self._mistakes.append(Mistake(f"“{text}” has no letters or digits that could be looked for.", span))
        return NOTHING

    def _part_with(self, part: Part, behind: Sequence[Part]) -> _Read:
        """A part of the line itself. A filter that is not understood may have been meant with what stands behind it."""
        read, first = self._part(part, is_top=True), filter_of(part)
        if first is None or not read.term.problem:
            return read
        for meant, span in written_apart(first, behind):
            if self._is_understood(meant):
                suggestion = print_filter(meant.name, meant.value)
                text = _APART if first.value else f"{_NO_VALUE} Did you mean {{meant}}?"
                text = text.format(name=first.name.value, value=first.value, meant=suggestion)
                self._mistakes = [one for one in self._mistakes if one.span != first.span]
                self._mistakes.append(Mistake(text, span, suggestion))
                return replace(read, term=replace(read.term, problem=text))
        return read

    def _is_understood(self, part: Filter) -> bool:
        if not can_be_quoted(part.value):
            return False
        if part.name in _LINKS:
            return bool(find_named(self._connection, _LINKS[part.name], part.value))
        trashed = self._trashed
        try:
            self._meaning(part, is_top=True)
        except _MistakenError:
            return False
        finally:
            self._trashed = trashed
        return True

    def _part(self, part: Part, *, is_top: bool = False) -> _Read:
        if isinstance(part, Word):
            return self._word(part)
        if isinstance(part, Phrase):
            return self._phrase(part)
        if isinstance(part, Filter):
            return self._filter(part, is_top)
        if isinstance(part, Minus):
            inner = self._part(part.part)
            is_ignored = inner.condition == EVERYTHING or bool(inner.term.problem)
            condition = inner.condition if is_ignored else negation(inner.condition)
            return _Read(condition, replace(inner.term, span=part.span, is_unwanted=True))
        return self._compound(part)

    def _compound(self, part: Choice | Group) -> _Read:
        inner = [self._part(one) for one in part.parts]
        terms = tuple(one.term for one in inner)
        if isinstance(part, Group):
            condition = all_of(one.condition for one in inner)
            return _Read(condition, Term(TermKind.GROUP, "", part.span, parts=terms))
        # What is not understood, or not typed to its end, leaves the other side of the choice as it is.
        meant = [one.condition for one in inner if one.condition != EVERYTHING]
        condition = either_of(meant) if meant else EVERYTHING
        return _Read(condition, Term(TermKind.CHOICE, "", part.span, parts=terms))

    def _phrase(self, part: Phrase) -> _Read:
        condition = Words(part.text, self._is_typing and part.is_open)
        term = Term(TermKind.PHRASE, part.text, part.span, is_open=part.is_open)
        return _Read(condition if words_expression(condition) else EVERYTHING, term)

    def _word(self, part: Word) -> _Read:
        condition = Words(part.text, part.is_prefix or (self._is_typing and part.is_open))
        label = f"{part.text}*" if part.is_prefix else part.text
        term = Term(TermKind.WORD, label, part.span, is_open=part.is_open)
        if words_expression(condition):
            return _Read(condition, term)
        if part.is_prefix and words_expression(Words(part.text)):
            return self._mistaken(_MistakenError(_TOO_SHORT.format(text=label)), term)
        return _Read(EVERYTHING, term)

    def _filter(self, part: Filter, is_top: bool) -> _Read:
        term = Term(TermKind(part.name.value), part.value, part.span, is_open=part.is_open)
        try:
            condition, label = self._meaning(part, is_top)
        except _MistakenError as error:
            if self._is_typing and part.is_open:
                return _Read(EVERYTHING, term)
            return self._mistaken(error, term)
        # Of what is understood, and so in the query, more may be typed: its chip says what it means now.
        return _Read(condition, replace(term, label=label, is_open=False))

    def _mistaken(self, error: _MistakenError, term: Term) -> _Read:
        self._mistakes.append(Mistake(error.text, term.span, error.suggestion))
        return _Read(NOTHING, replace(term, problem=error.text))

    def _meaning(self, part: Filter, is_top: bool) -> tuple[Condition, str]:
        """The condition of a filter and the name for it. Raises ``_MistakenError``."""
        name, value = part.name, part.value
        if not key_of(value):
            raise _MistakenError(_NO_VALUE.format(name=name.value))
        if name in _LINKS:
            return self._linked(part)
        if name is FilterName.STATE:
            state = mistaken_value(name, value, STATES, self._fail)
            return InState(frozenset({state})), state.value.replace("_", " ")
        if name is FilterName.KIND:
            return self._kind(value)
        if name is FilterName.LANGUAGE:
            return self._language(value)
        if name is FilterName.LABEL:
            return self._label(name, value)
        if name is FilterName.IS:
            return self._is(value, is_top)
        if name is FilterName.HAS:
            flag = mistaken_value(name, value, HAS, self._fail)
            return negation(Flagged(flag)), key_of(value)
        return self._dated(name, value)

    def _fail(self, text: str, suggestion: str | None) -> Exception:
        return _MistakenError(text, suggestion)

    def _linked(self, part: Filter) -> tuple[Condition, str]:
        name, link = part.name, _LINKS[part.name]
        found = find_named(self._connection, link, part.value) or self._remembered(link, part.value)
        if not found:
            raise self._unknown(name, part.value)
        if len(found) == 1:
            self._named[link.value, key_of(part.value)] = found[0].id
        label = found[0].label if len(found) == 1 else part.value
        return Under(link, frozenset(one.id for one in found)), label

    def _remembered(self, link: Link, value: str) -> tuple[Named, ...]:
        id = self._known.get((link.value, key_of(value)))
        if id is None:
            return ()
        living = targets(self._connection, link.value, [id]).get(id, id)
        return load_named(self._connection, link, [living])

    def _unknown(self, name: FilterName, value: str) -> _MistakenError:
        text = f"There is no {name.value} “{value}”."
        if self._is_typing:
            # All names are looked at for one that is alike: not at each key.
            return _MistakenError(text)
        alike = names_alike(self._connection, _LINKS[name], value)
        if not alike:
            return _MistakenError(text)
        suggestion = print_filter(name, alike[0].label if can_be_quoted(alike[0].label) else alike[0].slug)
        return _MistakenError(f"{text} Did you mean {quoted_list(one.label for one in alike)}?", suggestion)

    def _kind(self, value: str) -> tuple[Condition, str]:
        kinds = {kind.value: kind for kind in TagKind}
        if kind := kinds.get(key_of(value)):
            return TaggedOfKind(kind), kind.value
        known = self._labels_of(value)
        if known:
            return Labelled(known), min(known)
        nearest = nearest_of(key_of(value), [*kinds, *map(key_of, labels(self._connection))])
        raise _MistakenError(
            f"There is no kind “{value}”: it is a kind of tag ({', '.join(kinds)}) or a label of articles.",
            None if nearest is None else print_filter(FilterName.KIND, nearest),
        )

    def _labels_of(self, value: str) -> frozenset[str]:
        return frozenset(label for label in labels(self._connection) if key_of(label) == key_of(value))

    def _label(self, name: FilterName, value: str) -> tuple[Condition, str]:
        known = self._labels_of(value)
        if known:
            return Labelled(known), min(known)
        there = {key_of(label): label for label in labels(self._connection)}
        found = mistaken_value(name, value, there, self._fail, none="No article has a label yet.")
        return Labelled(frozenset({found})), found

    def _language(self, value: str) -> tuple[Condition, str]:
        there = languages(self._connection)
        wanted = language_code(value) or value.strip().casefold().replace("_", "-")
        codes = frozenset(c for c in there if c.casefold() == wanted or c.casefold().startswith(f"{wanted}-"))
        if codes:
            return InLanguage(codes), value
        listed = f" There are articles in {', '.join(there)}." if there else ""
        raise _MistakenError(f"No article is in the language “{value}”.{listed}")

    def _is(self, value: str, is_top: bool) -> tuple[Condition, str]:
        key = key_of(value)
        if key == TRASHED:
            if not is_top:
                raise _MistakenError(_TRASH_ALONE)
            self._trashed = True
            return EVERYTHING, TRASHED
        if state := STATES.get(key):
            return InState(frozenset({state})), state.value.replace("_", " ")
        flag = mistaken_value(FilterName.IS, value, FLAGS, self._fail, also=(TRASHED,))
        return Flagged(flag), flag.value.replace("-", " ")

    def _dated(self, name: FilterName, value: str) -> tuple[Condition, str]:
        span = read_span(value, now=self._now, zone=self._zone)
        if name in (FilterName.BEFORE, FilterName.AFTER):
            if span is None:
                raise _MistakenError(_NO_DATE.format(value=value, name=name.value))
            if ".." in value or span.start is None:
                raise _MistakenError(_ONE_DAY.format(value=value, name=name.value))
            if name is FilterName.BEFORE:
                return During(Clock.PLACE, None, span.start), value
            return During(Clock.PLACE, span.start, None), value
        if span is None:
            first, _, last = value.partition("..")
            turned = f"{last.strip()}..{first.strip()}"
            if first.strip() and last.strip() and read_span(turned, now=self._now, zone=self._zone):
                raise _MistakenError(_BACKWARDS.format(value=value), print_filter(name, turned))
            raise _MistakenError(_NO_SPAN.format(value=value, name=name.value))
        clock = Clock.UPDATED if name is FilterName.UPDATED else Clock.PLACE
        return During(clock, span.start, span.end), value


def open_word(line: Line) -> Word | None:
    """The word that stands last and may go on."""
    last = line.parts[-1] if line.parts else None
    if isinstance(last, Choice):
        last = last.parts[-1]
    return last if isinstance(last, Word) and last.is_open else None


def with_beginning(condition: Condition, text: str) -> Condition:
    """The same, where words may go on beyond ``text``."""
    if isinstance(condition, Words) and condition.text == text:
        return Words(text, is_prefix=True)
    if isinstance(condition, All):
        return all_of(_each(condition.parts, text))
    if isinstance(condition, Either):
        return either_of(_each(condition.parts, text))
    return condition


def _each(parts: Iterable[Condition], text: str) -> list[Condition]:
    return [with_beginning(part, text) for part in parts]
