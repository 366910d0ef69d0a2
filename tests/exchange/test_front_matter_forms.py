"""Front matter in its forms; plain YAML is read as the whole reader would read it, only sooner."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange import yaml_values
from newsroom.exchange.front_matter import read_head
from newsroom.exchange.plain_values import FrontMatterError
from newsroom.exchange.simple_yaml import read_simple


@pytest.mark.parametrize(
    ("text", "form", "values"),
    [
        ("---\na: b\n---\nx", "yaml", {"a": "b"}),
        ("\n---   \na: b\n...\nx", "yaml", {"a": "b"}),
        ("---\n---\nx", "yaml", {}),
        ("--- yaml\na: b\n---\nx", "yaml", {"a": "b"}),
        ("+++\na = 'b'\nd = 2021-03-06\n+++\nx", "toml", {"a": "b", "d": "2021-03-06"}),
        ("---toml\na = 1.5\nn = nan\n---\nx", "toml", {"a": 1.5, "n": "nan"}),
        ("---json\n{\"a\": [1, null]}\n---\nx", "json", {"a": [1, None]}),
        (";;;\n\"a\": \"b\",\n;;;\nx", "json", {"a": "b"}),
        ("{\"a\": {\"b\": true}}\n\nx", "json", {"a": {"b": True}}),
        ("---js\nmodule.exports = {}\n---\nx", "js", {"front_matter": "module.exports = {}"}),
        ("Title: T\nTags: a\n    b\n\nx", "lines", {"Title": "T", "Tags": "a b"}),
        ("<!--\n.. title: T\n\n.. tags: a, b\n-->\nx", "lines", {"title": "T", "tags": "a, b"}),
        ("title: T\na:\n- b\n---\nx", "yaml", {"title": "T", "a": ["b"]}),
    ],
)  # fmt: skip
def test_forms(text: str, form: str, values: dict[str, Any]) -> None:
    found = read_head(text)
    assert (found.form, found.values, found.body) == (form, values, "x")


@pytest.mark.parametrize(
    "text",
    ["x", "", "---\nsome words\n---\nx", "--- a rule\nx", "Paris: a city\nof light\n\nx", "Note: this\n\nx",
     "{not json}\nx", "---\nnever: closed and no sense\nhere\n\nx", "Author: Ana\n\nx", "[a](b)", "title\n---\nx"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    found = read_head(text)
    assert (found.form, found.values, found.body, found.notes) == ("", {}, text, ())


_WORD = st.text(alphabet="aZé0-._/'\"#:,[]{}&*!|>%@` ~\\T", max_size=12)
_LINE = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["a", "b", "c_d", "true", "1"]), _WORD),
    st.builds("{}- {}".format, st.sampled_from(["", "  "]), _WORD),
    st.builds("a: [{}, {}]".format, _WORD, _WORD),
    st.sampled_from(
        [
            "e:",
            "f: true",
            "g: 012",
            "h: -1.50",
            "i: 1.5",
            "k: null",
            "",
            "# c",
            "l: 'it''s'",
            "m: x # c",
            " n: o",
        ]
    ),
)


@given(st.lists(_LINE, max_size=6).map("\n".join))
def test_plain_yaml_is_read_as_all_yaml_is(text: str) -> None:
    simple = read_simple(text)
    if simple is not None:
        assert simple == yaml_values._read(text)


def test_common_front_matter_is_plain() -> None:
    text = (
        "title: 'It''s \"so\"'\ndate: 2021-03-06T10:20:00Z\ntags:\n  - a\n  - b c\nlist: [a, \"b\", 3]\n"
        "n: 1\nx: yes, no\nurl: https://x.org/a#b\n"
    )
    assert read_simple(text) == {
        "title": "It's \"so\"", "date": "2021-03-06T10:20:00Z", "tags": ["a", "b c"], "list": ["a", "b", 3], "n": 1,
        "x": "yes, no", "url": "https://x.org/a#b",
    }  # fmt: skip


@given(st.text(max_size=300), st.sampled_from(["---", "+++", ";;;", "---json", "---toml", ""]))
def test_any_head_is_read_or_refused(text: str, mark: str) -> None:
    try:
        found = read_head(f"{mark}\n{text}\n{mark[:3]}\nx")
    except FrontMatterError as error:
        assert str(error).startswith("Its front matter")  # noqa: PT017 (either is right)
        return
    assert isinstance(found.values, dict)


def test_many_twins_take_no_time() -> None:
    with pytest.raises(FrontMatterError, match="too many"):
        read_head("---\n" + "a: 1\n" * 5_000 + "---\nx")
