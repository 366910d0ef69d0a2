"""Lists of the desks by key: plans without a scan of a large table or a temporary sort, and few statements."""

import pytest
from sqlalchemy import event

from newsroom.domain.article import TagKind
from newsroom.domain.ordering import Cursor, Shown, Sort
from newsroom.storage import authors, series_lists, tag_lists
from newsroom.storage.act_log import list_acts
from tests.storage.making import add_article, add_author, add_series, add_tag

KINDS = {TagKind.PERSON, TagKind.PLACE}


@pytest.fixture
def filled(store):
    with store.write() as connection:
        for n in range(40):
            add_tag(connection, f"Tag {n}")
            add_series(connection, f"Series {n}")
            add_author(connection, f"Author {n}")
        for n in range(1, 30):
            add_article(connection, n, tags=tuple(range(1, n % 7 + 2)), series=(n,))
    return store


def plans_of(store, ask):
    """The plans of the statements that ``ask`` runs."""
    seen = []

    def on_begin(connection):
        connection.connection.driver_connection.set_trace_callback(seen.append)

    event.listen(store._engine, "begin", on_begin)
    with store.read() as connection:
        ask(connection)
        connection.connection.driver_connection.set_trace_callback(None)
        event.remove(store._engine, "begin", on_begin)
        statements = [sql for sql in seen if sql.lstrip().startswith(("SELECT", "WITH"))]
        return statements, [
            row[3]
            for sql in statements
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
        ]


ASKS = {
    f"{sort.value}, {len(kinds)} kinds, {'on' if after else 'begun'}": (sort, kinds, after)
    for sort in Sort
    for kinds in (frozenset(), frozenset(KINDS))
    for after in (None, Cursor("m" if sort is Sort.NAME else 5, 3))
}


@pytest.mark.parametrize("name", ASKS)
def test_a_page_of_tags_is_one_walk_for_each_kind(filled, name):
    sort, kinds, after = ASKS[name]
    statements, plans = plans_of(
        filled, lambda c: tag_lists.list_tags(c, "", kinds, Shown.ACTIVE, sort, after, 10)
    )
    assert len(statements) <= 3
    walks = [plan for plan in plans if "ix_tag_kind_" in plan]
    assert len(walks) == (len(kinds) or len(TagKind)) and all("SEARCH" in plan for plan in walks)
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]
    assert not [plan for plan in plans if plan.startswith("SCAN") and "json_each" not in plan]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("after", [None, Cursor(5, 3)])
def test_pages_of_series_authors_and_acts_are_walks(filled, sort, after):
    _, plans = plans_of(filled, lambda c: series_lists.list_series(c, "", Shown.ALL, sort, after, 10))
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]
    _, plans = plans_of(filled, lambda c: authors.list_authors(c, "", sort, after, 10))
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]
    _, plans = plans_of(filled, lambda c: list_acts(c, None, 10))
    assert plans == ["SEARCH act USING INTEGER PRIMARY KEY (rowid<?)"]


def test_the_same_tags_whatever_the_page(filled):
    with filled.read() as connection:
        for sort in Sort:
            whole = tag_lists.list_tags(connection, "", (), Shown.ACTIVE, sort, None, 100).rows
            parts, after = [], None
            while True:
                page = tag_lists.list_tags(connection, "", (), Shown.ACTIVE, sort, after, 7)
                parts += page.rows
                after = page.next
                if after is None:
                    break
            assert tuple(parts) == whole and len(whole) == 40
            uses = [row.tag.n_articles for row in whole]
            assert sort is not Sort.COUNT or uses == sorted(uses, reverse=True)


def test_counts_of_kinds_are_one_walk(filled):
    statements, plans = plans_of(filled, tag_lists.count_tags)
    assert len(statements) == 1 and not [plan for plan in plans if "TEMP B-TREE" in plan]
