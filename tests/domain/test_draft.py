"""The open draft: steps as an editor expects them, one stack for text and fields, nothing lost on the way."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsroom.domain.article import Article, Byline, Content, Dateline, Picture, State
from newsroom.domain.draft import Cause, Draft, DraftChange
from newsroom.domain.ids import ArticleId, AuthorId, TagId
from newsroom.domain.text_buffer import from_units, to_units, utf16_length
from newsroom.domain.undo import FieldEdit, TextEdit, UndoStack

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def article(**changes: Any) -> Article:
    return Article(
        id=ArticleId(1),
        uid="u",
        version=3,
        state=State.DRAFT,
        short_code="abcdefg",
        slug=None,
        address=None,
        created_at=NOW,
        updated_at=NOW,
        content=Content(**changes),
    )


def draft(**changes: Any) -> Draft:
    return Draft(article(**changes), clock=Clock())


def type_into(one: Draft, text: str, field: str = "body", position: int | None = None) -> None:
    at = len(one.buffer(field)) if position is None else position
    for character in text:
        one.edit_text(field, at, 0, character)
        at += utf16_length(character)


def undo_all(one: Draft, field: str = "body") -> list[str]:
    texts = []
    while one.undo():
        texts.append(one.text(field))
    return texts


def test_typing_is_taken_back_word_by_word() -> None:
    one = draft()
    type_into(one, "The fleet has  sailed.\nAt dawn")
    assert undo_all(one) == [
        "The fleet has  sailed.\nAt ",
        "The fleet has  sailed.\n",
        "The fleet has  sailed.",
        "The fleet has  ",
        "The fleet ",
        "The ",
        "",
    ]


def test_a_pause_of_800_ms_ends_a_step() -> None:
    clock = Clock()
    one = Draft(article(), clock=clock)
    type_into(one, "sai")
    clock.now += 0.7
    type_into(one, "l")
    clock.now += 0.81
    type_into(one, "ed")
    assert undo_all(one) == ["sail", ""]


def test_delete_takes_a_word_a_step() -> None:
    one = draft(body="one two three")
    for _ in range(8):
        one.edit_text("body", 0, 1, "")
    assert one.text("body") == "three"
    assert undo_all(one) == ["two three", "one two three"]


def test_backspace_takes_a_word_a_step() -> None:
    one = draft(body="one two three")
    for position in range(12, 3, -1):
        one.edit_text("body", position, 1, "")
    assert one.text("body") == "one "
    assert undo_all(one) == ["one two", "one two three"]


def test_a_paste_a_change_of_place_and_a_selection_typed_over_are_steps() -> None:
    one = draft(body="abc")
    type_into(one, "d")
    one.edit_text("body", 4, 0, "pasted words")
    type_into(one, "e")
    type_into(one, "x", position=0)
    one.edit_text("body", 0, 3, "y")
    type_into(one, "z", position=1)
    assert undo_all(one) == ["xabcdpasted wordse", "abcdpasted wordse", "abcdpasted words", "abcd", "abc"]


def test_one_stack_holds_text_and_fields_in_their_order() -> None:
    one = draft()
    type_into(one, "Fleet", "headline")
    one.set_field("tags", (TagId(4),))
    type_into(one, "Body")
    one.set_field("dateline", Dateline(place="ROME"))
    seen = []
    while step := one.undo():
        seen.append(step.edits[-1].field)
    assert seen == ["dateline", "body", "tags", "headline"]
    assert one.snapshot() == Content()
    for _ in range(4):
        one.redo()
    assert one.snapshot() == Content(
        headline="Fleet", body="Body", tags=(TagId(4),), dateline=Dateline(place="ROME")
    )
    assert one.redo() is None


def test_typing_in_a_field_joins_until_something_else_happens() -> None:
    one = draft()
    for place in ("R", "RO", "ROME"):
        one.set_field("dateline", Dateline(place=place), typing=True)
    one.set_field("label", "Analysis")
    one.set_field("dateline", Dateline(place="PARIS"), typing=True)
    one.undo()
    assert one.value("dateline") == Dateline(place="ROME")
    one.undo()
    one.undo()
    assert one.value("dateline") == Dateline()
    assert not one.can_undo


def test_a_command_is_one_step_however_many_edits() -> None:
    one = draft(body="a b a")
    type_into(one, "!")
    with one.one_step():
        one.edit_text("body", 4, 1, "xx")
        one.edit_text("body", 0, 1, "xx")
        one.set_field("label", "Opinion")
    type_into(one, "?")
    one.undo()
    assert one.text("body") == "xx b xx!"
    one.undo()
    assert one.snapshot() == Content(body="a b a!")


def test_a_new_edit_ends_the_redo() -> None:
    one = draft()
    type_into(one, "a")
    one.undo()
    type_into(one, "b")
    assert not one.can_redo
    assert one.text("body") == "b"


def test_views_hear_of_every_change_and_can_follow() -> None:
    one = draft(body="a😀c")
    heard: list[DraftChange] = []
    end = one.subscribe(heard.append)
    one.edit_text("body", 3, 1, "d")
    one.undo()
    one.set_field("label", "Opinion")
    end()
    one.undo()
    assert heard == [
        DraftChange("body", 3, 1, "d"),
        DraftChange("body", 3, 1, "c", Cause.UNDO),
        DraftChange("label"),
    ]


def test_a_snapshot_is_made_once_a_revision() -> None:
    one = draft(body="a")
    first = one.snapshot()
    assert one.snapshot() is first
    type_into(one, "b")
    assert one.snapshot() is not first
    assert one.snapshot().body == "ab"


def test_what_cannot_be_stored_does_not_reach_a_snapshot() -> None:
    one = draft(body="a\x00\r\nb\ud800")
    assert one.snapshot().body == "a\ufffd\nb\ufffd"
    one.edit_text("body", 0, 0, "\x00\udc00")
    one.snapshot().body.encode()
    assert one.snapshot().body.startswith("\ufffd\ufffda")


def test_every_line_end_becomes_one() -> None:
    one = draft(body="a\r\nb\rc")
    one.edit_text("body", 1, 1, "\r\n\u2029\u2028\r")
    assert one.text("body") == "a\n\n\n\nb\nc"
    one.undo()
    assert one.text("body") == "a\nb\nc"


def test_saved_is_clean_only_for_what_was_saved() -> None:
    one = draft(body="a")
    assert not one.dirty
    type_into(one, "b")
    sent = one.snapshot()
    type_into(one, "c")
    one.mark_saved(sent, 4)
    assert one.dirty
    assert (one.base, one.version) == (sent, 4)
    one.mark_saved(one.snapshot(), 5)
    assert not one.dirty


def test_changes_from_elsewhere_are_taken_where_nothing_was_changed_here() -> None:
    one = draft(headline="Old", body="one two three", lede="Lede")
    type_into(one, "!", "lede")
    type_into(one, "x", "headline")
    heard: list[DraftChange] = []
    one.subscribe(heard.append)
    theirs = Content(headline="Theirs", body="one 2 three", lede="Lede", label="Analysis")
    assert one.take(theirs, 9) == ("headline",)
    assert one.snapshot() == Content(headline="Oldx", body="one 2 three", lede="Lede!", label="Analysis")
    assert one.base == replace(theirs, headline="Old")
    assert one.version == 9
    assert one.dirty
    assert [(change.field, change.cause) for change in heard] == [
        ("body", Cause.TAKEN),
        ("label", Cause.TAKEN),
    ]
    one.undo()
    one.undo()
    assert not one.can_undo
    assert one.snapshot() == replace(theirs, headline="Old")


def test_steps_in_a_taken_field_are_forgotten_and_others_stay() -> None:
    one = draft(body="abc", headline="H")
    type_into(one, "d")
    type_into(one, "i", "headline")
    one.mark_saved(one.snapshot(), 2)
    assert one.take(replace(one.base, body="something else"), 3) == ()
    assert not one.dirty
    one.undo()
    assert one.snapshot() == Content(headline="H", body="something else")
    assert not one.can_undo


def test_what_the_library_fills_in_is_no_change_by_others() -> None:
    one = draft(bylines=())
    one.set_field("bylines", (Byline("Ana Ruiz"),))
    one.mark_saved(one.snapshot(), 2)
    known = replace(one.base, bylines=(Byline("Ana Ruiz", author_id=AuthorId(7)),))
    assert one.take(known, 2) == ()
    assert one.snapshot() == known
    assert not one.dirty
    one.set_field("bylines", (Byline("Ana Ruiz"), Byline("Bo Lind")))
    assert one.take(known, 2) == ()
    one.undo()
    one.undo()
    assert one.snapshot() == Content()


def test_what_the_library_made_of_ours_keeps_the_undo_and_is_no_conflict() -> None:
    one = draft()
    one.set_field("label", " Analysis ")
    one.mark_saved(one.snapshot(), 2)
    assert one.take(replace(one.base, label="Analysis"), 2, by_others=()) == ()
    assert one.value("label") == "Analysis"
    assert not one.dirty
    one.set_field("label", "Opinion ")
    sent = one.snapshot()
    one.set_field("label", "Opinion piece")
    one.mark_saved(sent, 3)
    assert one.take(replace(one.base, label="Opinion"), 3, by_others=()) == ()
    assert one.value("label") == "Opinion piece"
    assert one.base.label == "Opinion"
    for _ in range(3):
        one.undo()
    assert one.value("label") is None


def test_a_whole_new_text_touches_only_what_differs() -> None:
    one = draft(body="one two three")
    heard: list[DraftChange] = []
    one.subscribe(heard.append)
    one.set_text("body", "one 😀 three")
    assert heard == [DraftChange("body", 4, 3, "😀")]
    one.undo()
    assert one.text("body") == "one two three"


def test_an_edit_outside_the_text_is_refused_and_is_no_step() -> None:
    one = draft(body="abc")
    with pytest.raises(ValueError, match="no text at"):
        one.edit_text("body", 2, 5, "")
    assert not one.can_undo
    assert one.revision == 0
    with pytest.raises(KeyError):
        one.set_field("nothing", 1)


def test_steps_are_written_down_and_survive() -> None:
    one = draft(body="a😀b")
    type_into(one, "more words")
    one.set_field("bylines", (Byline("Ada Brook"),))
    one.set_field("picture", Picture("f.jpg", alt="A boat"))
    one.set_field("dateline", Dateline(place="ROME"))
    one.undo()
    written = json.loads(json.dumps(one.undo_to_json()))
    other = Draft(replace(article(), content=one.snapshot()), clock=Clock())
    assert other.restore_undo(written)
    assert other.redo() is not None
    assert other.value("dateline") == Dateline(place="ROME")
    while other.undo():
        pass
    assert other.snapshot() == Content(body="a😀b")


def test_steps_of_another_text_are_refused() -> None:
    one = draft(body="a")
    type_into(one, "b")
    written = one.undo_to_json()
    type_into(one, "c")
    assert not one.restore_undo(written)
    with pytest.raises(KeyError):
        one.restore_undo({"text": one.undo_to_json()["text"], "done": [[["nothing", 1, 2]]], "undone": []})
    assert one.undo() is not None


def test_memory_is_bounded_and_the_newest_steps_stay() -> None:
    stack = UndoStack(clock=Clock(), max_steps=10, max_bytes=5000)
    for n in range(100):
        stack.record(FieldEdit("label", str(n), str(n + 1)), typing=False)
    assert stack.n_steps <= 11
    step = stack.undo()
    assert step is not None
    assert step.edits == (FieldEdit("label", "99", "100"),)
    stack.record(TextEdit("body", 0, "", "x" * 1_000_000))
    stack.break_step()
    assert stack.n_steps == 1
    assert stack.can_undo


INSERTS = ("", "a", "b", " ", "\n", "😀", "two words", "\ud83d", "\ude00")


def random_edit(rng: random.Random, one: Draft, models: dict[str, str]) -> None:
    field = rng.choice(tuple(models))
    model = models[field]
    position = rng.randint(0, len(model))
    n_removed = min(rng.choice((0, 0, 0, 1, 1, 5)), len(model) - position)
    inserted = rng.choice(INSERTS) if n_removed else rng.choice(INSERTS[1:])
    one.edit_text(field, position, n_removed, inserted)
    models[field] = model[:position] + to_units(inserted) + model[position + n_removed :]


def units_of(one: Draft) -> dict[str, str]:
    return {name: one.buffer(name).units() for name in ("headline", "lede", "body")}


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_random_edits_and_undos_against_a_model(seed: int) -> None:
    rng = random.Random(seed)
    one = draft(body="Seed 😀 text\n", headline="H")
    models = units_of(one)
    history, now = [dict(models)], 0
    for _ in range(1000):
        roll = rng.random()
        if roll < 0.3:
            assert (one.undo() is not None) == (now > 0)
            now = max(0, now - 1)
        elif roll < 0.5:
            assert (one.redo() is not None) == (now + 1 < len(history))
            now = min(len(history) - 1, now + 1)
        else:
            models = dict(history[now])
            one.break_step()
            random_edit(rng, one, models)
            now += 1
            history[now:] = [models]
        assert units_of(one) == history[now]
    assert one.snapshot().body == from_units(history[now]["body"]).replace("\ud83d", "\ufffd").replace(
        "\ude00", "\ufffd"
    )


@pytest.mark.parametrize("seed", range(3))
def test_joined_steps_lead_back_to_the_start_and_forth_to_the_end(seed: int) -> None:
    rng = random.Random(seed)
    clock = Clock()
    one = Draft(article(body="Seed 😀 text\n"), clock=clock)
    start = units_of(one)
    models = dict(start)
    for _ in range(1000):
        random_edit(rng, one, models)
        clock.now += rng.choice((0.1, 0.1, 1.0))
        assert units_of(one) == models
    written = json.loads(json.dumps(one.undo_to_json()))
    while one.undo():
        pass
    assert units_of(one) == start
    while one.redo():
        pass
    assert units_of(one) == models
    assert one.restore_undo(written)
    while one.undo():
        pass
    assert units_of(one) == start


def test_what_fails_in_one_who_listens_leaves_no_act_half_done() -> None:
    """An error in a view: the others hear of it all, the text is whole, and the error is known."""
    draft, heard, notes = Draft(article()), [], []
    draft.keep_notes(notes.append)

    def breaks(change: DraftChange) -> None:
        raise ZeroDivisionError(change.field)

    end = draft.subscribe(breaks)
    draft.subscribe(lambda change: heard.append(change.field))

    def paste() -> None:
        with draft.one_step():
            draft.edit_text("headline", 0, 0, "Ferry")
            draft.edit_text("body", 0, 0, "It is back.")
            draft.set_field("label", "Analysis")

    with pytest.raises(ZeroDivisionError):
        paste()
    assert heard == ["headline", "body", "label"]
    with pytest.raises(ZeroDivisionError):
        draft.undo()
    assert (draft.text("headline"), draft.text("body"), draft.value("label")) == ("", "", None)
    with pytest.raises(ZeroDivisionError):
        draft.redo()
    theirs = replace(draft.base, lede="Theirs", language="de")
    with pytest.raises(ZeroDivisionError):
        draft.take(theirs, 9)
    assert (draft.text("lede"), draft.value("language"), draft.version) == ("Theirs", "de", 9)
    end()
    draft.edit_text("body", 0, 0, "So. ")
    assert draft.snapshot() == replace(theirs, headline="Ferry", body="So. It is back.", label="Analysis")
    again = Draft(article())
    for note in notes:
        if note[0] == "edit":
            again.edit_text(*note[1:5])
    assert (again.text("headline"), again.text("body")) == ("Ferry", "So. It is back.")
