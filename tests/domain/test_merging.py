"""Merging two people's changes of one article."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.article import Byline, Content, Dateline, RelatedLink
from newsroom.domain.ids import ArticleId, AuthorId, TagId
from newsroom.domain.merging import FIELDS, merge, same_content

BASE = Content(headline="h", lede="l", body="b")


def test_each_side_keeps_what_it_alone_changed():
    done = merge(BASE, replace(BASE, body="ours"), replace(BASE, lede="theirs"))
    assert done.content == replace(BASE, body="ours", lede="theirs")
    assert (done.merged, done.conflicts) == (("lede",), ())


def test_where_both_changed_ours_is_in_the_content_and_the_field_is_named():
    done = merge(BASE, replace(BASE, body="ours"), replace(BASE, body="theirs", lede="x"))
    assert done.content == replace(BASE, body="ours", lede="x")
    assert (done.merged, done.conflicts) == (("lede",), ("body",))


def test_two_equal_changes_are_one():
    both = replace(BASE, tags=(TagId(1),), dateline=Dateline("ROME"))
    assert merge(BASE, both, both) == merge(both, both, both)
    assert merge(BASE, both, both).conflicts == ()


def test_what_the_library_fills_in_is_no_change():
    ours = replace(BASE, bylines=(Byline("Ana"),), related=(RelatedLink(None, "Talks  Resume"),))
    stored = replace(
        BASE,
        bylines=(Byline("Ana", author_id=AuthorId(1)),),
        related=(RelatedLink(ArticleId(7), "talks resume"),),
    )
    assert same_content(ours, stored)
    changed = replace(ours, related=(*ours.related, RelatedLink(None, "More")))
    assert merge(ours, changed, stored).conflicts == ()
    other = replace(stored, related=(RelatedLink(ArticleId(8), "talks resume"),))
    assert not same_content(stored, other)
    assert not same_content(ours, replace(ours, bylines=(Byline("Bo"),)))


CONTENTS = st.builds(
    Content,
    headline=st.sampled_from("ab"),
    lede=st.sampled_from("ab"),
    body=st.sampled_from("abc"),
    label=st.sampled_from(["a", None]),
    tags=st.sampled_from([(), (TagId(1),), (TagId(2), TagId(1))]),
)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_every_field_is_somebodys_and_nothing_vanishes(base, ours, theirs):
    done = merge(base, ours, theirs)
    for name in FIELDS:
        before, mine, other, result = (getattr(c, name) for c in (base, ours, theirs, done.content))
        assert result in (mine, other)
        if mine != before:
            assert result == mine
        assert (name in done.conflicts) == (mine not in (before, other) and other != before)
        assert (name in done.merged) == (mine == before != other)
    assert merge(base, ours, base).content == ours
    assert merge(base, base, theirs).content == theirs
