"""Pasted text that is no draft yet: a sudden end loses nothing of it, and it becomes one article, never two."""

from typing import cast

import pytest

from newsroom.desk.library import Library
from newsroom.domain.article import Article, Content
from newsroom.domain.errors import RefusedError
from newsroom.domain.wire_story import KEPT_NAMES
from newsroom.gui.session.pasted import _LONG, PastedText
from tests.gui.session.conftest import Desk

FIRST = Content(headline="Ferry", body="It rained.", language="en")
NAMES: dict[str, object] = {KEPT_NAMES: {"section": "Sea", "series": [], "tags": ["ferries"]}}


def pasted(desk: Desk) -> PastedText:
    assert desk.session.pasted is not None
    return desk.session.pasted


def begin(desk: Desk) -> None:
    desk.session.set_acts(cast("Library", object()), desk.newsdesk, desk.places)
    desk.run()


@pytest.mark.parametrize("body", ["It rained.", "It rained. " * _LONG], ids=["short", "long"])
def test_after_a_sudden_end_it_is_there_as_it_was_changed_last(desk: Desk, body: str) -> None:
    begin(desk)
    pasted(desk).keep(Content(headline="Ferry", body=body, language="en"), NAMES)
    pasted(desk).keep(Content(headline="Ferry lost", body=body + " It poured.", language="en"), NAMES)
    desk.run()
    other = {KEPT_NAMES: {"section": "Sea", "series": [], "tags": ["ferries", "storms"]}}
    pasted(desk).keep(
        Content(headline="Ferry found", body=body + " It poured.", label="Live", language="en"), other
    )
    (found,) = desk.left_behind()
    assert found.draft.text("headline") == "Ferry found" and found.draft.value("label") == "Live"
    assert found.draft.text("body") == body + " It poured."
    assert found.extra == other and found.is_shown and found.draft.dirty


def test_the_next_start_makes_an_article_of_it_and_shows_it(desk: Desk) -> None:
    begin(desk)
    pasted(desk).keep(FIRST, NAMES)
    begin(desk)
    desk.run()
    assert desk.draft.text("headline") == "Ferry"
    assert desk.stored(desk.draft.id).content.body == "It rained."
    (texts,) = desk.heard.recovered
    assert [text.draft.text("headline") for text in texts] == ["Ferry"]


def test_put_away_it_leaves_nothing(desk: Desk) -> None:
    begin(desk)
    pasted(desk).keep(FIRST, NAMES)
    pasted(desk).put_away()
    assert desk.left_behind() == ()


def test_put_away_before_a_long_one_was_begun_it_leaves_nothing(desk: Desk) -> None:
    begin(desk)
    pasted(desk).keep(Content(body="rain " * _LONG), NAMES)
    pasted(desk).put_away()
    desk.run()
    assert desk.left_behind() == ()


def test_an_article_made_of_it_has_its_uid_and_its_journal_goes(desk: Desk) -> None:
    begin(desk)
    pasted(desk).keep(FIRST, NAMES)
    uid = pasted(desk).uid
    heard: list[str | None] = []

    def make(_library: object, uid: str | None) -> Article:
        heard.append(uid)
        return desk.newsdesk.new(FIRST, None)

    desk.session.new_from_pasted(make)
    desk.run()
    assert heard == [uid] and desk.draft.text("headline") == "Ferry"
    assert [found.draft.text("headline") for found in desk.left_behind() if found.draft.dirty] == []


def test_where_none_could_be_made_it_is_a_draft_in_hand_and_saved(desk: Desk) -> None:
    def refuse(_library: object, _uid: str | None) -> Article:
        raise RefusedError("No.")

    begin(desk)
    pasted(desk).keep(FIRST, NAMES)
    desk.session.new_from_pasted(refuse)
    desk.run()
    assert desk.heard.failures == ["No."]
    (made,) = [one for one in desk.newsdesk.articles.values() if one.content.headline == "Ferry"]
    assert made.content.body == "It rained."


def test_the_next_text_is_another(desk: Desk) -> None:
    begin(desk)
    pasted(desk).keep(FIRST, NAMES)
    desk.session.new_from_pasted(lambda _library, _uid: desk.newsdesk.new(FIRST, None))
    pasted(desk).keep(Content(headline="Second"), {})
    desk.run()
    assert "Second" in [found.draft.text("headline") for found in desk.left_behind() if found.draft.dirty]
