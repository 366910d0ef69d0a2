"""What makes one state from another: exact for any two, small for those that are alike, and never wrong unnoticed."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.storage.deltas import DeltaError, apply, delta

PARTS = st.sampled_from([b"ferry ", b"\\n\\n", b',"', b"harbour", b"\x00", "東京".encode(), b"late" * 40])
DATA = st.lists(PARTS, max_size=30).map(b"".join) | st.binary()


@given(DATA, DATA)
def test_a_delta_gives_back_its_target(base, target):
    assert apply(base, delta(base, target)) == target


@given(DATA, DATA, st.data())
def test_damage_is_noticed(base, target, data):
    good = delta(base, target)
    place = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[place] ^= data.draw(st.integers(1, 255))
    with suppress(DeltaError):
        assert apply(base, bytes(bad)) == target


@given(st.binary())
def test_what_is_no_delta_is_said(data):
    with pytest.raises(DeltaError):
        apply(b"base", b"\x01" + data[:8] if len(data) < 9 else b"\x02" + data)


def test_another_base_is_noticed():
    base = json.dumps({"body": "One.\n\nTwo.\n\nThree."}).encode()
    target = json.dumps({"body": "One.\n\nTwo, changed.\n\nThree."}).encode()
    with pytest.raises(DeltaError):
        apply(base.replace(b"Three", b"Seven"), delta(base, target))


def test_edits_far_apart_in_a_long_text_take_little_room():
    paragraphs = [
        f"Paragraph {n} tells of ferry {n * 7919 % 1000} and its {n * 31 % 97} boats." for n in range(2_000)
    ]
    base = "\\n\\n".join(paragraphs).encode()
    paragraphs[3] += " Late."
    paragraphs[1_900] += " Early."
    assert len(delta(base, "\\n\\n".join(paragraphs).encode())) < 120


def test_a_paragraph_that_moved_is_copied():
    paragraphs = [f"Paragraph {n} tells of ferry {n * 7919 % 1000}." for n in range(50)]
    base = "\\n\\n".join([*paragraphs, ""]).encode()
    moved = "\\n\\n".join([paragraphs[40], *paragraphs[:40], *paragraphs[41:], ""]).encode()
    assert len(delta(base, moved)) < 60
