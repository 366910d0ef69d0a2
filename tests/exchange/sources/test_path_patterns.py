"""Patterns of paths: what each means, and that none takes long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.sources.path_patterns import fits


@pytest.mark.parametrize(
    ("pattern", "path", "is_meant"),
    [
        ("/news/**", "/news/harbour/a", True),
        ("/news/*", "/news/harbour/a", False),
        ("/news/*", "/News/a", True),
        ("/news{,/**}", "/news", True),
        ("/{news,sport}/a?", "/sport/ab", True),
        ("/a?b", "/a/b", False),
        ("**/a", "/x/y/a", True),
        ("/{a", "/{a", True),
        ("", "/a", False),
        ("/a.b", "/axb", False),
    ],
)
def test_what_a_pattern_means(pattern: str, path: str, is_meant: bool) -> None:
    assert fits(pattern, path) == is_meant


@given(st.text("ab/*?", max_size=12), st.text("ab/", max_size=12))
def test_as_the_same_pattern_in_regular_expressions(pattern: str, path: str) -> None:
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*|.", pattern)
    expected = re.fullmatch("".join(signs.get(part, re.escape(part)) for part in parts), path)
    assert fits(pattern, path) == (expected is not None)


@pytest.mark.parametrize("pattern", ["**a" * 60, "{a,b}" * 60, "{" * 190, "*" * 200, "{" + "," * 190 + "}"])
def test_no_pattern_takes_long(pattern: str) -> None:
    before = time.thread_time()
    fits(pattern, "a" * 999 + "c")
    assert time.thread_time() - before < 2
