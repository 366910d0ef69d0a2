"""Section, label, language, web address, times, bylines, notices and picture: each without a window."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from newsroom.domain.article import Byline, BylineRole, Notice, NoticeKind, Picture, State
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.features.article_panel.notices import NoticesPresenter
from newsroom.gui.features.article_panel.wording import language_name
from newsroom.gui.widgets.completion import Suggestion
from tests.gui.article_panel.conftest import Room
from tests.gui.article_panel.fakes import NOW, a_section, an_article

EAST = a_section(1, "Middle East", 38_117)


# Section


def section_offers(room: Room, text: str) -> list[Suggestion]:
    got: list[list[Suggestion]] = []
    room.presenters.section.suggested.connect(got.append)
    room.presenters.section.type(text)
    room.presenters.section.suggested.disconnect(got.append)
    return got[-1]


def test_sections_are_offered_at_once(room: Room) -> None:
    room.open_new(section=EAST)
    assert [one.text for one in section_offers(room, "")] == ["Middle East", "World"]
    assert [one.text for one in section_offers(room, "Middle East")] == ["Middle East", "World"]
    assert [one.text for one in section_offers(room, "ea")] == ["Middle East", "New section “ea”"]
    assert room.lanes.kinds() == []


def test_a_new_section_is_made_in_place(room: Room) -> None:
    draft = room.open_new()
    room.presenters.section.take("Sport")
    room.lanes.run_all()
    assert ("ensure_section", "Sport") in room.desk.asked
    assert room.presenters.section.name == "Sport" and draft.value("section_id") == 3
    assert "Sport" in [one.text for one in section_offers(room, "")]
    draft.undo()
    assert room.presenters.section.name == ""


@pytest.mark.parametrize(
    ("text", "id", "n_said"), [("", None, 0), ("world", 2, 0), ("Nowhere", 1, 1), ("Middle East", 1, 0)]
)
def test_leaving_the_section(room: Room, text: str, id: int | None, n_said: int) -> None:
    draft = room.open_new(section=EAST)
    room.presenters.section.leave(text)
    assert draft.value("section_id") == id and len(room.said) == n_said


def test_a_section_renamed_elsewhere_is_read_anew(room: Room) -> None:
    room.open_new(section=EAST)
    room.desk.all_sections[0] = replace(EAST, name="Near East")
    room.presenters.article.touched(ChangeSet(frozenset({Changed.SECTION}), by="command line"))
    room.lanes.run_all()
    assert room.presenters.section.name == "Near East"


# Label and language


def test_labels_are_the_sites_and_the_articles_own(room: Room) -> None:
    draft = room.open_new(label="Obituary")
    assert room.presenters.label.choices()[-1] == "Obituary"
    room.presenters.label.choose("Analysis")
    assert draft.value("label") == "Analysis" and "Obituary" not in room.presenters.label.choices()
    room.presenters.label.choose(None)
    assert draft.value("label") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("arab", "ar"), ("العربية", "ar"), ("rus", "ru"), ("he", "he"), ("la", "la"), ("swahili", "sw")],
)
def test_a_language_is_found_by_its_names_and_its_code(room: Room, typed: str, code: str) -> None:
    draft = room.open_new()
    got: list[list[Suggestion]] = []
    room.presenters.language.suggested.connect(got.append)
    room.presenters.language.type(typed)
    assert got[-1][0].payload == code
    room.presenters.language.take(got[-1][0].payload)
    assert draft.value("language") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("Persian", "fa"),
        ("nonsense", "en"),
        ("", "en"),
        ("en-!", "en"),
    ],
)
def test_leaving_the_language(room: Room, text: str, code: str) -> None:
    draft = room.open_new()
    room.presenters.language.leave(text)
    assert draft.value("language") == code


def test_the_direction_is_the_pages(room: Room) -> None:
    room.open_new(language="ar")
    assert room.presenters.language.right_to_left and language_name("ar") == "Arabic"
    room.presenters.language.take("en-GB")
    assert not room.presenters.language.right_to_left
    assert room.presenters.language.name == "English (GB)"
    assert language_name("tlh-x") == "tlh-x"


# Web address


def test_the_address_follows_the_headline_until_it_is_public(room: Room) -> None:
    draft = room.open_new(section=EAST, headline="Fleet Sails")
    address = room.presenters.address
    changes: list[bool] = []
    address.changed.connect(lambda: changes.append(True))
    assert (address.prefix, address.slug) == ("/middle-east/", "fleet-sails")
    draft.edit_text("headline", 11, 0, " at Dawn")
    assert address.slug == "fleet-sails-at-dawn" and changes
    assert address.note == "Follows the headline until it is published."
    draft.set_field("section_id", None)
    assert address.prefix == "/…/"


def test_a_slug_by_hand_stands_until_it_is_emptied(room: Room) -> None:
    draft = room.open_new(section=EAST, headline="Fleet Sails")
    address = room.presenters.address
    address.set_text("Älter & Größer!")
    assert draft.value("slug") == "alter-grosser" == address.slug
    draft.edit_text("headline", 0, 5, "Navy")
    assert address.slug == "alter-grosser"
    address.set_text(" -")
    assert draft.value("slug") is None and address.slug == "navy-sails"


def test_an_address_that_was_public_is_frozen(room: Room) -> None:
    made = an_article(
        state=State.PUBLISHED,
        section=EAST,
        headline="Fleet Sails",
        address="/world/fleet-sails-2",
        published_at=NOW,
    )
    draft = room.open(replace(made, slug="fleet-sails-2"))
    address = room.presenters.address
    draft.edit_text("headline", 0, 5, "Navy")
    assert (address.prefix, address.slug) == ("/world/", "fleet-sails-2")
    assert "the old address still resolves" in address.note
    address.set_text("navy")
    assert address.slug == "navy" and "the old address still resolves" in address.note


def test_a_slug_that_another_article_has_is_told(room: Room) -> None:
    room.open_new(headline="Fleet", slug="fleet")
    saved = an_article(headline="Fleet")
    saved = replace(saved, slug="fleet-2", content=replace(saved.content, slug="fleet"))
    draft = room.open(saved)
    assert draft.value("slug") == "fleet"
    assert room.presenters.address.note == "Another article has this one: the library made it fleet-2."


def test_a_headline_that_another_article_has_gets_the_librarys_slug(room: Room) -> None:
    made = replace(an_article(headline="Fleet"), slug="fleet-2")
    draft = room.open(made)
    assert room.presenters.address.slug == "fleet-2"
    draft.edit_text("headline", 5, 0, "s")
    assert room.presenters.address.slug == "fleets"


def test_the_short_address(room: Room) -> None:
    room.open_new()
    assert room.presenters.address.short_url == "https://nws.example/AbCdEf1"
    room.desk.settings = replace(room.desk.settings, short_address="", address="https://news.example/")
    room.presenters.article.touched(ChangeSet(frozenset({Changed.SITE})))
    room.lanes.run_all()
    assert room.presenters.address.short_url == "https://news.example/s/AbCdEf1"


# Times and extra


def test_times_are_in_the_sites_zone(room: Room) -> None:
    room.open_new(
        published_at=datetime(2015, 7, 1, 21, 30, tzinfo=UTC), extra={"a": "b", "c": {"d": [1, "é"]}}
    )
    facts = room.presenters.facts
    assert facts.times() == [
        ("Created", "27 Nov 2015, 11:12 EET"),
        ("Published", "2 Jul 2015, 00:30 EEST"),
        ("Updated", "27 Nov 2015, 11:12 EET"),
    ]
    assert facts.extra() == [("a", "b"), ("c", '{"d": [1, "é"]}')]


# Bylines


def test_authors_are_completed_and_new_ones_taken(room: Room) -> None:
    room.desk.authors = ["Ada Brook", "Noor Brook"]
    draft = room.open_new(bylines=(Byline("Ada Brook"),))
    got: list[list[Suggestion]] = []
    room.presenters.bylines.suggested.connect(got.append)
    room.presenters.bylines.type("brook")
    room.lanes.run_all()
    assert [one.payload for one in got[-1]] == ["Noor Brook", "brook"]
    room.presenters.bylines.take("Noor Brook")
    room.presenters.bylines.take("  ")
    assert draft.value("bylines") == (Byline("Ada Brook"), Byline("Noor Brook"))


def test_a_byline_is_changed_moved_and_removed(room: Room) -> None:
    draft = room.open_new(bylines=(Byline("Ada Brook", author_id=None), Byline("Noor Hale")))
    people = room.presenters.bylines
    people.set_role(0, BylineRole.PHOTO)
    people.set_place(0, "Rome")
    people.set_name(1, "Noor H")
    people.move(1, 0)
    assert draft.value("bylines") == (Byline("Noor H"), Byline("Ada Brook", BylineRole.PHOTO, "Rome"))
    people.set_place(1, "")
    people.set_name(0, " ")
    people.leave(0)
    people.leave(0)
    assert draft.value("bylines") == (Byline("Ada Brook", BylineRole.PHOTO, None),)


# Notices


def test_a_notice_is_on_the_article_with_its_first_letter(room: Room) -> None:
    draft = room.open_new()
    notices = NoticesPresenter(room.presenters.article, clock=lambda: NOW)
    place = notices.begin()
    assert draft.value("notices") == () and len(notices.notices) == 1
    notices.set_kind(place, NoticeKind.UPDATE)
    notices.set_text(place, "T")
    notices.set_text(place, "The")
    assert draft.value("notices") == (Notice(NoticeKind.UPDATE, "The", NOW),)
    notices.set_kind(0, NoticeKind.CORRECTION)
    notices.set_text(0, "")
    notices.leave(0)
    assert draft.value("notices") == ()
    for _ in range(3):
        draft.undo()
    assert draft.value("notices")[0].text == "The"


def test_a_notice_without_a_word_goes_when_it_is_left(room: Room) -> None:
    draft = room.open_new()
    notices = room.presenters.notices
    notices.begin()
    notices.set_kind(0, NoticeKind.NOTE)
    notices.begin()
    assert [notice.kind for notice in notices.notices] == [NoticeKind.NOTE]
    notices.leave(0)
    assert notices.notices == () and not draft.can_undo
    notices.begin()
    room.open_new()
    assert notices.notices == ()


# Picture


def test_a_picture_is_taken_in_in_the_write_lane(room: Room, tmp_path: Path) -> None:
    draft = room.open_new()
    picture = room.presenters.picture
    picture.take_in(tmp_path / "fleet.png")
    assert picture.taking_in and draft.value("picture") is None
    room.lanes.run_all()
    assert draft.value("picture") == Picture("fleet.png.stored.png", caption="From the file")
    assert not picture.taking_in and picture.unreadable
    picture.set_text("alt", "A fleet")
    picture.set_text("date", "")
    assert draft.value("picture").alt == "A fleet" and draft.value("picture").date is None
    picture.remove()
    assert draft.value("picture") is None
    draft.undo()
    assert draft.value("picture").alt == "A fleet"


def test_a_refused_picture_is_told(room: Room) -> None:
    draft = room.open_new()
    room.desk.refuses = "This is no picture."
    room.presenters.picture.take_in(b"text")
    room.lanes.run_all()
    assert room.said == ["This is no picture."] and draft.value("picture") is None
    assert not room.presenters.picture.taking_in


def test_without_an_article_no_picture_is_taken(room: Room) -> None:
    room.presenters.picture.take_in(b"x")
    assert room.lanes.kinds() == [] and len(room.said) == 1


def test_an_image_of_the_clipboard_becomes_png(room: Room) -> None:
    room.open_new()
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    room.presenters.picture.take_in_image(image)
    room.lanes.run_all()
    (asked,) = [what for what in room.desk.asked if what[0] == "add_picture"]
    assert asked[1].startswith(b"\x89PNG")


@pytest.mark.parametrize("size", [(800, 600), (60, 600), (600, 60), (20, 10)])
def test_the_thumbnail_fills_its_box(room: Room, tmp_path: Path, size: tuple[int, int]) -> None:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    image.save(str(tmp_path / "a.png"))
    room.desk.folder = tmp_path
    got: list[QImage] = []
    room.presenters.picture.thumbnail_ready.connect(got.append)
    room.presenters.picture.set_size(QSize(104, 70))
    room.open_new(picture=Picture("a.png"))
    assert (got[-1].width(), got[-1].height()) == (104, 70)
    assert got[-1].pixelColor(52, 35) == QColor("blue")
    n = len(got)
    room.presenters.picture.set_text("alt", "blue")
    room.lanes.run_all()
    assert len(got) == n
