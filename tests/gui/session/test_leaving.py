"""Opening, leaving and coming back: nothing is asked, nothing is lost, nothing waits for the disk."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from tests.gui.session.conftest import Desk, type_into
from tests.gui.session.newsdesk import FULL

if TYPE_CHECKING:
    from newsroom.desk.library import Library


def test_another_article_opens_while_a_save_runs(desk: Desk, qtbot: QtBot) -> None:
    first = desk.open(1)
    type_into(first, "!")
    desk.session.save_now()
    desk.session.open(ArticleId(2))
    save, read = desk.runner.jobs
    desk.runner.jobs = [read]
    desk.runner.run_next()
    assert desk.draft.text("body") == "second"
    type_into(first, "?")  # a late key is not lost either
    desk.runner.jobs.append(save)
    desk.run()
    qtbot.waitUntil(lambda: bool(desk.runner.jobs), timeout=2000)
    desk.run()
    assert desk.stored(1).content.body == "first!?"
    assert desk.state == "saved"


def test_the_article_before_stays_until_the_next_is_read(desk: Desk) -> None:
    first = desk.open(1)
    desk.session.open(ArticleId(2))
    assert desk.session.draft is first
    desk.run()
    assert desk.draft.id == 2


def test_coming_back_before_the_save_is_done_finds_the_same_draft(desk: Desk) -> None:
    first = desk.open(1)
    type_into(first, "!")
    desk.newsdesk.error = FULL
    desk.open(2)
    assert desk.state == "failed"
    assert "“One”" in desk.session.save_state.message
    shown: list[bool] = []
    desk.session.open(ArticleId(1), lambda: shown.append(True))
    assert shown == [True]
    assert desk.session.draft is first
    desk.newsdesk.error = None
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content.body == "first!"


def test_coming_back_finds_the_undo(desk: Desk) -> None:
    type_into(desk.open(1), "word")
    desk.open(2)
    desk.newsdesk.others_write(1, replace(desk.stored(1).content, headline="Theirs"))
    back = desk.open(1)
    assert (back.text("body"), back.text("headline")) == ("firstword", "Theirs")
    back.undo()
    assert back.text("body") == "first"


def test_an_article_that_is_not_there_leaves_the_open_one(desk: Desk) -> None:
    first = desk.open(1)
    desk.session.open(ArticleId(99))
    desk.run()
    assert desk.heard.failures == ["There is no article 99."]
    assert desk.session.draft is first


def test_a_new_article_never_typed_in_leaves_no_row(desk: Desk, qtbot: QtBot) -> None:
    desk.session.new_article()
    assert desk.draft.id == NO_ARTICLE
    assert desk.draft.value("language") == "de"
    assert desk.state == "none"
    type_into(desk.draft, "x")
    desk.draft.undo()
    desk.session.save_now()
    desk.open(1)
    assert len(desk.newsdesk.articles) == 2
    assert "new" not in desk.newsdesk.calls


def test_a_new_article_gets_its_row_with_its_first_letter(desk: Desk, qtbot: QtBot) -> None:
    desk.session.new_article()
    draft = desk.draft
    type_into(draft, "A", "headline")
    qtbot.waitUntil(lambda: bool(desk.runner.jobs), timeout=2000)
    type_into(draft, "bc", "headline")
    desk.runner.run_next()
    assert draft.id == 3
    assert desk.heard.articles[-1].id == 3
    desk.session.save_now()
    desk.run()
    assert desk.stored(3).content.headline == "Abc"
    assert desk.newsdesk.calls.count("new") == 1
    assert desk.state == "saved"


def test_a_new_article_with_a_content_is_saved_at_once(desk: Desk) -> None:
    desk.session.new_article(Content(headline="Pasted", language="fr"), {"source": "wire"})
    desk.run()
    assert desk.stored(3).content == Content(headline="Pasted", language="fr")
    assert desk.stored(3).extra == {"source": "wire"}
    assert desk.state == "saved"
    assert not desk.draft.can_undo


def test_new_twice_is_one_new_draft(desk: Desk) -> None:
    desk.session.new_article()
    draft = desk.draft
    desk.session.new_article()
    assert desk.draft is draft


def test_leaving_saves_then_goes_on(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    left: list[str] = []
    desk.session.leave(lambda: left.append(desk.stored(1).content.body))
    type_into(desk.draft, "?")
    desk.run()
    assert left == ["first!?"]


def test_leaving_with_nothing_unsaved_goes_on_at_once(desk: Desk) -> None:
    desk.open(1)
    left: list[bool] = []
    desk.session.leave(lambda: left.append(True))
    assert left == [True]


def test_a_text_the_library_refused_is_put_back_at_the_next_opening(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.new_article()
    type_into(desk.draft, "New", "headline")
    desk.newsdesk.error = FULL
    left: list[bool] = []
    desk.session.leave(lambda: left.append(True))
    desk.run()
    assert left == [True]
    assert len(desk.left_behind()) == 2
    desk.newsdesk.others_write(1, Content(headline="Theirs", body="first"))
    desk.begin()
    assert [len(texts) for texts in desk.heard.recovered] == [2]
    assert desk.state == "failed"  # still full
    assert len(desk.left_behind()) == 2
    desk.newsdesk.error = None
    desk.begin()
    assert not any(found.draft.dirty for found in desk.left_behind())
    assert desk.stored(1).content == Content(headline="Theirs", body="first!")
    assert desk.stored(3).content.headline == "New"


def test_what_is_typed_after_the_copy_was_written_is_copied_before_leaving(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.newsdesk.error = FULL
    desk.session.save_now()
    desk.run()
    type_into(desk.draft, "?")
    desk.session.leave(lambda: None)
    desk.run()
    (found,) = desk.left_behind()
    assert found.draft.text("body") == "first!?"


def test_closing_shows_nothing_and_saves(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.close()
    assert desk.session.draft is None
    assert desk.heard.drafts[-1] is None
    assert desk.state == "saving"
    desk.run()
    assert desk.state == "none"
    assert desk.stored(1).content.body == "first!"


def test_an_act_that_makes_an_article_opens_it(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    shown: list[int] = []
    library = cast("Library", object())
    desk.session.set_acts(library, desk.newsdesk, desk.places)
    desk.open(1)
    type_into(desk.draft, "?")
    desk.session.new_from_pasted(
        lambda _library, _uid: desk.newsdesk.new(Content(headline="Made"), None),
        lambda: shown.append(desk.draft.id),
    )
    desk.run()
    assert shown == [3]
    assert desk.draft.text("headline") == "Made"
    assert desk.stored(1).content.body.endswith("?")
    assert {3} in [changes.article_ids for changes in desk.heard.changes]


def test_an_act_that_makes_nothing_leaves_the_open_article(desk: Desk) -> None:
    def refuse(_library: object, _uid: str | None) -> Article:
        raise RefusedError("No.")

    desk.session.set_acts(cast("Library", object()), desk.newsdesk, desk.places)
    first = desk.open(1)
    desk.session.new_from_pasted(refuse)
    desk.run()
    assert desk.heard.failures == ["No."]
    assert desk.session.draft is first


def test_a_new_article_follows_the_sites_language(desk: Desk) -> None:
    desk.newsdesk.site_language = "ar"
    desk.bus.changed.emit(ChangeSet(frozenset({Changed.SITE})))
    desk.run()
    desk.session.new_article()
    assert desk.draft.value("language") == "ar"


def test_what_comes_to_a_draft_after_it_was_left_is_saved(desk: Desk) -> None:
    first = desk.open(1)
    desk.open(2)
    desk.run()
    first.set_field("label", "Late")
    desk.session.keep(first)
    desk.run()
    assert desk.stored(1).content.label == "Late"
    assert desk.draft.id == 2
    assert desk.open(1) is first and desk.state == "saved"
