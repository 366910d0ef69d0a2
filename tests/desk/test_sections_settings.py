"""Sections, the site's settings and authors' names."""

import json
from dataclasses import replace

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.authors import complete_authors
from newsroom.desk.section_desk import rename_section
from newsroom.desk.sections import ensure_section, list_sections
from newsroom.desk.settings import save_site
from newsroom.domain.article import Byline, Content
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SectionId
from newsroom.domain.site import SiteSettings, SocialLink

BY = "test"


def test_a_section_is_made_once(library):
    first = ensure_section(library, " Middle  East ", by=BY)
    assert (first.name, first.slug) == ("Middle East", "middle-east")
    assert ensure_section(library, "MIDDLE EAST", by=BY) == first
    ensure_section(library, "Ближний Восток", by=BY)
    assert [section.slug for section in list_sections(library)] == ["middle-east", "blizhniy-vostok"]


@pytest.mark.parametrize(
    ("name", "slug"), [("Series", "series-2"), ("Tag", "tag-2"), ("S", "s-2"), ("…", "section")]
)
def test_a_section_keeps_off_the_addresses_of_other_things(library, name, slug):
    assert ensure_section(library, name, by=BY).slug == slug


def test_a_section_gets_another_name_and_keeps_its_slug(library):
    world, sport = (ensure_section(library, name, by=BY) for name in ("World", "Sport"))
    rename_section(library, world.id, "Abroad", by=BY)
    renamed, _ = list_sections(library)
    assert (renamed.name, renamed.slug) == ("Abroad", "world")
    rename_section(library, world.id, "ABROAD", by=BY)
    assert list_sections(library)[0].name == "ABROAD"
    for name in ("sport", " "):
        with pytest.raises(RefusedError):
            rename_section(library, world.id, name, by=BY)
    with pytest.raises(NotFoundError):
        rename_section(library, SectionId(99), "New", by=BY)
    with pytest.raises(RefusedError):
        ensure_section(library, "\t", by=BY)
    assert sport in list_sections(library)


def test_the_settings_come_back(library):
    assert library.site() == SiteSettings()
    site = SiteSettings(
        name="Halyard",
        address="https://h.example",
        zone="Europe/Moscow",
        social=(SocialLink("Fediverse", "https://s.example/@h"),),
        labels=("Breaking", "Хроника"),
        headline_limit=60,
        smart_typography=False,
        theme="/themes/own",
    )
    save_site(library, site)
    assert library.site() == site


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "javascript:alert(1)"},
        {"social": (SocialLink("x", "ftp://x"),)},
        {"zone": "Atlantis"},
        {"headline_limit": -1},
        {"rights_url": "www.example"},
    ],
)
def test_what_no_page_could_use_is_refused(library, wrong):
    with pytest.raises(RefusedError, match="as they were"):
        save_site(library, replace(SiteSettings(name="New"), **wrong))
    assert library.site() == SiteSettings()


@pytest.mark.parametrize(
    "value", ["[]", "7", '{"name": 7, "labels": "x", "social": [1, {"name": "a"}], "new": 1}']
)
def test_settings_of_another_make_are_read_as_far_as_they_are_known(library, value):
    with library.store.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('site', ?)", (json.dumps(json.loads(value)),))
    assert library.site() == SiteSettings()


def test_authors_are_completed_by_any_word_most_used_first(library):
    for names in (["Ana Ruiz"], ["Ana Ruiz", "Bo Anders"], ["Полина Звягина"]):
        new_article(library, Content(bylines=tuple(map(Byline, names))), by=BY)
    assert complete_authors(library, "an") == ("Ana Ruiz", "Bo Anders")
    assert complete_authors(library, "ЗВЯ") == ("Полина Звягина",)
    assert complete_authors(library, "", limit=1) == ("Ana Ruiz",)
    assert complete_authors(library, "%") == ()
