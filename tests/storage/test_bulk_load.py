"""Many new articles at once: what triggers keep row by row is the same afterwards, and nothing of the load stays."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.article import Byline, Content, State
from newsroom.domain.ids import AuthorId, SectionId, SeriesId, TagId
from newsroom.domain.slugs import new_uids
from newsroom.storage.bulk_articles import ClashError, NewArticle, NewRevision, insert_articles, reserve_ids
from newsroom.storage.folding import folded
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.store import Connection, Store
from tests.storage.making import add_author, add_section, add_series, add_tag

N = 3
DRAWN = st.tuples(
    st.integers(-9, 9),
    st.sampled_from(["Ferry", "Ёлка", "", "東京の天気"]),
    st.sampled_from(list(State)),
    st.booleans(),
    st.lists(st.integers(1, N), unique=True, max_size=N),
    st.lists(st.integers(1, N), max_size=2),
    st.one_of(st.none(), st.integers(1, N)),
)
Drawn = tuple[int, str, State, bool, list[int], list[int], int | None]
LOADS = st.lists(st.lists(DRAWN, min_size=1, max_size=5), min_size=1, max_size=3)


def article(id: int, uid: str, drawn: Drawn) -> NewArticle:
    day, headline, state, is_trashed, places, people, section = drawn
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day, milliseconds=id)
    is_public = state is State.PUBLISHED
    content = Content(
        headline=headline,
        body=headline * 2,
        section_id=None if section is None else SectionId(section),
        bylines=tuple(Byline(f"Author {one}", author_id=AuthorId(one)) for one in people),
        series=tuple(map(SeriesId, places[:2])),
        tags=tuple(map(TagId, places)),
    )
    texts = (content.headline, content.lede, content.body)
    return NewArticle(
        id=id,
        content=content,
        n_words=2,
        folded=tuple(map(folded, texts)),
        headline_hash=headline_hash(headline),
        packed=None,
        state=state,
        created_at=at,
        updated_at=at,
        uid=uid,
        published_at=at if is_public else None,
        slug=f"a-{id}",
        short_code=f"code{id}",
        search_key=day * 1_000_000 + id,
        trashed_at=at if is_trashed else None,
        revisions=[NewRevision("published", content, at, "test")] if is_public else [],
        published=0 if is_public else None,
        public=0 if is_public and not is_trashed else None,
    )


def load(connection: Connection, drawn: list[Drawn]) -> None:
    ids = reserve_ids(connection, len(drawn))
    insert_articles(connection, list(map(article, ids, new_uids(len(drawn)), drawn)))


def places(connection: Connection) -> None:
    for n in range(1, N + 1):
        add_section(connection, f"Section {n}")
        add_series(connection, f"Series {n}")
        add_tag(connection, f"Tag {n}")
        add_author(connection, f"Author {n}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(LOADS)
def test_after_each_load_the_derived_is_right(store: Store, loads: list[list[Drawn]]) -> None:
    with store.write() as connection:
        savepoint = connection.begin_nested()
        places(connection)
        for drawn in loads:
            load(connection, drawn)
        assert [name for name in find_wrong(connection) if not name.endswith(".folded")] == []
        changed = connection.exec_driver_sql("SELECT count(*) FROM article_change").scalar_one()
        assert changed == sum(map(len, loads))
        savepoint.rollback()


def test_nothing_of_a_load_stays_that_was_refused(store: Store) -> None:
    drawn: Drawn = (0, "Ferry", State.DRAFT, False, [1], [1], 1)
    with store.write() as connection:
        places(connection)
        load(connection, [drawn])
        again = article(*reserve_ids(connection, 1), "other", drawn)
        again.slug = "a-1"
        savepoint = connection.begin_nested()
        with pytest.raises(ClashError):
            insert_articles(connection, [again])
        savepoint.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM bulk_load").scalar_one() == 0
        assert [name for name in find_wrong(connection) if not name.endswith(".folded")] == []
