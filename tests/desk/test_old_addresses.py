"""Addresses of tags, series, sections and authors lead to what became of them."""

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.author_desk import find_author, rename_author
from newsroom.desk.old_addresses import resolve_place
from newsroom.desk.section_desk import merge_sections
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series
from newsroom.desk.series_desk import merge_series
from newsroom.desk.tag_desk import merge_tags, rename_tag
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Byline, Content

BY = "test"


def test_through_any_number_of_names_and_merges(library):
    a, b, c = (ensure_tag(library, name, by=BY) for name in ("U.S.", "US", "United States"))
    rename_tag(library, a.id, "USA", by=BY)
    merge_tags(library, [a.id], b.id, by=BY)
    merge_tags(library, [b.id], c.id, by=BY)
    for slug in ("u-s", "usa", "us", "united-states"):
        place = resolve_place(library, f"/tag/{slug}")
        assert (place.kind, place.id, place.path) == ("tag", c.id, "/tag/united-states")


def test_of_every_kind(library):
    one, other = (ensure_series(library, name, by=BY) for name in ("Strike", "The strike"))
    merge_series(library, [one.id], other.id, by=BY)
    assert resolve_place(library, "/series/strike").path == "/series/the-strike"
    first, second = (ensure_section(library, name, by=BY) for name in ("Mideast", "World"))
    merge_sections(library, [first.id], second.id, by=BY)
    assert resolve_place(library, "/mideast/").name == "World"
    new_article(library, Content(headline="A", bylines=(Byline("Ana Ruis"),)), by=BY)
    rename_author(library, find_author(library, "Ana Ruis").id, "Ana Ruiz", by=BY)
    assert resolve_place(library, "/author/ana-ruis").path == "/author/ana-ruiz"


@pytest.mark.parametrize(
    "path", ["", "/", "/tag/", "/tag/nothing", "/nowhere", "/a/b/c", "/media/x", "/tag/\x00\ud800"]
)
def test_what_is_not_there(library, path):
    assert resolve_place(library, path) is None
