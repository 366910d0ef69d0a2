"""Whole pages: golden files, the anatomy in its order, and what is left out when there is nothing to say.

``NEWSROOM_UPDATE_GOLDEN=1 python3 -m pytest tests/rendering/test_pages.py`` writes the golden files anew; look at
the difference before it is committed. Style and script stand in the theme and are left out of them.
"""

import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.article import BylineRole
from newsroom.domain.page import PageByline, PageLink, PageRelated
from newsroom.domain.site import SiteSettings
from newsroom.rendering.markdown import BlockRenderer, render_body
from newsroom.rendering.page import body_options, render_page
from newsroom.rendering.theme import content_security_policy, load_theme
from tests.rendering import models
from tests.rendering.pages import faults, read

GOLDEN = Path(__file__).parent / "golden"
THEME = load_theme(None)


def _without_theme(page: bytes) -> str:
    text = page.decode("utf-8").replace(THEME.css, "/* style.css */").replace(THEME.script, "/* script.js */")
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", text)


@pytest.mark.parametrize("name", sorted(models.ALL))
def test_golden(name: str) -> None:
    page = _without_theme(render_page(models.ALL[name](), THEME))
    file = GOLDEN / f"{name}.html"
    if os.environ.get("NEWSROOM_UPDATE_GOLDEN"):
        file.write_bytes(page.encode("utf-8"))
    assert page == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", sorted(models.ALL))
def test_same_model_same_bytes(name: str) -> None:
    model = models.ALL[name]()
    page = render_page(model, THEME)
    assert render_page(replace(model), load_theme(None)) == page
    body = BlockRenderer(body_options(model, THEME)).update(model.body)
    assert render_page(model, THEME, body=body) == page
    assert faults(page, THEME) == []


def test_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from newsroom.rendering.page import render_page;"
        "from newsroom.rendering.theme import load_theme;"
        "from tests.rendering import models;"
        "print(hashlib.sha256(render_page(models.complete(), load_theme(None))).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2)
    }
    assert len(digests) == 1


def test_anatomy_in_its_order() -> None:
    page = render_page(models.complete(), THEME).decode("utf-8")
    body = page[page.index("<body>") :]
    order = [
        "01:45 GMT</b>",
        "6 March 2021",
        "Listen Live",
        ">Meridian</bdi>",
        ">World</bdi>",
        'class="section" href="https://meridian.example/coast"',
        ">Analysis</bdi>",
        "Get short URL",
        'Tides and the Lower Town</bdi> <span class="count">(1881)</span>',
        'Small Machines</bdi> <span class="count">(7)</span>',
        "<h1",
        'class="lede"',
        "Ines Tavares</bdi></a> in <bdi>North Quay</bdi> and <b><bdi>Oskar Lind",
        "Published <time",
        "Updated <time",
        "data:image/png;base64,",
        'alt="A striped measuring board',
        "The wall, with its painted marks.",
        "© Meridian / R. Sund",
        "Correction, <time",
        '<p><span class="dateline">NORTH QUAY, March 3 (Meridian) —</span> The harbour’s',
        "<blockquote>",
        "Reporting by <b><bdi>Mira Okoro</bdi></b>; editing by <b><bdi>Paul Reyes</bdi></b>.",
        "Our standards",
        "Rights and reuse",
        'Tides and the Lower Town</bdi> <span class="count">(1881)</span>',
        "Council Votes for a Higher Quay",
        "The Second Gauge Arrives",
        ">tides</bdi>",
        ">North Quay</bdi>",
        "Discussion</a>",
        "Community standards",
        ">Related</h2>",
        "Who Paints the Marks",
        "Coast</bdi> · <time",
        "<span><bdi>A Storm Nobody Ordered",
        "https://t.me/share/url",
        "mailto:?subject=",
        "Copy link",
        "Source: Meridian",
        "© Meridian 2021. All rights reserved.",
    ]
    at = 0
    for part in order:
        found = body.find(part, at)
        assert found >= 0, f"{part} is missing, or stands too early"
        at = found + len(part)


def test_head() -> None:
    reader = read(render_page(models.complete(), THEME))
    metas = {m.get("name") or m.get("property") or "": m.get("content", "") for m in reader.all("meta")}
    links = {(link["rel"], link.get("type", "")): link["href"] for link in reader.all("link")}
    assert reader.elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert metas["description"] == models.complete().lede
    assert metas["og:type"] == "article" and metas["og:url"] == models.complete().url
    assert metas["og:image"] == "https://meridian.example/media/gauge.png"
    assert metas["article:published_time"] == "2021-03-03T09:12:00Z"
    assert metas["twitter:card"] == "summary_large_image"
    assert links["canonical", ""] == models.complete().url
    assert links["shortlink", ""] == models.complete().short_url
    assert links["alternate", "application/rss+xml"] == "https://meridian.example/rss.xml"
    assert links["alternate", "application/atom+xml"] == "https://meridian.example/atom.xml"


def test_policy_comes_first_and_lets_in_only_the_theme() -> None:
    reader = read(render_page(models.complete(), THEME))
    policy = next(m["content"] for m in reader.all("meta") if m.get("http-equiv"))
    assert policy == content_security_policy(THEME)
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy
    head = [tag for tag, _ in reader.elements]
    assert head[:4] == ["html", "head", "meta", "meta"]
    assert "img-src 'none'" in content_security_policy(THEME, pictures="'none'")


def test_two_directions() -> None:
    arabic, russian = read(render_page(models.arabic(), THEME)), read(render_page(models.cyrillic(), THEME))
    assert arabic.elements[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert "3 مارس 2021، 11:12 EET" in arabic.text
    assert russian.elements[0] == ("html", {"lang": "ru", "dir": "ltr"})
    assert "3 марта 2021, 12:12 MSK" in russian.text and "«Мы купим" in russian.text


def test_site_language_holds_around_an_article_of_another() -> None:
    page = read(render_page(replace(models.arabic(), site=models.SITE), THEME))
    header = next(attributes for attributes in page.all("header") if "top" in attributes["class"])
    assert (header["lang"], header["dir"]) == ("en", "ltr")
    assert "Listen Live" in page.text and "6 March 2021" in page.text and "مقالات ذات صلة" in page.text


def test_a_draft_leaves_places_out() -> None:
    page = render_page(models.minimal(), THEME)
    reader = read(page)
    assert "Untitled" not in reader.text and not reader.all("h1") and not reader.all("aside")
    assert "<title>Newsroom</title>" in page.decode("utf-8")
    assert not [link for link in reader.all("link") if link["rel"] == "canonical"]
    assert "One paragraph." in reader.text and "()" not in reader.text


def test_nothing_empty_is_printed() -> None:
    for name, make in models.ALL.items():
        text = render_page(make(), THEME).decode("utf-8")
        assert 'href=""' not in text and 'content=""' not in text, name
        assert not re.search(r"<(p|h1|ul|ol|nav|li|span|bdi)[^>]*>\s*</\1>", text), name
        assert "None" not in text, name


def test_a_withdrawn_page_is_its_notice_only() -> None:
    model = models.withdrawn()
    text = render_page(model, THEME).decode("utf-8")
    assert "published by mistake" in text and "noindex" in text and 'rel="canonical"' in text
    for gone in (model.headline, model.lede, "tide gauge", "ld+json", "Ines Tavares", "base64", "og:"):
        assert gone not in text.replace(THEME.css, "")


def test_unresolved_related_has_no_link() -> None:
    model = replace(
        models.minimal(), related=(PageRelated("Not yet", None), PageRelated("There", "https://m.example/t"))
    )
    reader = read(render_page(model, THEME))
    assert "Not yet" in reader.text
    assert [a["href"] for a in reader.all("a") if a["href"].startswith("https://m.example/t")] == [
        "https://m.example/t"
    ]


@pytest.mark.parametrize(
    ("published", "updated", "printed"),
    [
        (None, None, ""),
        (None, datetime(2021, 3, 3, tzinfo=UTC), ""),
        (datetime(2021, 3, 3, 9, tzinfo=UTC), None, "Published 3 March 2021, 09:00 GMT"),
        (
            datetime(2021, 3, 3, 9, tzinfo=UTC),
            datetime(2021, 3, 3, 9, tzinfo=UTC),
            "Published 3 March 2021, 09:00 GMT",
        ),
        (
            datetime(2021, 3, 3, 9, tzinfo=UTC),
            datetime(2021, 3, 3, 11, 40, tzinfo=UTC),
            "Published 3 March 2021, 09:00 GMT Updated 11:40 GMT",
        ),
        (
            datetime(2021, 3, 3, 23, 59, tzinfo=UTC),
            datetime(2021, 3, 4, 0, 1, tzinfo=UTC),
            "Published 3 March 2021, 23:59 GMT Updated 4 March 2021, 00:01 GMT",
        ),
    ],
)
def test_times(published: datetime | None, updated: datetime | None, printed: str) -> None:
    model = replace(models.minimal(), published_at=published, updated_at=updated)
    text = render_page(model, THEME).decode("utf-8")
    found = re.search(r'<p class="times">(.*?)</p>', text)
    assert (re.sub(r"<[^>]+>", "", found[1]) if found else "") == printed


def test_people_are_listed_as_the_language_does() -> None:
    people = tuple(PageByline(name, BylineRole.AUTHOR) for name in ("A", "B", "C"))
    assert "By A, B and C" in read(render_page(replace(models.minimal(), bylines=people), THEME)).text
    model = replace(models.minimal(), bylines=people, language="de")
    assert "Von A, B und C" in read(render_page(model, THEME)).text


def test_a_series_without_neighbours_has_no_steps() -> None:
    model = models.complete()
    model = replace(model, series=(replace(model.series[0], previous=None, next=None), *model.series[1:]))
    assert "Earlier in this series" not in read(render_page(model, THEME)).text


def test_description_falls_back_to_how_the_text_begins() -> None:
    model = replace(models.minimal(), body="First *words*. " + "More of it. " * 60)
    reader = read(render_page(model, THEME))
    description = next(m["content"] for m in reader.all("meta") if m.get("name") == "description")
    assert description.startswith("First words. More of it. More")
    assert len(description) <= 201 and description.endswith("…") and "<" not in description


def test_current_section_is_marked() -> None:
    reader = read(render_page(models.complete(), THEME))
    assert [a["href"] for a in reader.all("a") if "aria-current" in a] == ["https://meridian.example/coast"]


def test_every_site_field_is_used() -> None:
    """A setting that the page ignores is a promise broken; those that are meant for others are named here."""
    elsewhere = {"labels", "headline_limit", "short_address", "theme"}
    base = models.complete()
    other: dict[str, object] = {
        "zone": "Asia/Amman",
        "language": "de",
        "smart_typography": False,
        "social": (),
        **{f.name: f"https://other.example/{f.name}" for f in fields(SiteSettings) if f.type is str},
    }
    other |= {"zone": "Asia/Amman", "language": "de"}
    for field in fields(SiteSettings):
        if field.name not in elsewhere:
            changed = replace(base, site=replace(base.site, **{field.name: other[field.name]}))  # type: ignore[arg-type]
            assert render_page(changed, THEME) != render_page(base, THEME), field.name


def test_body_given_is_body_shown() -> None:
    model = models.minimal()
    body = render_body("Another text.", body_options(model, THEME))
    assert b"Another text." in render_page(model, THEME, body=body)


def test_links_without_addresses_are_words() -> None:
    model = replace(models.minimal(), section=PageLink("Coast", None), sections=(PageLink("Coast", None),))
    reader = read(render_page(model, THEME))
    assert "Coast" in reader.text and [a["href"] for a in reader.all("a")] == ["#article"]


def test_importing_the_renderer_is_light() -> None:
    code = (
        "import sys, newsroom.rendering.markdown, newsroom.rendering.page, newsroom.rendering.theme;"
        "print([m for m in ('markdown', 'nh3', 'jinja2', 'PySide6', 'sqlalchemy') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=GOLDEN.parents[2]
    )
    assert run.stdout.strip() == "[]"
