"""What may stand at the cursor of the search line: names of filters, their values, and things by their names alone."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from newsroom.desk.library import Library
from newsroom.desk.query_values import FLAGS, TRASHED, key_of
from newsroom.domain.article import TagKind
from newsroom.domain.asked import Completion, Completions, TermKind
from newsroom.domain.cancel import CancelToken
from newsroom.domain.conditions import Link
from newsroom.domain.languages import language_named
from newsroom.domain.listing import State
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.parsing import parse_line
from newsroom.domain.query_language.printing import can_be_quoted, print_filter
from newsroom.domain.query_language.syntax import Choice, Filter, Group, Minus, Part, Span, Word
from newsroom.domain.times import now
from newsroom.rendering.times import zone_of
from newsroom.storage import lists
from newsroom.storage.completing import complete_named
from newsroom.storage.named import Named, labels, languages
from newsroom.storage.settings import load_site
from newsroom.storage.store import Connection

LINKS = {
    FilterName.TAG: Link.TAG,
    FilterName.SERIES: Link.SERIES,
    FilterName.SECTION: Link.SECTION,
    FilterName.AUTHOR: Link.AUTHOR,
}
_HELP = {
    FilterName.TAG: "a tag, by any of its names",
    FilterName.SERIES: "a series",
    FilterName.SECTION: "a section",
    FilterName.AUTHOR: "a person on the byline",
    FilterName.STATE: "draft, published …",
    FilterName.KIND: "tagged with a person, a place …; or a label",
    FilterName.LANGUAGE: "a language: en, ar …",
    FilterName.LABEL: "Breaking, Analysis …",
    FilterName.IS: "untagged, changed, duplicate, trashed …",
    FilterName.HAS: "tags, related, picture, section",
    FilterName.DATE: "a day, month, year or span: 2021-01..2021-06",
    FilterName.BEFORE: "before a day, month or year begins",
    FilterName.AFTER: "from a day, month or year on",
    FilterName.UPDATED: "changed in a span: 7d, today, 2021-03",
}
_FEW = 3
_LEAST_OF_NAME = 2
_DATED = (FilterName.DATE, FilterName.BEFORE, FilterName.AFTER, FilterName.UPDATED)


def complete_query(
    library: Library, text: str, cursor: int, *, limit: int = 12, token: CancelToken | None = None
) -> Completions:
    """What may stand for the term that the cursor is in or behind; where no term is, the filters.

    Of a word, the filters that begin so, and tags, series, sections and people of that name. ``cursor`` counts
    characters (code points). Some milliseconds.
    """
    cursor = max(0, min(cursor, len(text)))
    typed = _last(parse_line(text[:cursor]).parts)
    with library.store.read(token) as connection:
        if isinstance(typed, Filter) and typed.is_open:
            span = Span(typed.span.start, max(cursor, _end_of_term(text, typed.span.start)))
            return Completions(span, tuple(_values(connection, typed, limit))[:limit])
        if isinstance(typed, Word) and typed.is_open:
            span = Span(typed.span.start, max(cursor, _end_of_term(text, typed.span.start)))
            return Completions(span, tuple(_for_word(connection, typed.text))[:limit])
    if typed is not None and typed.span.end == cursor:
        # Right behind a closed phrase or a star, nothing is being typed.
        return Completions(Span(cursor, cursor))
    return Completions(Span(cursor, cursor), tuple(map(_name, FilterName))[:limit])


def _last(parts: Iterable[Part]) -> Part | None:
    part: Part | None = next(reversed(tuple(parts)), None)
    while isinstance(part, Minus | Choice | Group):
        part = part.part if isinstance(part, Minus) else part.parts[-1]
    return part


def _end_of_term(text: str, start: int) -> int:
    """Where the term of the whole line ends that begins there: its rest is replaced, too."""
    for part in _all(parse_line(text).parts):
        if part.span.start == start:
            return part.span.end
    return start


def _all(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Choice | Group):
            yield from _all(part.parts)
        elif isinstance(part, Minus):
            yield from _all((part.part,))
        else:
            yield part


def _name(name: FilterName) -> Completion:
    return Completion(f"{name.value}:", f"{name.value}:", TermKind(name.value), _HELP[name])


def _for_word(connection: Connection, word: str) -> Iterator[Completion]:
    yield from (_name(name) for name in FilterName if name.value.startswith(word.lower()))
    if len(word) < _LEAST_OF_NAME and word.isascii():
        return
    for name, link in LINKS.items():
        for named, alias in complete_named(connection, link, word, _FEW):
            yield _thing(name, named, alias)


def _values(connection: Connection, typed: Filter, limit: int) -> Iterator[Completion]:
    name, value = typed.name, typed.value
    if name in LINKS:
        for named, alias in complete_named(connection, LINKS[name], value, limit):
            yield _thing(name, named, alias)
    elif name is FilterName.STATE:
        yield from _fixed(name, value, _states(connection))
    elif name is FilterName.KIND:
        kinds = dict.fromkeys((kind.value for kind in TagKind), None)
        yield from _fixed(name, value, kinds | dict.fromkeys(labels(connection), None))
    elif name is FilterName.LANGUAGE:
        yield from _languages(value, languages(connection))
    elif name is FilterName.LABEL:
        yield from _fixed(name, value, dict.fromkeys(labels(connection), None))
    elif name is FilterName.IS:
        counts = lists.count_states(connection)
        yield from _fixed(name, value, dict.fromkeys(_dashed(FLAGS), None) | {TRASHED: counts[TRASHED]})
    elif name is FilterName.HAS:
        yield from _fixed(name, value, dict.fromkeys(("tags", "related", "picture", "section"), None))
    elif name in _DATED:
        yield from _fixed(name, value, dict.fromkeys(_days(name, zone_of(load_site(connection).zone)), None))


def _languages(typed: str, codes: Iterable[str]) -> Iterator[Completion]:
    """Those whose code begins with what was typed, or whose name does."""
    key = key_of(typed)
    for code in codes:
        named = language_named(code)
        if key_of(code).startswith(key) or key_of(named).startswith(key):
            yield Completion(f"{print_filter(FilterName.LANGUAGE, code)} ", code, TermKind.LANGUAGE, named)


def _states(connection: Connection) -> dict[str, int | None]:
    counts = lists.count_states(connection)
    return {state.value.replace("_", "-"): counts[state.value] for state in State}


def _dashed(names: Iterable[str]) -> Iterator[str]:
    return (name.replace(" ", "-") for name in names)


def _days(name: FilterName, zone: tzinfo) -> Iterator[str]:
    today = now().astimezone(zone)
    yield from ("today", "yesterday", "7d", "30d", "1y")
    yield from (f"{today:%Y-%m}", f"{today:%Y}", str(today.year - 1))
    if name in (FilterName.DATE, FilterName.UPDATED):
        yield f"{today.year - 1}-01..{today:%Y-%m}"


def _fixed(name: FilterName, typed: str, values: dict[str, int | None]) -> Iterator[Completion]:
    """Values that begin with what was typed, then those that have it elsewhere."""
    key = key_of(typed)
    fitting = [value for value in values if key_of(value).startswith(key)]
    fitting += [value for value in values if value not in fitting and f" {key}" in f" {key_of(value)}"]
    for value in fitting:
        yield Completion(f"{print_filter(name, value)} ", value, TermKind(name.value), "", values[value])


def _thing(name: FilterName, named: Named, alias: str | None) -> Completion:
    value = named.label if can_be_quoted(named.label) else named.slug
    text = f"{print_filter(name, value)} "
    return Completion(text, named.label, TermKind(name.value), alias or "", named.n_articles)
