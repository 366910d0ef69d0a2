"""Words put around names and times."""

from markupsafe import Markup

from newsroom.rendering.words import fill


def test_what_is_no_markup_is_escaped_whatever_was_filled_in_before() -> None:
    for _ in range(2):
        assert fill("By {people}", people=Markup("<b>A</b>")) == "By <b>A</b>"
        assert fill("By {people}", people="<b>A</b>") == "By &lt;b&gt;A&lt;/b&gt;"
        assert fill("<i>{people}", people="A") == "&lt;i&gt;A"
        assert fill(Markup("<i>{people}"), people="A") == "&lt;i&gt;A"


def test_places_that_nothing_fills_are_empty() -> None:
    assert fill("{day} of {month}", day="3") == "3 of "
