"""Ghost exports: old and new forms, cards, what is skipped and why, what is broken and where."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.exchange.sources import ghost as reader
from tests.exchange.sources.exports import AROUND, WITH_PAGES, ghost, ghost_post, read


def article(tmp_path: Path, post: dict[str, object] | None = None, **tables: object) -> ImportedArticle:
    return read(reader, tmp_path / "x.json", ghost(post or ghost_post(), **tables)).article


def extra(found: ImportedArticle) -> dict[str, object]:
    kept = found.extra["ghost"]
    assert isinstance(kept, dict)
    return kept


TAGS = {
    "tags": [
        {"id": "t1", "name": "Harbour", "slug": "harbour", "visibility": "public"},
        {"id": "t2", "name": "World", "slug": "world"},
        {"id": "t3", "name": "#film", "slug": "hash-film", "visibility": "internal"},
    ],
    "users": [{"id": "u1", "name": "Ana Ruiz"}, {"id": "u2", "name": "Ben Lee"}],
    "posts_tags": [
        {"post_id": "a1", "tag_id": "t2", "sort_order": 1},
        {"post_id": "a1", "tag_id": "t1", "sort_order": 0},
        {"post_id": "a1", "tag_id": "t3", "sort_order": 2},
        {"post_id": "b9", "tag_id": "t3", "sort_order": 0},
    ],
    "posts_authors": [
        {"post_id": "a1", "author_id": "u2", "sort_order": 0},
        {"post_id": "a1", "author_id": "u1", "sort_order": 1},
    ],
    "posts_meta": [
        {"post_id": "a1", "feature_image_alt": "Sea", "meta_title": "For machines", "og_title": None}
    ],
}


def test_it_is_recognised() -> None:
    text = ghost(ghost_post())
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), b'{"posts": []}'):
        assert reader.recognises(Path("x"), data)
    assert not reader.recognises(Path("x"), b'{"id": 1, "headline": "x"}')
    assert not reader.recognises(Path("x"), b"<rss>")


def test_a_post_with_all_that_stands_apart_from_it(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        ghost_post(
            feature_image="__GHOST_URL__/content/images/a.jpg", custom_excerpt="What it is about.", featured=1,
            canonical_url="https://other.example/x", codeinjection_head="<script>1</script>", visibility="paid",
        ),
        **TAGS,
    )  # fmt: skip
    assert (found.headline, found.lede, found.body, found.slug) == (
        "Talks resume",
        "What it is about.",
        "Text.",
        "talks",
    )
    assert (found.section, found.tags) == ("World", ((None, "Harbour"),)), (
        "the tag that is a section of the library"
    )
    assert [byline.name for byline in found.bylines] == ["Ben Lee", "Ana Ruiz"]
    assert found.picture == ImportedPicture("/content/images/a.jpg", "Sea")
    assert found.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    assert found.created_at == datetime(2021, 3, 5, 8, tzinfo=UTC)
    assert found.addresses == found.aliases == ("/talks/",)
    assert extra(found) == {
        "internal_tags": ["#film"], "meta_title": "For machines", "featured": 1, "visibility": "paid",
        "canonical_url": "https://other.example/x", "codeinjection_head": "<script>1</script>", "uuid": "0193-aa",
    }  # fmt: skip
    assert found.notes == (
        "The section was guessed: “World” is a tag there.",
        "Only members could read it there; whoever reads its page here can.",
    )


@pytest.mark.parametrize("card", ["email", "email-cta"])
def test_what_stood_only_in_the_mail_is_left_out(tmp_path: Path, card: str) -> None:
    text = lexical(paragraph(words("It sails.")), {"type": card, "html": "<p>Hello {first_name}</p>"})
    found = article(tmp_path, ghost_post(lexical=text))
    assert found.body == "It sails."
    assert "Words that stood only in its mail are left out." in found.notes


def test_the_first_tag_is_the_section_where_none_is_known(tmp_path: Path) -> None:
    tables = {**TAGS, "posts_tags": [{"post_id": "a1", "tag_id": "t1"}]}
    assert article(tmp_path, **tables).section == "Harbour"


def test_an_export_of_the_first_years(tmp_path: Path) -> None:
    post = {
        "id": 5, "uuid": "u", "title": "Old", "slug": "old", "markdown": "# One\n\n*two*", "html": "<h1>One</h1>",
        "image": "/content/a.png", "page": 0, "status": "published", "language": "en_US", "author_id": 1,
        "published_at": 1386150210000,
    }  # fmt: skip
    text = json.dumps(
        {
            "data": {
                "posts": [post],
                "tags": [{"id": 2, "name": "Sea"}],
                "posts_tags": [{"tag_id": 2, "post_id": 5}],
                "users": [{"id": 1, "name": "Ana Ruiz"}],
                "settings": [{"key": "permalinks", "value": "/:year/:month/:day/:slug/"}],
            }
        }
    )
    found = read(reader, tmp_path / "x.json", text).article
    assert (found.body, found.language, found.section) == ("# One\n\n*two*", "en-US", "Sea")
    assert found.addresses == ("/2013/12/04/old/", "/old/")
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz"]
    assert found.picture == ImportedPicture("/content/a.png")


def test_posts_as_the_interface_gives_them(tmp_path: Path) -> None:
    post = ghost_post(
        url="https://post.example/talks/", tags=[{"name": "Sea"}], authors=[{"name": "Ana Ruiz"}]
    )
    found = read(reader, tmp_path / "x.json", json.dumps({"posts": [post]})).article
    assert (found.section, found.bylines[0].name) == ("Sea", "Ana Ruiz")
    assert found.addresses == ("https://post.example/talks/", "/talks/")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "draft"}, ""),
        ({"status": "scheduled", "published_at": "2099-01-01T00:00:00Z"}, "scheduled"),
        ({"status": "sent"}, "mail"),
        ({"published_at": "9999-12-31T23:59:59Z"}, "scheduled"),
        ({"published_at": "never", "created_at": None}, "cannot be read"),
    ],
)
def test_what_was_not_public_is_a_draft(tmp_path: Path, fields: dict[str, object], words: str) -> None:
    found = article(tmp_path, ghost_post(**fields))
    assert found.published_at is None
    assert words in " ".join(found.notes) and "published_at" in extra(found)


def lexical(*nodes: object) -> str:
    return json.dumps({"root": {"type": "root", "children": list(nodes)}})


def words(text: str, format: int = 0) -> dict[str, object]:
    return {"type": "extended-text", "text": text, "format": format}


def paragraph(*children: object) -> dict[str, object]:
    return {"type": "paragraph", "children": list(children)}


LEXICAL = [
    (paragraph(words("a <"), words("b", 1), {"type": "linebreak"}, words("c", 3)), "a <**b**  \n***c***"),
    (paragraph({"type": "link", "url": "__GHOST_URL__/x/", "children": [words("x")]}), "[x](/x/)"),
    ({"type": "extended-heading", "tag": "h3", "children": [words("H")]}, "### H"),
    ({"type": "extended-quote", "children": [words("q")]}, "> q"),
    (
        {"type": "list", "tag": "ol", "start": 3, "children": [{"type": "listitem", "children": [words("i")]}]},
        "3. i",
    ),
    ({"type": "image", "src": "/a.jpg", "alt": "Sea", "caption": "<b>At</b> sea"}, "![Sea](/a.jpg)  \n**At** sea"),
    ({"type": "gallery", "images": [{"src": "/a.jpg"}, {"src": "/b.jpg"}]}, "![](/a.jpg)\n\n![](/b.jpg)"),
    ({"type": "markdown", "markdown": "*as* it\n\nis"}, "*as* it\n\nis"),
    ({"type": "html", "html": "<p>x <script>no()</script>y</p>"}, "x y"),
    ({"type": "codeblock", "code": "if a < b:\n  c", "language": "Python"}, "```python\nif a < b:\n  c\n```"),
    ({"type": "embed", "url": "https://e.org/film", "html": "<iframe src='x'></iframe>"}, "<https://e.org/film>"),
    ({"type": "bookmark", "url": "/b", "metadata": {"title": "T", "description": "D"}}, "[T](/b)  \nD"),
    ({"type": "callout", "calloutEmoji": "!", "calloutText": "<b>Mind</b> it"}, "> ! **Mind** it"),
    ({"type": "toggle", "heading": "Why", "content": "<p>So.</p>"}, "**Why**\n\nSo."),
    ({"type": "button", "buttonText": "Give", "buttonUrl": "https://e.org/give"}, "[Give](https://e.org/give)"),
    ({"type": "horizontalrule"}, "---"),
    ({"type": "file", "src": "/a.pdf", "fileTitle": "Report", "fileCaption": "2 MB"}, "[Report](/a.pdf)  \n2 MB"),
    ({"type": "audio", "src": "/a.mp3", "title": "Talk"}, "[Talk](/a.mp3)"),
    ({"type": "video", "src": "/a.mp4", "caption": "Film"}, "[/a.mp4](/a.mp4)  \nFilm"),
    ({"type": "header", "heading": "Big", "subheading": "Small"}, "## Big\n\nSmall"),
    ({"type": "product", "productTitle": "Pen", "productDescription": "<p>Ink.</p>"}, "**Pen**\n\nInk."),
    ({"type": "brand-new", "text": "Some words", "n": 3}, "Some words"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "markdown"), LEXICAL)
def test_lexical(tmp_path: Path, node: dict[str, object], markdown: str) -> None:
    found = article(tmp_path, ghost_post(lexical=lexical(paragraph(words("Above.")), node), html=None))
    assert found.body == f"Above.\n\n{markdown}"
    assert bool(found.notes) == (node["type"] == "brand-new")


def test_mobiledoc(tmp_path: Path) -> None:
    document = {
        "version": "0.3.1",
        "atoms": [["soft-return", "", {}]],
        "cards": [["image", {"src": "/a.jpg"}], ["card-markdown", {"markdown": "*md*"}], ["paywall", {}]],
        "markups": [["a", ["href", "https://e.org"]], ["strong"]],
        "sections": [
            [1, "p", [[0, [], 0, "One "], [0, [0, 1], 1, "two"], [1, [], 0, 0], [0, [], 1, "three"]]],
            [10, 0],
            [10, 1],
            [10, 2],
            [3, "ul", [[[0, [], 0, "a"]], [[0, [], 0, "b"]]]],
            [10, 77],
        ],
    }
    found = article(tmp_path, ghost_post(mobiledoc=json.dumps(document), html=None))
    assert (
        found.body
        == "One [**two**](https://e.org)  \n[three](https://e.org)\n\n![](/a.jpg)\n\n*md*\n\n- a\n- b"
    )
    assert len(found.notes) == 2 and "members" in found.notes[0] and "missing" in found.notes[1]


def test_of_a_broken_text_another_form_is_taken(tmp_path: Path) -> None:
    found = article(tmp_path, ghost_post(lexical='{"root":', mobiledoc="[" * 20_000))
    assert found.body == "Text." and len(found.notes) == 2


def test_a_text_that_is_nested_too_deep_is_noted(tmp_path: Path) -> None:
    node: dict[str, object] = words("deep")
    for _ in range(150):
        node = paragraph(node)
    found = article(tmp_path, ghost_post(lexical=lexical(node)))
    assert found.body == "Text." and "too deep" in found.notes[0]


def test_pages_come_if_asked_for(tmp_path: Path) -> None:
    text = ghost(ghost_post(type="page"), ghost_post(id="b", uuid="c", page=1, type=None))
    assert [len(read(reader, tmp_path / "x", text, around).articles) for around in (AROUND, WITH_PAGES)] == [
        0,
        2,
    ]


def test_what_is_broken_is_said_with_its_place(tmp_path: Path) -> None:
    text = ghost(
        ghost_post(title=5, slug=None, html=7, tags=4, authors={"x": 1}, published_at=[]), 3, ghost_post()
    )
    found = read(reader, tmp_path / "x", text.replace('"Talks resume"', '"Talks", "title": "resume"', 1))
    assert [bool(item.problem) for item in found.items] == [False, True, False]
    cut = read(reader, tmp_path / "x", ghost(ghost_post(), ghost_post(uuid="other"))[:-300])
    nothing = read(reader, tmp_path / "x", ghost({"id": "c1", "status": "published", "slug": "c"}))
    assert "neither a title nor a text" in nothing.error
    assert len(cut.articles) == 1 and "cut off" in cut.problems[0]
    assert "line" in cut.items[1].name


def test_a_changed_tag_changes_the_digest_of_its_post(tmp_path: Path) -> None:
    first, again, other = (
        read(
            reader, tmp_path / "x", ghost(ghost_post(), **{**TAGS, "users": [{"id": "u1", "name": name}]})
        ).items[0]
        for name in ("Ana", "Ana", "Anna")
    )
    assert first.digest == again.digest != other.digest and first.key == "0193-aa"


def test_signs_of_a_kind_that_is_not_known_keep_their_words(tmp_path: Path) -> None:
    text = {"type": "extended-heading-text", "text": "Head", "format": 0}
    root = {"root": {"type": "root", "children": [{"type": "heading", "tag": "h2", "children": [text]}]}}
    post = ghost_post(lexical=json.dumps(root), mobiledoc=None, html=None)
    assert article(tmp_path, post).body == "## Head"


def test_authors_and_tags_that_the_export_does_not_explain(tmp_path: Path) -> None:
    found = article(tmp_path, posts_tags=[{"post_id": "a1", "tag_id": "t404", "sort_order": 0}])
    assert "Of its tags and authors 1 are not in the export." in found.notes


def test_a_list_within_a_list_belongs_to_the_entry_before_it(tmp_path: Path) -> None:
    def entry(*children: object) -> dict[str, object]:
        return {"type": "listitem", "children": list(children)}

    words = [{"type": "text", "text": word} for word in ("One", "Within", "Two")]
    below = {"type": "list", "listType": "bullet", "children": [entry(words[1])]}
    above = {
        "type": "list",
        "listType": "number",
        "children": [entry(words[0]), entry(below), entry(words[2])],
    }
    lexical = json.dumps({"root": {"type": "root", "children": [above]}})
    assert article(tmp_path, ghost_post(lexical=lexical)).body == "1. One\n    - Within\n2. Two"
