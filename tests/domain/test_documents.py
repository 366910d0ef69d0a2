"""The program's own documents: a search over them, and which versions are newer."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.documents import (
    Document,
    DocumentIndex,
    DocumentPart,
    Release,
    releases_since,
    version_key,
)

PLACING = Document(
    "placing.md",
    "Giving an article its place",
    "",
    (
        DocumentPart("", "Giving an article its place", "The right pane has the fields."),
        DocumentPart(
            "series", "Series", "Behind its name stands the number. Members are merged at the desk of series."
        ),
        DocumentPart("tags", "Tags", "Two tags may be merged into one: merge them. Café society."),
    ),
)
INDEX = DocumentIndex([PLACING])


def found(text: str) -> list[str]:
    return [hit.anchor for hit in INDEX.find(text)]


def test_all_words_must_stand_in_a_part_or_its_titles() -> None:
    assert found("tags merge") == ["tags"]
    assert found("place number") == ["series"]
    assert found("absent") == [] and found("absent missing tags") == []
    assert found("  ") == []


def test_without_a_part_that_has_all_words_those_with_most_are_told() -> None:
    assert found("absent tags") == ["tags"]
    assert found("please merge two tags now") == ["tags"]


def test_titles_come_first_then_whole_words() -> None:
    assert found("series")[0] == "series"
    assert found("merge") == ["tags", "series"]


def test_words_side_by_side_come_before_the_same_apart() -> None:
    apart = DocumentPart("wrong", "When it goes wrong", "It takes a second. Then it has its place.")
    beside = DocumentPart("backups", "Backups", "A copy. Choose a Second Place on another disk.")
    index = DocumentIndex([Document("backups.md", "Backups", "", (apart, beside))])
    for asked in ("second pl", "a second place"):
        assert [hit.anchor for hit in index.find(asked)] == ["backups", "wrong"]


def test_case_and_marks_do_not_matter() -> None:
    assert found("CAFE") == ["tags"]


def test_the_excerpt_has_the_word_that_was_found() -> None:
    (hit,) = INDEX.find("café")
    assert "Café" in hit.excerpt and hit.title == "Tags" and hit.document == "Giving an article its place"


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    for hit in INDEX.find(text):
        assert hit.name == "placing.md"


def release(version: str) -> Release:
    return Release(version, PLACING)


def test_releases_since_a_version() -> None:
    releases = [release(""), release("1.10.0"), release("1.9.2"), release("1.0.0")]
    assert [one.version for one in releases_since(releases, "1.9.2")] == ["", "1.10.0"]
    assert [one.version for one in releases_since(releases[1:], "2.0")] == ["1.10.0"]
    assert releases_since([], "1.0") == ()


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=4), st.lists(st.integers(0, 99), min_size=1, max_size=4)
)
def test_versions_are_in_the_order_of_their_numbers(one: list[int], other: list[int]) -> None:
    def of(numbers: list[int]) -> str:
        return ".".join(map(str, numbers))

    assert (version_key(of(one)) < version_key(of(other))) == (tuple(one) < tuple(other))
