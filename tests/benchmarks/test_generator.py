"""Generated libraries: whole, unequal as an archive is, the same for the same seed, such as the desk would make."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.generator import generate, main
from newsroom.desk.articles import get_article, list_revisions
from newsroom.desk.browsing import list_articles, overview
from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.media import media_path
from newsroom.domain.article import State
from newsroom.domain.counting import count_words
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.rebuilding import find_wrong

N = 2_000
# It tells when its pictures were added.
_OF_THE_MOMENT = frozenset({"media"})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "library"
    generate(path, N, n_words=60)
    return path


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    library = open_library(path)
    yield library
    library.close()


def ask(path: Path, sql: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(path / DATABASE)) as driver:
        return driver.execute(sql).fetchall()


def value(path: Path, sql: str) -> int:
    return ask(path, sql)[0][0]


def test_counters_indexes_and_links_are_right(library: Library) -> None:
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    counts = overview(library)
    assert counts.total + counts.trashed == N
    assert 0.01 * N < counts.states[State.DRAFT] < 0.05 * N
    assert counts.states[State.PUBLISHED] > 0.9 * N


def test_the_schema_is_that_of_a_library_that_was_just_made(path: Path, tmp_path: Path) -> None:
    create_library(tmp_path / "empty").close()
    question = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'search%' ORDER BY name"
    assert ask(path, question) == ask(tmp_path / "empty", question)
    assert ask(path, "SELECT * FROM search_full_config") == ask(
        tmp_path / "empty", "SELECT * FROM search_full_config"
    )


def test_words_find_articles_of_each_language(library: Library) -> None:
    for language in ("en", "fr", "ru", "ar", "zh"):
        (row,) = (row for row in _rows(library) if row.language == language)
        words = get_article(library, row.id).content.headline.partition(": ")[2] or row.headline
        found = list_articles(library, ListQuery(words=words, match=Match.FULL_TEXT), limit=500).rows
        assert row.id in {one.id for one in found}, language


def _rows(library: Library) -> Iterator[object]:
    seen: set[str] = set()
    for row in list_articles(library, ListQuery(), limit=1_000).rows:
        if row.language not in seen:
            seen.add(row.language)
            yield row


def test_articles_are_such_as_the_desk_writes(library: Library) -> None:
    for id in range(1, N, 97):
        article = get_article(library, ArticleId(id))
        content = article.content
        (n_words,) = (row.n_words for row in _row_of(library, id))
        assert n_words == count_words(content.body) and content.headline and content.lede
        assert len({tag.id for tag in article.tags}) == len(content.tags) == len(article.tags)
        if content.picture:
            assert media_path(library, content.picture.file).is_file()
        if article.state is State.PUBLISHED:
            assert article.section and article.address == f"/{article.section.slug}/{article.slug}"
            (revision,) = list_revisions(library, article.id)
            assert revision.id == article.published_revision_id


def _row_of(library: Library, id: int) -> list[object]:
    with library.store.read() as connection:
        return list(connection.exec_driver_sql(f"SELECT n_words FROM article WHERE id = {id}"))


def test_tags_series_and_sections_are_unequal(path: Path) -> None:
    largest = value(path, "SELECT max(n) FROM (SELECT count(*) AS n FROM article_tag GROUP BY tag_id)")
    assert 0.08 * N < largest <= 0.105 * N
    assert value(path, "SELECT count(*) FROM tag WHERE n_articles BETWEEN 1 AND 3") > N / 3
    assert {kind for (kind,) in ask(path, "SELECT DISTINCT kind FROM tag")} == {
        *("topic", "person", "place", "organisation", "event")
    }
    assert 0.02 * N < value(path, "SELECT count(*) FROM article WHERE is_untagged = 1") < 0.07 * N
    series = [n for (n,) in ask(path, "SELECT n_published FROM series ORDER BY 1 DESC")]
    assert series[0] == int(0.075 * N) and series[0] > 3 * series[len(series) // 2]
    sections = [n for (n,) in ask(path, "SELECT n_articles FROM section ORDER BY 1 DESC")]
    assert sections[0] > 5 * sections[-1] > 0
    words = [n for (n,) in ask(path, "SELECT n_words FROM article ORDER BY 1")]
    assert words[N // 100] < 60 < words[-N // 100] / 2


def test_the_largest_series_has_as_many_as_the_page_says() -> None:
    from benchmarks.generated.sizes import falling_sizes

    sizes = falling_sizes(6_666, 1_881, 280_000)
    assert sizes[0] == 1_881 and sizes.min() >= 1 and abs(int(sizes.sum()) - 280_000) < 1_000


def test_the_same_seed_makes_the_same(path: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", N, n_words=60)
    assert _content(path) == _content(tmp_path / "again")
    generate(tmp_path / "one", 60, n_words=30, seed=1)
    generate(tmp_path / "other", 60, n_words=30, seed=2)
    question = "SELECT headline FROM article_text"
    assert ask(tmp_path / "one", question) != ask(tmp_path / "other", question)


def _content(path: Path) -> dict[str, list[tuple[int, ...]]]:
    tables = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return {
        str(name): sorted(ask(path, f"SELECT * FROM {name}"), key=repr)
        for (name,) in ask(path, tables)
        if name not in _OF_THE_MOMENT
    }


def test_a_corpus_gives_the_sentences(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    sentences = [f"The keeper of lamp {n} wrote *nothing* down that night." for n in range(300)]
    (corpus / "a.md").write_text("---\ntitle: Hidden\n---\n" + " ".join(sentences[:150]), "utf-8")
    lines = [json.dumps({"id": "x" * 80, "body": sentence}) for sentence in sentences[150:]]
    (corpus / "b.jsonl").write_text("\n".join(lines), "utf-8")
    generate(tmp_path / "library", 30, n_words=50, corpus=corpus)
    library = open_library(tmp_path / "library")
    text = " ".join(get_article(library, ArticleId(n)).content.body for n in range(1, 31))
    library.close()
    lamps = {int(n) for n in re.findall(r"The keeper of lamp (\d+) wrote nothing down that night\.", text)}
    assert len(lamps) > 50 and min(lamps) < 150 <= max(lamps)
    assert "Hidden" not in text and "xxxx" not in text


def test_the_command_makes_one_and_leaves_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(tmp_path / "library"), "--articles", "40", "--words", "20"]
    assert main(arguments) == 0
    assert "made: 40 articles" in capsys.readouterr().err
    assert main(arguments) == 1
    assert "already" in capsys.readouterr().err
    assert main([str(tmp_path / "none"), "--articles", "10", "--from", str(tmp_path / "library")]) == 1
    assert "sentences" in capsys.readouterr().err and not (tmp_path / "none").exists()
