"""Themes of the user's own: what they may change, what they may not, and how their faults are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.rendering.page import render_page
from newsroom.rendering.theme import ThemeError, content_security_policy, load_theme, theme_files
from tests.rendering import models
from tests.rendering.pages import faults


def _theme(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        file = folder / f"{stem.replace('__', '/')}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def _page(folder: Path) -> str:
    return render_page(models.complete(), load_theme(folder)).decode("utf-8")


def test_an_empty_folder_gives_our_theme(tmp_path: Path) -> None:
    assert _page(tmp_path) == render_page(models.complete(), load_theme(None)).decode("utf-8")


def test_one_template_and_one_more_style_may_be_changed(tmp_path: Path) -> None:
    _theme(
        tmp_path,
        related_html="<aside>{{ article.related | length }} more</aside>\n",
        extra_css="h1 { color: teal }",
    )
    page = _page(tmp_path)
    assert "<aside>2 more</aside>" in page and "h1 { color: teal }" in page and "--accent" in page
    assert page.count("Content-Security-Policy") == 1
    assert content_security_policy(load_theme(tmp_path)) != content_security_policy(load_theme(None))


def test_words_may_be_changed_and_added(tmp_path: Path) -> None:
    _theme(tmp_path, words__en_json='{"listen_live": "On air"}', words__fi_json='{"related": "Lue lisää"}')
    assert "On air" in _page(tmp_path) and "Get short URL" in _page(tmp_path)
    finnish = replace(models.complete(), language="fi")
    page = render_page(finnish, load_theme(tmp_path)).decode("utf-8")
    assert "Lue lisää" in page and "Published <time" in page


def test_a_page_of_its_own(tmp_path: Path) -> None:
    _theme(
        tmp_path,
        page_html="<!doctype html><html><HEAD lang=x><title>{{ title }}</title></HEAD>"
        "<body>{{ article.body }}</body></html>",
    )
    page = _page(tmp_path)
    assert page.index("Content-Security-Policy") < page.index("<title>")
    assert "mooring chain" in page


@pytest.mark.parametrize(
    ("files", "file", "line", "words"),
    [
        ({"page_html": "<head>\n\n{% if %}"}, "page.html", 3, "Expected an expression"),
        (
            {"related_html": "a\n{{ article.nosuch }}"},
            "related.html",
            2,
            "“article” has no “nosuch”. There are: authors",
        ),
        ({"related_html": "a\n\n{{ nosuch.thing }}"}, "related.html", 3, "There is no “nosuch” here"),
        ({"related_html": "{{ article.headline.upper() }}"}, "related.html", 1, "unsafe"),
        ({"related_html": "\n{{ article.__class__ }}"}, "related.html", 2, "unsafe"),
        ({"related_html": "\n{{ 'a' * 100000000 }}"}, "related.html", 2, "numbers only"),
        ({"related_html": "\n{{ '%99999999d' % 1 }}"}, "related.html", 2, "numbers only"),
        ({"related_html": "{% for i in range(10000000) %}{% endfor %}"}, "related.html", 1, "Range too big"),
        (
            {"related_html": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"},
            "related.html",
            1,
            "without end",
        ),
        ({"related_html": "\n{% include 'nosuch.html' %}"}, "related.html", 2, "no template"),
        ({"related_html": "\n{% include '../../secret.html' %}"}, "related.html", 2, "no template"),
        (
            {"related_html": "\n{% autoescape false %}{{ article.lede }}{% endautoescape %}"},
            "related.html",
            2,
            "escaped",
        ),
        ({"related_html": "\n{{ article.lede | safe }}"}, "related.html", 2, "safe"),
        ({"page_html": "nothing"}, None, None, "<head>"),
        ({"words__en_json": '{"a":\n 1'}, "en.json", 2, "not JSON"),
        ({"words__en_json": '{"a": 1}'}, "en.json", None, "texts"),
        ({"words__en_json": '{"months": ["a"]}'}, "en.json", None, "months"),
        ({"words__en_json": "[" * 100000}, "en.json", None, ""),
        ({"words__en_json": '["a"]'}, "en.json", None, "texts"),
    ],
)
def test_faults_are_told_with_file_and_line(
    tmp_path: Path, files: dict[str, str], file: str | None, line: int | None, words: str
) -> None:
    _theme(tmp_path, **files)
    with pytest.raises(ThemeError) as caught:
        _page(tmp_path)
    error = caught.value
    assert (error.file.name if error.file else None) == file
    if line is not None:
        assert error.line == line
        assert f"{file}, line {line}: " in str(error)
    assert words in str(error)


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_bytes(b"a {}\n\xff\xfe")
    with pytest.raises(ThemeError) as caught:
        load_theme(tmp_path)
    assert caught.value.line == 2 and "UTF-8" in str(caught.value)
    (tmp_path / "style.css").write_bytes(b"a" * 1_000_001)
    with pytest.raises(ThemeError, match="larger than 1 MB"):
        load_theme(tmp_path)
    with pytest.raises(ThemeError, match="no folder"):
        load_theme(tmp_path / "nosuch")


def test_a_folder_that_is_no_theme_is_refused(tmp_path: Path) -> None:
    for i in range(201):
        (tmp_path / f"{i}.html").write_text("")
    with pytest.raises(ThemeError, match="200"):
        load_theme(tmp_path)


def test_links_that_lead_out_are_passed_over(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "theme"
    outside.mkdir()
    folder.mkdir()
    (outside / "related.html").write_text("SECRET")
    try:
        (folder / "related.html").symlink_to(outside / "related.html")
        (folder / "words").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert "SECRET" not in _page(folder)


def test_reload_sees_a_change_and_a_new_file(tmp_path: Path) -> None:
    _theme(tmp_path, related_html="one")
    first = load_theme(tmp_path)
    assert load_theme(tmp_path) is first
    assert set(theme_files(first)) == {tmp_path, tmp_path / "related.html"}
    _theme(tmp_path, related_html="one two")
    second = load_theme(tmp_path)
    assert second is not first and "one two" in render_page(models.complete(), second).decode()
    _theme(tmp_path, words__en_json="{}")
    assert tmp_path / "words" in theme_files(load_theme(tmp_path))
    # A theme once loaded stays as it was read.
    assert "one two" not in render_page(models.complete(), first).decode()


def test_style_and_script_cannot_end_their_elements(tmp_path: Path) -> None:
    _theme(
        tmp_path,
        extra_css='a::after { content: "</STYLE><script>x()</script>" }',
        script_js='var a = "</script><img src=x onerror=y()>", b = "<!--<script>";',
    )
    theme = load_theme(tmp_path)
    page = render_page(models.complete(), theme)
    assert faults(page, theme) == []
    assert "\\3c /STYLE>" in theme.css and "\\x3c/script>" in theme.script


def test_values_are_escaped_wherever_a_theme_prints_them(tmp_path: Path) -> None:
    _theme(
        tmp_path,
        related_html="{{ article.headline }}{% set x = article.headline %}{{ x ~ '<i>' }}{{ [x] | join('<b>') }}",
    )
    model = replace(models.complete(), headline="<script>alert(1)</script>")
    theme = load_theme(tmp_path)
    assert faults(render_page(model, theme), theme) == []


def test_our_files_are_listed_for_watching_too() -> None:
    names = {file.name for file in theme_files(load_theme(None))}
    assert {"page.html", "style.css", "script.js", "en.json"} <= names


def test_every_language_has_every_word() -> None:
    theme = load_theme(None)
    english = theme.words("en").table
    for language, words in theme.words_by_language.items():
        assert set(words.table) == set(english), language
        for key, text in words.table.items():
            if language != "en":
                assert {p for p in ("{people}", "{name}", "{time}", "{site}") if p in text} == {
                    p for p in ("{people}", "{name}", "{time}", "{site}") if p in english[key]
                }, (language, key)
