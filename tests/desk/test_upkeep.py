"""Care for a library in a quiet moment: nothing that can be read changes, and no save has to do it."""

from dataclasses import replace

from newsroom.desk.articles import get_article, new_article, save_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.upkeep import tend, tend_after_command
from newsroom.domain.article import Content
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.rebuilding import find_wrong

N_SAVES = 11


def saved_often(library, n_saves=N_SAVES):
    article = new_article(library, Content(headline="Ferries"), by="test")
    for n in range(n_saves):
        content = replace(article.content, body=f"{article.content.body} The {n}th ferry was late.")
        article = save_article(
            library, article.id, article.content, content, version=article.version, by="test"
        ).article
    return article


def n_parts(library) -> int:
    with library.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM search_full_idx")
        return rows.scalar_one()


def test_parts_of_the_indexes_wait_for_a_quiet_moment_and_are_merged_then(library):
    article = saved_often(library)
    before = n_parts(library)
    assert before >= N_SAVES, "a save merged"
    while tend(library, goes_on=True):
        pass
    assert n_parts(library) <= before // 3
    assert get_article(library, article.id) == article
    found = list_articles(library, ListQuery("ferry late", Match.FULL_TEXT))
    assert [row.id for row in found.rows] == [article.id]
    with library.store.write() as connection:
        assert find_wrong(connection) == []


def test_no_save_merges_all_parts_at_once(library):
    """As SQLite would by itself where sixteen wait, and the largest with them where sixteen of each age do."""
    n_saves = 24
    saved_often(library, n_saves)
    assert n_parts(library) >= n_saves


def test_a_library_made_before_that_is_told_so_in_a_quiet_moment(library):
    with library.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_full_config WHERE k = 'crisismerge'")
    saved_often(library)
    tend(library)
    with library.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT v FROM search_full_config WHERE k = 'crisismerge'")
        assert kept.scalar_one() > N_SAVES


def test_the_log_goes_into_the_file_then(library):
    saved_often(library)
    file = library.store.path
    before = file.stat().st_mtime_ns
    tend(library)
    assert file.stat().st_mtime_ns > before
    assert library.store.n_written == 0


def test_few_saves_are_left_alone(library):
    new_article(library, Content(headline="One"), by="test")
    before = library.store.n_written
    tend(library)
    assert library.store.n_written == before


def test_a_command_leaves_few_parts(library):
    saved_often(library)
    before = n_parts(library)
    tend_after_command(library)
    assert n_parts(library) <= before // 3
