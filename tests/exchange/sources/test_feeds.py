"""Feeds: RSS 2.0 and 1.0, Atom, JSON Feed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.importing import ImportedPicture
from newsroom.exchange.sources import feeds as reader
from tests.exchange.sources.exports import Read, read, wxr, wxr_item

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Post</title><link>https://post.example/</link><language>en</language>
<item><title>Talks &amp;amp; tea</title><link>https://post.example/2021/talks</link><guid isPermaLink="false">g1</guid>
<pubDate>Sat, 06 Mar 2021 10:20:00 GMT</pubDate><dc:creator>By Ana Ruiz and Ben Lee</dc:creator>
<category domain="x">World</category><category>Peace</category>
<description>What it is about.</description>
<content:encoded><![CDATA[<p>One <a href="/other">two</a>.</p><script>no()</script>]]></content:encoded>
<media:group><media:content url="https://post.example/s.jpg" type="image/jpeg" width="100"/>
<media:content url="https://post.example/l.jpg" medium="image" width="900"><media:title>Sea</media:title>
<media:description>At sea</media:description><media:credit>Cara</media:credit></media:content></media:group>
<enclosure url="https://post.example/a.mp3" type="audio/mpeg" length="1"/><rating>5</rating></item>
<item><title>No date</title><description>&lt;p&gt;Only this.&lt;/p&gt;</description></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://post.example/"><title>Post</title>
<items><rdf:Seq><rdf:li resource="https://post.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://post.example/1"><title>One</title><link>https://post.example/1</link>
<description>Text.</description><dc:date>2001-02-03T04:05:06+01:00</dc:date><dc:subject>Sea</dc:subject></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="https://post.example/">
<title>Post</title><id>urn:1</id>
<entry xml:base="/world/"><title type="html">Talks &lt;em&gt;resume&lt;/em&gt;</title><id>urn:2</id>
<link rel="related" href="https://e.org/r"/><link href="talks"/><link rel="enclosure" type="image/png" href="a.png"/>
<published>2021-03-06T10:20:00Z</published><updated>2021-03-07T10:20:00+02:00</updated>
<author><name>Ana Ruiz</name><email>x@e.org</email></author><category term="peace" label="Peace"/>
<summary type="text">A &lt; B</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>One <b>two</b><br/>three &amp; <a href="other">four</a></p></div></content>
</entry>
<entry><title>Plain &lt;b&gt;</title><id>urn:3</id><updated>2021-03-07T10:20:00Z</updated><content>One.

Two &lt;3.</content></entry>
</feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "fr", "items": [
 {"id": 1, "url": "https://post.example/1", "title": "T & U", "content_html": "<p>One.</p>", "summary": "About.",
  "tags": ["Sea", 3], "date_published": "2021-03-06T10:20:00Z", "authors": [{"name": "Ana"}], "image": "https://e.org/a.jpg",
  "attachments": [{"url": "https://e.org/a.mp3", "mime_type": "audio/mpeg"}], "_own": {"x": 1}},
 {"id": "2", "content_text": "Two\\nlines <b>."}, 7
]}"""


def came(tmp_path: Path, data: str | bytes) -> Read:
    return read(reader, tmp_path / "feed", data)


def test_feeds_are_recognised() -> None:
    for data in (RSS, RDF, ATOM, JSON):
        assert reader.recognises(Path("x"), data.encode())
        assert reader.recognises(Path("x"), data.encode("utf-16"))
    for other in (wxr(wxr_item()), "<html><body></body></html>", '{"version": "1"}', "", "<feeder/>"):
        assert not reader.recognises(Path("x"), other.encode())


def test_rss(tmp_path: Path) -> None:
    found = came(tmp_path, RSS)
    first, second = found.articles.values()
    assert (first.headline, first.lede, first.language) == ("Talks & tea", "What it is about.", "en")
    assert first.body == "One [two](https://post.example/other)."
    assert (first.section, first.tags) == ("World", ((None, "Peace"),))
    assert [byline.name for byline in first.bylines] == ["Ana Ruiz", "Ben Lee"]
    assert first.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    assert first.picture == ImportedPicture("https://post.example/l.jpg", "Sea", "At sea", "Cara")
    assert (first.slug, first.aliases) == ("talks", ("/2021/talks",))
    kept = first.extra["feed"]
    assert isinstance(kept, dict) and kept["rating"] == "5" and len(kept["files"]) == 2
    assert first.notes == ("A file belongs to it: https://post.example/a.mp3",)
    assert (second.body, second.published_at) == ("Only this.", None) and "no date" in second.notes[0]
    assert found.items[0].key == "g1"


def test_rss_1(tmp_path: Path) -> None:
    found = came(tmp_path, RDF).article
    assert (found.body, found.tags) == ("Text.", ((None, "Sea"),))
    assert found.published_at == datetime(2001, 2, 3, 3, 5, 6, tzinfo=UTC)


def test_atom(tmp_path: Path) -> None:
    first, second = came(tmp_path, ATOM).articles.values()
    assert (first.headline, first.lede, first.language) == ("Talks resume", "A < B", "en-GB")
    assert first.body == "One **two**  \nthree & [four](https://post.example/world/other)"
    assert first.addresses == ("https://post.example/world/talks",)
    assert first.picture == ImportedPicture("https://post.example/world/a.png")
    assert first.updated_at == datetime(2021, 3, 7, 8, 20, tzinfo=UTC)
    assert (first.tags, first.bylines[0].name) == (((None, "Peace"),), "Ana Ruiz")
    assert (second.headline, second.body) == ("Plain <b>", "One.\n\nTwo <3.")
    assert second.published_at == datetime(2021, 3, 7, 10, 20, tzinfo=UTC) and "guessed" in second.notes[0]


KIND = "http://schemas.google.com/g/2005#kind"
BLOGGER = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><id>tag:b</id>
<entry><id>1</id><category scheme="{KIND}" term="http://schemas.google.com/blogger/2008/kind#settings"/>
<title>Colours</title><content type="text">blue</content><updated>2012-01-01T00:00:00Z</updated></entry>
<entry><id>2</id><category scheme="{KIND}" term="http://schemas.google.com/blogger/2008/kind#post"/>
<category scheme="http://www.blogger.com/atom/ns#" term="Rain"/><published>2012-01-01T00:00:00Z</published>
<title>Rain</title><content type="html">&lt;p&gt;Much.&lt;/p&gt;</content></entry>
<entry><id>3</id><category scheme="{KIND}" term="http://schemas.google.com/blogger/2008/kind#post"/>
<app:control><app:draft>yes</app:draft></app:control><published>2012-01-02T00:00:00Z</published>
<title>Not yet</title><content type="html">Words.</content></entry>
<entry><id>4</id><category scheme="{KIND}" term="http://schemas.google.com/blogger/2008/kind#comment"/>
<title>Nice</title><content type="html">Nice.</content><published>2012-01-03T00:00:00Z</published></entry>
<entry xmlns:n="http://schemas.google.com/blogger/2018"><id>5</id><n:type>PAGE</n:type><n:status>LIVE</n:status>
<title>About</title><content type="html">Us.</content><published>2012-01-03T00:00:00Z</published></entry>
<entry xmlns:n="http://schemas.google.com/blogger/2018"><id>6</id><n:type>POST</n:type><n:status>DRAFT</n:status>
<title>Later</title><content type="html">Words.</content><published>2012-01-03T00:00:00Z</published></entry>
</feed>"""


def test_an_export_of_blogger_is_a_feed_with_more_than_posts_in_it(tmp_path: Path) -> None:
    found = came(tmp_path, BLOGGER)
    rain, not_yet, later = found.articles.values()
    assert (rain.headline, rain.body, rain.tags) == ("Rain", "Much.", ((None, "Rain"),))
    assert rain.published_at == datetime(2012, 1, 1, tzinfo=UTC)
    for draft in (not_yet, later):
        assert draft.published_at is None and draft.notes == ("It was a draft there.",)
    assert sorted(found.problems) == [
        "It is a page, not a post; pages come only if asked for: About",
        "It is no post: comment.",
        "It is no post: settings.",
    ]


def test_the_language_of_a_feed_in_rdf(tmp_path: Path) -> None:
    found = came(
        tmp_path,
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title><dc:language>de</dc:language></channel>
<item rdf:about="http://r.example/a"><title>A</title><description>Ja.</description></item></rdf:RDF>""",
    )
    assert [each.language for each in found.articles.values()] == ["de"]


def test_json_feed(tmp_path: Path) -> None:
    found = came(tmp_path, JSON)
    first, second = found.articles.values()
    assert (first.headline, first.lede, first.body, first.language) == ("T & U", "About.", "One.", "fr")
    assert (first.tags, first.picture) == (
        ((None, "Sea"), (None, "3")),
        ImportedPicture("https://e.org/a.jpg"),
    )
    assert second.body == "Two  \nlines &lt;b>."
    assert found.problems == ["It is no object with keys and values."]


@pytest.mark.parametrize(
    ("summary", "lede"),
    [
        ("One two three […]", ""),
        ("<p>One two</p>", ""),
        ("Something else", "Something else"),
        ("Words " * 200, ""),
    ],
)
def test_a_summary_that_is_the_beginning_of_the_text_is_no_lede(
    tmp_path: Path, summary: str, lede: str
) -> None:
    text = RSS.replace("What it is about.", f"<![CDATA[{summary}]]>").replace(
        "<p>One <a", "<p>One two three <a"
    )
    assert next(iter(came(tmp_path, text).articles.values())).lede == lede


def test_bad_entries_stay_alone(tmp_path: Path) -> None:
    found = came(
        tmp_path,
        RSS.replace("</description>", "", 1).replace("No date", "A & B &nbsp;&bogus;") + "<item><title>",
    )
    assert [bool(item.problem) for item in found.items] == [False, False, True]
    assert "broken" in next(iter(found.articles.values())).notes[0]
    assert came(tmp_path, "<rss><channel></channel></rss>").error
    assert came(tmp_path, "<rss><item></item></rss>").problems


def test_entries_without_an_author_are_by_those_of_the_feed(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><author><name>Ana Ruiz</name></author>'
        "<entry><title>A</title><id>1</id><updated>2021-03-06T10:20:00Z</updated><content>One.</content></entry>"
        "<entry><title>B</title><id>2</id><updated>2021-03-06T10:20:00Z</updated><content>Two.</content>"
        "<author><name>Ben Lee</name></author></entry>"
        "<entry><title>C</title><id>3</id><updated>2021-03-06T10:20:00Z</updated><content>Three.</content>"
        "<contributor><name>Eva Ros</name></contributor></entry></feed>"
    )
    found = read(reader, tmp_path / "a.xml", atom)
    assert [[byline.name for byline in one.bylines] for one in found.articles.values()] == [
        ["Ana Ruiz"],
        ["Ben Lee"],
        ["Ana Ruiz", "Eva Ros"],
    ]
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "F", "authors": [{"name": "Redação"}], "items": ['
        '{"id": "1", "title": "A", "content_text": "One.", "_own": {"x": 1}}]}'
    )
    one = read(reader, tmp_path / "a.json", feed).article
    assert [byline.name for byline in one.bylines] == ["Redação"]
    assert one.extra == {"feed": {"_own": '{"x": 1}', "id": "1"}}


def test_plain_text_in_a_feed_keeps_its_paragraphs(tmp_path: Path) -> None:
    rss = (
        "<rss version='2.0'><channel><title>F</title><item><title>A</title><guid>1</guid>"
        "<pubDate>Sun, 7 Mar 21 10:00 CET</pubDate><description><![CDATA[One\nline.\n\nTwo <b>bold</b>.]]>"
        "</description>"
        "</item></channel></rss>"
    )
    one = read(reader, tmp_path / "a.xml", rss).article
    assert one.body == "One line.\n\nTwo **bold**." and one.published_at == datetime(
        2021, 3, 7, 9, tzinfo=UTC
    )


def test_a_newer_export_of_blogger(tmp_path: Path) -> None:
    entry = (
        "<entry><id>p{0}</id><blogger:type>POST</blogger:type><blogger:status>{1}</blogger:status><title>T{0}</title>"
        "<content type='html'>One.</content><published>2021-03-06T10:20:00Z</published>"
        "<blogger:filename>/2021/03/t{0}.html</blogger:filename></entry>"
    )
    entries = entry.format(1, "LIVE") + entry.format(2, "SOFT_TRASHED") + entry.format(3, "DRAFT")
    found = came(
        tmp_path,
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">'
        f"<title>Post</title><id>urn:1</id>{entries}</feed>",
    )
    live, draft = found.articles.values()
    assert [live.headline, draft.headline] == ["T1", "T3"] and draft.published_at is None
    assert live.addresses == ("/2021/03/t1.html",) == live.aliases
    assert found.problems == ["It was in the trash: T2"]
