"""What is suggested in its places: nothing that stays moves, and nothing moves at all while somebody aims."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.article import TagKind
from newsroom.domain.ids import ArticleId, TagId
from newsroom.domain.suggestions import RelatedSuggestion, SuggestionKind, Suggestions, TagSuggestion
from newsroom.gui.features.article_panel.suggested import (
    N_NEW_TAGS,
    N_TAGS,
    Offered,
    emptied,
    held,
    key_of,
    settled,
    with_more,
    worth_showing,
)


def tag(n: int, probability: float = 0.5) -> TagSuggestion:
    return TagSuggestion(f"Tag {n}", TagKind.TOPIC, probability, False, (), TagId(n))


def name(n: int) -> TagSuggestion:
    return TagSuggestion(f"Name {n}", TagKind.PERSON, 0.3, False, ())


def story(n: int) -> RelatedSuggestion:
    return RelatedSuggestion(ArticleId(n), f"Story {n}", 0.5, ())


tags = st.lists(st.integers(1, 9), unique=True, max_size=7)


@given(tags, tags)
def test_those_that_stay_keep_their_order_and_all_that_is_wanted_is_there(
    before: list[int], after: list[int]
) -> None:
    shown = settled([Offered(tag(n)) for n in before], [tag(n) for n in after])
    ids = [one.item.tag_id for one in shown if isinstance(one.item, TagSuggestion)]
    assert sorted(map(int, filter(None, ids))) == sorted(after)
    stayed = [n for n in ids if n in before]
    assert stayed == [n for n in before if n in after]
    assert ids[len(stayed) :] == [n for n in after if n not in before]


@given(tags, tags)
def test_while_somebody_aims_every_one_is_where_it_was(before: list[int], after: list[int]) -> None:
    shown = held([Offered(tag(n)) for n in before], [tag(n) for n in after])
    assert [one.key for one in shown] == [key_of(tag(n)) for n in before]
    assert [one.is_faded for one in shown] == [n not in after for n in before]


def test_what_was_taken_leaves_its_place_until_nobody_aims() -> None:
    shown = emptied([Offered(tag(n)) for n in (1, 2, 3)], {key_of(tag(2))})
    assert [one.is_empty for one in shown] == [False, True, False]
    assert [one.is_empty for one in held(shown, [tag(1), tag(3), tag(4)])] == [False, True, False]
    assert [one.item for one in settled(shown, [tag(1), tag(3), tag(4)])] == [tag(1), tag(3), tag(4)]


def test_more_like_one_stand_below_it_and_stay() -> None:
    shown = with_more(
        [Offered(story(1)), Offered(story(2))], key_of(story(1)), [story(2), story(7), story(8)]
    )
    assert [one.item for one in shown] == [story(1), story(7), story(8), story(2)]
    assert [one.item for one in settled(shown, [story(2)])] == [story(7), story(8), story(2)]


def test_what_was_dismissed_comes_back_in_its_place() -> None:
    shown = [Offered(tag(1), is_empty=True), Offered(tag(2)), Offered(tag(3), is_empty=True)]
    for place in (settled, held):
        assert list(place(shown, [tag(2), tag(1)]))[:2] == [Offered(tag(1)), Offered(tag(2))]
    assert held(shown, [tag(2), tag(1)])[2].is_empty
    assert len(settled(shown, [tag(2), tag(1)])) == 2


def test_there_is_room_for_the_likely_ones_and_for_some_new_names() -> None:
    every = (*[tag(n, 0.9 - n / 20) for n in range(1, 9)], *[name(n) for n in range(9)], tag(99, 0.01))
    chosen = worth_showing(Suggestions(tags=every), SuggestionKind.TAGS, {key_of(tag(2)), key_of(name(0))})
    assert len(chosen) == N_TAGS + N_NEW_TAGS
    assert tag(2) not in chosen and name(0) not in chosen and every[-1] not in chosen
    assert chosen[0] == every[0]


def test_a_tag_that_is_hardly_right_is_not_shown_and_a_name_may_be() -> None:
    new = TagSuggestion("Name", TagKind.PERSON, 0.06, False, ())
    found = Suggestions(tags=(tag(1, 0.15), tag(2, 0.14), new))
    assert worth_showing(found, SuggestionKind.TAGS, ()) == [tag(1, 0.15), new]


def test_what_is_only_the_nearest_is_not_shown_as_related() -> None:
    near, far = replace(story(1), score=0.05), replace(story(2), score=0.04)
    assert worth_showing(Suggestions(related=(near, far)), SuggestionKind.RELATED, ()) == [near]
