"""Publishing, withdrawing and the trash: what readers see, and the times and counts that stand on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.desk import articles, releasing
from newsroom.desk.articles import get_article, new_article, save_article, set_fields, trash_article
from newsroom.desk.releasing import publish, what_is_missing, withdraw
from newsroom.desk.sections import list_sections
from newsroom.domain.article import Content, State
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.storage.publicity import load_public

BY = "test"


@pytest.fixture
def draft(library):
    article = new_article(library, Content(headline="Talks", body="Text."), by=BY)
    return set_fields(library, article.id, {"section": "World", "tags": ["Port"], "series": ["S"]}, by=BY)


def public(library, id):
    with library.store.read() as connection:
        return load_public(connection, id)


def counts(library, id):
    article = get_article(library, id)
    section = article.section
    assert section is not None
    return section.n_published, article.tags[0].n_published, article.series[0].series.n_published


def test_what_is_missing_is_said_in_sentences():
    assert what_is_missing(Content()) == ("It has no headline.", "It has no text.", "It has no section.")
    assert what_is_missing(Content(headline="H", body=" \n")) == ("It has no text.", "It has no section.")


def test_publishing_asks_for_headline_text_and_section(library):
    article = new_article(library, Content(headline="Talks"), by=BY)
    with pytest.raises(RefusedError, match=r"It has no text\. It has no section\."):
        publish(library, article.id, by=BY)
    assert get_article(library, article.id) == article
    with pytest.raises(NotFoundError):
        publish(library, ArticleId(9), by=BY)


def test_the_first_publication(library, draft):
    assert counts(library, draft.id) == (0, 0, 0)
    published = publish(library, draft.id, by=BY)
    assert published.state is State.PUBLISHED
    assert published.address == "/world/talks"
    assert published.published_at is not None and published.published_at >= draft.updated_at
    assert not published.has_unpublished_changes
    assert published.version == draft.version + 1
    facts = public(library, draft.id)
    assert facts is not None and facts.updated_at is None
    assert facts.revision_id == published.published_revision_id
    assert counts(library, draft.id) == (1, 1, 1)
    row, first = articles.list_revisions(library, draft.id)
    assert (row.kind, row.number, row.by) == ("published", 2, BY)
    assert (first.kind, first.number) == ("created", 1)
    assert articles.get_revision(library, row.id).content == published.content


def test_publishing_what_is_published_changes_nothing(library, draft):
    published = publish(library, draft.id, by=BY)
    assert publish(library, draft.id, by=BY) == published


def test_editing_a_published_article_changes_nothing_public(library, draft):
    published = publish(library, draft.id, by=BY)
    changed = set_fields(library, draft.id, {"tags": [], "section": "Sport", "headline": "New"}, by=BY)
    assert changed.has_unpublished_changes and changed.state is State.PUBLISHED
    assert (changed.address, changed.published_at) == (published.address, published.published_at)
    sections = {section.name: section.n_published for section in list_sections(library)}
    assert sections == {"World": 1, "Sport": 0}
    updated = publish(library, draft.id, by=BY)
    assert updated.published_at == published.published_at
    assert updated.slug == "talks" and not updated.has_unpublished_changes
    sections = {section.name: section.n_published for section in list_sections(library)}
    assert sections == {"World": 0, "Sport": 1}


def test_changes_taken_back_are_no_changes(library, draft):
    publish(library, draft.id, by=BY)
    assert set_fields(library, draft.id, {"body": "Other."}, by=BY).has_unpublished_changes
    assert not set_fields(library, draft.id, {"body": "Text."}, by=BY).has_unpublished_changes


def test_a_headline_that_the_library_resolves_is_no_change(library, draft):
    set_fields(library, draft.id, {"related": ["Later"]}, by=BY)
    publish(library, draft.id, by=BY)
    other = new_article(library, Content(headline="Later"), by=BY)
    after = set_fields(library, draft.id, {"lede": "x"}, by=BY)
    assert after.content.related[0].id == other.id
    assert not set_fields(library, draft.id, {"lede": ""}, by=BY).has_unpublished_changes


def test_the_page_is_updated_only_when_the_text_changed(library, draft, monkeypatch):
    published_at = publish(library, draft.id, by=BY).published_at
    hours = iter(range(1, 9))
    monkeypatch.setattr(releasing, "now", lambda: published_at + timedelta(hours=next(hours)))
    kinds = []
    times = []
    for changes in (
        {"tags": ["Other"], "label": "Analysis"},
        {"body": "More text."},
        {"series": []},
        {"body": "Right text.", "notices": [{"kind": "correction", "text": "It was wrong."}]},
    ):
        set_fields(library, draft.id, changes, by=BY)
        publish(library, draft.id, by=BY)
        kinds.append(articles.list_revisions(library, draft.id)[0].kind)
        facts = public(library, draft.id)
        assert facts is not None
        times.append(facts.updated_at)
    assert kinds == ["published", "updated", "published", "corrected"]
    assert times[0] is None
    assert [(moment - published_at).total_seconds() / 3600 for moment in times[1:]] == [2, 2, 4]


def test_the_time_of_update_survives_trash_and_back(library, draft):
    publish(library, draft.id, by=BY)
    set_fields(library, draft.id, {"body": "More."}, by=BY)
    publish(library, draft.id, by=BY)
    set_fields(library, draft.id, {"body": "Not public yet.", "tags": ["X"]}, by=BY)
    facts = public(library, draft.id)
    before = [section.n_published for section in list_sections(library)]
    trash_article(library, draft.id, by=BY)
    assert public(library, draft.id) is None
    assert [section.n_published for section in list_sections(library)] == [0]
    with pytest.raises(RefusedError, match="trash"):
        publish(library, draft.id, by=BY)
    with pytest.raises(RefusedError, match="trash"):
        withdraw(library, draft.id, "x", by=BY)
    back = articles.untrash_article(library, draft.id, by=BY)
    assert back.state is State.PUBLISHED and back.has_unpublished_changes
    assert public(library, draft.id) == facts
    assert [section.n_published for section in list_sections(library)] == before


def test_withdrawing_leaves_the_notice(library, draft):
    published = publish(library, draft.id, by=BY)
    gone = withdraw(library, draft.id, " It was wrong. ", by=BY)
    assert gone.state is State.WITHDRAWN
    assert (gone.address, gone.published_at) == (published.address, published.published_at)
    assert [(notice.kind.value, notice.text) for notice in gone.content.notices] == [
        ("note", "It was wrong.")
    ]
    assert not gone.has_unpublished_changes
    assert public(library, draft.id) is None
    assert counts(library, draft.id) == (0, 0, 0)
    assert articles.list_revisions(library, draft.id)[0].kind == "withdrawn"
    again = withdraw(library, draft.id, "It was quite wrong.", by=BY)
    assert articles.list_revisions(library, draft.id)[0].name == "It was quite wrong."
    assert len(again.content.notices) == 2


def test_what_is_withdrawn_can_be_published_again(library, draft):
    published = publish(library, draft.id, by=BY)
    withdraw(library, draft.id, "It was wrong.", by=BY)
    back = publish(library, draft.id, by=BY)
    assert back.state is State.PUBLISHED
    assert (back.published_at, back.address) == (published.published_at, published.address)
    assert counts(library, draft.id) == (1, 1, 1)


def test_trashing_and_untrashing_a_withdrawn_article_shows_nothing(library, draft):
    publish(library, draft.id, by=BY)
    withdraw(library, draft.id, "x", by=BY)
    trash_article(library, draft.id, by=BY)
    back = articles.untrash_article(library, draft.id, by=BY)
    assert back.state is State.WITHDRAWN and public(library, draft.id) is None


def test_withdrawing_needs_a_publication_and_a_notice(library, draft):
    with pytest.raises(RefusedError, match="not published"):
        withdraw(library, draft.id, "x", by=BY)
    publish(library, draft.id, by=BY)
    with pytest.raises(RefusedError, match="notice"):
        withdraw(library, draft.id, " \n", by=BY)


def test_a_headline_without_letters_still_gets_an_address(library, draft):
    set_fields(library, draft.id, {"headline": "…!"}, by=BY)
    assert publish(library, draft.id, by=BY).address == f"/world/article-{draft.id}"


def test_saving_a_published_draft_with_the_content_it_has_keeps_it_unchanged(library, draft):
    published = publish(library, draft.id, by=BY)
    other = replace(published.content, body="x")
    save_article(library, draft.id, published.content, other, version=published.version, by=BY)
    stored = get_article(library, draft.id)
    saved = save_article(library, draft.id, other, published.content, version=stored.version, by=BY)
    assert not saved.article.has_unpublished_changes
