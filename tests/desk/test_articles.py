"""Articles made, found, saved and merged, on a real library."""

import math
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk import articles
from newsroom.desk.articles import find_article, get_article, new_article, save_article, trash_article
from newsroom.desk.reading import whole_article
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.settings import save_site
from newsroom.domain.article import (
    Byline,
    BylineRole,
    Content,
    Dateline,
    Notice,
    NoticeKind,
    Picture,
    RelatedLink,
    State,
)
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId, RevisionId, SectionId, SeriesId, TagId
from newsroom.domain.site import SiteSettings
from newsroom.domain.times import now
from newsroom.storage.search_index import INDEXES
from newsroom.storage.series import ensure_series
from newsroom.storage.tags import ensure_tag

BY = "test"


def full_content(library) -> Content:
    with library.store.write() as connection:
        tags = tuple(ensure_tag(connection, name).id for name in ("Harbour", "Strike"))
        series = (ensure_series(connection, "The Strike", earlier_elsewhere=7).id,)
    return Content(
        headline="Talks resume — Привет 🌊",
        lede="A lede.",
        body="One.\n\nTwo *words* [here](article:1).",
        language="en-GB",
        section_id=ensure_section(library, "World", by=BY).id,
        label="Analysis",
        dateline=Dateline("PARIS", "Nov 27", ""),
        bylines=(Byline("Ana Ruiz"), Byline("李明", BylineRole.PHOTO, "Beijing")),
        picture=Picture("ab.jpg", "alt", "caption", "credit", "2026-01-01"),
        notices=(Notice(NoticeKind.CORRECTION, "Wrong name.", now()),),
        series=series,
        tags=tags,
        related=(RelatedLink(None, "Not written yet"),),
        slug="by-hand",
    )


def test_a_new_article_is_a_draft_with_names_of_its_own(library):
    first, second = (new_article(library, Content(headline="Talks"), by=BY) for _ in range(2))
    assert first.state is State.DRAFT and first.version == 1
    assert uuid.UUID(first.uid).version == 7
    assert first.uid < second.uid and first.id < second.id
    assert len(first.short_code) == 7 and first.short_code != second.short_code
    assert (first.slug, second.slug) == ("talks", "talks-2")
    assert first.address is None and first.published_at is None
    assert new_article(library, by=BY).slug is None


def test_everything_that_an_editor_writes_comes_back(library):
    content = full_content(library)
    made = new_article(library, content, by=BY, extra={"wordpress": {"id": 7}})
    bylines = tuple(replace(line, author_id=line.author_id) for line in made.content.bylines)
    assert made.content == replace(content, bylines=bylines)
    assert [line.name for line in bylines] == ["Ana Ruiz", "李明"] and all(line.author_id for line in bylines)
    assert made.extra == {"wordpress": {"id": 7}}
    assert made.section is not None and made.section.name == "World"
    assert [tag.name for tag in made.tags] == ["Harbour", "Strike"]
    assert (made.series[0].position, made.series[0].count) == (8, 8)
    assert get_article(library, made.id) == made


def test_what_an_import_brings_is_kept_as_plain_json(library):
    moment = datetime(2026, 3, 1, 10, tzinfo=UTC)
    extra = {"a": math.nan, "b": moment, 7: {"c": (1, "\0", {2})}, "d": 1.5, "e": None, "f": b"x"}
    made = new_article(library, by=BY, extra=extra)
    assert made.extra == {
        "a": "nan",
        "b": "2026-03-01T10:00:00+00:00",
        "7": {"c": [1, "\ufffd", [2]]},
        "d": 1.5,
        "e": None,
        "f": "b'x'",
    }
    deep: object = 1
    for _ in range(50):
        deep = [deep]
    with pytest.raises(RefusedError, match="deeply"):
        new_article(library, by=BY, extra={"deep": deep})


def test_one_name_is_one_author(library):
    one = new_article(library, Content(bylines=(Byline("Ana Ruiz"),)), by=BY)
    two = new_article(library, Content(bylines=(Byline("ANA  RUIZ"), Byline(" "))), by=BY)
    assert one.content.bylines[0].author_id == two.content.bylines[0].author_id
    assert [line.name for line in two.content.bylines] == ["ANA RUIZ"]


def test_an_article_is_found_by_each_of_its_names(library):
    article = new_article(library, full_content(library), by=BY)
    article = publish(library, article.id, by=BY)
    for ref in (str(article.id), article.uid, article.uid.upper(), article.short_code, "/world/by-hand"):
        assert find_article(library, f" {ref} ").id == article.id
    for ref in ("99", "0", "-1", "", "/world", "nothing", "/", "9" * 40, "²", "\0", "\ud800", "by-hand"):
        with pytest.raises(NotFoundError):
            find_article(library, ref)
    with pytest.raises(NotFoundError):
        get_article(library, ArticleId(99))


def test_an_article_is_found_by_its_whole_address(library):
    article = new_article(library, full_content(library), by=BY)
    article = publish(library, article.id, by=BY)
    for ref in ("/world/by-hand", "/world/by-hand/?from=mail#x", f"/s/{article.short_code}"):
        assert find_article(library, f"https://newsroom.example{ref}").id == article.id
    save_site(library, SiteSettings(address="https://h.example/news/", short_address="https://h.ex/"))
    assert find_article(library, f"https://h.ex/{article.short_code}").id == article.id
    assert find_article(library, "https://h.example/news/world/by-hand").id == article.id
    with pytest.raises(NotFoundError):
        find_article(library, "https://other.example/world/by-hand")


def test_a_new_article_is_in_the_language_of_the_site(library):
    save_site(library, SiteSettings(language="ru"))
    assert new_article(library, by=BY).content.language == "ru"


def test_a_short_code_of_digits_is_found_unless_an_id_is_meant(library):
    article = new_article(library, by=BY)
    with library.store.write() as connection:
        connection.exec_driver_sql("UPDATE article SET short_code = '1234567'")
    assert find_article(library, "1234567").id == article.id


def test_saving_writes_the_change_and_a_version(library):
    article = new_article(library, full_content(library), by=BY)
    changed = replace(article.content, body="New.", tags=article.content.tags[::-1], lede="")
    saved = save_article(library, article.id, article.content, changed, version=1, by=BY)
    assert (saved.merged, saved.conflicts) == ((), ())
    assert saved.article.content == changed
    assert saved.article.version == 2
    assert saved.article.updated_at >= article.updated_at
    assert saved.article.created_at == article.created_at
    assert get_article(library, article.id) == saved.article


def test_what_is_stored_already_is_not_written_again(library):
    article = new_article(library, full_content(library), by=BY)
    same = replace(article.content, bylines=(Byline("Ana Ruiz"), Byline("李明", BylineRole.PHOTO, "Beijing")))
    saved = save_article(library, article.id, article.content, same, version=1, by=BY)
    assert saved.article == article


def statements(library, act) -> list[str]:
    seen: list[str] = []

    def note(statement: str) -> None:
        seen.append(statement)

    with library.store.write() as connection:
        connection.connection.driver_connection.set_trace_callback(note)
    try:
        act()
    finally:
        with library.store.write() as connection:
            connection.connection.driver_connection.set_trace_callback(None)
    return [s for s in seen if s.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_only_what_changed_is_written(library):
    article = new_article(library, full_content(library), by=BY)
    body = replace(article.content, body="Another.")
    writes = statements(
        library, lambda: save_article(library, article.id, article.content, body, version=1, by=BY)
    )
    tables = {write.split()[1] if write.startswith("UPDATE") else write for write in writes}
    assert tables == {"article", "article_text"}, writes
    assert "headline" not in " ".join(writes)


def test_an_article_is_read_in_a_constant_number_of_statements(library):
    small = new_article(library, by=BY)
    content = full_content(library)
    large = new_article(
        library,
        replace(
            content,
            bylines=tuple(Byline(f"Person {n}") for n in range(50)),
            related=tuple(RelatedLink(None, f"Other {n}") for n in range(50)),
        ),
        by=BY,
    )

    def count(id: ArticleId) -> int:
        seen: list[str] = []
        with library.store.write() as connection:
            connection.connection.driver_connection.set_trace_callback(seen.append)
            whole_article(connection, id)
            connection.connection.driver_connection.set_trace_callback(None)
        return len(seen)

    assert count(small.id) <= count(large.id) <= 3


def test_changes_of_two_are_merged_field_by_field(library):
    article = new_article(library, full_content(library), by=BY)
    theirs = replace(article.content, headline="Theirs", label=None)
    save_article(library, article.id, article.content, theirs, version=1, by="other")
    ours = replace(article.content, body="Ours.")
    saved = save_article(library, article.id, article.content, ours, version=1, by=BY)
    assert saved.merged == ("headline", "label") and saved.conflicts == ()
    content = saved.article.content
    assert (content.headline, content.label, content.body) == ("Theirs", None, "Ours.")
    assert [row.kind for row in articles.list_revisions(library, article.id)] == ["created"]


def test_where_both_changed_ours_is_saved_and_theirs_kept(library):
    article = new_article(library, full_content(library), by=BY)
    theirs = replace(article.content, body="Theirs.", lede="Their lede.")
    save_article(library, article.id, article.content, theirs, version=1, by="other")
    ours = replace(article.content, body="Ours.")
    saved = save_article(library, article.id, article.content, ours, version=1, by=BY)
    assert saved.conflicts == ("body",) and saved.merged == ("lede",)
    assert saved.article.content.body == "Ours."
    row, common, created = articles.list_revisions(library, article.id)
    assert row.kind == "conflict" and row.name is not None and "body" in row.name
    assert articles.get_revision(library, row.id).content.body == "Theirs."
    assert (common.kind, created.kind) == ("common", "created")
    assert articles.get_revision(library, common.id).content == article.content


def test_a_conflict_may_be_refused(library):
    article = new_article(library, full_content(library), by=BY)
    theirs = replace(article.content, tags=())
    save_article(library, article.id, article.content, theirs, version=1, by="other")
    ours = replace(article.content, tags=article.content.tags[:1], body="Ours.")
    saved = save_article(library, article.id, article.content, ours, version=1, by=BY, keep_ours=False)
    assert saved.conflicts == ("tags",)
    assert saved.article.content == theirs and saved.article.version == 2
    assert [row.kind for row in articles.list_revisions(library, article.id)] == ["created"]


def test_a_base_that_is_older_than_its_version_still_shows_the_conflict(library):
    """A draft that kept its own text against a newer one saves with the newer version."""
    article = new_article(library, Content(body="a"), by=BY)
    newer = save_article(library, article.id, article.content, Content(body="b"), version=1, by=BY).article
    saved = save_article(
        library, article.id, article.content, Content(body="c"), version=newer.version, by=BY
    )
    assert saved.conflicts == ("body",)


def test_the_slug_follows_the_headline_until_the_first_publication(library):
    section = ensure_section(library, "World", by=BY).id
    new_article(library, Content(headline="Talks resume"), by=BY)
    article = new_article(library, Content(headline="Zoë O’Hara: «Привет»"), by=BY)
    assert article.slug == "zoe-ohara-privet"

    def save(**changes):
        current = get_article(library, article.id)
        content = replace(current.content, **changes)
        return save_article(
            library, article.id, current.content, content, version=current.version, by=BY
        ).article

    assert save(headline="Talks Resume!").slug == "talks-resume-2"
    assert save(headline="").slug is None
    assert save(headline="Talks resume", body="Text.", section_id=section).slug == "talks-resume-2"
    assert save(slug="My Own").slug == "my-own"
    assert save(slug=None).slug == "talks-resume-2"
    published = publish(library, article.id, by=BY)
    assert published.address == "/world/talks-resume-2"
    assert save(headline="Something else").slug == "talks-resume-2"


def test_a_slug_changed_by_hand_later_leaves_the_old_address_resolving(library):
    section = ensure_section(library, "World", by=BY).id
    article = new_article(library, Content(headline="Talks", body="Text.", section_id=section), by=BY)
    publish(library, article.id, by=BY)
    article = articles.set_fields(library, article.id, {"slug": "peace"}, by=BY)
    assert (article.slug, article.address) == ("peace", "/world/talks")  # the public page is as it was
    assert article.has_unpublished_changes
    article = publish(library, article.id, by=BY)
    assert (article.slug, article.address) == ("peace", "/world/peace")
    assert find_article(library, "/world/talks").id == find_article(library, "/world/peace").id == article.id
    other = new_article(library, Content(headline="Talks", body="Text.", section_id=section), by=BY)
    assert publish(library, other.id, by=BY).address == "/world/talks-2"  # readers' links stay true


def test_the_address_stays_when_the_section_changes(library):
    world, sport = (ensure_section(library, name, by=BY).id for name in ("World", "Sport"))
    article = new_article(library, Content(headline="Talks", body="Text.", section_id=world), by=BY)
    publish(library, article.id, by=BY)
    articles.set_fields(library, article.id, {"section": "Sport", "slug": "x"}, by=BY)
    published = publish(library, article.id, by=BY)
    assert published.address == "/world/x"
    assert published.content.section_id == sport


@pytest.mark.parametrize("text", ["\0", "a\ud800b", "\r\n\r\n", "\u2028", "x" * 10_000, "\ufdd0", "a\0b"])
def test_no_text_breaks_a_save(library, text):
    content = Content(
        headline=text,
        lede=text,
        body=text,
        label=text,
        slug=text,
        language=text[:50],
        dateline=Dateline(text, text, text),
        bylines=(Byline(text, place=text),),
        picture=Picture("x.jpg", text, text, text, text),
        notices=(Notice(NoticeKind.NOTE, text, now()),),
        related=(RelatedLink(None, text),),
    )
    article = new_article(library, content, by=BY)
    article = save_article(
        library, article.id, article.content, replace(content, body=text * 100), version=1, by=BY
    ).article
    assert "\0" not in article.content.body and "\r" not in article.content.body
    assert get_article(library, article.id).content == article.content
    check_index(library)


def check_index(library) -> None:
    with library.store.write() as connection:
        for index in INDEXES:
            connection.exec_driver_sql(index.verify())


def test_what_the_library_does_not_have_falls_out_instead_of_breaking_the_save(library):
    article = new_article(
        library,
        Content(
            headline="H",
            section_id=SectionId(9),
            tags=(TagId(9),),
            series=(SeriesId(9),),
            related=(RelatedLink(ArticleId(9), "Gone"), RelatedLink(ArticleId(1), "Itself")),
        ),
        by=BY,
    )
    content = article.content
    assert (content.section_id, content.tags, content.series) == (None, (), ())
    assert content.related[0] == RelatedLink(None, "Gone")


def test_doubles_and_the_article_itself_fall_out_of_lists(library):
    with library.store.write() as connection:
        tag = ensure_tag(connection, "Harbour").id
    one, two = (new_article(library, Content(headline=name), by=BY) for name in ("One", "Two"))
    links = (
        RelatedLink(two.id, "Two"),
        RelatedLink(one.id, "One"),
        RelatedLink(two.id, ""),
        RelatedLink(None, " "),
    )
    content = replace(one.content, tags=(tag, tag), related=links)
    saved = save_article(library, one.id, one.content, content, version=1, by=BY).article
    assert saved.content.tags == (tag,)
    assert saved.content.related == (RelatedLink(two.id, "Two"),)


def test_an_unresolved_headline_finds_its_article_when_it_appears(library):
    host = new_article(library, Content(headline="Host", related=(RelatedLink(None, "Talks Resume"),)), by=BY)
    assert host.content.related[0].id is None
    other = new_article(library, Content(headline=" talks  RESUME"), by=BY)
    after = get_article(library, host.id)
    assert after.content.related == (RelatedLink(other.id, "Talks Resume"),)
    assert after.version == host.version  # nobody wrote it


def test_an_unresolved_headline_finds_an_article_that_is_there(library):
    other = new_article(library, Content(headline="Talks resume"), by=BY)
    host = new_article(library, Content(related=(RelatedLink(None, "TALKS resume"),)), by=BY)
    assert host.content.related[0].id == other.id


def test_of_two_articles_with_the_headline_none_is_taken_until_one_goes(library):
    one, two = (new_article(library, Content(headline="Talks"), by=BY) for _ in range(2))
    host = new_article(library, Content(related=(RelatedLink(None, "Talks"),)), by=BY)
    assert host.content.related[0].id is None
    trash_article(library, two.id, by=BY)
    assert get_article(library, host.id).content.related[0].id == one.id


def test_a_headline_that_changes_resolves_others_too(library):
    one, two = (new_article(library, Content(headline="Talks"), by=BY) for _ in range(2))
    host = new_article(library, Content(related=(RelatedLink(None, "Talks"),)), by=BY)
    save_article(library, one.id, one.content, Content(headline="Other"), version=1, by=BY)
    assert get_article(library, host.id).content.related[0].id == two.id


def test_an_article_never_resolves_to_itself_or_to_one_that_is_listed(library):
    host = new_article(library, Content(headline="Talks", related=(RelatedLink(None, "Talks"),)), by=BY)
    assert host.content.related[0].id is None
    other = new_article(library, Content(headline="Other"), by=BY)
    links = (RelatedLink(other.id, "Other"), RelatedLink(None, "Other"))
    host = save_article(
        library, host.id, host.content, replace(host.content, related=links), version=1, by=BY
    ).article
    assert [link.id for link in host.content.related] == [other.id, None]


def test_what_the_library_resolved_is_no_conflict(library):
    host = new_article(library, Content(related=(RelatedLink(None, "Talks"),)), by=BY)
    new_article(library, Content(headline="Talks"), by=BY)
    links = (*host.content.related, RelatedLink(None, "More"))
    saved = save_article(
        library, host.id, host.content, replace(host.content, related=links), version=1, by=BY
    )
    assert saved.conflicts == () and [link.id is None for link in saved.article.content.related] == [
        False,
        True,
    ]


def test_trash_and_back(library):
    article = new_article(library, full_content(library), by=BY)
    trashed = trash_article(library, article.id, by=BY)
    assert trashed.trashed_at is not None and trashed.version == 2
    assert trash_article(library, article.id, by=BY) == trashed
    back = articles.untrash_article(library, article.id, by=BY)
    assert back.trashed_at is None and back.version == 3 and back.content == article.content
    assert back.updated_at == article.updated_at
    assert articles.untrash_article(library, article.id, by=BY) == back


def test_a_damaged_revision_is_said(library):
    section = ensure_section(library, "World", by=BY).id
    article = new_article(library, Content(headline="Talks", body="Text.", section_id=section), by=BY)
    published = publish(library, article.id, by=BY)
    with library.store.write() as connection:
        connection.exec_driver_sql("UPDATE revision SET content = x'00'")
    with pytest.raises(articles.NotFoundError):
        articles.get_revision(library, RevisionId(99))
    assert published.published_revision_id is not None
    with pytest.raises(Exception, match="damaged"):
        articles.get_revision(library, published.published_revision_id)


FIELD = st.sampled_from(["headline", "lede", "body", "label"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), FIELD, st.text(max_size=5)), max_size=12))
def test_whatever_two_windows_save_no_text_is_lost(library, edits):
    """Every text that was ever saved and then replaced by a window that had not seen it is kept as a revision."""
    article = new_article(library, Content(headline="h", lede="l", body="b"), by=BY)
    windows = {False: article, True: article}
    for which, field, text in edits:
        seen = windows[which]
        stored = get_article(library, article.id)
        content = replace(seen.content, **{field: text})
        saved = save_article(library, article.id, seen.content, content, version=seen.version, by=BY)
        windows[which] = saved.article
        if field in saved.conflicts:
            newest = articles.list_revisions(library, article.id)[0]
            kept = articles.get_revision(library, newest.id).content
            assert getattr(kept, field) == getattr(stored.content, field)
