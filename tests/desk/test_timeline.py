"""The fine timeline: one state a minute, read again exactly, thinned by age; what is kept for good stays."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.history import NOW, list_history, state_of
from newsroom.desk.library import open_library
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import save
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.revisions import RevisionKind
from newsroom.storage.packing import packed
from newsroom.storage.timeline import keep_named, rewrite, thin_some

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
TEXT = "\n\n".join(f"Paragraph {n} tells of ferry {n * 7919 % 1000}." for n in range(30))


class Life:
    """An article that is saved at given times; knows what it was when."""

    def __init__(self, library):
        self.library = library
        self.id = new_article(library, Content(headline="Ferry", body=TEXT), by="test").id
        self.was = {}

    def save(self, at, body, *, by="window"):
        with self.library.store.write() as connection:
            stored = stored_article(connection, self.id)
            save(connection, stored, Content(headline="Ferry", body=body), at=at, by=by)
        self.note()

    def keep(self, at, name):
        with self.library.store.write() as connection:
            content = stored_article(connection, self.id).content
            keep_named(connection, self.id, RevisionKind.NAMED, content, at=at, by="window", name=name)
        self.note()

    def note(self):
        self.was[self.rows()[0].number] = get_article(self.library, self.id).content

    def rows(self):
        return list_history(self.library, self.id, limit=10_000).rows

    def thin(self, now):
        with self.library.store.write() as connection:
            while thin_some(connection, now):
                pass

    def bases(self):
        with self.library.store.read() as connection:
            sql = "SELECT number, base_id IS NOT NULL FROM revision ORDER BY number"
            return dict(connection.exec_driver_sql(sql).all())

    def check(self):
        for row in self.rows():
            if row.number in self.was:
                assert state_of(self.library, self.id, row.number) == self.was[row.number]


@pytest.fixture
def life(library):
    return Life(library)


def test_saves_of_a_minute_are_one_and_of_another_person_another(life):
    life.save(START, f"{TEXT} One")
    life.save(START + timedelta(seconds=20), f"{TEXT} One two")
    life.save(START + timedelta(seconds=30), f"{TEXT} One two three", by="command line")
    life.save(START + timedelta(seconds=61), f"{TEXT} One two three four")
    assert [row.kind for row in life.rows()] == ["saved", "saved", "saved", "created"]
    life.check()


def test_a_save_that_takes_much_away_leaves_what_was(life):
    life.save(START, f"{TEXT} One")
    life.save(START + timedelta(seconds=5), "")
    life.save(START + timedelta(seconds=9), "Two")
    assert [state_of(life.library, life.id, row.number).body for row in life.rows()] == [
        "Two",
        f"{TEXT} One",
        TEXT,
    ]


def test_a_name_stays_with_the_state_of_its_minute(life):
    life.save(START, f"{TEXT} One")
    life.keep(START + timedelta(seconds=5), "Before the lawyers")
    life.keep(START + timedelta(minutes=5), "After them")
    assert [(row.number, row.kind, row.name) for row in life.rows()] == [
        (3, "named", "After them"),
        (2, "named", "Before the lawyers"),
        (1, "created", None),
    ]


def test_older_ones_stand_on_newer_ones_and_all_are_read(life):
    for n in range(80):
        life.save(START + timedelta(minutes=n), f"{TEXT} {'more ' * n}")
    bases = life.bases()
    assert not bases[max(bases)] and not bases[max(bases) - 1]
    n_whole = sum(not is_delta for is_delta in bases.values())
    assert n_whole <= 2 + len(bases) // 25
    life.check()


def test_a_content_that_is_rewritten_pulls_nothing_down(life):
    for n in range(6):
        life.save(START + timedelta(minutes=n), f"{TEXT} {n}")
    row = life.rows()[3]
    with life.library.store.write() as connection:
        rewrite(connection, life.id, {row.id: packed(Content(headline="Other"))})
    life.was[row.number] = Content(headline="Other")
    life.check()


def test_a_damaged_one_says_so_and_stops_nobody(life):
    for n in range(6):
        life.save(START + timedelta(minutes=n), f"{TEXT} {n}")
    victim = life.rows()[3]
    with life.library.store.write() as connection:
        connection.exec_driver_sql("UPDATE revision SET content = x'0102' WHERE id = ?", (victim.id,))
    with pytest.raises(LibraryError, match="damaged"):
        state_of(life.library, life.id, victim.number)
    life.thin(START + timedelta(days=400))
    assert len(life.rows()) == 7
    assert state_of(life.library, life.id, NOW) == get_article(life.library, life.id).content


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "save", "save", "keep", "thin"]),
        st.integers(1, 50_000),
        st.integers(0, 40),
    ),
    max_size=25,
)


@settings(max_examples=15, deadline=None)
@given(moves=MOVES)
def test_whatever_is_thinned_what_stays_is_exact_and_names_stay(moves, empty_template, tmp_path_factory):
    path = shutil.copytree(empty_template, tmp_path_factory.mktemp("any") / "library")
    library = open_library(path)
    try:
        life, at, names = Life(library), START, []
        for n, (kind, minutes, place) in enumerate(moves):
            at += timedelta(minutes=minutes)
            if kind == "save":
                paragraphs = TEXT.split("\n\n")
                paragraphs[place % 30] = f"Anew {n}."
                life.save(at, "\n\n".join(paragraphs))
            elif kind == "keep":
                life.keep(at, f"name {n}")
                names.append(f"name {n}")
            else:
                newest = life.rows()[:1]
                life.thin(at)
                assert life.rows()[:1] == newest
        assert [row.name for row in reversed(life.rows()) if row.kind == "named"] == names
        life.check()
    finally:
        library.close()


def test_who_made_an_article_is_known_and_its_first_minute_is_one_revision(library, monkeypatch):
    monkeypatch.setattr("newsroom.desk.articles.now", lambda: START)
    id = new_article(library, Content(headline="F"), by="window").id

    def save_as(at, headline, by):
        with library.store.write() as connection:
            save(connection, stored_article(connection, id), Content(headline=headline), at=at, by=by)

    def rows():
        return [
            (row.kind, row.by, state_of(library, id, row.number).headline)
            for row in list_history(library, id).rows
        ]

    assert rows() == [("created", "window", "F")]
    save_as(START + timedelta(seconds=20), "Ferry", "window")
    assert rows() == [("created", "window", "Ferry")], "still being begun"
    save_as(START + timedelta(seconds=30), "Ferry is", "command line")
    assert rows() == [("saved", "command line", "Ferry is"), ("created", "window", "Ferry")]
    save_as(START + timedelta(minutes=3), "Ferry is back", "window")
    assert [kind for kind, *_ in rows()] == ["saved", "saved", "created"]


def test_what_was_pasted_whole_keeps_its_first_state(library, monkeypatch):
    monkeypatch.setattr("newsroom.desk.articles.now", lambda: START)
    id = new_article(library, Content(headline="Ferry", body=TEXT), by="window").id
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        save(connection, stored, Content(headline="Ferry", body=TEXT + " More."), at=START, by="window")
    assert [(row.kind, row.by) for row in list_history(library, id).rows] == [
        ("saved", "window"),
        ("created", "window"),
    ]
    assert state_of(library, id, 1).body == TEXT
