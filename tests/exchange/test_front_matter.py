"""YAML of many programs is read; what would hang or kill the reader is refused in words."""

import time

import pytest

from newsroom.exchange.front_matter import (
    FrontMatterError,
    has_front_matter,
    read_front_matter,
    split_front_matter,
)


def test_words_stay_words() -> None:
    assert read_front_matter(
        "a: no\nb: on\nc: 12:30\nd: 012\ne: 2021-03-06\nf: 1.10\ng: 0x1F\nh: 1e3\ni: .5\nj: 'true'\nk: 1_000\n"
    ) == {
        "a": "no", "b": "on", "c": "12:30", "d": "012", "e": "2021-03-06", "f": "1.10", "g": "0x1F", "h": "1e3",
        "i": ".5", "j": "true", "k": "1_000",
    }  # fmt: skip


def test_plain_values_keep_their_kind() -> None:
    text = "a: true\nb: False\nc: 12\nd: -3\ne: 1.5\nf: null\ng: ~\nh:\ni: {j: [1, x]}\n1: one\n"
    assert read_front_matter(text) == {
        "a": True, "b": False, "c": 12, "d": -3, "e": 1.5, "f": None, "g": None, "h": None, "i": {"j": [1, "x"]},
        "1": "one",
    }  # fmt: skip
    assert read_front_matter("") == read_front_matter("# nothing\n") == {}


def test_references_are_copied() -> None:
    values = read_front_matter("a: &x [1]\nb: *x\n")
    assert values["a"] == values["b"] and values["a"] is not values["b"]


_LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join(9 * [f'*a{n - 1}'])}]\n" for n in range(1, 10)
)
_MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 25))
HOSTILE = [
    _LAUGHS, _MERGES, "a: &a [*a]", "a: &a {b: *a}", "a: " + "[" * 50_000, "a: " + "{a: " * 20_000,
    "".join(" " * n + "a:\n" for n in range(300)), "a:\n\t- b", "a: !!python/object/apply:os.system ['x']",
    "a: !ruby/object:Foo {b: c}", "- a", "just words", "? [a]\n: b", "a: {" + "a," * 40_000, "a: \"" + "\\n" * 40_000,
    "a:\n" + "- " * 40_000, "a: " + "? " * 30_000, "a: b: c", "a: !!timestamp 2021-99-01", "a: !!binary x",
    "a: " + "x" * 200_000, "a: @x", "a: `x`", "%YAML 9.9\n---\na: b", "a: *b", "\x01",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_front_matter_is_refused_at_once(number: int) -> None:
    start = time.process_time()
    with pytest.raises(FrontMatterError, match=r"^Its front matter .*\.$"):
        read_front_matter(HOSTILE[number])
    assert time.process_time() - start < 3


def test_where_it_begins_and_ends() -> None:
    assert split_front_matter("---\na: b\n---\ntext\n---\n") == ("a: b\n", "text\n---\n")
    assert split_front_matter("\n--- \na: b\n...\ntext") == ("a: b\n", "text")
    assert split_front_matter("---\na: b\n---") == ("a: b\n", "")
    assert split_front_matter("---\n---\ntext") == ("", "text")
    for text in ("text", "---\nnever ends", "----\na: b\n---\n", "a\n---\nb: c\n---\n", ""):
        assert split_front_matter(text) == (None, text)
    assert has_front_matter("---\ntitle: x\n---\n")
    assert not has_front_matter("---\nA scene break above.\n---\n") and not has_front_matter("text")
