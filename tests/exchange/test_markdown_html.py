"""HTML within Markdown becomes Markdown; code and Markdown within HTML stay; no text takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.markdown_html import without_html


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a\n\n<p style='x'><em>b</em> c</p>\n\nd", "a\n\n*b* c\n\nd"),
        ("<div>\n<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>\n</div>\nText", "- a\n- b\n\nText"),
        ("a <strong>b <a href=\"/x\">c</a> </strong>d", "a **b [c](/x)** d"),
        ("a <span style='x'>b</span><br />\nc <!--more-->", "a b  \nc "),
        ("<img alt=\"A\" src='a.png'> x", "![A](a.png) x"),
        ("<script>x()</script>\n\na", "\n\na"),
        ("`<b>a</b>`\n\n```\n<p>b</p>\n<b>c</b>\n```", "`<b>a</b>`\n\n```\n<p>b</p>\n<b>c</b>\n```"),
        ("<div markdown=\"1\">\n**a**\n</div>", "<div markdown=\"1\">\n**a**\n</div>"),
        ("<p>never closed\n\n**a**", "never closed\n\n**a**"),
        ("1 < 2 and <unknown>", "1 < 2 and <unknown>"),
    ],
)  # fmt: skip
def test_what_it_becomes(text: str, markdown: str) -> None:
    assert without_html(text) == markdown


@pytest.mark.parametrize(
    "part", ["<p>", "<p>\n\n", "<div ", "<a href='x'>", "<b>", "```\n", "<span ", "</i>", "<img "]
)
def test_no_text_takes_long(part: str) -> None:
    start = time.process_time()
    without_html(part * (200_000 // len(part)))
    assert time.process_time() - start < 5


@given(st.text(alphabet="<>/abip \n=\"'`*_", max_size=120))
def test_any_text(text: str) -> None:
    assert isinstance(without_html(text), str)
