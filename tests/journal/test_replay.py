"""A journal read again gives the draft that it was of; whatever befell the file, a draft that once was, or none."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.draft import Draft, Note
from newsroom.journal.frames import MAGIC, Framer, Rest, read_frames
from newsroom.journal.notes import Begin, begin_from_bytes, begin_to_bytes, notes_from_bytes, notes_to_bytes
from newsroom.journal.replay import UNREADABLE, Replay
from tests.journal.acts import Clock, Work, an_article, state_of


class Written:
    """A file of a journal, and the states of the draft after each frame."""

    def __init__(self, seed: int, n_frames: int, *, before: int = 0) -> None:
        rng, clock = random.Random(seed), Clock()
        self.draft = Draft(an_article(), clock=clock)
        work = Work(self.draft, clock, rng)
        for _ in range(before):
            work.act()
        work.sent = None
        framer, notes = Framer(), list[Note]()
        self.data = MAGIC + framer.frame(begin_to_bytes(Begin.of(self.draft, None), "library"))
        self.ends = [len(self.data)]
        self.draft.keep_notes(notes.append)
        self.states = [state_of(self.draft)]
        for _ in range(n_frames):
            for _ in range(rng.randint(1, 6)):
                work.act()
            self.draft.break_step()  # as ``state_of`` does
            self.data += framer.frame(notes_to_bytes(1, notes))
            self.ends.append(len(self.data))
            notes.clear()
            self.states.append(state_of(self.draft))


def read(data: bytes) -> dict[str, Any] | None:
    """The state that comes back; None where nothing does."""
    frames = read_frames(data)
    if not frames.payloads:
        return None
    try:
        replay = Replay(begin_from_bytes(frames.payloads[0]))
        for payload in frames.payloads[1:]:
            for note in notes_from_bytes(payload)[1]:
                replay.apply(note)
    except UNREADABLE as error:
        raise AssertionError("a whole frame could not be done again") from error
    replay.finish()
    return state_of(replay.draft)


@pytest.mark.parametrize("before", [0, 60])
@pytest.mark.parametrize("seed", range(6))
def test_every_act_comes_back(seed: int, before: int) -> None:
    written = Written(seed, 60, before=before)
    assert read_frames(written.data).rest is Rest.NONE
    for end, state in zip(written.ends, written.states, strict=True):
        assert read(written.data[:end]) == state


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_a_file_cut_anywhere_is_the_last_whole_frame(seed: int, data: st.DataObject) -> None:
    written = Written(seed, 8)
    for _ in range(12):
        cut = data.draw(st.integers(0, len(written.data)))
        n_whole = sum(end <= cut for end in written.ends)
        frames = read_frames(written.data[:cut])
        assert read(written.data[:cut]) == (written.states[n_whole - 1] if n_whole else None)
        assert frames.rest is (Rest.NONE if cut in (*written.ends, len(MAGIC)) else Rest.TORN)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_a_changed_byte_ends_the_journal_before_it(seed: int, data: st.DataObject) -> None:
    written = Written(seed, 8)
    for _ in range(12):
        place = data.draw(st.integers(0, len(written.data) - 1))
        changed = bytearray(written.data)
        changed[place] ^= data.draw(st.integers(1, 255))
        n_whole = sum(end <= place for end in written.ends)
        assert read(bytes(changed)) == (written.states[n_whole - 1] if n_whole else None)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_a_lost_sector_ends_the_journal_before_it(seed: int, data: st.DataObject) -> None:
    """Zeros, or what another file had there."""
    written = Written(seed, 12)
    place = data.draw(st.integers(0, len(written.data) - 1)) // 512 * 512
    other = data.draw(st.sampled_from((b"\0" * 512, written.data[:512], bytes(range(256)) * 2)))
    changed = written.data[:place] + other + written.data[place + 512 :]
    length = min(len(changed), len(written.data))
    same = next((n for n in range(length) if changed[n] != written.data[n]), len(written.data))
    n_whole = sum(end <= same for end in written.ends)
    assert read(changed) == (written.states[n_whole - 1] if n_whole else None)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    assert read_frames(data).payloads == ()
    assert len(read_frames(MAGIC + data).payloads) <= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = ("edit", "set", "take", "stored", "saved", "sent", "row", "place", "shown", "undo", "end", "x")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(NAMES), st.lists(JSON | st.sampled_from(("body", "label", 3, True)), max_size=5))
def test_notes_of_any_form_are_done_or_refused(name: str, rest: list[Any]) -> None:
    """The checksum is right: somebody made such a file by hand."""
    import json

    payload = json.dumps([1, [name, *rest]]).encode()
    begun = begin_from_bytes(begin_to_bytes(Begin.of(Draft(an_article()), None), "library"))
    replay = Replay(begun)
    try:
        for note in notes_from_bytes(payload)[1]:
            replay.apply(note)
    except UNREADABLE:
        pass
    replay.finish()
    state_of(replay.draft)


@settings(max_examples=100, deadline=None)
@given(JSON, st.sampled_from(("id", "uid", "base", "content", "undo", "continues", "extra", "library")))
def test_beginnings_of_any_form_are_taken_or_refused(value: Any, key: str) -> None:
    import json

    whole = json.loads(begin_to_bytes(Begin.of(Draft(an_article()), None), "library"))
    try:
        replay = Replay(begin_from_bytes(json.dumps({**whole, key: value}).encode()))
    except UNREADABLE:
        return
    while replay.draft.undo():
        pass
    state_of(replay.draft)


def test_a_text_far_too_deep_is_refused() -> None:
    with pytest.raises(UNREADABLE):
        notes_from_bytes(b"[" * 100_000)
    with pytest.raises(UNREADABLE):
        begin_from_bytes(b'{"id":' * 100_000)
