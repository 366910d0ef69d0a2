"""Tables of a JSON export are cut into rows, whatever is wrong with one of them."""

import json
import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.sources import json_parts
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.json_parts import JsonRow, object_of, rows_of
from tests.exchange.sources.test_xml_parts import Dripping

TABLES = frozenset(("posts", "tags"))
KEYS = st.text(max_size=5).filter(
    lambda key: key not in TABLES
)  # a table within a row of another is one, too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def rows(data: bytes, step: int = 5) -> list[JsonRow]:
    return list(rows_of(Dripping(data, step), TABLES))


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=4), st.integers(1, 40))
def test_rows_are_those_of_any_reader(table: list[dict[str, object]], step: int) -> None:
    document = {
        "meta": {"posts": 1, "x": ["posts", "a]"]},
        "db": [{"data": {"posts": table, "other": table}}],
    }
    data = json.dumps(document, indent=1).encode()
    found = rows(data, step)
    assert [object_of(row.data)[0] for row in found] == table
    assert [row.number for row in found] == list(range(1, len(table) + 1))


def test_lines_and_tables_are_told() -> None:
    found = rows(b'{"tags": [{"a": 1},\n{"b": 2}],\n "posts": [\n{"c": "}]"}]}')
    assert [(row.table, row.number, row.line) for row in found] == [
        ("tags", 1, 1),
        ("tags", 2, 2),
        ("posts", 1, 4),
    ]


def test_what_the_file_breaks_off_in_is_said() -> None:
    found = rows(b'{"posts": [{"a": 1},\n {"b": "x')
    assert object_of(found[0].data)[0] == {"a": 1}
    assert "cut off" in found[1].problem and found[1].line == 2
    assert "ends before" in found[-1].problem


def test_what_is_no_object_is_said() -> None:
    found = rows(b'{"posts": [1, "a", null, {"b": 2}, [3]]}')
    assert [bool(row.problem) for row in found] == [True, True, True, False, False]
    with pytest.raises(SourceError):
        object_of(found[-1].data)


@pytest.mark.parametrize(
    "data", [b"{", b'{"a":', b"nothing", b'{"a": ' + b"9" * 6000 + b"}", b'{"a":' * 50_000, b"\xff\xfe{", b""]
)
def test_a_broken_row_is_an_error_in_words(data: bytes) -> None:
    with pytest.raises(SourceError):
        object_of(data)


def test_a_key_that_stands_twice_is_told() -> None:
    assert object_of(b'{"a": 1, "b": 2, "a": 3}') == ({"a": 3, "b": 2}, ("a",))


def test_what_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_parts, "LARGEST_ITEM", 2**20)
    data = b'{"posts": [{"a": "' + b'x\\"' * 2**20 + b'"}, {"b": 2}]}'
    found = rows(data, 2**16)
    assert "larger" in found[0].problem
    assert object_of(found[1].data)[0] == {"b": 2}


@pytest.mark.parametrize(
    "piece", [b'{"posts":', b"[", b'{"a":"', b'"', b"\\", b'{"posts":[{', b'{"posts":[1,']
)
def test_hostile_files_take_no_time(piece: bytes) -> None:
    start = time.process_time()
    list(rows_of(BytesIO(piece * 20_000), TABLES))
    assert time.process_time() - start < 3


@given(
    st.lists(
        st.sampled_from([b'"posts"', b":", b"[", b"]", b"{", b"}", b",", b'"', b"\\", b"1", b"\n"]),
        max_size=40,
    )
)
def test_rows_do_not_depend_on_how_the_file_is_read(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    assert rows(data, 1) == rows(data, 3) == rows(data, 10_000)
