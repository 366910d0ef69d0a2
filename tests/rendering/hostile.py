"""Pages in whose every place a hostile value stands: one value everywhere, or many values side by side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

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
from newsroom.rendering.body import BodyOptions, RenderedBody, RenderError
from newsroom.rendering.markdown import render_body
from tests.rendering import models


def everywhere(value: str) -> PageModel:
    """A page with ``value`` in every place that takes text or an address."""
    link = PageLink(value, value)
    return replace(
        _single(value, value),
        sections=(link,),
        bylines=tuple(PageByline(value, role, value, value) for role in BylineRole),
        notices=tuple(PageNotice(kind, value, models.AT) for kind in NoticeKind),
        series=(PageSeries(value, value, 1, 1, link, link),),
        tags=tuple(PageTag(value, kind, value) for kind in TagKind),
        related=(PageRelated(value, value, value, models.AT),),
        article_urls=((1, value), (2, "https://ok.example/2")),
    )


def crowd(values: Sequence[str], n: int) -> PageModel:
    """A page on which all ``values`` stand: joined where one text goes, listed where many go.

    What takes one address gets the ``n``-th. The body is left to the caller.
    """
    link = PageLink(values[n], values[n])
    return replace(
        _single(" ".join(values), values[n]),
        body="",
        sections=tuple(PageLink(value, value) for value in values),
        bylines=tuple(PageByline(value, BylineRole.AUTHOR, value, value) for value in values),
        notices=tuple(PageNotice(NoticeKind.NOTE, value, models.AT) for value in values),
        series=tuple(PageSeries(value, value, 1, 1, link, link) for value in values),
        tags=tuple(PageTag(value, TagKind.TOPIC, value) for value in values),
        related=tuple(PageRelated(value, value, value, models.AT) for value in values),
    )


def bodies(values: Sequence[str]) -> RenderedBody:
    """Each value as a text of its own, one after the other: many of them would swallow what follows."""
    done = [body for value in values if (body := body_of(value)) is not None]
    return RenderedBody("\n".join(body.html for body in done), ())


@lru_cache(maxsize=8192)
def body_of(value: str) -> RenderedBody | None:
    """One value as a text; None where rendering refuses it."""
    try:
        return render_body(value, BodyOptions())
    except RenderError:
        return None


def _single(text: str, address: str) -> PageModel:
    base = models.complete()
    assert base.picture is not None
    return replace(
        base,
        site=SiteSettings(
            name=text,
            address=address,
            short_address=address,
            credit=text,
            zone=address,
            language=address,
            listen_live_url=address,
            standards_url=address,
            discussion_url=address,
            rights_text=text,
            rights_url=address,
            logo_url=address,
            social=(SocialLink(text, address), SocialLink(text, "https://x.com/a")),
        ),
        headline=text,
        lede=text,
        body=f"A [link](article:1) and [another](article:2).\n\n{text}",
        language=address,
        url=address,
        short_url=address,
        section=PageLink(text, address),
        label=text,
        dateline=Dateline(text, text, text),
        picture=replace(
            base.picture, data_uri=address, url=address, alt=text, caption=text, credit=text, date=text
        ),
    )
