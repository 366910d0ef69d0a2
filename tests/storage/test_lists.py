"""Lists: the rows of every query against plain Python, the plan of every statement, and their number."""

import itertools

import pytest

from newsroom.domain.article import State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.storage import lists, numbers, planning
from newsroom.storage.lists import count_list, list_page, map_keys
from tests.storage.making import add_article, add_section, add_series, add_tag

STATES = list(State)
N = 60


def facts(key: int) -> dict:
    """What article ``key`` is: everything follows from its number."""
    return {
        "state": STATES[key % 6],
        "section": key % 3 + 1,
        "tags": tuple(n for n in (1, 2, 3) if key % (n + 1) == 0),
        "series": (1,) if key % 4 == 1 else (),
        "trashed": key % 7 == 0,
        "headline": f"Ferry {'harbour' if key % 2 else 'Ёлка'} {key}",
        "body": "strike " * (key % 5),
    }


@pytest.fixture
def archive(store):
    with store.write() as connection:
        for n in (1, 2, 3):
            add_section(connection, f"Section {n}")
            add_tag(connection, f"Tag {n}")
        add_series(connection, "Series")
        for key in range(1, N + 1):
            fact = facts(key)
            add_article(
                connection,
                key,
                headline=fact["headline"],
                body=fact["body"],
                tags=fact["tags"],
                series=fact["series"],
                state=fact["state"].value,
                section_id=fact["section"],
                trashed_at=5 if fact["trashed"] else None,
            )
    return store


def expected(query: ListQuery, words: tuple[str, ...]) -> list[int]:
    def fits(key: int) -> bool:
        fact = facts(key)
        text = fact["headline"].lower() + ("" if query.match is Match.AS_YOU_TYPE else fact["body"])
        return (
            fact["trashed"] == query.trashed
            and (not query.states or fact["state"] in query.states)
            and query.section_id in (None, fact["section"])
            and (query.tag_id is None or query.tag_id in fact["tags"])
            and (query.series_id is None or query.series_id in fact["series"])
            and all((word.lstrip("-") in text) != word.startswith("-") for word in words)
        )

    return [key for key in range(N, 0, -1) if fits(key)]


WORDS = [
    ("", Match.AS_YOU_TYPE, ()),
    ("harb", Match.AS_YOU_TYPE, ("harb",)),
    ("strike", Match.FULL_TEXT, ("strike",)),
    ("ferry -strike", Match.FULL_TEXT, ("ferry", "-strike")),
    ("-strike", Match.FULL_TEXT, ("-strike",)),
]
STATE_SETS = [(), (State.DRAFT,), (State.DRAFT, State.PUBLISHED, State.READY), tuple(State)]
QUERIES = [
    (
        ListQuery(
            words,
            match,
            states=frozenset(states),
            section_id=section,
            series_id=series,
            tag_id=tag,
            trashed=trashed,
        ),
        parts,
    )
    for (words, match, parts), states, section, series, tag, trashed in itertools.product(
        WORDS, STATE_SETS, [None, 2], [None, 1], [None, 1], [False, True]
    )
]


@pytest.mark.parametrize("few_links", [0, 1000])
def test_every_query_gives_its_rows_their_number_and_their_keys(archive, monkeypatch, few_links):
    monkeypatch.setattr(planning, "FEW", few_links)
    with archive.read() as connection:
        for query, words in QUERIES:
            wanted = expected(query, words)
            assert walk(connection, query, limit=5) == wanted, query
            assert count_list(connection, query) == len(wanted), query
            keys = map_keys(connection, query, step=4)
            assert (keys.total, list(keys.keys)) == (len(wanted), wanted[3::4]), query
            if keys.keys:
                page = list_page(connection, query, before=keys.keys[0], limit=4)
                assert [row.key for row in page.rows] == wanted[4:8]


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


@pytest.mark.parametrize("few_links", [0, 1000])
def test_newest_first_lists_walk_along_indexes(archive, monkeypatch, few_links):
    """No table is read from end to end, nothing is sorted; one statement a page, one a condition to choose the way."""
    monkeypatch.setattr(planning, "FEW", few_links)
    with archive.read() as connection:
        for query, _ in QUERIES:
            executed = recorded(
                connection, lambda query=query: list_page(connection, query, before=30, limit=10)
            )
            assert len(executed) <= 7
            assert_walks(connection, executed, query)


def assert_walks(connection, executed: list[str], query: ListQuery) -> None:
    """No table is read from end to end, nothing is sorted."""
    for statement in executed:
        plan = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()]
        assert not [step for step in plan if "TEMP B-TREE" in step], (query, statement, plan)
        assert not [step for step in plan if is_scan(step)], (query, statement, plan)


def is_scan(step: str) -> bool:
    """Of a table or a whole index; co-routines, merged keys and the full-text index are walked as far as needed."""
    if not step.startswith("SCAN"):
        return False
    allowed = ("VIRTUAL TABLE", "SCAN k", "SCAN w", "SCAN state_count", "CONSTANT ROW", "SCAN (")
    return (
        not any(word in step for word in allowed)
        and "USING INDEX ix_" not in step
        and "USING COVERING" not in step
    )


def recorded(connection, act) -> list[str]:
    """Every statement that reaches SQLite, with its values in it; not those of its full-text index for itself."""
    executed: list[str] = []
    driver = connection.connection.driver_connection

    def note(statement: str) -> None:
        if not statement.startswith(("--", "PRAGMA")) and "'main'.'search_" not in statement:
            executed.append(statement)

    driver.set_trace_callback(note)
    act()
    driver.set_trace_callback(None)
    return executed


def test_counts_with_one_filter_come_from_counters(archive):
    queries = [
        ListQuery(),
        ListQuery(trashed=True),
        ListQuery(states=frozenset({State.DRAFT, State.READY})),
        ListQuery(section_id=2),
        ListQuery(series_id=1),
        ListQuery(tag_id=1),
    ]
    with archive.read() as connection:
        for query in queries:
            (statement,) = recorded(connection, lambda query=query: count_list(connection, query))
            assert "count(" not in statement


BEST = {"match": Match.FULL_TEXT, "order": Order.BEST}


def test_best_match_first_and_page_by_page(archive):
    with archive.read() as connection:
        query = ListQuery("strike", **BEST)
        rows = walk(connection, query, limit=7)
        assert sorted(rows, reverse=True) == expected(ListQuery("strike", Match.FULL_TEXT), ("strike",))
        strikes = [facts(key)["body"].count("strike") for key in rows]
        assert strikes == sorted(strikes, reverse=True)
        keys = map_keys(connection, query, step=10)
        assert (list(keys.keys), keys.total) == (rows[9::10], len(rows))
        assert list_page(connection, query, before=-1, limit=5).rows == ()
        assert walk(
            connection, ListQuery("strike", **BEST, tag_id=1, states=frozenset({State.DRAFT})), limit=2
        )


def test_a_list_without_words_is_newest_first_whatever_is_asked(archive):
    with archive.read() as connection:
        assert walk(connection, ListQuery("", **BEST), 9) == expected(ListQuery(), ())


def test_too_many_hits_are_ranked_from_the_newest_and_that_is_said(archive, monkeypatch):
    monkeypatch.setattr(lists, "MOST_RANKED", 10)
    query = ListQuery("strike", **BEST)
    newest = expected(ListQuery("strike", Match.FULL_TEXT), ("strike",))
    with archive.read() as connection:
        page = list_page(connection, query, before=None, limit=100)
        assert sorted((row.key for row in page.rows), reverse=True) == newest[:10]
        assert page.note == "More than 10 articles match; the newest 10 of them are ranked."
        assert count_list(connection, query) == len(newest)
        assert map_keys(connection, query, step=3).total == 10
        assert list_page(connection, ListQuery("strike", Match.FULL_TEXT), before=None, limit=5).note == ""
        assert list_page(connection, ListQuery("59", **BEST), before=None, limit=5).note == ""


def test_just_as_many_hits_as_are_ranked_are_all_of_them(archive, monkeypatch):
    query = ListQuery("strike", **BEST)
    hits = expected(ListQuery("strike", Match.FULL_TEXT), ("strike",))
    monkeypatch.setattr(lists, "MOST_RANKED", len(hits))
    with archive.read() as connection:
        page = list_page(connection, query, before=None, limit=100)
        assert sorted((row.key for row in page.rows), reverse=True) == hits
        assert page.note == ""


def test_very_many_hits_are_told_from_the_newest(archive, monkeypatch):
    monkeypatch.setattr(numbers, "_COUNTED_HITS", 10)
    everything = expected(ListQuery(), ())
    hits = expected(ListQuery("strike", Match.FULL_TEXT), ("strike",))
    in_newest = sum(key >= everything[9] for key in hits)
    with archive.read() as connection:
        known = numbers.LibraryNumbers(connection)
        assert known.has_hits("search_full", "strike", 10) is (len(hits) >= 10)
        assert known.has_hits("search_full", "strike", len(everything) * in_newest // 10)
        assert not known.has_hits("search_full", "strike", len(everything) + 1)
        assert not known.has_hits("search_full", "nowhere", len(everything) // 2)


def test_signs_alone_match_nothing_on_enter_and_everything_while_typing(archive):
    with archive.read() as connection:
        assert walk(connection, ListQuery("???", Match.FULL_TEXT), 9) == []
        assert count_list(connection, ListQuery("???", Match.FULL_TEXT)) == 0
        assert map_keys(connection, ListQuery("???", Match.FULL_TEXT), step=5).total == 0
        assert walk(connection, ListQuery("?", Match.AS_YOU_TYPE), 9) == expected(ListQuery(), ())
        assert count_list(connection, ListQuery("?", Match.AS_YOU_TYPE)) == len(expected(ListQuery(), ()))


def test_without_trash_a_search_looks_up_only_its_rows(store):
    with store.write() as connection:
        add_article(connection, 1)
        (_, statement) = recorded(
            connection, lambda: count_list(connection, ListQuery("ferry", Match.FULL_TEXT))
        )
        assert "article" not in statement
