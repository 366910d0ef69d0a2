"""Links of a source are matched with the addresses of its items, in whatever way either is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.sources.addresses import address_keys, link_key


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("https://www.Example.org/2020/a/", "//example.org/2020/a"),
        ("//example.org:8080/a.html?x=1#y", "//example.org/a"),
        ("/a/index.html", "/a"),
        ("/a%20b/", "/a b"),
        ("/a//b/../c/", "/a/c"),
        ("/", "/"),
        ("http://example.org/?p=12", "//example.org/?p=12"),
        ("/?page_id=7&x=y", "/?page_id=7"),
        ("mailto:a@example.org", ""),
        ("../a", ""),
        ("#notes", ""),
        ("http://[::1]/a", ""),
    ],
)  # fmt: skip
def test_what_a_link_is_looked_up_by(target: str, key: str) -> None:
    assert link_key(target) == key


def test_an_address_is_found_with_and_without_its_host() -> None:
    assert address_keys("https://example.org/a/") == ("//example.org/a", "/a")
    assert address_keys("/a.html") == ("/a",)
    assert address_keys("/") == address_keys("") == ()


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    assert all(link_key(key) for key in address_keys(text))
