"""Things by what a person may call them, and words of the indexes by their beginnings."""

import pytest

from newsroom.domain.conditions import Link
from newsroom.storage.named import find_named, labels, languages, names_alike
from newsroom.storage.search_index import FULL, SMALL
from newsroom.storage.vocabulary import has_word, words_alike, words_beginning
from tests.storage.making import add_article, add_author, add_tag, insert
from tests.storage.test_lists import assert_walks, recorded


@pytest.fixture
def archive(store):
    with store.write() as connection:
        add_tag(connection, "Gaza")
        add_tag(connection, "Jordan (person)")
        add_tag(connection, "Jordan (place)")
        add_author(connection, "José Álvarez")
        for n, (language, label) in enumerate(
            (("en", None), ("ar", "Analysis"), ("en", "Breaking"), ("ru", None))
        ):
            headline = f"Harbour harboured {'strike' * n}"
            add_article(connection, n + 1, headline=headline, body="hard", language=language, label=label)
    return store


def found(connection, link: Link, name: str) -> list[str]:
    return [one.label for one in find_named(connection, link, name)]


def test_names_are_found_whatever_their_case_and_marks(archive):
    with archive.read() as connection:
        assert found(connection, Link.TAG, " GÁZA ") == ["Gaza"]
        assert found(connection, Link.TAG, "jordan (Person)") == ["Jordan (person)"]
        assert found(connection, Link.AUTHOR, "jose alvarez") == ["José Álvarez"]
        assert found(connection, Link.AUTHOR, "alvarez") == ["José Álvarez"]
        assert found(connection, Link.AUTHOR, "alv") == []
        assert found(connection, Link.TAG, "nothing\ud800\0") == []
        assert found(connection, Link.SECTION, "") == []


def test_former_names_and_addresses_still_lead_on(archive):
    with archive.write() as connection:
        insert(connection, "old_slug", kind="tag", slug="gaza-strip", target_id=1)
        insert(connection, "author_alias", name_key="pepe", name="Pepe", author_id=1)
        assert found(connection, Link.TAG, "gaza-strip") == ["Gaza"]
        assert found(connection, Link.AUTHOR, "Pepe") == ["José Álvarez"]


def test_names_alike(archive):
    with archive.read() as connection:
        assert [one.label for one in names_alike(connection, Link.TAG, "Gazza")] == ["Gaza"]
        assert names_alike(connection, Link.TAG, "entirely different") == ()


def test_languages_and_labels_by_leaps(archive):
    with archive.read() as connection:
        assert languages(connection) == ("ar", "en", "ru")
        assert labels(connection) == ("Analysis", "Breaking")
        for ask in (languages, labels):
            plans = recorded(connection, lambda ask=ask: ask(connection))
            plans = [
                statement.replace("FROM d ", "FROM d AS w ").replace("d.value", "w.value")
                for statement in plans
            ]
            assert_walks(connection, plans, ask)


def test_words_by_their_beginnings(archive):
    with archive.read() as connection:
        assert words_beginning(connection, "har", limit=9) == ["harbour", "harboured"]
        assert words_beginning(connection, "har", limit=9, index=FULL) == ["harbour", "harboured", "hard"]
        assert words_beginning(connection, "har", limit=1) == ["harbour"]
        assert words_beginning(connection, "harbour", limit=9) == ["harbour", "harboured"]
        assert words_beginning(connection, "zz", limit=9) == []
        assert has_word(connection, "harbour") and not has_word(connection, "harb")
        assert has_word(connection, "harb", is_prefix=True) and not has_word(connection, "hard")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor", ["harbour"]),
        ("ahrbour", ["harbour"]),
        ("hhrbour", ["harbour"]),
        ("jarbour", ["harbour"]),
        ("hrbour", ["harbour"]),
        ("hawbour", ["harbour"]),
        ("habrour", ["harbour"]),
        ("hqrboured", ["harboured"]),
        ("haarbour", ["harbour"]),
        ("harbourde", ["harboured"]),
        ("harbuored", ["harboured"]),
        ("har", []),
        ("xyzzy", []),
    ],
)
def test_words_that_may_have_been_meant(archive, typed, meant):
    with archive.read() as connection:
        assert words_alike(connection, typed, index=SMALL)[: len(meant) or 9] == meant
