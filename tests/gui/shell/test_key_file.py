"""The file of keys: one slip costs one line, and what is written by hand stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.gui.shell.key_file import HEAD, changed_keys, read_keys

names = st.from_regex(r"[a-z]{1,8}\.[a-z_]{1,8}", fullmatch=True)
keys = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9), max_size=4
)
texts = st.text(st.characters(codec="utf-8"))


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {line.name: line.keys for line in read_keys(text).lines}


def test_one_key_several_or_none() -> None:
    text = 'view.preview = "F5"\n\n# a word\narticle.publish = ["Ctrl+Return", "Ctrl+Enter"]  # both\nedit.bold = []\n'
    assert found(text) == {
        "view.preview": ("F5",),
        "article.publish": ("Ctrl+Return", "Ctrl+Enter"),
        "edit.bold": (),
    }
    assert read_keys(text).faults == ()
    assert [line.number for line in read_keys(text).lines] == [1, 4, 5]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "view.preview",
            'view.preview = "F5',
            "[view]",
            "view.preview = 5",
            "view.preview = [1, 2]",
            "\x00\x00",
        ),
        *(
            "\udcff = 1",
            'a.b = { c = "F5", d = "F6" }',
            'view.list = "F5"',
            f"a.b = {['F5'] * 9}",
            "=",
            '"' * 400,
        ),
    ],
)
def test_a_slip_is_named_with_its_line_and_the_rest_holds(line: str) -> None:
    read = read_keys(f'view.list = "F4"\n{line}\nview.right = "F9"\n')
    assert [fault.line for fault in read.faults] == [2] and read.faults[0].words.endswith(".")
    assert {line.name for line in read.lines} == {"view.list", "view.right"}


def test_a_file_that_is_none_is_one_fault() -> None:
    assert [fault.line for fault in read_keys("x" * 300_000).faults] == [0]
    assert [fault.line for fault in read_keys("\0" * 300).faults] == [1]


@given(texts)
def test_no_text_breaks_it(text: str) -> None:
    read = read_keys(text)
    assert len(read.lines) + len(read.faults) <= text.count("\n") + 1


@settings(max_examples=40)
@given(st.dictionaries(names, keys, max_size=5), st.dictionaries(names, st.none() | keys, max_size=5))
def test_what_is_changed_is_read_again_and_nothing_else_is_touched(
    before: dict[str, list[str]], changes: dict[str, list[str] | None]
) -> None:
    first = changed_keys("", {name: tuple(some) for name, some in before.items()})
    assert first.startswith(HEAD.rstrip("\n")) and read_keys(first).faults == ()
    assert found(first) == {name: tuple(some) for name, some in before.items()}
    wanted = {name: None if some is None else tuple(some) for name, some in changes.items()}
    after = found(changed_keys(first, wanted))
    assert after == {name: some for name, some in {**found(first), **wanted}.items() if some is not None}


def test_spaces_and_comments_stay_where_they_are() -> None:
    text = '   # mine\n\n  view.list   =   "F4"   # why\n\tnonsense  \n'
    assert changed_keys(text, {"edit.bold": ("F6",)}) == text + 'edit.bold = "F6"\n'
    assert changed_keys(text, {"view.list": None}) == "   # mine\n\n\tnonsense  \n"


@given(texts, names)
def test_what_a_hand_wrote_stays(text: str, name: str) -> None:
    text = text.replace(name, "")
    after = changed_keys(text, {name: ("F5",)})
    if text.strip():
        assert after.startswith(text.rstrip())
    assert after.endswith(f'{name} = "F5"\n')
    assert changed_keys(after, {name: None}).split() == changed_keys(text, {}).split()
