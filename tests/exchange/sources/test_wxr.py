"""WordPress exports: what each field becomes, what is skipped and why, what is broken and where."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.article import TagKind
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.sources import wxr as reader
from newsroom.exchange.sources.items import SourceError
from tests.exchange.sources.exports import AROUND, WITH_PAGES, Read, meta, read, wxr, wxr_item


def came(tmp_path: Path, *items: str, pages: bool = False) -> Read:
    return read(reader, tmp_path / "export.xml", wxr(*items), WITH_PAGES if pages else AROUND)


def article(
    tmp_path: Path, content: str = "<p>Text.</p>", more: str = "", **fields: object
) -> ImportedArticle:
    return came(tmp_path, wxr_item(content, more, **fields)).article


def extra(found: ImportedArticle) -> dict[str, object]:
    kept = found.extra["wordpress"]
    assert isinstance(kept, dict)
    return kept


def test_it_is_recognised_whatever_unicode_it_is_in() -> None:
    text = wxr(wxr_item())
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert reader.recognises(Path("x"), data)
    assert not reader.recognises(Path("x"), b"<rss><channel><item/></channel></rss>")
    assert not reader.recognises(Path("x"), b'{"a": "http://wordpress.org/export/"}')


def test_a_post(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        "<!-- wp:paragraph -->\n<p>One &amp; <strong>two</strong>.</p>\n<!-- /wp:paragraph -->",
        '<category domain="category" nicename="w"><![CDATA[World]]></category>'
        '<category domain="post_tag" nicename="peace"><![CDATA[Peace &amp; quiet]]></category>'
        "<excerpt:encoded><![CDATA[<p>What it is about.</p>]]></excerpt:encoded>",
        title="Talks &amp;amp; tea &lt;em&gt;resume&lt;/em&gt;",
        post_modified_gmt="2021-03-07 08:00:00",
    )
    assert found.headline == "Talks & tea resume"
    assert found.body == "One & **two**."
    assert found.lede == "What it is about."
    assert (found.section, found.tags) == ("World", ((None, "Peace & quiet"),))
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz"]
    assert (found.slug, found.language) == ("talks", "en-GB")
    assert found.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    assert found.updated_at == datetime(2021, 3, 7, 8, tzinfo=UTC)
    assert found.addresses == ("https://post.example/2021/03/talks/", "https://post.example/?p=7")
    assert found.aliases == ("/2021/03/talks/",)
    assert found.notes == ()


TEXTS = [
    ("One.\n\nTwo\nlines.", "One.\n\nTwo  \nlines."),
    ("One.<br />\nTwo.", "One.  \nTwo."),
    ("<p>One\nline.</p>\n\n<p>Two.</p>", "One line.\n\nTwo."),
    ("<pre>a\n\nb</pre>\nAfter.", "```\na\n\nb\n```\n\nAfter."),
    ("Above.\n<!--more-->\nBelow.", "Above.\n\nBelow."),
    ('[gallery ids="1,2"]', '[gallery ids="1,2"]'),
    (
        '[caption id="a"]<a href="https://e.org/a.jpg"><img src="https://e.org/a.jpg" alt="Sea"></a> At sea[/caption]',
        "![Sea](https://e.org/a.jpg)  \n*At sea*",
    ),
    (
        '[caption caption="So &quot;old&quot; &amp; new"]<img src="https://e.org/a.jpg">[/caption]',
        '![](https://e.org/a.jpg)  \n*So "old" & new*',
    ),
    ('[caption caption="Old"]<img src="https://e.org/a.jpg">[/caption]', "![](https://e.org/a.jpg)  \n*Old*"),
    ("[embed]https://e.org/film[/embed]", "<https://e.org/film>"),
    ("https://e.org/a_film_b", "<https://e.org/a_film_b>"),
    ("Text with <!-- no end", "Text with <!-- no end"),
    (
        '<!-- wp:file --><a href="/a.pdf">A report</a><a href="/a.pdf" class="wp-block-file__button">Get it</a>',
        "[A report](https://post.example/a.pdf)",
    ),
    ('<!-- wp:verse --><pre class="wp-block-verse">One\nTwo</pre><!-- /wp:verse -->', "One  \nTwo"),
    ('<p>See <a href="/2020/other/">this</a>.</p>', "See [this](https://post.example/2020/other/)."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "markdown"), TEXTS)
def test_the_text(tmp_path: Path, content: str, markdown: str) -> None:
    assert article(tmp_path, content).body == markdown.replace("<!-- no", "&lt;!-- no")


def test_what_the_text_does_not_show_is_noted(tmp_path: Path) -> None:
    found = article(tmp_path, '<p>x</p><!-- wp:latest-posts {"n":3} /--><!--nextpage-->[form id="3"]')
    assert len(found.notes) == 3
    assert "2 pages" in found.notes[0] and "latest-posts" in found.notes[1] and "[form]" in found.notes[2]


@pytest.mark.parametrize(
    ("status", "fields", "words"),
    [
        ("draft", {}, ""),
        ("pending", {}, "review"),
        ("private", {}, "private"),
        ("future", {}, "scheduled"),
        ("publish", {"post_password": "secret"}, "password"),
        ("publish", {"post_date_gmt": "9999-12-31 23:59:59"}, "scheduled"),
        ("pitch", {}, ""),
    ],
)
def test_what_was_not_public_is_a_draft(
    tmp_path: Path, status: str, fields: dict[str, str], words: str
) -> None:
    found = article(tmp_path, status=status, **fields)
    assert found.published_at is None
    assert words in " ".join(found.notes)
    assert "published_at" in extra(found)
    assert status == "publish" or extra(found)["status"] == status


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_what_was_thrown_away_is_skipped(tmp_path: Path, status: str) -> None:
    assert len(came(tmp_path, wxr_item(status=status)).problems) == 1


NO_DATE = "0000-00-00 00:00:00"


@pytest.mark.parametrize("gmt", [NO_DATE, "", "0000-01-01 00:00:00", "2020-13-45 99:99:99", "yesterday"])
def test_a_date_that_is_none_is_looked_for_elsewhere(tmp_path: Path, gmt: str) -> None:
    local = article(tmp_path, post_date_gmt=gmt)
    assert local.published_at == datetime(2021, 3, 6, 12, 20, tzinfo=UTC)
    feed = article(
        tmp_path,
        more="<pubDate>Sat, 06 Mar 2021 10:20:00 +0000</pubDate>",
        post_date_gmt=gmt,
        post_date=NO_DATE,
    )
    assert feed.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    none = article(tmp_path, post_date_gmt=gmt, post_date=NO_DATE)
    assert none.published_at is None and "cannot be read" in none.notes[0]


def test_categories_series_and_other_terms(tmp_path: Path) -> None:
    terms = [
        ("category", "Local"), ("category", "World"), ("category", "Uncategorized"), ("series", "The Long Strike"),
        ("person", "Ben Lee"), ("post_format", "Aside"),
    ]  # fmt: skip
    more = "".join(
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>' for domain, name in terms
    )
    found = article(tmp_path, more=more)
    assert found.section == "World", "of several, the one that is a section of the library"
    assert found.tags == ((TagKind.PERSON, "Ben Lee"), (None, "Local"))
    assert found.series == (WireSeries("The Long Strike"),)
    assert extra(found)["terms"] == {"post_format": ["Aside"]}
    assert len(found.notes) == 2
    primary = article(tmp_path, more=more + meta("_yoast_wpseo_primary_category", "3"))
    assert primary.section == "World & Sea"


def test_several_authors(tmp_path: Path) -> None:
    more = (
        '<category domain="author" nicename="ana"><![CDATA[ana r.]]></category>'
        '<category domain="author" nicename="guest"><![CDATA[Cara Guest]]></category>'
    )
    assert [byline.name for byline in article(tmp_path, more=more).bylines] == ["Ana Ruiz", "Cara Guest"]
    account = '<category domain="author" nicename="cap-ana-r"><![CDATA[ana]]></category>'
    assert [byline.name for byline in article(tmp_path, more=account).bylines] == ["Ana Ruiz"]


def test_an_address_of_mail_is_no_name(tmp_path: Path) -> None:
    found = read(reader, tmp_path / "x.xml", wxr(wxr_item()).replace(">ana</dc", ">x@e.org</dc")).article
    assert found.bylines == () and extra(found)["author"] == "x@e.org" and found.notes


def attachment(id: int, parent: int = 7, more: str = "") -> str:
    address = f"<wp:attachment_url>https://post.example/{id}.jpg</wp:attachment_url>"
    said = f"<excerpt:encoded><![CDATA[Caption {id}]]></excerpt:encoded>{meta('_wp_attachment_image_alt', f'Alt {id}')}"
    return wxr_item(
        "", address + said + more, post_id=id, post_type="attachment", status="inherit", post_parent=parent
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_media_files_come_with_their_posts_wherever_they_stand(tmp_path: Path, encoding: str) -> None:
    post = wxr_item(more=meta("_thumbnail_id", "9"))
    text = wxr(attachment(8), post, attachment(9, parent=0), attachment(10, parent=0))
    found = read(reader, tmp_path / "x.xml", text.encode(encoding))
    assert found.article.picture == ImportedPicture("https://post.example/9.jpg", "Alt 9", "Caption 9")
    (listed,) = extra(found.article)["media"]  # type: ignore[misc]
    assert listed["address"] == "https://post.example/8.jpg"
    assert found.problems == ["It is a media file that no post has: https://post.example/10.jpg"]


def test_a_picture_that_is_not_in_the_export_is_noted(tmp_path: Path) -> None:
    found = article(tmp_path, more=meta("_thumbnail_id", "99"))
    assert found.picture is None and "99" in found.notes[0] and extra(found)["thumbnail_id"] == "99"


def test_a_changed_caption_changes_the_digest_of_its_post(tmp_path: Path) -> None:
    post = wxr_item(more=meta("_thumbnail_id", "9"))
    first = came(tmp_path, post, attachment(9)).items[0]
    again = came(tmp_path, post, attachment(9)).items[0]
    other = came(tmp_path, post, attachment(9).replace("Caption 9", "Words")).items[0]
    assert first.digest == again.digest != other.digest
    assert first.key == other.key


def test_pages_and_other_kinds(tmp_path: Path) -> None:
    items = (
        wxr_item(post_type="page", title="Imprint"), wxr_item(post_type="recipe", title="Soup"),
        *[wxr_item(post_type="nav_menu_item")] * 3,
    )  # fmt: skip
    found = came(tmp_path, *items)
    assert not found.articles
    assert len(found.problems) == 3
    assert "Imprint" in found.problems[0] and "recipe" in found.problems[1]
    assert found.problems[2] == "3 entries of menus are no posts."
    with_all = came(tmp_path, *items, wxr_item(post_type="acf-field"), pages=True)
    assert [one.headline for one in with_all.articles.values()] == ["Imprint", "Soup"]
    assert "acf-field" in with_all.problems[0], "what plugins keep for themselves never comes"


def test_a_block_that_posts_share_stands_in_their_texts(tmp_path: Path) -> None:
    shared = wxr_item(
        '<p>Shared.</p><!-- wp:block {"ref":31} /-->', post_type="wp_block", post_id=30, guid="b30"
    )
    inner = wxr_item("<p>Within.</p>", post_type="wp_block", post_id=31, guid="b31")
    found = came(tmp_path, wxr_item('<p>One.</p><!-- wp:block {"ref":30} /--><p>Two.</p>'), shared, inner)
    assert found.article.body == "One.\n\nShared.\n\nWithin.\n\nTwo."
    assert not found.article.notes
    assert all("block that posts share" in problem for problem in found.problems)
    changed = came(tmp_path, wxr_item('<p>One.</p><!-- wp:block {"ref":30} /--><p>Two.</p>'), inner)
    assert changed.items[0].digest != found.items[0].digest
    assert "block" in changed.article.notes[0]


def test_a_block_that_shows_itself_ends(tmp_path: Path) -> None:
    shared = wxr_item(
        '<p>Again.</p><!-- wp:block {"ref":30} /-->', post_type="wp_block", post_id=30, guid="b30"
    )
    found = came(tmp_path, wxr_item('<!-- wp:block {"ref":30} /-->'), shared)
    assert set(found.article.body.split("\n\n")) == {"Again."}
    many = wxr_item(
        '<p>Again.</p><!-- wp:block {"ref":30} /-->' * 1000, post_type="wp_block", post_id=30, guid="b30"
    )
    large = came(tmp_path, wxr_item('<!-- wp:block {"ref":30} /-->' * 1000), many).article
    assert 1_000 < len(large.body) < 2_000_000, "blocks within blocks do not grow without end"


def test_what_plugins_say_in_their_blocks_is_kept(tmp_path: Path) -> None:
    found = article(tmp_path, '<p>One.</p><!-- wp:acf/box {"data":{"words":"Built in 1931"}} /-->')
    assert extra(found)["blocks"] == [{"block": "acf/box", "said": {"data": {"words": "Built in 1931"}}}]
    assert "acf/box" in found.notes[0]


def test_galleries_and_players(tmp_path: Path) -> None:
    items = (attachment(20), attachment(21))
    text = 'One.\n\n[gallery ids="20,21"]\n\n[audio mp3="https://post.example/a.mp3"][/audio]\n\nTwo\nthree.'
    found = came(tmp_path, wxr_item(text), *items).article
    assert found.body.count("![") == 2
    assert "<https://post.example/a.mp3>" in found.body
    assert found.body.endswith("Two  \nthree."), "no line is lost because a link was put in"
    assert not found.notes
    bare = came(tmp_path, wxr_item("[gallery]"), *items).article
    assert bare.body.count("![") == 2
    missing = came(tmp_path, wxr_item('One. [gallery ids="20,99"]'), *items).article
    assert "[gallery" in missing.body and missing.notes


def test_frames_of_page_builders_are_taken_off(tmp_path: Path) -> None:
    found = article(
        tmp_path, '[et_pb_section a="1"][et_pb_text]<p>It sails.</p>[/et_pb_text][/et_pb_section]'
    )
    assert found.body == "It sails."
    assert found.notes == ("The frames of a page builder were taken off: et_pb_section, et_pb_text.",)


def test_what_has_no_field_is_kept(tmp_path: Path) -> None:
    comments = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>" * 2
    found = article(
        tmp_path,
        more=meta("_yoast_wpseo_title", "For machines") + meta("a", "1") + meta("a", "2") + meta("_edit_lock", "1:1")
        + comments + "<wp:new_field>new</wp:new_field>",
        is_sticky=1,
    )  # fmt: skip
    kept = extra(found)
    assert kept["meta"] == {"_yoast_wpseo_title": "For machines", "a": ["1", "2"]}
    assert kept["sticky"] is True and kept["other"] == {"wp:new_field": "new"}
    assert found.notes == ("2 comments were not taken.",)


def test_footnotes_of_the_block_editor(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        '<!-- wp:paragraph --><p>Said<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup>.</p>'
        "<!-- /wp:paragraph --><!-- wp:footnotes /-->",
        meta("footnotes", '[{"id":"u1","content":"By <em>him</em>."}]'),
    )
    assert found.body == "Said[^1].\n\n[^1]: By *him*."
    assert "meta" not in extra(found)


def test_bad_xml_stays_the_matter_of_one_item(tmp_path: Path) -> None:
    found = came(
        tmp_path,
        wxr_item(title="Tea & talks &mdash; &nope; &#0;<3"),
        wxr_item(title="Two\x01\x0b").replace("</title>", "</titel>"),
        wxr_item("<p>Three</p>", more="<x>" * 5000),
        wxr_item("<p>Four</p>").replace("]]>", ""),
        wxr_item("<p>Five</p>"),
        "<item><title>Six",
    )
    assert [item.problem != "" for item in found.items] == [False, False, False, True, False, True]
    assert next(iter(found.articles.values())).headline == "Tea & talks — &nope; <3"
    assert "line" in found.items[3].name and "broken" in found.articles[found.items[1].name].notes[0]


def test_entities_of_the_file_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = wxr(wxr_item(title="&b;&f;")).replace("<rss", f"{bomb}<rss", 1)
    assert read(reader, tmp_path / "x.xml", text).article.headline == "&b;&f;"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251"])
def test_an_encoding_that_is_declared_wrongly(tmp_path: Path, encoding: str) -> None:
    words = (
        "Élève déjà, garçon, à la crème"
        if encoding == "latin-1"
        else "Переговоры возобновились в понедельник утром"
    )
    found = read(reader, tmp_path / "x.xml", wxr(wxr_item(f"<p>{words}</p>")).encode(encoding))
    assert found.article.body == words


def test_nothing_in_it(tmp_path: Path) -> None:
    assert read(reader, tmp_path / "x.xml", wxr()).error
    assert read(reader, tmp_path / "y.xml", "").error
    with pytest.raises(SourceError):
        list(reader.items(tmp_path / "nowhere.xml", AROUND))
    with pytest.raises(SourceError):
        list(reader.items(tmp_path, AROUND))


def test_tags_and_films_as_the_first_exports_wrote_them(tmp_path: Path) -> None:
    item = wxr_item(
        "Text.\n\n[youtube=http://www.youtube.com/watch?v=abc&w=320]\n\nMore.",
        more='<category domain="tag" nicename="debt"><![CDATA[Debt]]></category>',
    )
    found = read(reader, tmp_path / "x.xml", wxr(item)).article
    assert (None, "Debt") in found.tags and "<http://www.youtube.com/watch?v=abc>" in found.body


@pytest.mark.parametrize("before", [True, False])
def test_guests_have_the_names_that_a_plugin_keeps(tmp_path: Path, before: bool) -> None:
    post = wxr_item(
        "<p>Text.</p>", '<category domain="author" nicename="cap-cara-g"><![CDATA[cara-g]]></category>'
    )
    guest = wxr_item(
        "",
        meta("cap-display_name", "Cara Guest") + meta("cap-user_login", "cara-g"),
        post_type="guest-author",
        post_id=8,
        post_name="cap-cara-g",
        title="cara-g",
        guid="https://post.example/?p=8",
    )
    found = came(tmp_path, *((guest, post) if before else (post, guest)), pages=True)
    assert [byline.name for byline in found.article.bylines] == ["Cara Guest"]
    assert list(found.problems) == ["It says who an author is; the name is used in bylines: cara-g"]
