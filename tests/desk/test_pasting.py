"""Pasted text becomes a draft that has its place."""

import json
from dataclasses import replace

import pytest

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.library import Library
from newsroom.desk.pasting import draft_from, draft_of_kept, kept_form, known_names, recognise
from newsroom.desk.sections import ensure_section, list_sections
from newsroom.desk.series import ensure_series
from newsroom.desk.tagging import add_alias, ensure_tag
from newsroom.domain.article import Content, Dateline, RelatedLink, State
from newsroom.domain.errors import RefusedError
from newsroom.domain.wire_story import WireSeries, WireStory
from newsroom.paths import resources_root
from tests.data import shared

BY = "test"


def page() -> WireStory:
    return recognise((resources_root() / "sample" / "wire" / "agency-page.txt").read_text(encoding="utf-8"))


def test_the_model_page_becomes_a_draft(library: Library) -> None:
    (path,) = shared("seed").glob("*.txt")
    article = draft_from(library, recognise(path.read_text(encoding="utf-8"), library), by=BY)
    content = article.content
    assert article.state is State.DRAFT and article.published_at is None and content.headline == ""
    assert article.section and article.section.name == "Middle East"
    (place,) = article.series
    assert (place.series.earlier_elsewhere, place.position, place.count) == (1880, 1881, 1881)
    assert [tag.name for tag in article.tags][2:4] == ["Jean-Yves Le Drian", "Syria"] and len(
        article.tags
    ) == 6
    assert len(content.related) == 4 and all(link.id is None for link in content.related)
    assert content.dateline == Dateline("MOSCOW", None, "Sputnik")
    assert len(content.body.split("\n\n")) == 7
    assert "01:45 GMT06 March 2021" in str(article.extra["set_aside"])
    assert get_article(library, article.id) == article


def test_what_a_journal_keeps_of_it_becomes_the_same_draft(library: Library) -> None:
    straight = draft_from(library, page(), by=BY, uid="uid-of-the-first")
    content, extra = kept_form(page(), "en")
    kept = draft_of_kept(library, content, json.loads(json.dumps(extra)), by=BY)
    assert kept.content == straight.content and kept.extra == straight.extra
    assert straight.uid == "uid-of-the-first" != kept.uid


def test_what_was_edited_since_a_journal_kept_it_stands(library: Library) -> None:
    section = ensure_section(library, "Harbour", by=BY).id
    content, extra = kept_form(page(), "en")
    edited = replace(content, headline="Mine", section_id=section, related=())
    article = draft_of_kept(library, edited, extra, by=BY)
    assert article.content.headline == "Mine" and article.content.section_id == section
    assert article.content.related == () and article.content.tags


def test_new_names_are_made_once(library: Library) -> None:
    first, second = (draft_from(library, page(), by=BY) for _ in range(2))
    assert first.content.section_id == second.content.section_id and first.content.tags == second.content.tags
    assert [section.name for section in list_sections(library)] == ["World"]
    assert second.series[0].series.earlier_elsewhere == 1881
    assert second.series[0].count == 1882


def test_known_names_are_attached_as_they_are(library: Library) -> None:
    section = ensure_section(library, "world", by=BY)
    series = ensure_series(library, "Dispute over the CORRAN Banks", by=BY)
    tag = ensure_tag(library, "Fish", by=BY)
    add_alias(library, tag.id, "fisheries", by=BY)
    article = draft_from(library, page(), by=BY)
    assert article.content.section_id == section.id
    assert article.series[0].series == series and article.series[0].count == 1
    assert article.content.tags[1] == tag.id


def test_related_headlines_find_the_one_article_that_has_them(library: Library) -> None:
    story = page()
    only = new_article(library, Content(headline=story.related[0].upper()), by=BY)
    for _ in range(2):
        new_article(library, Content(headline=story.related[1]), by=BY)
    related = draft_from(library, story, by=BY).content.related
    assert related[0].id == only.id and [link.id for link in related[1:]] == [None, None, None]
    later = new_article(library, Content(headline=story.related[2]), by=BY)
    again = draft_from(library, story, by=BY).content.related
    assert again[2] == RelatedLink(later.id, story.related[2])


def test_the_sites_own_credit_is_left_to_the_settings(sample: Library) -> None:
    article = draft_from(sample, page(), by=BY)
    assert sample.site().credit == "Halyard"
    assert article.content.dateline == Dateline("PORT ANSEL", None, None)


def test_language_is_that_of_the_text_else_the_sites(library: Library) -> None:
    arabic = recognise("القاهرة (رويترز) - قال وزير المياه يوم الجمعة إن الخطة ستبدأ في يناير.")
    assert draft_from(library, arabic, by=BY).content.language == "ar"
    assert draft_from(library, WireStory(body="12"), by=BY).content.language == "en"


def test_all_or_nothing(library: Library) -> None:
    story = replace(page(), section="Brand New", series=(WireSeries("Too Many", 2**40),))
    with pytest.raises(RefusedError):
        draft_from(library, story, by=BY)
    assert list_sections(library) == ()


def test_library_sections_are_known(library: Library) -> None:
    text = "Special Reports\nRates\nLONDON (AP) - The bank raised rates.\n"
    assert recognise(text, library).section is None
    ensure_section(library, "Special reports", by=BY)
    assert recognise(text, library).section == "Special Reports"


def test_an_empty_story_is_an_empty_draft(library: Library) -> None:
    article = draft_from(library, recognise(""), by=BY)
    assert article.content.body == "" and article.extra == {}


def test_known_names_are_told_from_new_ones(library: Library) -> None:
    ensure_tag(library, "Harbour tolls", by=BY)
    ensure_series(library, "The Long Rain", by=BY)
    story = WireStory(
        section="Nowhere yet",
        series=(WireSeries("the long rain", 3), WireSeries("Another")),
        tags=("harbour  Tolls", "Quite new"),
    )
    known = known_names(library, story)
    assert (
        known.sections == frozenset()
        and known.series == {"the long rain"}
        and known.tags == {"harbour tolls"}
    )
    draft_from(library, story, by=BY)
    known = known_names(library, story)
    assert known.sections == {"nowhere yet"} and len(known.series) == 2 and len(known.tags) == 2


def test_a_label_is_kept(library: Library) -> None:
    story = recognise("BREAKING: River floods town\n\nKIGALI (AP) — The river rose.\n", library)
    assert draft_from(library, story, by=BY).content.label == "Breaking"
