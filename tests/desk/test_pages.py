"""The page of an article in a library: its model, its bytes, its file."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom.desk import page_pictures, pages
from newsroom.desk.articles import get_article, new_article, set_fields, trash_article
from newsroom.desk.media import add_picture, media_path
from newsroom.desk.pages import page_model, page_of, render_article_page, write_page
from newsroom.desk.releasing import publish, withdraw
from newsroom.desk.settings import save_site
from newsroom.domain.article import Content, State
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.site import SiteSettings
from newsroom.rendering.body import RenderError
from newsroom.rendering.theme import ThemeError
from tests.desk.pictures import png

BY = "test"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = SiteSettings(name="Halyard", address="https://h.example", short_address="https://h.ex")


@pytest.fixture
def published(library):
    save_site(library, SITE)
    article = new_article(library, Content(headline="Talks", body="Some text."), by=BY)
    set_fields(library, article.id, {"section": "World", "series": ["The Strike"], "tags": ["Port"]}, by=BY)
    return publish(library, article.id, by=BY)


def test_a_draft_has_the_address_that_it_would_get_and_counts_itself(library):
    save_site(library, SITE)
    article = new_article(library, Content(headline="Talks", body="One two."), by=BY)
    article = set_fields(library, article.id, {"section": "World", "series": ["S"]}, by=BY)
    model = page_model(library, article.id, at=NOON)
    assert model.url == "https://h.example/world/talks"
    assert model.short_url == f"https://h.ex/{article.short_code}"
    assert (model.series[0].position, model.series[0].count) == (1, 1)
    assert model.published_at is None and model.updated_at is None
    assert model.n_words == 2 and model.at == NOON
    assert get_article(library, article.id) == article


def test_an_empty_article_has_a_page(library):
    article = new_article(library, by=BY)
    model = page_model(library, article.id, at=NOON)
    assert (model.url, model.section, model.series) == (None, None, ())
    assert render_article_page(library, article.id, at=NOON).startswith(b"<!doctype html>")


def test_the_page_shows_the_working_copy_at_the_public_address(library, published):
    set_fields(library, published.id, {"headline": "Talks end", "section": "Sport"}, by=BY)
    model = page_model(library, published.id, at=NOON)
    assert model.headline == "Talks end"
    assert model.section is not None and model.section.text == "Sport"
    assert model.url == "https://h.example/world/talks"
    assert model.published_at == published.published_at
    set_fields(library, published.id, {"slug": "peace"}, by=BY)
    assert page_model(library, published.id, at=NOON).url == "https://h.example/world/peace"


def test_the_page_of_an_unsaved_content_is_that_of_the_content_saved(library, published):
    other = new_article(library, Content(headline="Other"), by=BY)
    changes = {
        "headline": "New",
        "body": f"Another [text](article:{other.id}).",
        "tags": ["Other"],
        "series": ["Second", "The Strike"],
        "related": [other.id],
        "slug": "x",
    }
    content = set_fields(library, published.id, changes, by=BY).content
    set_fields(
        library,
        published.id,
        {
            "headline": "Talks",
            "body": "Some text.",
            "tags": ["Port"],
            "series": ["The Strike"],
            "related": [],
            "slug": "",
        },
        by=BY,
    )
    unsaved = page_model(library, published.id, at=NOON, content=content)
    set_fields(library, published.id, changes, by=BY)
    assert page_model(library, published.id, at=NOON) == unsaved


def test_links_and_related_lead_only_where_readers_can_go(library, published):
    draft = new_article(library, Content(headline="Draft"), by=BY)
    trashed = new_article(library, Content(headline="Trashed"), by=BY)
    body = f"[a](article:{published.id}) [b](article:{draft.id}) [c](article:99)"
    host = new_article(library, Content(headline="Host", body=body), by=BY)
    related = [trashed.id, draft.id, published.id, "Nobody wrote it"]
    set_fields(library, host.id, {"related": related}, by=BY)
    trash_article(library, trashed.id, by=BY)
    model = page_model(library, host.id, at=NOON)
    url = "https://h.example/world/talks"
    assert [(link.headline, link.url) for link in model.related] == [
        ("Draft", None),
        ("Talks", url),
        ("Nobody wrote it", None),
    ]
    assert model.article_urls == ((published.id, url),)
    page = render_article_page(library, host.id, at=NOON).decode()
    assert f'<a href="{url}">a</a> b c' in page


def test_related_articles_have_the_headline_that_readers_see(library, published):
    set_fields(library, published.id, {"headline": "Not public yet"}, by=BY)
    host = new_article(library, Content(headline="Host"), by=BY)
    set_fields(library, host.id, {"related": [published.id]}, by=BY)
    assert page_model(library, host.id, at=NOON).related[0].headline == "Talks"


def test_previous_and_next_are_of_the_first_series_and_public(library):
    ids = []
    for name in ("One", "Two", "Three"):
        article = new_article(library, Content(headline=name, body="Text."), by=BY)
        set_fields(library, article.id, {"section": "World", "series": ["S", "Other"]}, by=BY)
        ids.append(publish(library, article.id, by=BY).id)
    model = page_model(library, ids[1], at=NOON)
    first, second = model.series
    assert first.previous is not None and first.previous.text == "One"
    assert first.next is not None and first.next.text == "Three"
    assert (second.previous, second.next) == (None, None)
    assert (first.position, first.count) == (2, 3)


def test_a_picture_is_in_the_page(library, published):
    data = png(40, 30)
    picture = add_picture(library, data)
    set_fields(library, published.id, {"picture": {"file": picture.file, "alt": "A boat"}}, by=BY)
    model = page_model(library, published.id, at=NOON)
    assert model.picture is not None
    assert (model.picture.width, model.picture.height, model.picture.alt) == (40, 30, "A boat")
    page = render_article_page(library, published.id, at=NOON)
    assert base64.b64encode(data) in page
    media_path(library, picture.file).unlink()
    assert page_model(library, published.id, at=NOON).picture is None


def test_a_withdrawn_article_is_its_notice(library, published):
    withdraw(library, published.id, "It was <wrong>.", by=BY)
    set_fields(library, published.id, {"notices": []}, by=BY)  # a working copy changes nothing public
    model = page_model(library, published.id, at=NOON)
    assert model.withdrawn == "It was <wrong>."
    page = render_article_page(library, published.id, at=NOON).decode()
    assert "It was &lt;wrong&gt;." in page and "Some text." not in page


def test_every_page_of_the_sample_is_made_and_the_same_again(sample):
    for id in map(ArticleId, range(1, 70)):
        article = get_article(sample, id)
        page = render_article_page(sample, id, at=NOON)
        assert page == render_article_page(sample, id, at=NOON, content=article.content)
        if article.state is State.PUBLISHED:
            assert not re.search(rb'href="(?!https?://|#|mailto:)', page)


def test_the_page_has_its_time(library, published):
    later = datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert render_article_page(library, published.id, at=NOON) != render_article_page(
        library, published.id, at=later
    )


def test_what_cannot_be_rendered_is_said(library, published, tmp_path):
    set_fields(library, published.id, {"body": "[" * 8000}, by=BY)
    with pytest.raises(RenderError):
        render_article_page(library, published.id, at=NOON)
    save_site(library, replace(SITE, theme=str(tmp_path / "absent")))
    with pytest.raises(ThemeError):
        render_article_page(library, published.id, at=NOON)
    with pytest.raises(NotFoundError):
        page_model(library, ArticleId(99), at=NOON)


def test_the_page_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    write_page(path, b"one")
    write_page(path, b"two")
    assert path.read_bytes() == b"two"

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(RefusedError, match="No space left"):
        write_page(path, b"three")
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]
    assert path.read_bytes() == b"two"
    for wrong in (tmp_path, tmp_path / "absent" / "x", tmp_path / "nul\0"):
        with pytest.raises(RefusedError):
            pages.write_page(wrong, b"x")


def test_pictures_of_the_text_are_in_the_page(library, published):
    data = png(40, 30)
    file = add_picture(library, data).file
    gone = f"{'0' * 64}.png"
    body = f"One.\n\n![A boat](/media/{file})\n*At sea.*\n\n![A gull](/media/{gone})\n"
    set_fields(library, published.id, {"body": body}, by=BY)
    model = page_model(library, published.id, at=NOON)
    (picture,) = model.text_pictures
    assert (picture.file, picture.mime, picture.width, picture.height) == (file, "image/png", 40, 30)
    assert "“000000000000….png”" in model.troubles[0] and len(model.troubles) == 1
    page = render_article_page(library, published.id, at=NOON)
    assert page == page_of(model) and base64.b64encode(data) in page
    assert b"<figcaption>At sea.</figcaption>" in page and b'<span class="no-picture">A gull</span>' in page


def test_a_lead_picture_that_is_gone_is_named(library, published):
    picture = add_picture(library, png(40, 30))
    set_fields(library, published.id, {"picture": {"file": picture.file}}, by=BY)
    assert page_model(library, published.id, at=NOON).troubles == ()
    media_path(library, picture.file).unlink()
    assert picture.file[:12] in page_model(library, published.id, at=NOON).troubles[0]


def test_too_many_and_too_large_pictures_have_their_address(library, published, monkeypatch):
    files = [add_picture(library, png(n, 1)).file for n in (1, 2, 3, 4)]
    body = "\n\n".join(f"![{n}](/media/{file})" for n, file in enumerate(files))
    set_fields(library, published.id, {"body": body}, by=BY)
    monkeypatch.setattr(page_pictures, "MOST_IN_A_PAGE", 3)
    model = page_model(library, published.id, at=NOON)
    assert [one.path is None for one in model.text_pictures] == [False, False, False, True]
    assert "of 1 more" in model.troubles[0]
    monkeypatch.setattr(page_pictures, "MOST_BYTES", 100)
    n_inside = sum(one.path is not None for one in page_model(library, published.id, at=NOON).text_pictures)
    assert n_inside == 1
