"""``FIELD=VALUE`` words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cli.assignments import read_assignments
from newsroom.cli.parsing import UsageError
from newsroom.domain.errors import RefusedError


def no_input() -> bytes:
    raise AssertionError("standard input was read")


def test_plain_dotted_and_json_values():
    changes = read_assignments(
        [
            "headline=A = B",
            "dateline.place=PARIS",
            'tags=["a", {"name": "b", "kind": "place"}]',
            "label=",
            "picture=",
        ],
        no_input,
    )
    assert changes == {
        "headline": "A = B",
        "dateline.place": "PARIS",
        "tags": ["a", {"name": "b", "kind": "place"}],
        "label": "",
        "picture": None,
    }
    assert list(changes) == ["headline", "dateline.place", "tags", "label", "picture"]


def test_long_values_come_from_a_file_or_from_standard_input(tmp_path):
    file = tmp_path / "text.md"
    file.write_bytes("\ufeffOne\r\ntwo — Привет\n".encode())
    changes = read_assignments([f"body=@{file}", "lede=@-", "headline=@@home"], lambda: b"From a pipe\n")
    assert changes == {"body": "One\ntwo — Привет\n", "lede": "From a pipe\n", "headline": "@home"}


def test_json_may_come_from_a_file_too(tmp_path):
    file = tmp_path / "tags.json"
    file.write_text('["a"]', encoding="utf-8")
    assert read_assignments([f"tags=@{file}"], no_input) == {"tags": ["a"]}


@pytest.mark.parametrize(
    "words",
    [
        ["headline"],
        ["=x"],
        ["Head line=x"],
        ["headline=a", "headline=b"],
        ["tags=[1"],
        ["tags=NaN"],
        ["extra.n=1e999"],
        ["body=@"],
        ["tags=" + "[" * 100_000],
        ["body=@-", "lede=@-"],
    ],
)
def test_what_is_no_assignment_is_a_usage_error(words):
    with pytest.raises(UsageError):
        read_assignments(words, lambda: b"x")


@pytest.mark.parametrize("name", ["absent.txt", "nul\0name"])
def test_a_file_that_cannot_be_read_is_refused_by_name(name, tmp_path):
    with pytest.raises(RefusedError, match="cannot be read"):
        read_assignments([f"body=@{tmp_path / name}"], no_input)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "picture.jpg"
    file.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(RefusedError, match="not UTF-8"):
        read_assignments([f"body=@{file}"], no_input)


@given(st.text().filter(lambda text: not text.startswith("@")))
def test_any_text_arrives_as_it_is(text):
    assert read_assignments([f"headline={text}"], no_input) == {"headline": text}


@given(st.lists(st.text()))
def test_any_list_arrives_as_it_is(names):
    assert read_assignments([f"tags={json.dumps(names)}"], no_input) == {"tags": names}


def test_bytes_that_the_locale_does_not_know_are_text_if_they_are_utf_8():
    given = "headline=" + "Привет".encode().decode("ascii", "surrogateescape")
    assert read_assignments([given], no_input) == {"headline": "Привет"}
    with pytest.raises(RefusedError, match=r"headline.*not UTF-8"):
        read_assignments(["headline=caf\udce9"], no_input)
