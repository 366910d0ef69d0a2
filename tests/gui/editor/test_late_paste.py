"""The place of a paste that is not ready: it follows every edit, and nothing typed meanwhile is lost."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.gui.features.editor.late_paste import LatePaste
from tests.gui.editor.conftest import make_draft

TEXT = "abcdefghij"


@given(
    st.integers(0, 10),
    st.integers(0, 10),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 4), st.sampled_from(["", "X", "YZ", "😀"])), max_size=8
    ),
)
def test_only_what_was_selected_goes(start: int, end: int, edits: list[tuple[int, int, str]]) -> None:
    start, end = min(start, end), max(start, end)
    selected = set(TEXT[start:end])
    draft = make_draft(body=TEXT)
    place = LatePaste(draft, start, end)
    for wanted, n, inserted in edits:
        length = len(draft.buffer("body"))
        at = min(wanted, length)
        draft.edit_text("body", at, min(n, length - at), inserted)
    before = draft.text("body")
    place.put("<pasted>")
    after = draft.text("body")
    assert "<pasted>" in after
    rest = after.replace("<pasted>", "", 1)
    outside = [letter for letter in before if letter not in selected]
    # What was typed into the middle of the selection goes with it, as it would have, had the paste come later.
    assert [letter for letter in rest if letter in TEXT and letter not in selected] == [
        letter for letter in outside if letter in TEXT
    ]
    draft.undo()
    assert draft.text("body") == before
