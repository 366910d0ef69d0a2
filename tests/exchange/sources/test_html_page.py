"""Saved pages: the article is found by what the page says and by where its text stands; the rest is set aside."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.importing import ImportedArticle, ImportedLink, ImportedPicture
from newsroom.exchange.sources import html_page
from newsroom.exchange.sources.items import SourceError
from tests.exchange.sources.around import AROUND, read, written

HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour talks resume | The Port Paper</title>
<meta property="og:site_name" content="The Port Paper"><meta property="og:title" content="Harbour talks resume">
<meta property="og:description" content="Dockers and owners meet again.">
<link rel="canonical" href="https://port.example/talks">
<meta property="og:image" content="/i/crane.jpg"></head>"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "X"},
{"@type": "NewsArticle", "headline": "Harbour talks resume", "datePublished": "2021-03-06T10:20:00+02:00",
"dateModified": "2021-03-06T12:00:00Z",
"author": [{"name": "Ana Ruiz"}, {"name": "The Port Paper"}, {"name": "Ben Ode"}],
"articleSection": "Economy", "keywords": "docks, strikes", "publisher": {"name": "The Port Paper"}}]}</script>"""
TEXT = """<p>The talks between the dockers and the owners of the harbour will begin again on Monday, after a
week in which <a href="/strike">no ship</a> was unloaded.</p>"""
MORE = """<p>A vote is planned for Thursday, if both sides agree on a text; it would end the longest strike
since 1984.</p>"""
AROUND_IT = """<nav><a href="/">Home</a> <a href="/e">Economy</a></nav>{}
<aside><h3>Most read</h3><a href="/x">Other</a></aside>
<footer>All rights reserved</footer>"""


def page(body: str, head: str = HEAD, name: str = "saved/a.html") -> ImportedArticle:
    text = f"{head}<body>{AROUND_IT.format(body)}</body></html>"
    return html_page.article_of(html_page.HtmlFile(name, text.encode()), AROUND)


def test_a_page_that_says_what_it_is() -> None:
    found = page(
        f"{LINKED}<main><article><h1>Harbour talks resume</h1><p class='standfirst'>Both sides say so.</p>"
        "<div class='byline'>By Ana Ruiz</div><div class='share-buttons'>Share</div>"
        "<figure><img src='a_files/crane.jpg' alt='A crane'>"
        "<figcaption>Dawn <span class='credit'>Lia Moe</span></figcaption>"
        f"</figure>{TEXT}<p><b>Read also:</b> <a href='/ships'>Ships wait</a></p><div class='ad'>Buy</div>"
        f"<h2>What comes next</h2>{MORE}</article></main>"
    )
    assert found.headline == "Harbour talks resume" and found.lede == "Both sides say so."
    assert found.published_at == datetime(2021, 3, 6, 8, 20, tzinfo=UTC)
    assert found.updated_at == datetime(2021, 3, 6, 12, tzinfo=UTC)
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz", "Ben Ode"]
    assert found.section == "Economy" and [tag for _, tag in found.tags] == ["docks", "strikes"]
    assert found.language == "en-GB" and found.addresses == ("https://port.example/talks", "/saved/a.html")
    assert found.picture == ImportedPicture("saved/a_files/crane.jpg", "A crane", "Dawn", "Lia Moe")
    assert found.related == (ImportedLink("Ships wait", "https://port.example/ships"),)
    assert (
        found.body.startswith("The talks between") and "[no ship](https://port.example/strike)" in found.body
    )
    assert "## What comes next" in found.body and found.body.endswith("since 1984.")
    for words in ("Share", "Buy", "Most read", "Home", "rights", "Read also", "Both sides"):
        assert words not in found.body
    assert found.notes == ("Set aside: 3 parts of the page within the text.",)


def test_an_author_in_a_class_of_microformats() -> None:
    foot = '<footer>By <a class="p-author h-card" href="/ana">Ana  Ruiz</a></footer>'
    assert [one.name for one in page(f"<article>{TEXT}{MORE}{foot}</article>").bylines] == ["Ana Ruiz"]


def test_a_page_that_says_nothing() -> None:
    found = page(
        f"<div id='x'><div>{TEXT}{MORE}</div></div>", "<html><head><title>Harbour talks</title></head>"
    )
    assert found.headline == "Harbour talks" and found.published_at is None and len(found.notes) == 1
    assert found.body.count("\n\n") == 1 and "Home" not in found.body


def test_the_lede_that_only_begins_the_text_is_none() -> None:
    head = HEAD.replace(
        "Dockers and owners meet again.", "The talks between the dockers and the owners of the…"
    )
    assert page(f"<article>{TEXT}{MORE}</article>", head).lede == ""
    assert page(f"<article>{TEXT}{MORE}</article>").lede == "Dockers and owners meet again."


def test_the_picture_that_networks_show() -> None:
    assert page(f"<article>{TEXT}{MORE}</article>").picture == ImportedPicture(
        "https://port.example/i/crane.jpg"
    )


@pytest.mark.parametrize(
    "mark",
    ["<time class='published' datetime='2021-03-06T08:20:00Z'>March 6</time>",
     "<meta itemprop='datePublished' content='2021-03-06T08:20:00Z'>",
     "<meta name='pubdate' content='March 6, 2021 8:20 am'>"],
)  # fmt: skip
def test_where_dates_stand(mark: str) -> None:
    assert page(f"{mark}<article>{TEXT}{MORE}</article>").published_at == datetime(
        2021, 3, 6, 8, 20, tzinfo=UTC
    )


def test_addresses_that_are_none() -> None:
    head = HEAD.replace("https://port.example/talks", "http://[1,").replace("/i/crane.jpg", "//[x")
    found = page(f"<article>{TEXT}<p>See also: <a href='//[y'>Ships wait</a></p>{MORE}</article>", head)
    assert found.addresses == ("/saved/a.html",) and found.picture == ImportedPicture("//[x")
    assert found.related == (ImportedLink("Ships wait", "//[y"),)


def test_a_date_in_the_address() -> None:
    found = page(f"<article>{TEXT}{MORE}</article>", HEAD.replace("/talks", "/2021/03/06/talks"))
    assert found.published_at == datetime(2021, 3, 6, tzinfo=UTC) and "address" in found.notes[0]


def test_declared_encodings() -> None:
    words = "Переговоры в порту идут. " * 9
    text = (
        f"<html><head><meta charset=windows-1251><title>Порт</title></head><body><p>{words}</p></body></html>"
    )
    found = html_page.article_of(html_page.HtmlFile("a.html", text.encode("cp1251")), AROUND)
    assert found.headline == "Порт" and found.language == "ru" and found.body.startswith("Переговоры")
    wrong = text.replace("windows-1251", "utf-16").encode()
    assert html_page.article_of(html_page.HtmlFile("a.html", wrong), AROUND).headline == "Порт"


def test_a_web_archive() -> None:
    text = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=XX\n\n--XX\n"
        "Content-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{HEAD}<body><article>{TEXT}{MORE}</article></body></html>\n--XX--\n"
    )
    assert (
        html_page.article_of(html_page.HtmlFile("a.mhtml", text.encode()), AROUND).headline
        == "Harbour talks resume"
    )
    with pytest.raises(SourceError):
        html_page.article_of(html_page.HtmlFile("a.mhtml", b"x"), AROUND)


def test_a_folder_of_pages(tmp_path: Path) -> None:
    files = {
        "a.html": f"{HEAD}<body><article>{TEXT}{MORE}</article></body></html>",
        "index.html": "<html><body><ul><li><a href='a.html'>Harbour talks resume</a></ul></body></html>",
        "post.html": "---\ntitle: Talks\ndate: 2021-03-06\n---\n<p>Text <b>here</b>.</p>",
        "empty.html": " ",
        "a_files/crane.jpg": b"\xff\xd8\xff",
    }
    articles, problems = read(html_page, written(tmp_path, files))
    assert set(articles) == {"a.html", "post.html"} and articles["post.html"].body == "Text **here**."
    assert set(problems) == {"index.html", "empty.html", "*.jpg"}
    assert problems["index.html"] == "No article was found in the page."


def test_what_is_recognised(tmp_path: Path) -> None:
    assert html_page.recognises(tmp_path / "a.htm", b"x") and html_page.recognises(
        tmp_path / "a", b"\n<!DOCTYPE html><p>"
    )
    assert not html_page.recognises(tmp_path / "a.md", b"# About <article> and <html>")


@pytest.mark.parametrize("tag", ["div", "blockquote"])
@pytest.mark.parametrize("depth", [254, 5_000])
def test_what_lies_too_deep_is_read_and_said(tag: str, depth: int) -> None:
    text = f"<p>First.</p>{f'<{tag}>' * depth}<p>Below &lt; all.</p>{f'</{tag}>' * depth}<p>After.</p>"
    found = page(f"<article>{text}</article>")
    words = found.body.replace("\\", "").replace("&lt;", "<")
    assert words.index("First.") < words.index("Below < all.") < words.index("After.")
    assert any("too deep" in note for note in found.notes)


def test_a_paragraph_of_many_megabytes_arrives_whole() -> None:
    words = "The ferry sailed at noon with forty people aboard. "
    article = page(f"<article>{TEXT}<p>{words * 210_000}</p>{MORE}</article>")
    assert (words * 210_000).strip() in article.body
    assert article.body.endswith(page(f"<article>{TEXT}{MORE}</article>").body[-40:])
    assert not [note for note in article.notes if "to its end" in note]


def test_of_two_headings_the_title_tells(tmp_path: Path) -> None:
    text = (
        "<html lang=ar><title>عنوان الخبر - موقع</title><h1>موقع</h1><div class=post>"
        "<h1 class=entry-title>عنوان الخبر</h1>"
        "<div class=meta>كتب: أحمد علي | ٦ مارس ٢٠٢١</div><div class=entry-content><p>هذا نص الخبر الأول.</p>"
        "<p>وهذه فقرة ثانية.</p></div></div><div id=comments><p>تعليق</p></div></html>"
    )
    articles, _ = read(html_page, written(tmp_path, {"a.html": text}))
    found = articles["a.html"]
    assert found.headline == "عنوان الخبر" and found.body == "هذا نص الخبر الأول.\n\nوهذه فقرة ثانية."
    assert [byline.name for byline in found.bylines] == ["أحمد علي"]
    assert found.published_at == datetime(2021, 3, 6, tzinfo=UTC)


def test_a_short_text_that_is_marked_is_all_of_it(tmp_path: Path) -> None:
    text = (
        "<html><body><h1 itemprop=headline>Marked</h1><span itemprop=author>Eva Kern</span><div itemprop=articleBody>"
        "<p>The text of it stands here.</p></div><div><p>Read more: much other text, longer than it is.</p></div>"
    )
    articles, _ = read(html_page, written(tmp_path, {"a.html": text}))
    assert articles["a.html"].body == "The text of it stands here."


def test_a_title_printed_above_an_old_page_is_its_headline(tmp_path: Path) -> None:
    text = (
        "<html><head><title>The other news - The Gazette</title></head><body><table><tr><td>"
        "<font size=5><b>The other news</b></font></td></tr><tr><td>An old text that was made with tables and has no "
        "paragraphs, but is long enough."
        "<br><br>And a second one, after two breaks.</td></tr></table></body></html>"
    )
    articles, _ = read(html_page, written(tmp_path, {"a.html": text}))
    found = articles["a.html"]
    assert found.headline == "The other news" and found.body.startswith("An old text")


def test_words_that_are_set_aside_are_kept_beside_the_article() -> None:
    box = "<aside class='factbox'><h3>The silo in figures</h3><p>Built in 1931, 42 metres high.</p></aside>"
    links = "<aside><h3>Related</h3><ul><li><a href='/ships'>Ships wait</a></li></ul></aside>"
    far = "<aside>Weather for the week: rain on all the days until the weekend comes.</aside>"
    found = page(
        f"<article><h1>Talks</h1>{TEXT}{box}<p class='share-buttons'>Share</p>{links}{MORE}</article>{far}"
    )
    assert [link.headline for link in found.related] == ["Ships wait"]
    assert "1931" not in found.body
    assert found.extra["set_aside"] == ["The silo in figures Built in 1931, 42 metres high."]


def test_a_date_alone_under_the_headline_is_its_date_and_said(tmp_path: Path) -> None:
    head = "<html><body><div>26.11.2026</div><h1>The ferry is late</h1>"
    articles, _ = read(
        html_page,
        written(
            tmp_path,
            {
                "a.html": f"{head}<div class=data>07.08.2016, 10:20</div><div>{TEXT}{MORE}</div>",
                "b.html": f"{head}<span>Posted: March 4, 1998</span><div>{TEXT}{MORE}</div>",
                "c.html": f"{head}<div>{TEXT}{MORE}<p>{'Words. ' * 9}</p></div><p>March 4, 1998</p>"
                + "<p>x</p>" * 9,
            },
        ),
    )
    assert articles["a.html"].published_at == datetime(2016, 8, 7, 10, 20, tzinfo=UTC)
    assert articles["b.html"].published_at == datetime(1998, 3, 4, tzinfo=UTC)
    assert all(
        any("under its headline" in note for note in articles[name].notes) for name in ("a.html", "b.html")
    )
    assert "26.11" not in articles["a.html"].body


def test_pages_for_telephones_keep_their_pictures_and_films() -> None:
    found = page(
        "<script type='application/ld+json'>{'@type': 'NewsArticle', 'author': 'Ana Ruiz, Ben Lee'}</script>".replace(
            "'", '"'
        )
        + f"<article><h1>Talks</h1>{TEXT}{MORE}<amp-img src='a.jpg' alt='Ferry'></amp-img>"
        f"<amp-youtube data-videoid='xyz'></amp-youtube>{MORE}</article>"
    )
    assert "![Ferry](" in found.body and found.headline not in found.body
    assert "https://www.youtube.com/watch?v=xyz" in found.body
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz", "Ben Lee"]


def test_a_page_of_an_archive_of_the_web_leads_where_the_page_itself_did() -> None:
    archive = "https://web.archive.org/web/20150102030405/http://x.example"
    found = page(
        f"<link rel=canonical href='{archive}/ferry.html'><div id=wm-ipp-base><p>{'45 captures. ' * 20}</p></div>"
        f"<article><h1>Talks</h1>{TEXT}<p>After <a href='/web/2015id_/http://x.example/b.html'>the storm</a> it "
        f"sailed.</p>{MORE}</article>"
    )
    assert found.extra["source_url"] == "http://x.example/ferry.html" == found.addresses[0]
    assert "[the storm](http://x.example/b.html)" in found.body and "captures" not in found.body


def test_who_is_quoted_stands_under_the_quotation() -> None:
    found = page(
        f"<article>{TEXT}<blockquote>We waited.<cite>Jo</cite></blockquote><blockquote><p>We sailed.</p>"
        f"<footer>Eva, <cite>captain</cite></footer></blockquote>{MORE}</article><footer>Rights</footer>"
    )
    assert "> We waited.  \n> *Jo*" in found.body
    assert "> We sailed.\n>\n> Eva, *captain*" in found.body and "Rights" not in found.body


def test_a_time_within_a_sentence_or_a_list_stays() -> None:
    found = page(
        "<article><h1>Harbour talks resume</h1><p>Updated <time>6 March 2021</time></p>"
        f"<div><time datetime='2021-03-06'>Saturday</time></div>{TEXT}"
        "<p>They had met on <time datetime='2021-03-05'>Friday</time>, and would not say more of it.</p>"
        f"<ul><li><time>Monday</time>: talks</li><li><time>Thursday</time>: vote</li></ul>{MORE}</article>"
    )
    assert "They had met on Friday, and would not" in found.body
    assert "- Monday: talks\n- Thursday: vote" in found.body
    assert "Saturday" not in found.body and "6 March" not in found.body


def test_what_a_fast_page_adds_is_no_text() -> None:
    found = page(f"<article>{TEXT}<amp-ad>Buy</amp-ad><amp-sidebar>Menu</amp-sidebar>{MORE}</article>")
    assert "Buy" not in found.body and "Menu" not in found.body


def test_the_first_picture_of_a_page_saved_as_one_file() -> None:
    figure = (
        "<figure><img src='data:image/png;base64,AAAA' alt='A crane'><figcaption>Dawn</figcaption></figure>"
    )
    found = page(f"<article>{figure}{TEXT}{MORE}</article>")
    assert found.picture == ImportedPicture("https://port.example/i/crane.jpg", "A crane", "Dawn")
    assert found.body.startswith("The talks between")


def test_a_path_from_the_sites_root_leads_to_the_site() -> None:
    found = page(f"<article><img src='/i/dawn.jpg' alt='Dawn'>{TEXT}{MORE}</article>")
    assert found.picture is not None and found.picture.where == "https://port.example/i/dawn.jpg"


def test_pictures_that_a_page_holds_in_itself() -> None:
    data = base64.b64encode(b"\x89PNG" + bytes(400)).decode()
    dot = base64.b64encode(b"\x89PNG" + bytes(40)).decode()
    figure = f"<figure><img src='data:image/png;base64,{data}' alt='A crane'><figcaption>Dawn</figcaption></figure>"
    later = (
        f"<p><img src='data:image/jpeg;base64,{data}' alt='Ships'><img src='data:image/gif;base64,{dot}'></p>"
    )
    found = page(f"<article>{figure}{TEXT}{later}{MORE}</article>")
    assert found.picture is not None and found.picture.data == b"\x89PNG" + bytes(400)
    assert (found.picture.alt, found.picture.caption) == ("A crane", "Dawn")
    (other,) = found.pictures
    assert other.data == found.picture.data and f"![Ships]({other.where})" in found.body
    assert found.body.count("![") == 1


def test_the_heading_of_a_page_that_says_no_more_than_the_name_of_its_window() -> None:
    head = "<html><head><title>Port: talks</title></head>"
    table = "<table><tr><td><a href='/'>Home</a><tr><td><h1>Talks in the harbour resume</h1>{}{}{}</table>"
    found = page(table.format("<font>Objavljeno 6. ožujka 2004.</font>", TEXT, MORE), head)
    assert found.headline == "Talks in the harbour resume" and "Talks in the harbour" not in found.body
    assert found.published_at == datetime(2004, 3, 6, tzinfo=UTC)
    assert page(f"<h1>Logo</h1><article>{TEXT}{MORE}</article>", head).headline == "Port: talks"


def test_a_byline_in_a_line_of_its_own_above_the_text() -> None:
    found = page(f"<article><p>By Ana Maria Ruiz</p>{TEXT}{MORE}</article>", "<html><title>Talks</title>")
    assert [byline.name for byline in found.bylines] == ["Ana Maria Ruiz"] and found.body.startswith(
        "The talks"
    )
    kept = page(f"<article><p>By Monday the talks had failed</p>{TEXT}{MORE}</article>")
    assert kept.body.startswith("By Monday")


def test_a_page_within_a_site_of_pelican(tmp_path: Path) -> None:
    text = (
        "<html><head><title>Talks</title><meta name='tags' content='docks, strikes'><meta name='authors' "
        "content='Ana Ruiz'><meta name='date' content='2021-03-06 10:20'><meta name='summary' content='Both meet.'>"
        f"</head><body>{TEXT}{MORE}</body></html>"
    )
    folder = written(tmp_path, {"pelicanconf.py": "TIMEZONE = 'Asia/Tokyo'\n", "content/a.html": text})
    articles, _ = read(html_page, folder)
    (found,) = articles.values()
    assert found.published_at == datetime(2021, 3, 6, 1, 20, tzinfo=UTC) and found.lede == "Both meet."
    assert [tag for _, tag in found.tags] == ["docks", "strikes"] and found.bylines[0].name == "Ana Ruiz"


def test_pictures_that_lie_in_the_file_of_a_web_archive() -> None:
    body = f"{HEAD}<body><article>{TEXT}{MORE}<p><img src='https://port.example/i/a.gif' alt='Ships'></p></article>"
    parts = (
        ("text/html; charset=utf-8", "https://port.example/talks", body.encode()),
        ("image/gif", "https://port.example/i/a.gif", b"GIF89a and so on"),
    )
    message = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=XX\n\n" + "".join(
        f"--XX\nContent-Type: {kind}\nContent-Location: {where}\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(data).decode()}\n"
        for kind, where, data in parts
    )
    found = html_page.article_of(html_page.HtmlFile("a.mhtml", f"{message}--XX--\n".encode()), AROUND)
    (picture,) = found.pictures
    assert picture.data == b"GIF89a and so on" and picture.where.endswith(".gif")
    assert f"![Ships]({picture.where})" in found.body
