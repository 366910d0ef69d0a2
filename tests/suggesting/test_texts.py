"""Words, features, likeness and names of texts in many scripts, and of texts that were meant to hurt."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.suggesting.features import Rarity, TextBag, cosines, pack, unpack, weighted
from newsroom.suggesting.likeness import (
    alike_spans,
    likeness,
    marks,
    marks_to_ask,
    seem_the_same,
    shingles,
)
from newsroom.suggesting.mentions import mentioned
from newsroom.suggesting.naming import new_names
from newsroom.suggesting.words import placed_words, prose, spellings, words

ENGLISH = "The harbour authority of Velmar closed the northern quay on Monday after the storm. "
TEXTS = {
    "english": ENGLISH,
    "arabic": "أعلنت سلطة الميناء إغلاق الرصيف الشمالي يوم الاثنين بعد العاصفة",
    "chinese": "港口管理局周一在风暴过后关闭了北码头",
    "thai": "การท่าเรือปิดท่าเรือเหนือในวันจันทร์หลังพายุ",
    "russian": "Власти порта закрыли северный причал в понедельник после шторма",
    "hindi": "तूफान के बाद सोमवार को बंदरगाह प्राधिकरण ने उत्तरी घाट बंद कर दिया",
}


class Names:
    """What a library knows of its names, by a table."""

    def __init__(self, tags):
        self._tags = tags

    def look_up(self, keys):
        return [
            (key, self._tags.get(key), any(one.startswith((f"{key} ", f"{key}-")) for one in self._tags))
            for key in keys
        ]

    def beginning_with(self, starts):
        return {start for start in starts if any(key.startswith(start) for key in self._tags)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_script_has_words_features_and_marks(text):
    assert len(words(text)) >= 8
    bag = TextBag(text, "", text)
    ids, counts = bag.features
    assert len(ids) >= 8 and (np.diff(ids) > 0).all() and counts.min() >= 1
    assert len(marks(shingles(words(text)))) >= 4


def test_addresses_tags_and_templates_are_no_words():
    text = 'See [the quay](https://example.org/a/b "T") <b class="x">now</b> {{ ref "x" }} {% note %} www.example.org'
    assert words(prose(text)) == ["see", "the", "quay", "now"]


def test_the_same_words_count_the_same_in_whatever_form_they_are_written():
    assert words("ЁЛКА Ёлка") == words("елка елка")
    assert words("École") == words("ecole")


@given(st.text(max_size=300))
def test_placed_words_stand_where_they_say(text):
    for _, start, end in placed_words(text):
        assert 0 <= start < end <= len(text)


@given(
    st.one_of(
        st.text(max_size=200), st.sampled_from([*TEXTS.values(), "İstanbul NATO", "nojás und Straße_Weg"])
    )
)
def test_each_word_is_spelled_as_where_it_stands_first(text):
    text = prose(text)
    spelled = {}
    for word, start, end in placed_words(text):
        spelled.setdefault(word, text[start:end])
    assert spellings(text) == spelled


@given(st.text(max_size=400), st.text(max_size=100))
def test_packing_keeps_features_and_counts(body, headline):
    bag = TextBag(headline, "", body)
    ids, counts = bag.features
    kept, kept_counts = unpack(pack(bag, Rarity.none()))
    assert kept.tolist() == ids.tolist() and kept_counts.tolist() == counts.tolist()


def test_a_long_text_keeps_what_tells_most():
    rarity = Rarity.none()
    for n in range(50):
        rarity.add(TextBag("", "", ENGLISH + f"word{n}").features[0])
    bag = TextBag("", "", ENGLISH + " ".join(f"rare{n}" for n in range(400)))
    kept, _ = unpack(pack(bag, rarity))
    assert len(kept) == 256
    common = TextBag("", "", ENGLISH).features[0]
    assert not set(common.tolist()) & set(kept.tolist())


def test_a_text_is_most_alike_to_itself():
    rarity = Rarity.none()
    bags = [TextBag("", "", text) for text in TEXTS.values()]
    for bag in bags:
        rarity.add(bag.features[0])
    packed = [pack(bag, rarity) for bag in bags]
    for n, bag in enumerate(bags):
        alike = cosines(weighted(*bag.features, rarity), packed, rarity)
        assert int(alike.argmax()) == n and alike[n] == pytest.approx(1, abs=1e-4)


def test_expanded_and_shortened_texts_are_known_as_such():
    story = [f"w{n}" for n in range(200)]
    longer = [f"a{n}" for n in range(300)] + story + [f"b{n}" for n in range(500)]
    how = likeness(shingles(longer), shingles(story))
    assert how.of_other == 1 and how.of_draft == pytest.approx(0.2, abs=0.01) and how.alike < 0.25
    assert set(marks(shingles(story)).tolist()) & set(marks_to_ask(shingles(longer)).tolist())
    assert set(marks(shingles(longer)).tolist()) & set(marks_to_ask(shingles(story)).tolist())


def test_marks_tell_the_same_story_and_a_part_of_it():
    story = [f"w{n}" for n in range(200)]
    versions = [story, story[:170] + [f"b{n}" for n in range(20)], [*story, *(f"c{n}" for n in range(300))]]
    others = [story[:40] + [f"d{n}" for n in range(200)], [f"e{n}" for n in range(200)]]
    packed = [marks(shingles(words)).astype("<u8").tobytes() for words in (*versions, *others)]
    assert all(seem_the_same(one, other) for one in packed[:3] for other in packed[:3])
    assert not any(seem_the_same(one, other) for one in packed[:3] for other in packed[3:])
    short = marks(shingles(story[:8])).astype("<u8").tobytes()
    assert not seem_the_same(short, short)


def test_the_parts_alike_are_the_same_words_in_both():
    draft = "Yesterday: " + ENGLISH * 2 + "Nobody was hurt."
    other = ENGLISH * 2 + "Everybody was glad of it."
    one, two = placed_words(draft), placed_words(other)
    spans = alike_spans(
        shingles([word for word, _, _ in one]),
        shingles([word for word, _, _ in two]),
        [place[1:] for place in one],
        [place[1:] for place in two],
    )
    assert spans
    for span in spans:
        assert draft[span.start : span.end] == other[span.other_start : span.other_end]
    assert draft[spans[0].start : spans[0].end].startswith("The harbour authority")


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=80))
def test_a_text_is_wholly_like_itself(tokens):
    hashes = shingles(tokens)
    assert likeness(hashes, hashes).alike == 1
    places = [(n, n + 1) for n in range(len(tokens))]
    assert alike_spans(hashes, hashes, places, places)


def test_names_of_the_library_are_known_literally():
    tags = {"ana ruiz": 1, "at&t": 2, "港口": 3, "nat-gas": 4}

    names = Names(tags)
    assert mentioned("Ana Ruiz", "Ana Ruiz’s nat-gas. AT&T", names) == {1: (1, 1), 2: (0, 1), 4: (0, 1)}
    assert mentioned("", TEXTS["chinese"], names) == {3: (0, 1)}
    assert mentioned("", "", names) == {}


def test_a_hyphen_and_a_space_are_one_in_names():
    tags = {"climate-change": 1, "user-centered-design": 2, "real estate": 3}
    text = "Climate change. User-centered design; user centered design, a real-estate tax."
    for names in (Names(tags), Names(tags | {"climate": 9})):
        found = mentioned("Climate-change talks", text, names)
        assert {id: found[id] for id in tags.values()} == {1: (1, 1), 2: (0, 2), 3: (0, 1)}
    assert mentioned("Climate", "change, user design", Names(tags)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "a-" * 200_000,
        "[" * 200_000,
        "](" * 100_000,
        "<a " * 100_000,
        "{{" * 100_000,
        "A" * 500_000,
        "港" * 500_000,
        "Aa " * 200_000,
        "http://" * 50_000,
        "\x00\ud800" * 10_000,
        "é" * 100_000,
        "A. " * 100_000,
    ],
)
def test_hostile_texts_take_no_time(text):
    start = time.process_time()
    bag = TextBag(text, text, text)
    pack(bag, Rarity.none())
    shingles(bag.text_words)
    new_names(text, text)
    mentioned(text, text, Names({"a": 1, "é": 2, "港港": 3}))
    placed_words(text)
    assert time.process_time() - start < 10  # seconds, where it would be hours if it were not linear


def test_arabic_words_are_the_same_with_and_without_what_is_written_together_with_them():
    assert words("والميناء") == words("الميناء") == words("ميناء") == words("بالميناء")
    assert words("مدينة") == words("المدينة")
    assert words("ولد") == ["ولد"]
