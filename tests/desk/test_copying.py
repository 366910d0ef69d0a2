"""Articles as HTML, Markdown and plain text for other systems."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.copying import as_html, as_markdown, as_plain_text
from newsroom.desk.plain_text import plain_text
from newsroom.desk.releasing import publish
from newsroom.desk.settings import save_site
from newsroom.domain.article import Byline, BylineRole, Content, Dateline, Notice, NoticeKind
from newsroom.domain.ids import ArticleId
from newsroom.domain.site import SiteSettings

BY = "test"


@pytest.fixture
def article(library):
    save_site(library, SiteSettings(credit="Halyard", address="https://h.example"))
    other = new_article(library, Content(headline="Other", body="x"), by=BY)
    set_fields(library, other.id, {"section": "World"}, by=BY)
    publish(library, other.id, by=BY)
    body = f"""\
First *words* with a [link](article:{other.id} "t"), a [gone one](article:99) and [x](https://x.example).

> A quotation.

- one
- two

| a | b |
|---|---|
| 1 | 2 |

Note.[^1]

[^1]: The note.
"""
    content = Content(
        headline="Talks *resume* <now>", lede="A\nlede.", body=body, dateline=Dateline("PARIS", "Nov 27")
    )
    return new_article(library, content, by=BY)


def test_as_html(library, article):
    html = as_html(library, article.id)
    assert html.startswith('<article lang="en" dir="ltr">\n<h1>Talks *resume* &lt;now&gt;</h1>\n')
    assert "<p><strong>A lede.</strong></p>" in html
    assert "PARIS, Nov 27 (Halyard) —" in html
    assert '<a href="https://h.example/world/other">link</a>, a gone one and <a ' in html
    assert "<table>" in html and "<div" not in html.replace('<div class="footnote">', "")
    assert "article:" not in html


def test_as_markdown(library, article):
    text = as_markdown(library, article.id)
    assert text.startswith(
        "# Talks \\*resume\\* \\<now>\n\nA lede.\n\nPARIS, Nov 27 (Halyard) — First *words* with a "
        '[link](https://h.example/world/other "t"), a gone one and [x](https://x.example).\n'
    )
    assert text.endswith("[^1]: The note.\n")


def test_as_plain_text(library, article):
    text = as_plain_text(library, article.id)
    assert text.startswith(
        "Talks *resume* <now>\n\nA lede.\n\n"
        "PARIS, Nov 27 (Halyard) — First words with a link, a gone one and x.\n\n"
        "> A quotation.\n\n- one\n- two\n\na\tb\n1\t2\n\nNote.1\n\n"
    )
    assert text.endswith("1. The note.\n")


def test_who_wrote_it_and_what_was_corrected_go_along(library):
    at = datetime(2026, 11, 27, 11, 40, tzinfo=UTC)
    content = Content(
        headline="Talks",
        body="Text.",
        bylines=(
            Byline("Ana Ruiz", place="Kigali"),
            Byline("Jo_Lee & Co", BylineRole.EDITING),
        ),
        notices=(Notice(NoticeKind.CORRECTION, "The sum was *wrong*.", at),),
    )
    id = new_article(library, content, by=BY).id
    assert as_plain_text(library, id) == (
        "Talks\n\nBy Ana Ruiz in Kigali\n\nCorrection, 27 November 2026, 11:40 GMT\nThe sum was *wrong*.\n\n"
        "Text.\n\nEditing by Jo_Lee & Co.\n"
    )
    assert "<p>Editing by Jo_Lee &amp; Co.</p>\n</article>" in as_html(library, id)
    assert as_markdown(library, id) == (
        "# Talks\n\nBy Ana Ruiz in Kigali\n\n"
        "**Correction, 27 November 2026, 11:40 GMT**  \nThe sum was \\*wrong\\*.\n\n"
        "Text.\n\nEditing by Jo\\_Lee & Co.\n"
    )


def test_a_text_that_begins_with_a_block_keeps_its_dateline_apart(library):
    for body in (
        "# Head",
        "> quote",
        "- item",
        "1. item",
        "    code",
        "```\ncode\n```",
        "| a |\n|---|",
        "<div>x</div>",
    ):
        article = new_article(library, Content(body=body, dateline=Dateline("PARIS", None, "")), by=BY)
        assert as_markdown(library, article.id).startswith("PARIS —\n\n" + body)


def test_unsaved_content_is_copied_as_it_is(library, article):
    content = Content(headline="New", body="Text.", language="ar")
    assert as_markdown(library, article.id, content) == "# New\n\nText.\n"
    assert as_html(library, article.id, content).startswith('<article lang="ar" dir="rtl">')
    assert as_plain_text(library, article.id, Content()) == "\n"


def test_links_by_reference_are_resolved_too(library, article):
    body = "[a][r] and [b][s]\n\n[r]: article:1\n[s]: article:99"
    content = Content(body=body)
    assert "[r]: https://h.example/world/other" in as_markdown(library, article.id, content)


def test_the_sample_is_copied_without_inner_addresses(sample):
    for id in map(ArticleId, range(1, 70)):
        words = re.findall(r"\w+", get_article(sample, id).content.headline)
        for text in (as_html(sample, id), as_markdown(sample, id), as_plain_text(sample, id)):
            assert "article:" not in text
            assert words[0] in text
        assert not re.search("<[a-z]", as_plain_text(sample, id))


@given(st.text())
def test_any_html_becomes_some_text(html):
    plain_text(html)


@given(st.lists(st.text("abc <&>", min_size=1).filter(str.strip), min_size=1))
def test_paragraphs_stay_apart(texts):
    from html import escape

    words = [" ".join(text.split()) for text in texts]
    assert plain_text("".join(f"<p>{escape(text)}</p>\n" for text in texts)) == "\n\n".join(words)


def test_pictures_have_their_address(library):
    save_site(library, SiteSettings(address="https://h.example"))
    file = f"{'a' * 64}.png"
    body = f"One.\n\n![A boat](/media/{file})\n*At sea.*"
    id = new_article(library, Content(headline="H", body=body), by=BY).id
    assert f"![A boat](https://h.example/media/{file})\n*At sea.*" in as_markdown(library, id)
    html = as_html(library, id)
    assert f'src="https://h.example/media/{file}"' in html and "<figcaption>At sea.</figcaption>" in html
    assert as_plain_text(library, id) == "H\n\nOne.\n\nAt sea.\n"
