"""How typed letters find names."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.gui.shell.fuzzy import fit, fold


def best(query: str, *names: str) -> str:
    scores = {name: fit(fold(query), fold(name)) for name in names}
    return max((name for name in names if scores[name] is not None), key=lambda name: scores[name] or 0.0)


def test_beginnings_of_words_come_before_parts_and_letters() -> None:
    assert best("pub", "Republish", "Publish", "Put a bag up") == "Publish"
    assert best("tr", "Move to trash", "Show what the article is") == "Move to trash"
    assert best("na", "Narrow", "New article") == "Narrow"
    assert best("mtt", "Move to trash", "Empty title") == "Move to trash"


def test_every_word_must_fit_and_marks_do_not_matter() -> None:
    assert fit("copy zebra", "copy as html") is None
    assert fit(fold("ELYSEE"), fold("Élysée")) is not None


@given(st.text(max_size=12), st.text(max_size=30))
def test_any_text_may_be_typed(query: str, name: str) -> None:
    fit(fold(query), fold(name))


@given(st.text(min_size=1, max_size=30))
def test_a_name_finds_itself(name: str) -> None:
    assert fit(fold(name), fold(name)) is not None
