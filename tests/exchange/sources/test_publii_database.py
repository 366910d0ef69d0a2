"""Databases that are damaged, not Publii's, or made to do harm: each gives a sentence, soon, and runs nothing."""

import io
import random
import tarfile
import time
from pathlib import Path

import pytest

from newsroom.exchange.sources import folder as reader
from newsroom.exchange.sources import publii, publii_database
from newsroom.exchange.sources.items import SourceError
from tests.exchange.sources.around import AROUND, read
from tests.exchange.sources.publii_sites import MADE, TABLES, SiteMaker

NAME = "input/db.sqlite"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id"
COLUMNS = (
    "id, 'a' AS title, '' AS authors, 'a' AS slug, 'b' AS text, 0 AS featured_image_id, 1 AS created_at, "
)


@pytest.fixture
def site(tmp_path: Path) -> SiteMaker:
    return SiteMaker(tmp_path / "site")


def test_another_database_is_named_for_what_it_is(site: SiteMaker) -> None:
    site.run(*(f"DROP TABLE {name}" for name in TABLES))
    site.run("CREATE TABLE things (id)")
    articles, problems = read(reader, site.folder)
    assert not articles and problems[NAME].startswith("It is a database, which is not read.")
    assert not reader.recognises(site.database, site.database.read_bytes())


@pytest.mark.parametrize(
    ("table", "columns", "says"),
    [
        ("tags", "'id' INTEGER PRIMARY KEY, 'name' TEXT", "“tags” has no “slug”"),
        ("authors", "'id' TEXT PRIMARY KEY, 'name' TEXT, 'username' TEXT", "“authors” has no numbers"),
        (
            "posts",
            TABLES["posts"].replace("'text' TEXT", "'text' AS (zeroblob(9999999))"),
            "“posts” has no “text”",
        ),
    ],
)
def test_tables_as_publii_does_not_write_them(tmp_path: Path, table: str, columns: str, says: str) -> None:
    made = SiteMaker(tmp_path / "site", TABLES | {table: columns})
    assert says in read(reader, made.folder)[1][NAME]


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (("DROP TABLE authors",), "it has no table “authors”"),
        (("DROP TABLE posts", f"CREATE VIEW posts AS {ENDLESS} FROM n"), "“posts” is not an ordinary table"),
        (
            ("DROP TABLE tags", "CREATE VIRTUAL TABLE tags USING fts5(id, name, slug, additional_data)"),
            "“tags” is not",
        ),
    ],
)
def test_what_would_compute_is_not_asked(site: SiteMaker, statements: tuple[str, ...], says: str) -> None:
    site.post(1)
    site.run(*statements)
    begun = time.monotonic()
    articles, problems = read(reader, site.folder)
    assert not articles and says in problems[NAME] and time.monotonic() - begun < 5


def test_nothing_in_it_is_run_and_nothing_is_written(site: SiteMaker) -> None:
    site.post(1)
    site.run("CREATE TRIGGER t AFTER INSERT ON posts BEGIN DELETE FROM posts; END")
    before = site.database.read_bytes()
    assert list(read(reader, site.folder)[0]) == [f"{NAME}: post 1"]
    assert site.database.read_bytes() == before and [
        file.name for file in site.database.parent.iterdir()
    ] == ["db.sqlite"]


def test_a_text_that_is_too_long_is_one_problem(site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publii_database, "LARGEST_ITEM", 2 * 1024 * 1024)
    site.post(1, text="x" * 3 * 1024 * 1024)
    site.post(2)
    articles, problems = read(reader, site.folder)
    assert list(articles) == [f"{NAME}: post 2"] and problems == {
        f"{NAME}: post 1": "It is larger than 2 MB."
    }


def test_what_takes_too_long_is_ended(site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publii_database, "_LONGEST_S", -1.0)
    monkeypatch.setattr(publii_database, "_STEPS", 10)
    site.post(1)
    assert read(reader, site.folder)[1][NAME] == "It takes too long to read."


def test_a_database_that_is_too_large(site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publii, "_LARGEST", 1024)
    site.post(1)
    assert read(reader, site.folder)[1][NAME] == "It is larger than 1 MB."


def test_values_of_wrong_types(site: SiteMaker) -> None:
    site.author(1, b"\xff\xfe")
    site.tag(1, 7)
    site.run("INSERT INTO tags VALUES (2, NULL, NULL, NULL, '[1]')")
    site.run("INSERT INTO posts_tags VALUES ('a', 'b')")
    site.post(
        1, b"Bytes \xff", 1.5, status=None, authors=3.7, slug=5, tags=(1, 2), at=b"x", core="[[[[", view="7"
    )
    site.post(
        2, None, "a\x00b", image={"url": "../../../etc/passwd.png"}, core='{"mainTag": 1e999, "editor": 5}'
    )
    site.post(3, "C", '{"no": "list"}', core={"editor": "blockeditor"})
    site.post(4, "D", "[" * 100_000, core={"editor": "blockeditor"})
    articles, problems = read(reader, site.folder)
    one = articles[f"{NAME}: post 1"]
    assert (one.headline, one.body, one.slug, one.section) == ("Bytes �", "1.5", "5", "7")
    assert articles[f"{NAME}: post 2"].body == "ab"
    assert problems == {
        f"{NAME}: post {n}": "Its text, a list of blocks in JSON, cannot be read." for n in (3, 4)
    }  # fmt: skip


def test_one_that_was_being_written_is_said(site: SiteMaker) -> None:
    site.post(1)
    (site.folder / f"{NAME}-journal").write_bytes(b"x")
    articles, problems = read(reader, site.folder)
    assert len(articles) == 1 and problems[NAME].startswith("Publii was writing it")


def test_an_archive_that_is_cut_off(site: SiteMaker, tmp_path: Path) -> None:
    site.post(1)
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.add(site.folder / "input", "input")
    path = tmp_path / "cut.tar"
    path.write_bytes(data.getvalue()[:9000])
    try:
        articles, _ = read(reader, path)
    except SourceError:
        articles = {}
    assert not articles


def test_any_damage_gives_sentences(site: SiteMaker) -> None:
    """Bytes are changed, pieces are cut out; what can be read comes, and nothing else is raised."""
    site.author(1, "Ana")
    site.tag(1, "World")
    for id in range(1, 40):
        site.post(
            id, text=f"<p>{'Words. ' * 200}</p>", authors="1", tags=(1,), at=MADE, core={"metaTitle": "x"}
        )
    whole = site.database.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20, 500))):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        site.database.write_bytes(
            data if chance.random() < 0.7 else data[: chance.randrange(5000, len(data))]
        )
        for item in reader.items(site.folder, AROUND):
            if not item.problem:
                try:
                    reader.article_of(item.payload, AROUND)
                except SourceError:
                    continue
