"""Every question that lists, searches, desks and the sidebar ask of a library: no large table is read from end to end.

What is asked is recorded as it reaches SQLite, and its plan is looked at: a new statement needs no new test.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from newsroom.desk.acts import last_act, left_of, list_acts
from newsroom.desk.author_desk import list_authors, preview_author_merge
from newsroom.desk.authors import complete_authors
from newsroom.desk.browsing import count_articles, key_map, list_articles, overview, row_details
from newsroom.desk.bulk import change_articles, count_first
from newsroom.desk.finding import complete_query, explain_empty, parse_query
from newsroom.desk.history import list_history
from newsroom.desk.importing import import_groups, import_report, import_sources, list_import_runs
from newsroom.desk.library import Library
from newsroom.desk.quick_opening import quick_open
from newsroom.desk.relating import search_related
from newsroom.desk.searches import count_search, counts_at_once, list_searches, save_search
from newsroom.desk.section_desk import list_section_rows, preview_section_merge
from newsroom.desk.sections import list_sections
from newsroom.desk.series import complete_series, neighbours, series_places
from newsroom.desk.series_desk import find_gaps, list_members, list_series, preview_series_merge
from newsroom.desk.snippets import snippets
from newsroom.desk.tag_desk import count_tags, get_tag_row, list_tags, preview_tag_merge
from newsroom.desk.tag_duplicates import find_duplicates
from newsroom.desk.tagging import complete_tags
from newsroom.desk.vocabulary import complete_concepts, propose_mappings
from newsroom.domain.bulk import AddTags, Publish, Selection, SetSection
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.ordering import Shown, Sort
from newsroom.domain.query import ListQuery, Match, Order

LARGE = (
    "article article_text article_detail article_tag article_series article_byline article_related article_change "
    "public_article public_tag public_series revision act_change act_article import_line import_source import_address "
    "import_link address media"
).split()
_SCAN = re.compile(r"SCAN (\w+)( USING (?:COVERING )?INDEX \w+)?$")

MEANT = (
    ") g CROSS JOIN article a",  # the few articles that a condition leaves, taken together and then ordered by time
    "WHERE l.series_id = ",  # members of one series, in their own order
    "SELECT article_id AS id FROM article_",  # all that a merge would touch, before it is counted
    "SELECT id AS id FROM article ",
)

LINES = (
    "harbour",
    '"the harbour"',
    "harbour -ferry",
    "tag:Sea harbour",
    "state:published",
    "is:untagged OR is:duplicate",
    "section:World",
    "before:2020-01-01 -tag:Sea",
    "series:Keepers lang:en",
    "author:Ana is:without-picture",
    "updated:2020",
    "ha*",
)


def _ask(library: Library, line: str, match: Match, order: Order) -> None:
    asked = parse_query(library, line, match=match, order=order)
    query = asked.query
    page = list_articles(library, query, limit=20)
    snippets(library, query, page.rows)
    row_details(library, [row.id for row in page.rows])
    explain_empty(library, asked)


def _lines(library: Library) -> None:
    for line in LINES:
        for match in Match:
            _ask(library, line, match, Order.NEWEST)
        complete_query(library, line, len(line))


def _lists(library: Library) -> None:
    tag, series = TagId(1), SeriesId(1)
    for query in (
        ListQuery(),
        ListQuery(tag_id=tag),
        ListQuery(series_id=series),
        ListQuery(section_id=list_sections(library)[0].id),
    ):
        page = list_articles(library, query, limit=2)
        list_articles(library, query, before=page.rows[-1].key if page.rows else 0, limit=2)
        count_articles(library, query)
        key_map(library, query, step=2)


def _sidebar(library: Library) -> None:
    overview(library)
    searches = list_searches(library)
    counts_at_once(library, searches)
    for search in searches:
        count_search(library, search)


def _tags(library: Library) -> None:
    for sort in Sort:
        for text in ("", "s"):
            list_tags(library, text, shown=Shown.ALL, sort=sort)
    count_tags(library)
    get_tag_row(library, TagId(1))
    complete_tags(library, "se")
    preview_tag_merge(library, [TagId(1)], TagId(2))
    find_duplicates(library)
    propose_mappings(library)
    complete_concepts(library, "se")


def _series(library: Library) -> None:
    for sort in Sort:
        rows = list_series(library, "", sort=sort).rows
    list_series(library, "k")
    first = rows[0].series.id
    members = list_members(library, first).members
    find_gaps(library, first)
    complete_series(library, "k")
    if members:
        neighbours(library, members[0].article.id, first)
        series_places(library, members[0].article.id, [first])
    if len(rows) > 1:
        preview_series_merge(library, [first], rows[1].series.id)


def _sections_and_authors(library: Library) -> None:
    rows = list_section_rows(library)
    preview_section_merge(library, [rows[0].section.id], rows[1].section.id)
    for sort in Sort:
        authors = list_authors(library, "", sort=sort).rows
    list_authors(library, "a")
    complete_authors(library, "a")
    preview_author_merge(library, [authors[0].id], authors[1].id)


def _acts(library: Library) -> None:
    acts = list_acts(library).acts
    last_act(library)
    left_of(library, acts[0].id)
    for change in (AddTags((TagId(1),)), SetSection(None), Publish()):
        count_first(library, Selection(ids=(ArticleId(1), ArticleId(2))), change)


def _imports(library: Library) -> None:
    (run, *_) = list_import_runs(library)
    import_report(library, run.id)
    import_groups(library, run.id)


def _opening(library: Library) -> None:
    for text in ("h", "har", "harbor strik", "the"):
        quick_open(library, text)
        search_related(library, text, article_id=ArticleId(1))
    list_history(library, ArticleId(1))


@pytest.fixture
def filled(sample: Library, tmp_path: Path) -> Library:
    change_articles(sample, Selection(query=ListQuery()), AddTags((TagId(1),)), by="test")
    save_search(sample, "Ours", "state:draft harbour", by="test")
    (tmp_path / "one.md").write_text("---\ntitle: One\n---\nText.\n", encoding="utf-8")
    import_sources(sample, [tmp_path / "one.md"], by="test")
    return sample


def _recorded(library: Library, act: Callable[[Library], None]) -> list[str]:
    """Every statement of a reading transaction, with its values; not those of an index of words for itself."""
    executed: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith(("SELECT", "WITH")) and "'main'.'" not in statement:
            executed.append(statement)

    def on_begin(connection):
        connection.connection.driver_connection.set_trace_callback(note)

    event.listen(library.store._engine, "begin", on_begin)
    try:
        act(library)
    finally:
        event.remove(library.store._engine, "begin", on_begin)
    return list(dict.fromkeys(executed))


@pytest.mark.parametrize(
    "act", [_lines, _lists, _sidebar, _tags, _series, _sections_and_authors, _acts, _imports, _opening]
)
def test_no_large_table_is_read_from_end_to_end(filled: Library, act: Callable[[Library], None]) -> None:
    statements = _recorded(filled, act)
    assert statements
    with filled.store.read() as connection:
        connection.connection.driver_connection.set_trace_callback(None)
        found = [
            (step[3], statement)
            for statement in statements
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
            if _reads_all(step[3], statement) or _sorts(step[3], statement)
        ]
    assert not found


def _sorts(step: str, statement: str) -> bool:
    """Small tables may be sorted; of large ones only what ``MEANT`` names."""
    is_large = any(name in LARGE for name in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement))
    return "TEMP B-TREE FOR ORDER BY" in step and is_large and not any(map(statement.__contains__, MEANT))


def _reads_all(step: str, statement: str) -> bool:
    """Walks along an index in its order end with the page; a table by itself, or a whole index, does not."""
    scan = _SCAN.match(step)
    if scan is None or scan[2]:
        return False
    named = re.search(rf"\b(\w+)\s+(?:AS\s+)?{scan[1]}\b", statement)
    return scan[1] in LARGE or (named is not None and named[1] in LARGE)
