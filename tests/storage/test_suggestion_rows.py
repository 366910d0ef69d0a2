"""Rows of the derived file are kept as long as they are true, and no more of them than is bearable."""

import pytest

from newsroom.storage.suggestion_file import KnownText, SuggestionFile
from newsroom.storage.suggestion_rows import KeptRows


@pytest.fixture
def asked():
    return []


@pytest.fixture
def ask(asked):
    def answer(keys):
        asked.append(keys)
        return {key: b"x" * key for key in keys if key % 2}

    return answer


def test_each_is_asked_about_once_be_it_there_or_not(ask, asked):
    rows = KeptRows(100, len)
    assert rows.among([3, 2, 1], ask) == {3: b"xxx", 1: b"x"}
    assert [*rows.among([1, 2, 5, 3], ask)] == [1, 5, 3]
    assert asked == [[3, 2, 1], [5]]


def test_what_is_too_much_is_forgotten(ask, asked):
    rows = KeptRows(8, len)
    rows.among([9], ask)
    assert rows.among([9, 1], ask) == {9: b"x" * 9, 1: b"x"}
    rows.forget([9, 9, 4])
    rows.among([1, 3], ask)
    assert asked == [[9], [9, 1], [3]]


def known(id, vector, marks=()):
    return KnownText(id, id, vector, tuple(marks), b"", ())


def postings(file, feature):
    return [row[2:] for row in file.postings([feature])]


def put_postings(file, feature, places, ids):
    file.put_postings(0, lambda _: [(feature, places, b"w")], [feature], ids, {})


@pytest.fixture
def file(tmp_path):
    made = SuggestionFile.open(tmp_path / "derived.db")
    yield made
    made.close()


def test_a_file_answers_what_it_has_now(file):
    file.put([known(1, b"one"), known(2, b"two")])
    assert file.vectors([1, 2, 3]) == {1: b"one", 2: b"two"}
    file.put([known(3, b"three"), known(1, b"other")], gone=[2])
    assert file.vectors([1, 2, 3]) == {1: b"other", 3: b"three"}
    put_postings(file, 7, b"ab", [1])
    assert postings(file, 7) == [(b"ab", b"w")]
    put_postings(file, 7, b"cd", [3])
    assert postings(file, 7) == [(b"cd", b"w")]
    file.begin_anew({}, {})
    assert not file.vectors([1]) and not postings(file, 7)


def test_what_another_process_wrote_is_seen_after_a_look(file):
    file.put([known(1, b"one")])
    put_postings(file, 7, b"ab", [1])
    assert file.vectors([1]) and postings(file, 7)
    other = SuggestionFile(file.path)
    other.put([known(1, b"newer")])
    put_postings(other, 7, b"cd", [1])
    other.close()
    file.look_again()
    assert file.vectors([1]) == {1: b"newer"}
    assert postings(file, 7) == [(b"cd", b"w")]
