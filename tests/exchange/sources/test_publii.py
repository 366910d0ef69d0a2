"""Sites of Publii: what a post becomes, from each editor; what is named; the same from a folder and an archive."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.exchange.sources import folder as reader
from tests.exchange.sources.around import AROUND, read
from tests.exchange.sources.exports import WITH_PAGES
from tests.exchange.sources.publii_sites import MADE, SiteMaker

SETTINGS = {"domain": "https://port.example/", "language": "en"}
CLEAN = {"cleanUrls": True, "postsPrefix": "", "tagsPrefix": "topics", "authorsPrefix": "people"}


@pytest.fixture
def site(tmp_path: Path) -> SiteMaker:
    return SiteMaker(tmp_path / "site")


def only(site: SiteMaker) -> ImportedArticle:
    articles, _ = read(reader, site.folder)
    (found,) = articles.values()
    return found


def extra(found: ImportedArticle) -> dict[str, object]:
    kept = found.extra["publii"]
    assert isinstance(kept, dict)
    return kept


def block(kind: str, content: object, **config: object) -> dict[str, object]:
    return {"id": "1", "type": f"publii-{kind}", "content": content, "config": config}


def test_a_post_with_all_that_stands_apart_from_it(site: SiteMaker) -> None:
    site.settings(**SETTINGS, advanced={"urls": CLEAN})
    site.author(1, "Ana Ruiz")
    site.author(2, "", "ben")
    site.tag(1, "World")
    site.tag(2, "Harbour & Sea")
    site.tag(3, "Front", isHidden=True)
    site.post(
        7, authors="2,1,9", tags=(1, 2, 3), status="published,featured", template="wide",
        image={"url": "the sea.jpg", "alt": "Sea", "caption": "The <b>sea</b>", "credits": "Ana"},
        core={"metaTitle": "For machines", "metaDesc": "", "mainTag": 2, "editor": "tinymce"},
        view={"displayDate": {"type": "select", "value": "1"}, "displayAuthor": {"type": "select", "value": ""}},
    )  # fmt: skip
    found = only(site)
    assert (found.headline, found.body, found.slug, found.language) == (
        "Talks resume",
        "Text.",
        "post-7",
        "en",
    )
    assert (found.section, found.tags) == ("Harbour & Sea", ((None, "World"),))
    assert [byline.name for byline in found.bylines] == ["ben", "Ana Ruiz"]
    assert found.picture == ImportedPicture("/media/posts/7/the%20sea.jpg", "Sea", "The sea", "Ana")
    assert (
        found.published_at == found.created_at == found.updated_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    )
    assert found.addresses == ("https://port.example/post-7/", "/post-7/") and found.aliases == ("/post-7/",)
    assert extra(found) == {
        "hidden_tags": ["Front"], "status": ["featured"], "template": "wide", "metaTitle": "For machines",
        "postViewSettings": {"displayDate": "1"},
    }  # fmt: skip
    assert found.notes == (
        "Of its tags and authors 1 are not in the database.",
        "The section was guessed: “Harbour & Sea” is the main tag there.",
    )


def test_without_a_main_tag_one_that_is_a_section_here(site: SiteMaker) -> None:
    site.tag(1, "Harbour")
    site.tag(2, "World")
    site.post(1, tags=(1, 2))
    assert (only(site).section, only(site).tags) == ("World", ((None, "Harbour"),))
    assert only(site).addresses == ("/post-1.html", "/post-1/"), (
        "no settings: either may have been its address"
    )


@pytest.mark.parametrize(
    ("status", "at", "says"),
    [
        ("draft", MADE, ""),
        ("published,draft", MADE, ""),
        ("published,hidden", MADE, "It was hidden there"),
        ("published", "no date", "cannot be read"),
        ("published", 1e300, "cannot be read"),
        ("published", 1_900_000_000_000, "still to come"),
    ],
)
def test_what_becomes_a_draft(site: SiteMaker, status: str, at: object, says: str) -> None:
    site.post(1, status=status, at=at)
    found = only(site)
    assert found.published_at is None
    assert says in " ".join(found.notes) and bool(says) == bool(found.notes)


def test_what_is_named_and_left_out(site: SiteMaker) -> None:
    site.post(1, "Imprint", status="published,is-page")
    site.post(2, "Old", status="published,trashed")
    site.post(3, "", "")
    site.settings(**SETTINGS)
    for name in ("input/themes/simple/page.html", "output/index.html", "input/media/files/a.docx"):
        (site.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (site.folder / name).write_text("<h1>Not ours</h1>")
    articles, problems = read(reader, site.folder)
    assert articles == {}
    assert problems["input/db.sqlite: page 1"].endswith("pages come only if asked for: Imprint")
    assert problems["input/db.sqlite: post 2"] == "It is in the trash there: Old"
    assert "neither a title nor a text" in problems["input/db.sqlite: post 3"]
    assert {name for name in problems if name.endswith("/")} == {
        "input/config/", "input/themes/", "output/", "input/media/",
    }  # fmt: skip
    _, within = read(reader, site.folder / "input")
    assert {name for name in within if name.endswith("/")} == {"config/", "themes/", "media/"}
    asked = [item.payload for item in reader.items(site.folder, WITH_PAGES) if item.payload]
    assert reader.article_of(asked[0], WITH_PAGES).extra == {"publii": {"type": "page"}}


def test_html_with_what_publii_puts_into_it(site: SiteMaker) -> None:
    site.post(
        1,
        text='<div class="post__toc"><h3>Contents</h3><ul><li><a href="#a">A</a></li></ul></div><p>First.</p>'
        '<hr id="read-more"><p>Second.</p><publii-amp><p>Twice.</p></publii-amp>'
        '<publii-non-amp><p>Third.</p></publii-non-amp><div class="gallery"><figure class="gallery__item">'
        '<a href="#DOMAIN_NAME#gallery/a.jpg" data-size="9x9"><img src="#DOMAIN_NAME#gallery/a-thumbnail.jpg" '
        'height="300" width="400" alt="A"></a><figcaption>One</figcaption></figure></div>',
    )
    found = only(site)
    assert found.body == "First.\n\nSecond.\n\nThird.\n\n![A](/media/posts/1/gallery/a.jpg)  \n*One*"
    assert found.lede == "" and "table of contents" in found.notes[0]


@pytest.mark.parametrize(
    ("above", "lede", "body"),
    [
        ("<p>First.</p>", "First.", "Second."),
        ("<p>First.</p><p>And more.</p>", "", "First.\n\nAnd more.\n\nSecond."),
    ],
)
def test_what_stood_in_lists_only_is_the_lede(site: SiteMaker, above: str, lede: str, body: str) -> None:
    site.settings(**SETTINGS, advanced={"postUseTextWithoutCustomExcerpt": True})
    site.post(1, text=f'{above}<hr id="read-more" /><p>Second.</p>')
    assert (only(site).lede, only(site).body) == (lede, body)


def test_markdown_comes_as_it_was_written(site: SiteMaker) -> None:
    said = "A *word*\n\n![Sea](#DOMAIN_NAME#sea.jpg =100x200)\n\n| a | b |\n| --- | --- |\n"
    site.post(1, text=said, core={"editor": "markdown"})
    assert only(site).body == "A *word*\n\n![Sea](/media/posts/1/sea.jpg)\n\n| a | b |\n| --- | --- |"


def test_every_kind_of_block(site: SiteMaker) -> None:
    blocks = [
        block("header", "Talks", headingLevel=3, link={"url": "https://a.example/"}),
        block("paragraph", "A <b>word</b>"),
        block("list", "<li>a</li><li>b</li>", listType="ol"),
        block("quote", {"text": "Yes", "author": "Ana"}),
        block("code", "a < b", language="python"),
        block("image", {"image": "#DOMAIN_NAME#a.jpg", "alt": "A", "caption": "Cap"}, link={"url": ""}),
        block("gallery", {"images": [{"src": "#DOMAIN_NAME#gallery/b.jpg", "alt": "", "caption": ""}]}),
        block("html", "<p>Raw</p>"),
        block("separator", ""),
        block("readmore", ""),
        block("embed", "https://film.example/1"),
        block("table", {"hasHeader": True, "headers": ["a", "b"], "rows": [["1", "2"]]}),
        block("toc", {"title": "Contents", "toc": "<li>x</li>"}),
        block("new", {"deep": ["Some words"]}),
        7,
    ]
    site.post(1, text=json.dumps(blocks), core={"editor": "blockeditor"})
    found = only(site)
    assert found.body.split("\n\n") == [
        "### [Talks](https://a.example/)", "A **word**", "1. a\n2. b", "> Yes", "*Ana*", "```python\na < b\n```",
        "![A](/media/posts/1/a.jpg)  \n*Cap*", "![](/media/posts/1/gallery/b.jpg)", "Raw", "---",
        "<https://film.example/1>", "| a | b |\n| --- | --- |\n| 1 | 2 |", "Some words",
    ]  # fmt: skip
    assert [note.partition(",")[0] for note in found.notes] == [
        "A table of contents", "It has a block of the kind “new”", "A block of it cannot be read; it is left out.",
    ]  # fmt: skip


def test_links_within_the_site(site: SiteMaker) -> None:
    site.settings(**SETTINGS, advanced={"urls": CLEAN | {"postsPrefix": "news"}})
    site.author(1, "Ana Ruiz", "ana")
    site.tag(4, "The Sea")
    site.post(12, slug="twelve")
    wanted = ("post/12", "tag/4", "author/1", "frontpage/1", "post/1")
    site.post(1, text="".join(f'<p><a href="#INTERNAL_LINK#/{place}">{place}</a></p>' for place in wanted))
    found = read(reader, site.folder)[0]["input/db.sqlite: post 1"]
    assert found.body.split("\n\n") == [
        "[post/12](/news/twelve/)", "[tag/4](/topics/the-sea/)", "[author/1](/people/ana/)", "[frontpage/1](/)",
        "[post/1](/news/post-1/)",
    ]  # fmt: skip
    site.post(2, text='<a href="#INTERNAL_LINK#/post/120">gone</a>')
    lost = read(reader, site.folder)[0]["input/db.sqlite: post 2"]
    assert lost.body == "gone" and "leads to a post that is not there" in lost.notes[0]


def test_a_folder_its_archive_and_its_file_say_the_same(site: SiteMaker, tmp_path: Path) -> None:
    site.settings(**SETTINGS, advanced={"urls": CLEAN})
    site.post(1, image={"url": "a.jpg"})
    with tarfile.open(tmp_path / "backup.tar", "w") as archive:
        archive.add(site.folder / "input", "input")
    found = []
    for path in (site.folder, site.folder / "input", tmp_path / "backup.tar", site.database):
        assert reader.recognises(path, b"" if path.is_dir() else path.read_bytes()[:65536])
        (item,) = (item for item in reader.items(path, AROUND) if not item.problem)
        found.append((item.digest, reader.article_of(item.payload, AROUND)))
    assert all(each == found[0] for each in found)


def test_a_digest_tells_what_changed_beside_the_post(site: SiteMaker) -> None:
    site.tag(1, "World")
    site.post(1, tags=(1,), image={"url": "a.jpg", "alt": "A"}, core={"metaTitle": "x"})

    def digest() -> str:
        (item,) = reader.items(site.folder, AROUND)
        return item.digest

    met = {digest()}
    for change in (
        "UPDATE tags SET name = 'Sea'",
        "UPDATE posts_images SET additional_data = '{}'",
        "UPDATE posts_additional_data SET value = '{}'",
        "UPDATE posts SET modified_at = 1",
    ):
        site.run(change)
        assert digest() not in met
        met.add(digest())


def test_sites_below_one_folder_have_their_own_pictures(tmp_path: Path) -> None:
    for name in ("one", "two two"):
        SiteMaker(tmp_path / "sites" / name).post(1, name, image={"url": "a.jpg"})
    articles, _ = read(reader, tmp_path / "sites")
    assert {found.picture.where for found in articles.values() if found.picture} == {
        "/one/input/media/posts/1/a.jpg", "/two%20two/input/media/posts/1/a.jpg",
    }  # fmt: skip
