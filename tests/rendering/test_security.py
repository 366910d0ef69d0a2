"""No value, wherever it stands, gets a script, a handler or an address of its own into a page."""

import json
from dataclasses import replace

import pytest

from newsroom.domain.article import BylineRole, TagKind
from newsroom.domain.page import PageByline, PageRelated, PageTag
from newsroom.rendering.body import RenderedBody
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import hostile, models, payloads
from tests.rendering.pages import faults, read

THEME = load_theme(None)
N_TOGETHER = 40


def check_value(value: str) -> None:
    """The value as a text, and in every place of a page and of that of a withdrawn article."""
    body = hostile.body_of(value)
    assert body is None or faults(body.html) == [], value
    model = hostile.everywhere(value)
    page = render_page(model, THEME, body=None if body else RenderedBody("", ()))
    assert faults(page, THEME) == [], value
    for kind, text in read(page).scripts:
        if kind == "application/ld+json":
            json.loads(text)
    assert faults(render_page(replace(model, withdrawn=value), THEME), THEME) == [], value


@pytest.mark.parametrize("value", payloads.OWN)
def test_own_payloads(value: str) -> None:
    assert hostile.body_of(value) is not None
    check_value(value)


def test_own_payloads_side_by_side() -> None:
    page = render_page(hostile.crowd(payloads.OWN, 0), THEME, body=hostile.bodies(payloads.OWN))
    assert faults(page, THEME) == []


def test_payloads_beside_safe_values() -> None:
    """With good addresses, so that the places are really there, and texts that try to leave them."""
    good = models.complete()
    for value in payloads.OWN:
        model = replace(
            good,
            headline=value,
            lede=value,
            site=replace(good.site, name=value, rights_text=value),
            tags=(PageTag(value, TagKind.TOPIC, "https://ok.example/t"),),
            bylines=(PageByline(value, BylineRole.AUTHOR, value, "https://ok.example/a"),),
            related=(PageRelated(value, "https://ok.example/r", value, good.at),),
        )
        page = render_page(model, THEME)
        assert faults(page, THEME) == [], value
        assert len(read(page).all("h1")) == 1


def test_shared_payloads_as_texts() -> None:
    values = payloads.shared_values()
    assert len(values) > 4000
    refused = []
    for value in values:
        body = hostile.body_of(value)
        if body is None:
            refused.append(value)
        else:
            assert faults(body.html) == [], value
    assert len(refused) < 10


def test_shared_payloads_in_every_place() -> None:
    """All of them beside others; each thirtieth alone, everywhere."""
    values = payloads.shared_values()
    for start in range(0, len(values), N_TOGETHER):
        some = values[start : start + N_TOGETHER]
        page = render_page(hostile.crowd(some, start % len(some)), THEME, body=RenderedBody("", ()))
        assert faults(page, THEME) == [], start
    for value in values[::30]:
        check_value(value)


def test_the_check_itself_finds_faults() -> None:
    for bad in (
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<iframe>",
        "<p style='x'>",
        "<img src='data:text/html,x'>",
        "<svg>",
    ):
        assert faults(bad), bad
    assert faults('<a href="https://ok.example/a?b=c:d">a</a><a href="#x">b</a><a href="x/y">c</a>') == []
