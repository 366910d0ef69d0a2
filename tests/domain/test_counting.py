"""Words of a text: what a word is, and that the short way for English counts the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.counting import count_parts, count_words

WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("One", 1),
        ("it's a well-known fact", 4),
        ("a-b-c-d e", 2),
        ("a--b 'c' -d- e'", 5),
        ("snake_case 3.5", 4),
        ("l’été à Québec", 3),
        ("Добрый день", 2),
        ("新闻编辑部的故事", 5),
    ],
)
def test_words_in_any_script(text, n):
    assert count_words(text) == n


@given(st.text(st.sampled_from("ab1Z'-_ .\n\x00\x1c\x7f")))
def test_plain_english_is_counted_as_all_else_is(text):
    assert count_parts(text) == (len(WORD.findall(text)), 0)
