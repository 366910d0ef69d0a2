"""What a site says for all articles of a folder, and what a table says of the files beside it."""

import json
from pathlib import Path

import pytest

from newsroom.exchange.sources import folder
from tests.exchange.sources.around import AROUND, read, written

POST = "---\ntitle: {}\ndate: 2021-03-06\n{}---\nText.\n"


def tags_of(article) -> list[str]:
    return [name for _, name in article.tags]


def test_data_files_give_what_the_page_does_not_say(tmp_path: Path):
    files = {
        "src/posts/posts.json": json.dumps(
            {"layout": "post", "tags": ["posts", "City"], "author": "Ana Ruiz"}
        ),
        "src/posts/a.md": POST.format("Ferry", "tags: [Ferry]\n"),
        "src/posts/b.md": POST.format("Bridge", "author: Jo Lee\n"),
        "src/posts/b.11tydata.json": json.dumps(
            {"description": "Two years late.", "permalink": "/{{ slug }}/"}
        ),
        "src/posts/deep/deep.11tydata.json": json.dumps({"author": "Kim Oh", "tags": "Harbour"}),
        "src/posts/deep/c.md": POST.format("Crane", ""),
        "src/pages/d.md": POST.format("About", ""),
        "src/src.11tydata.js": "module.exports = () => ({})",
    }
    articles, problems = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert tags_of(by_title["Ferry"]) == ["City", "Ferry"]
    assert [line.name for line in by_title["Ferry"].bylines] == ["Ana Ruiz"]
    assert "From src/posts/posts.json: tags, author." in by_title["Ferry"].notes
    assert [line.name for line in by_title["Bridge"].bylines] == ["Jo Lee"]
    assert by_title["Bridge"].lede == "Two years late."
    assert [line.name for line in by_title["Crane"].bylines] == ["Kim Oh"]
    assert tags_of(by_title["Crane"]) == ["City", "Harbour"]
    assert not by_title["About"].tags
    assert not by_title["Ferry"].extra
    assert "what holds for the articles" in problems["src/posts/posts.json"]
    assert "Programs are not run" in problems["src/src.11tydata.js"]


def test_an_article_has_changed_when_what_is_given_to_it_has(tmp_path: Path):
    files = {"posts/posts.json": '{"author": "Ana"}', "posts/a.md": POST.format("Ferry", ""), "b.md": "B"}

    def digests() -> dict[str, str]:
        return {item.name: item.digest for item in folder.items(tmp_path, AROUND) if not item.problem}

    written(tmp_path, files)
    before = digests()
    written(tmp_path, {"posts/posts.json": '{"author": "Jo"}'})
    after = digests()
    assert before["posts/a.md"] != after["posts/a.md"]
    assert before["b.md"] == after["b.md"]


def test_a_file_of_articles_is_none_of_values(tmp_path: Path):
    item = {"uri": "urn:1", "type": "text", "headline": "Ferry", "body_text": "It sails."}
    files = {"wire/wire.json": json.dumps(item), "wire/a.md": POST.format("Bridge", "")}
    articles, _ = read(folder, written(tmp_path, files))
    assert sorted(article.headline for article in articles.values()) == ["Bridge", "Ferry"]


@pytest.mark.parametrize(
    "broken", ["[1, 2", '{"tags": {"a": 1}}', '["a"]', "null", '{"tags": [[1]], "author": 7}', ""]
)
def test_broken_data_files_harm_no_article(tmp_path: Path, broken: str):
    files = {"posts/posts.11tydata.json": broken, "posts/a.md": POST.format("Ferry", "")}
    articles, problems = read(folder, written(tmp_path, files))
    assert [article.headline for article in articles.values()] == ["Ferry"]
    assert "posts/posts.11tydata.json" in problems


def test_defaults_of_jekyll_and_its_lines_of_tags(tmp_path: Path):
    settings = """
defaults:
  - scope: {path: "", type: posts}
    values: {author: Ana Ruiz, layout: post}
  - scope: {path: notes}
    values: {category: Notes}
"""
    files = {
        "_config.yml": settings,
        "_posts/2021-03-06-a.md": POST.format("Ferry", "tags: harbour ferry sea\n"),
        "_posts/2021-03-07-b.md": POST.format("Bridge", "tags: new bridge, sea\n"),
        "_posts/2021-03-08-c.md": POST.format("Crane", "tag: old harbour\n"),
        "notes/d.md": POST.format("Note", "tags: one tag\n"),
        "source/_posts/e.md": POST.format("Hexo", "tags: one tag\n"),
    }
    articles, _ = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert tags_of(by_title["Ferry"]) == ["harbour", "ferry", "sea"]
    assert tags_of(by_title["Bridge"]) == ["new bridge", "sea"]
    assert tags_of(by_title["Crane"]) == ["old harbour"]
    assert tags_of(by_title["Note"]) == tags_of(by_title["Hexo"]) == ["one tag"]
    assert [line.name for line in by_title["Ferry"].bylines] == ["Ana Ruiz"]
    assert not by_title["Note"].bylines
    assert by_title["Note"].section == "Notes"


def test_what_a_list_page_of_hugo_hands_down(tmp_path: Path):
    files = {
        "content/news/_index.md": "---\ntitle: News\ncascade:\n  author: Ana Ruiz\n  type: story\n---\n",
        "content/news/a.md": POST.format("Ferry", ""),
        "content/else/b.md": POST.format("Bridge", ""),
    }
    articles, _ = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert [line.name for line in by_title["Ferry"].bylines] == ["Ana Ruiz"]
    assert not by_title["Bridge"].bylines


def test_sections_within_a_section_of_hugo_are_tags(tmp_path: Path):
    files = {
        "content/news/_index.md": "---\ntitle: News and Views\n---\n",
        "content/news/coast/_index.md": '+++\ntitle = "The Coast"\n+++\n',
        "content/news/coast/a.md": POST.format("Ferry", "tags: boats\n"),
        "content/news/town/b.md": POST.format("Bridge", ""),
    }
    articles, _ = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert {article.section for article in by_title.values()} == {"News and Views"}
    assert tags_of(by_title["Ferry"]) == ["boats", "The Coast"]
    assert any("The Coast" in note for note in by_title["Ferry"].notes)
    assert tags_of(by_title["Bridge"]) == []


def test_a_table_of_posts_and_their_texts_arrive_once(tmp_path: Path):
    table = (
        "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
        '101.ferry,2021-03-06T10:00:00.000Z,true,,newsletter,everyone,"Ferry, again",It sails.,\n'
        "102.bridge,2021-03-07T10:00:00.000Z,false,,newsletter,only_paid,Bridge,,\n"
        "103.crane,2021-03-08T10:00:00.000Z,true,,newsletter,everyone,Crane,,\n"
    )
    files = {
        "posts.csv": table,
        "posts/101.ferry.html": "<p>It <em>sails</em>.</p>",
        "posts/102.bridge.html": "<p>It is shut.</p>",
        "posts/104.other.html": "<html><body><h1>Other</h1><p>Another page, with words enough.</p></body></html>",
    }
    articles, problems = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert by_title.keys() >= {"Ferry, again", "Bridge"}
    ferry, bridge = by_title["Ferry, again"], by_title["Bridge"]
    assert (ferry.body, ferry.lede, ferry.slug) == ("It *sails*.", "It sails.", "ferry")
    assert ferry.published_at is not None
    assert "/p/ferry" in ferry.addresses
    assert ferry.extra == {"type": "newsletter"}
    assert bridge.published_at is None
    assert bridge.extra["audience"] == "only_paid"
    assert "“Crane” is not in the export" in problems["posts.csv: 103.crane"]
    assert len(articles) == 3


def test_keys_of_the_site_are_handed_down_and_the_program_keeps_its_own(tmp_path: Path):
    files = {
        "content/news/_index.md": "---\ntitle: News\ncascade:\n- desk: north\n  layout: wide\n  _target:\n"
        "    path: /news/harbour/**\n    kind: page\n- wire: [a, b]\n- paper: x\n  _target: {kind: section}\n---\n",
        "content/news/harbour/a.md": POST.format("Ferry", ""),
        "content/news/b.md": POST.format("Bridge", "wire: c\n"),
    }
    articles, _ = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert by_title["Ferry"].extra == {"desk": "north", "wire": ["a", "b"]}
    assert by_title["Bridge"].extra == {"wire": "c"}
    assert "From content/news/_index.md: desk, wire." in by_title["Ferry"].notes


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("posts/*", True),
        ("posts/*/a", False),
        ("*/deep", True),
        ("post", False),
        ("{a,posts}", True),
        ("po[st", False),
    ],
)
def test_defaults_of_jekyll_may_be_for_a_pattern(tmp_path: Path, path: str, fits: bool):
    files = {
        "_config.yml": f"defaults:\n- scope: {{path: '{path}/**'}}\n  values: {{author: Ana Ruiz}}\n",
        "posts/deep/a.md": POST.format("Ferry", ""),
    }
    articles, _ = read(folder, written(tmp_path, files))
    assert [line.name for line in articles["posts/deep/a.md"].bylines] == (["Ana Ruiz"] if fits else [])
