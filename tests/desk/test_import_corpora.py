"""Archives of others: every file arrives or is named, links between articles are found, and again nothing changes."""

import tarfile

import pytest

from newsroom.desk.browsing import count_articles
from newsroom.desk.importing import import_sources
from newsroom.desk.library import Library
from newsroom.domain.importing import ImportCounts, Outcome
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.rebuilding import find_wrong
from tests.data import shared

pytestmark = pytest.mark.slow
_ARCHIVES = ("corpora-nodejs", "corpora-wikinews", "import-wxr", "import-ghost")


def value(library: Library, sql: str) -> int:
    with library.store.read() as connection:
        return int(connection.exec_driver_sql(sql).scalar_one())


@pytest.mark.parametrize("name", _ARCHIVES)
def test_every_file_arrives_or_is_named(library: Library, name: str) -> None:
    archive = shared(f"{name}.tar.gz")
    with tarfile.open(archive) as tar:
        n_files = sum(member.isfile() for member in tar)
    report = import_sources(library, [archive], by="test")
    counts = report.counts
    assert counts.n_done >= n_files - n_pictures(report.lines) and counts.n_imported
    with library.store.write() as connection:
        assert find_wrong(connection) == []
    again = import_sources(library, [archive], by="test").counts
    assert again == ImportCounts(n_unchanged=counts.n_imported, n_skipped=counts.n_skipped)


def n_pictures(lines: object) -> int:
    """Files that are told of together, by their kind."""
    together = [line for line in lines if line.outcome is Outcome.SKIPPED and line.place.startswith("*")]
    return sum(int(line.notes[0].split()[0]) - 1 for line in together)


def test_topics_authors_and_links_of_a_whole_site(library: Library) -> None:
    report = import_sources(library, [shared("corpora-digitalgov.tar.gz")], by="test")
    assert report.counts.n_imported == 2083 and not report.counts.n_conflicts
    assert value(library, "SELECT count(*) FROM tag") >= 50
    assert value(library, "SELECT count(*) FROM author") >= 600
    assert value(library, "SELECT count(*) FROM article_text WHERE body LIKE '%](article:%'") >= 700
    assert value(library, "SELECT count(*) FROM article WHERE has_unpublished_changes = 1") == 0


def test_arabic_articles_are_found_by_arabic_words(library: Library) -> None:
    report = import_sources(library, [shared("corpora-arabic.tar.gz")], by="test")
    assert report.counts.n_imported >= 1000
    found = ListQuery(words="المغرب", match=Match.FULL_TEXT)
    assert count_articles(library, found) >= 5
