"""Generated libraries: whole, the same for the same seed, and such as the desk would have made."""

from pathlib import Path

import pytest

from benchmarks.generator import generate
from newsroom.desk.articles import get_article
from newsroom.desk.browsing import list_articles, overview
from newsroom.desk.library import open_library
from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.rebuilding import find_wrong


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "library"
    generate(path, 300, n_words=80)
    return path


def test_counters_indexes_and_states_are_right(path: Path) -> None:
    library = open_library(path)
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    counts = overview(library)
    assert counts.total == 300 and counts.states[State.DRAFT] == 30
    word = get_article(library, ArticleId(7)).content.body.split()[3]
    assert list_articles(library, ListQuery(words=word, match=Match.FULL_TEXT)).rows
    library.close()


def test_an_article_can_be_read_and_shown(path: Path) -> None:
    library = open_library(path)
    article = get_article(library, ArticleId(201))
    assert article.address == f"/{article.section.slug}/{article.slug}" if article.section else False
    assert article.content.related and article.tags and len(article.short_code) == 7
    library.close()


def test_the_same_seed_makes_the_same(path: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", 300, n_words=80)
    generate(tmp_path / "other", 300, n_words=80, seed=2)
    first, again, other = (open_library(one) for one in (path, tmp_path / "again", tmp_path / "other"))
    ids = [ArticleId(n) for n in range(1, 301, 60)]
    assert [get_article(first, id) for id in ids] == [get_article(again, id) for id in ids]
    assert get_article(first, ids[0]).content != get_article(other, ids[0]).content
    for library in (first, again, other):
        library.close()
