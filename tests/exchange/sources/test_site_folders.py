"""Folders of a site program: what lies in them is told in a line, and never taken for articles."""

from pathlib import Path

from newsroom.exchange.sources import folder
from tests.exchange.sources.around import read, written

POST = "---\ntitle: {}\ndate: 2021-03-06\n---\nText.\n"


def test_templates_samples_themes_and_built_pages_are_told_by_folder(tmp_path: Path):
    files = {
        "site/hugo.toml": "title = 'Post'",
        "site/content/news/a.md": POST.format("Ferry"),
        "site/content/layouts/b.md": POST.format("Layouts of the town"),
        "site/archetypes/default.md": POST.format("New"),
        "site/layouts/single.html": "<h1>{{ .Title }}</h1>",
        "site/layouts/_default/list.html": "<h1>{{ .Title }}</h1>",
        "site/themes/x/exampleSite/content/c.md": POST.format("Example"),
        "site/public/news/a/index.html": "<article><h1>Ferry</h1><p>Text of it, built.</p></article>",
    }
    articles, problems = read(folder, written(tmp_path, files))
    assert sorted(article.headline for article in articles.values()) == ["Ferry", "Layouts of the town"]
    assert problems["site/layouts/"] == "2 files: templates of the site program, which hold no articles."
    assert problems["site/public/"].startswith("1 file: what the site program has built")
    assert {"site/archetypes/", "site/themes/"} <= problems.keys()


def test_without_such_a_program_they_are_folders(tmp_path: Path):
    files = {
        "public/a.md": POST.format("Ferry"),
        "themes/b.md": POST.format("Bridge"),
        "_includes/c.md": "Part.",
    }
    articles, problems = read(folder, written(tmp_path, files))
    assert sorted(articles) == ["public/a.md", "themes/b.md"]
    assert list(problems) == ["_includes/"]


def test_what_has_neither_headline_nor_text_is_named(tmp_path: Path):
    articles, problems = read(folder, written(tmp_path, {"index.html": "---\nlayout: home\n---\n"}))
    assert not articles
    assert problems["index.html"] == "It has neither a headline nor a text."


def test_the_text_of_a_list_page_is_named_as_not_taken(tmp_path: Path):
    files = {
        "content/a/_index.md": "---\ntitle: A\n---\n",
        "content/b/_index.md": "---\ntitle: B\n---\nWords.",
        "_authors/jo.md": "---\nname: Jo Quist\n---\nShe has edited since 2001.\n",
    }
    _, problems = read(folder, written(tmp_path, files))
    assert "not taken" not in problems["content/a/_index.md"]
    assert "The text that stands on it is not taken." in problems["content/b/_index.md"]
    assert "not taken" in problems["_authors/jo.md"]
    assert "templates" in read(folder, written(tmp_path, {"x.njk": "{{ x }}"}))[1]["*.njk"]
