"""No value, wherever it stands, gets a script, a handler or an address of its own into a page."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from newsroom.domain.article import BylineRole, Dateline, NoticeKind, TagKind
from newsroom.domain.page import (
    PageByline,
    PageLink,
    PageModel,
    PageNotice,
    PageRelated,
    PageSeries,
    PageTag,
)
from newsroom.domain.site import SiteSettings, SocialLink
from newsroom.rendering.markdown import BodyOptions, RenderError, render_body
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import models, payloads
from tests.rendering.pages import faults, read

THEME = load_theme(None)


def everywhere(value: str) -> PageModel:
    """A page with ``value`` in every place that takes text or an address."""
    link = PageLink(value, value)
    base = models.complete()
    picture = base.picture
    assert picture is not None
    return replace(
        base,
        site=SiteSettings(
            name=value,
            address=value,
            short_address=value,
            credit=value,
            zone=value,
            language=value,
            listen_live_url=value,
            standards_url=value,
            discussion_url=value,
            rights_text=value,
            rights_url=value,
            logo_url=value,
            social=(SocialLink(value, value), SocialLink(value, "https://x.com/a")),
        ),
        headline=value,
        lede=value,
        body=f"A [link](article:1) and [another](article:2).\n\n{value}",
        language=value,
        url=value,
        short_url=value,
        sections=(link,),
        section=link,
        label=value,
        dateline=Dateline(value, value, value),
        bylines=tuple(PageByline(value, role, value, value) for role in BylineRole),
        picture=replace(
            picture, data_uri=value, url=value, alt=value, caption=value, credit=value, date=value
        ),
        notices=tuple(PageNotice(kind, value, base.at) for kind in NoticeKind),
        series=(PageSeries(value, value, 1, 1, link, link),),
        tags=tuple(PageTag(value, kind, value) for kind in TagKind),
        related=(PageRelated(value, value, value, base.at),),
        article_urls=((1, value), (2, "https://ok.example/2")),
    )


def check(values: Iterable[str]) -> int:
    """Every value through body alone and through every place of a page. Returns how many pages were made."""
    n_pages = 0
    for value in values:
        try:
            assert faults(render_body(value, BodyOptions()).html) == [], value
            for model in (everywhere(value), replace(everywhere(value), withdrawn=value)):
                page = render_page(model, THEME)
                assert faults(page, THEME) == [], value
                n_pages += 1
        except RenderError:
            continue
        for kind, text in read(page).scripts:
            if kind == "application/ld+json":
                json.loads(text)
    return n_pages


@pytest.mark.parametrize("value", payloads.OWN)
def test_own_payloads(value: str) -> None:
    assert check([value]) == 2


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


@pytest.mark.skipif(not payloads.SHARED.exists(), reason="shared security payloads are absent")
def test_shared_payloads() -> None:
    values = dict.fromkeys(payloads.shared())
    assert len(values) > 1000
    assert check(values) > 2000


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
