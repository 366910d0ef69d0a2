"""What articles rest on: free slugs, hashes of headlines, revisions as bytes."""

import zlib
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.article import (
    Byline,
    BylineRole,
    Content,
    Dateline,
    Notice,
    NoticeKind,
    Picture,
    RelatedLink,
)
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId, AuthorId, SectionId, SeriesId, TagId
from newsroom.domain.slugs import MAX_SLUG_LENGTH
from newsroom.storage.addresses import free_slug
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.kept import unpack
from newsroom.storage.packing import packed


@given(st.from_regex(r"[ab]{1,3}(-[ab]{1,2}){0,2}", fullmatch=True), st.sets(st.integers(1, 40)))
def test_a_free_slug_is_free(wanted, numbers):
    taken = {wanted if n == 1 else f"{wanted}-{n}" for n in numbers}
    slug = free_slug(wanted, taken.__contains__)
    assert slug not in taken
    assert slug == wanted or slug.startswith(f"{wanted}-")


def test_of_names_that_came_one_after_another_the_next_number_is_taken():
    taken: list[str] = []
    for _ in range(70):
        taken.append(free_slug("talks", taken.__contains__))
    assert taken == ["talks", *(f"talks-{n}" for n in range(2, 71))]


def test_ten_thousand_of_a_name_are_few_questions():
    asked = 0

    def is_taken(slug: str) -> bool:
        nonlocal asked
        asked += 1
        return slug == "talks" or int(slug.rpartition("-")[2]) <= 10_000

    assert free_slug("talks", is_taken) == "talks-10001"
    assert asked < 40


def test_a_numbered_slug_stays_within_the_limit():
    assert len(free_slug("a" * MAX_SLUG_LENGTH, lambda slug: not slug.endswith("-2"))) <= MAX_SLUG_LENGTH


def test_headlines_that_are_one_have_one_hash_of_64_bits():
    assert headline_hash("Talks  RESUME") == headline_hash("talks resume ") != headline_hash("talks")
    assert headline_hash(" ") is None
    assert -(1 << 63) <= (headline_hash("x") or 0) < 1 << 63


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
TIMES = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
CONTENTS = st.builds(
    Content,
    headline=TEXT,
    lede=TEXT,
    body=TEXT,
    language=TEXT,
    section_id=st.none() | st.integers(1, 9).map(SectionId),
    label=st.none() | TEXT,
    dateline=st.builds(Dateline, *[st.none() | TEXT] * 3),
    bylines=st.lists(
        st.builds(
            Byline,
            TEXT,
            st.sampled_from(BylineRole),
            st.none() | TEXT,
            st.none() | st.integers().map(AuthorId),
        ),
        max_size=2,
    ).map(tuple),
    picture=st.none() | st.builds(Picture, TEXT, TEXT, TEXT, TEXT, st.none() | TEXT),
    notices=st.lists(st.builds(Notice, st.sampled_from(NoticeKind), TEXT, TIMES), max_size=2).map(tuple),
    series=st.lists(st.integers(1, 9).map(SeriesId), max_size=3).map(tuple),
    tags=st.lists(st.integers(1, 9).map(TagId), max_size=3).map(tuple),
    related=st.lists(
        st.builds(RelatedLink, st.none() | st.integers(1, 9).map(ArticleId), TEXT), max_size=2
    ).map(tuple),
    slug=st.none() | TEXT,
)


@given(CONTENTS)
def test_a_revision_gives_back_its_content(content):
    assert unpack(packed(content)) == content


def test_a_revision_of_a_later_make_is_read():
    data = zlib.decompress(packed(Content(headline="H"))).replace(b"{", b'{"mood":"calm",', 1)
    assert unpack(zlib.compress(data)) == Content(headline="H")


@pytest.mark.parametrize(
    "data", [b"", b"x", zlib.compress(b"{}"), zlib.compress(b"[]"), zlib.compress(b"\xff")]
)
def test_damage_is_said(data):
    with pytest.raises(LibraryError, match="damaged"):
        unpack(data)


def test_a_long_text_takes_little_room():
    content = replace(Content(), body="The harbour was closed again today. " * 1000)
    assert len(packed(content)) < 1000
