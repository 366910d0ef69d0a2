"""Lists of any conditions against plain Python, in every order; and the plans of their statements."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.article import TagKind
from newsroom.domain.conditions import (
    All,
    Clock,
    Condition,
    During,
    Either,
    Flag,
    Flagged,
    InLanguage,
    InState,
    Labelled,
    Link,
    Not,
    TaggedOfKind,
    Under,
    Words,
    all_of,
    either_of,
)
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.storage import list_sql, lists, numbers, planning, walks
from newsroom.storage.lists import count_list, list_page, map_keys
from newsroom.storage.opening import open_database
from newsroom.storage.search_keys import KEYS_PER_MS
from tests.storage.making import add_article, add_author, add_section, add_series, add_tag, insert
from tests.storage.test_lists import assert_walks, recorded

STATES = list(State)
LANGUAGES = ["en", "ar", "en-GB"]
LABELS = [None, "Analysis", "Breaking"]
N = 48
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(ms: int) -> datetime:
    return EPOCH + timedelta(milliseconds=ms)


class Fact:
    """What article ``n`` is: everything follows from its number."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.key = n * KEYS_PER_MS
        self.state = STATES[n % 6]
        self.language = LANGUAGES[n % 3]
        self.label = LABELS[n % 4 % 3]
        self.section = None if n % 11 == 0 else n % 3 + 1
        self.tags = {tag for tag in (1, 2, 3) if n % (tag + 1) == 0}
        self.series = {1} if n % 4 == 1 else set()
        self.authors = [1 + n % 2, 1 + n % 2, 3] if n % 5 else []
        self.updated = (n * 7) % 20
        self.is_trashed = n % 9 == 0
        self.headline = f"Ferry {'harbour' if n % 2 else 'Ёлка'} {'same' if n in (4, 5) else n}"
        self.body = "strike " * (n % 5) + ("the night ferry" if n % 7 == 0 else "ferry night")
        self.n_words = (n * 5) % 30
        self.is_changed = n % 8 == 0
        self.is_related = n % 3 == 0
        self.is_open = n % 6 == 0

    def text(self, match: Match) -> str:
        return self.headline.lower() + ("" if match is Match.AS_YOU_TYPE else f" {self.body}")

    def flags(self) -> set[Flag]:
        truths = {
            Flag.UNTAGGED: not self.tags,
            Flag.UNRELATED: not self.is_related,
            Flag.WITHOUT_PICTURE: True,
            Flag.WITHOUT_SECTION: self.section is None,
            Flag.CHANGED: self.is_changed,
            Flag.UNRESOLVED: self.is_open,
            Flag.DUPLICATE: False,
        }
        return {flag for flag, is_true in truths.items() if is_true}


FACTS = [Fact(n) for n in range(1, N + 1)]
KINDS = {1: TagKind.PERSON, 2: TagKind.PLACE, 3: TagKind.PERSON}


@pytest.fixture(scope="module")
def archive(template, tmp_path_factory):
    path = tmp_path_factory.mktemp("conditions") / "newsroom.db"
    shutil.copy(template, path)
    store = open_database(path)
    with store.write() as connection:
        for n in (1, 2, 3):
            add_section(connection, f"Section {n}")
            add_tag(connection, f"Tag {n}")
            add_author(connection, f"Author {n}")
            connection.exec_driver_sql("UPDATE tag SET kind = ? WHERE id = ?", (KINDS[n].value, n))
        add_series(connection, "Series")
        for fact in FACTS:
            add_fact(connection, fact)
    yield store
    store.close()


def add_fact(connection, fact: Fact) -> None:
    id = add_article(
        connection,
        fact.key,
        headline=fact.headline,
        body=fact.body,
        tags=tuple(fact.tags),
        series=tuple(fact.series),
        state=fact.state.value,
        language=fact.language,
        label=fact.label,
        section_id=fact.section,
        updated_at=fact.updated,
        n_words=fact.n_words,
        has_unpublished_changes=int(fact.is_changed),
        trashed_at=5 if fact.is_trashed else None,
    )
    for position, author in enumerate(fact.authors):
        line = {"article_id": id, "position": position, "author_id": author, "name": "x", "role": "author"}
        insert(connection, "article_byline", **line, search_key=fact.key)
    if fact.is_related:
        other = None if fact.is_open else id
        insert(connection, "article_related", article_id=id, position=0, headline="x", other_id=other)


def is_true(condition: Condition, fact: Fact, match: Match) -> bool:
    if isinstance(condition, All | Either):
        parts = [is_true(part, fact, match) for part in condition.parts]
        return all(parts) if isinstance(condition, All) else any(parts)
    if isinstance(condition, Not):
        return not is_true(condition.part, fact, match)
    if isinstance(condition, Words):
        words = f" {fact.text(match)} ".replace("ё", "е")
        wanted = condition.text.lower().replace("ё", "е")
        return f" {wanted}" in words if condition.is_prefix else f" {wanted} " in words
    return TRUTHS[type(condition)](condition, fact)


def is_under(condition: Under, fact: Fact) -> bool:
    under = {
        Link.TAG: fact.tags,
        Link.SERIES: fact.series,
        Link.SECTION: {fact.section},
        Link.AUTHOR: set(fact.authors),
    }
    return bool(condition.ids & under[condition.link])


def is_during(condition: During, fact: Fact) -> bool:
    moment = at(fact.n if condition.clock is Clock.PLACE else fact.updated)
    starts = condition.start is None or moment >= condition.start
    return starts and (condition.end is None or moment < condition.end)


TRUTHS = {
    Under: is_under,
    During: is_during,
    InState: lambda condition, fact: fact.state in condition.states,
    InLanguage: lambda condition, fact: fact.language in condition.codes,
    Labelled: lambda condition, fact: fact.label in condition.labels,
    TaggedOfKind: lambda condition, fact: any(KINDS[tag] is condition.kind for tag in fact.tags),
    Flagged: lambda condition, fact: condition.flag in fact.flags(),
}


ORDERS: dict[Order, Callable[[Fact], object]] = {
    Order.NEWEST: lambda fact: -fact.key,
    Order.OLDEST: lambda fact: fact.key,
    Order.UPDATED: lambda fact: (-fact.updated, -fact.key),
    Order.HEADLINE: lambda fact: (fact.headline.replace("F", "f").replace("H", "h"), -fact.key),
    Order.LONGEST: lambda fact: (-fact.n_words, -fact.key),
}


def expected(query: ListQuery) -> list[int]:
    condition = query.where or All()
    fitting = [
        fact for fact in FACTS if fact.is_trashed == query.trashed and is_true(condition, fact, query.match)
    ]
    return [fact.key for fact in sorted(fitting, key=ORDERS[query.order])]


IDS = st.frozensets(st.integers(1, 3), min_size=1, max_size=2)
TIMES = st.one_of(st.none(), st.integers(0, 50).map(at))
ATOMS = st.one_of(
    st.builds(Words, st.sampled_from(["harbour", "strike", "night ferry", "the night", "Ёлка", "nothing"])),
    st.just(Words("harb", is_prefix=True)),
    st.builds(Under, st.sampled_from(list(Link)), IDS),
    st.builds(InState, st.frozensets(st.sampled_from(STATES), min_size=1, max_size=3)),
    st.builds(InLanguage, st.frozensets(st.sampled_from(LANGUAGES), min_size=1, max_size=2)),
    st.builds(Labelled, st.frozensets(st.sampled_from(LABELS[1:]), min_size=1, max_size=2)),
    st.builds(TaggedOfKind, st.sampled_from([TagKind.PERSON, TagKind.PLACE, TagKind.EVENT])),
    st.builds(Flagged, st.sampled_from([flag for flag in Flag if flag is not Flag.DUPLICATE])),
    st.builds(During, st.sampled_from(list(Clock)), TIMES, TIMES),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(either_of),
        inner.map(Not),
    ),
    max_leaves=6,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=400,
    deadline=None,
)
@given(
    CONDITIONS,
    st.sampled_from(list(Match)),
    st.sampled_from(list(ORDERS)),
    st.booleans(),
    st.sampled_from([0, 10, 20_000]),
)
def test_any_conditions_in_any_order(archive, condition, match, order, trashed, few):
    query = ListQuery(match=match, order=order, trashed=trashed, where=condition)
    wanted = expected(query)
    with pytest.MonkeyPatch.context() as patch, archive.read() as connection:
        patch.setattr(planning, "FEW", few)
        patch.setattr(planning, "SHORT", few * 2)
        patch.setattr(planning, "HITS_FOR_EACH", 1)
        patch.setattr(planning, "MOST_GATHERED", few)
        patch.setattr(list_sql, "MOST_SORTED", few)
        patch.setattr(planning, "LEAST_MET", 0 if few == 10 else 300)
        patch.setattr(walks, "MOST_WALKS", 1 if few == 10 else 24)
        patch.setattr(planning, "MOST_ALONE", 0 if few == 10 else 256)
        patch.setattr(planning, "MOST_COMMON", 0 if few == 10 else 32)
        assert walk(connection, query, limit=7) == wanted
        assert count_list(connection, query) == len(wanted)
        keys = map_keys(connection, query, step=5)
        assert (keys.total, list(keys.keys)) == (len(wanted), wanted[4::5])


def walk(connection, query: ListQuery, limit: int) -> list[int]:
    keys: list[int] = []
    before = None
    while True:
        page = list_page(connection, query, before=before, limit=limit)
        keys += [row.key for row in page.rows]
        if not page.more:
            return keys
        assert len(page.rows) == limit
        before = page.rows[-1].key


WALKS: list[Condition] = [
    Under(Link.TAG, frozenset({1})),
    All((Under(Link.TAG, frozenset({1})), Under(Link.TAG, frozenset({2})))),
    All((Under(Link.TAG, frozenset({1})), Not(Under(Link.TAG, frozenset({2}))))),
    Either((Under(Link.TAG, frozenset({1})), Under(Link.SERIES, frozenset({1})))),
    Under(Link.TAG, frozenset({1, 2})),
    Under(Link.AUTHOR, frozenset({1})),
    All((Under(Link.AUTHOR, frozenset({1})), InState(frozenset({State.DRAFT})))),
    All((Under(Link.SECTION, frozenset({1})), InState(frozenset({State.DRAFT, State.READY})))),
    InLanguage(frozenset({"ar"})),
    Labelled(frozenset({"Analysis"})),
    *(Flagged(flag) for flag in Flag),
    All((Flagged(Flag.UNTAGGED), Under(Link.SECTION, frozenset({1})))),
    During(Clock.PLACE, at(10), at(30)),
    All((During(Clock.PLACE, at(10), at(30)), Under(Link.TAG, frozenset({1})))),
    Words("harbour"),
    All((Words("harbour"), Under(Link.TAG, frozenset({1})), Not(InLanguage(frozenset({"ar"}))))),
    All((Words("harbour"), During(Clock.PLACE, at(10), None))),
    Either((Words("harbour"), Under(Link.TAG, frozenset({1})))),
    All((Words("harbour"), Either((Under(Link.TAG, frozenset({1})), Flagged(Flag.CHANGED))))),
    Not(Words("harbour")),
]


@pytest.mark.parametrize("least_met", [0, 300])
@pytest.mark.parametrize("sorted_at", [0, 3_000])
@pytest.mark.parametrize("order", ORDERS)
def test_each_condition_in_every_order(archive, monkeypatch, order, sorted_at, least_met):
    monkeypatch.setattr(planning, "LEAST_MET", least_met)
    monkeypatch.setattr(list_sql, "MOST_SORTED", sorted_at)
    with archive.read() as connection:
        for condition in WALKS:
            for match in Match:
                query = ListQuery(match=match, order=order, where=condition)
                assert walk(connection, query, limit=7) == expected(query), query
                assert count_list(connection, query) == len(expected(query)), query


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_lists_are_walks_along_indexes(archive, monkeypatch, few, order):
    monkeypatch.setattr(planning, "LEAST_MET", few)
    monkeypatch.setattr(planning, "FEW", few)
    with archive.read() as connection:
        for condition in WALKS:
            for match in Match:
                query = ListQuery(match=match, order=order, where=condition)
                executed = recorded(
                    connection, lambda query=query: list_page(connection, query, before=30, limit=9)
                )
                assert_walks(connection, executed, query)


def test_the_list_of_changes_is_a_walk(archive, monkeypatch):
    monkeypatch.setattr(list_sql, "MOST_SORTED", 0)
    with archive.read() as connection:
        query = ListQuery(order=Order.UPDATED, where=Under(Link.TAG, frozenset({1})))
        executed = recorded(
            connection, lambda: list_page(connection, query, before=30 * KEYS_PER_MS, limit=9)
        )
        assert_walks(connection, executed, query)


def test_of_several_lists_the_shortest_is_walked(archive):
    tags = All((Under(Link.TAG, frozenset({1})), Under(Link.TAG, frozenset({3}))))
    with archive.read() as connection:
        (*_, statement) = recorded(
            connection, lambda: list_page(connection, ListQuery(where=tags), before=None, limit=9)
        )
        assert "l.tag_id = 3" in statement and "o.tag_id = 1" in statement


def test_an_order_that_no_index_has_is_cut_and_says_so(archive, monkeypatch):
    monkeypatch.setattr(lists, "MOST_RANKED", 6)
    query = ListQuery(order=Order.HEADLINE)
    newest = sorted(expected(ListQuery()), reverse=True)[:6]
    with archive.read() as connection:
        page = list_page(connection, query, before=None, limit=100)
        assert sorted((row.key for row in page.rows), reverse=True) == newest
        assert page.note == "More than 6 articles match; the newest 6 of them are put in order."


def page_statement(connection, condition: Condition, match: Match = Match.FULL_TEXT) -> str:
    query = ListQuery(match=match, where=condition)
    return recorded(connection, lambda: list_page(connection, query, before=None, limit=9))[-1]


def test_words_meet_a_list_in_the_way_that_costs_least(archive, monkeypatch):
    """Tag 3 has 12 articles and less in the list; the words have more hits."""
    both = All((Words("ferry"), Under(Link.TAG, frozenset({3}))))
    ask_each, along_hits = "has_words('[[\"ferry\"], false]'", "FROM search_full f"
    with archive.read() as connection:
        monkeypatch.setattr(planning, "FEW", 100)
        assert ask_each in page_statement(connection, both)
        monkeypatch.setattr(planning, "FEW", 1)
        monkeypatch.setattr(planning, "HITS_FOR_EACH", 2)
        assert ask_each in page_statement(connection, both)
        monkeypatch.setattr(planning, "HITS_FOR_EACH", 300)
        statement = page_statement(connection, both)
        assert along_hits in statement and "+f.rowid IN (SELECT l.search_key" in statement
        monkeypatch.setattr(planning, "MOST_GATHERED", 5)
        statement = page_statement(connection, both)
        assert along_hits in statement and "o.search_key = f.rowid" in statement


def test_a_beginning_is_asked_word_by_word_and_counted_as_such(archive, monkeypatch):
    beginning = Words("harb", is_prefix=True)
    with archive.read() as connection:
        assert "MATCH '\"harbour\"'" in page_statement(connection, beginning)
        assert '"har" *' in page_statement(connection, Words("har", is_prefix=True), Match.AS_YOU_TYPE)
        (*_, counted) = recorded(
            connection, lambda: count_list(connection, ListQuery(match=Match.FULL_TEXT, where=beginning))
        )
        assert '"harb" *' in counted
        monkeypatch.setattr(planning, "MOST_ALONE", 0)
        monkeypatch.setattr(numbers, "_COMMON_IN", 1)
        assert '"harb" *' in page_statement(connection, beginning)


def test_a_beginning_that_many_texts_have_is_asked_of_the_texts(archive, monkeypatch):
    """On whatever way leads to the others; a count, and the best match, ask the index."""
    monkeypatch.setattr(planning, "MOST_COMMON", 0)
    beginning = Words("harb", is_prefix=True)
    tag = Under(Link.TAG, frozenset({1}))
    with archive.read() as connection:
        for condition, source in (
            (beginning, "FROM article a INDEXED BY ix_article_listed"),
            (All((beginning, tag)), "FROM article_tag l INDEXED BY ix_article_tag_list"),
            (All((beginning, Words("ferry"))), "FROM search_full f"),
        ):
            query = ListQuery(match=Match.FULL_TEXT, where=condition)
            statement = page_statement(connection, condition)
            assert (
                source in statement
                and "has_words('[[\"harb\"], true]'" in statement
                and 'harb" *' not in statement
            )
            executed = recorded(
                connection, lambda query=query: list_page(connection, query, before=None, limit=5)
            )
            sampled = [
                one for one in executed if one.startswith("SELECT count(*) FROM (SELECT * FROM article_text")
            ]
            assert len(sampled) == 1, "the newest texts are looked at once"
            assert_walks(connection, [one for one in executed if one not in sampled], query)
            assert walk(connection, query, limit=7) == expected(query)
            (*_, counted) = recorded(connection, lambda query=query: count_list(connection, query))
            assert "has_words" not in counted
        assert "has_words" not in page_statement(connection, beginning, Match.AS_YOU_TYPE)


def test_words_and_a_tag_of_a_while_are_sought_in_that_while(archive, monkeypatch):
    monkeypatch.setattr(planning, "FEW", 1)
    monkeypatch.setattr(planning, "SHORT", 1)
    monkeypatch.setattr(planning, "MOST_GATHERED", 5)
    both = All((Words("ferry"), Under(Link.TAG, frozenset({3}))))
    with archive.read() as connection:
        keys = expected(ListQuery(where=Under(Link.TAG, frozenset({3}))))
        assert f"f.rowid BETWEEN {min(keys)} AND {max(keys)}" in page_statement(connection, both)


def test_two_long_lists_of_like_length_are_walked_side_by_side(archive, monkeypatch):
    monkeypatch.setattr(planning, "LEAST_MET", 0)
    tags = All((Under(Link.TAG, frozenset({1})), Under(Link.TAG, frozenset({2})), Flagged(Flag.UNRELATED)))
    with archive.read() as connection:
        assert " INTERSECT SELECT" in page_statement(connection, tags)
        monkeypatch.setattr(planning, "MOST_MET", 1)
        assert "INTERSECT" not in page_statement(connection, tags)
