"""Publishing, withdrawing, trashing: what is in hand is saved first, and typing on is never lost."""

from newsroom.domain.article import State
from newsroom.domain.changes import Changed
from newsroom.domain.ids import ArticleId
from tests.gui.session.conftest import Desk, type_into
from tests.gui.session.newsdesk import FULL


def test_what_is_typed_is_saved_before_it_is_published(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.publish()
    type_into(desk.draft, "?")
    desk.run()
    assert desk.newsdesk.calls[-2:] == ["save 1", "publish 1"]
    assert desk.heard.articles[-1].state is State.PUBLISHED
    assert desk.heard.changes[-1].kinds >= {Changed.ARTICLE, Changed.LIST, Changed.COUNTS}
    assert desk.heard.words == ["Published."]
    assert desk.state == "unsaved"
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content.body == "first!?"
    assert desk.stored(1).state is State.PUBLISHED
    assert desk.session.article is not None and desk.session.article.version == desk.draft.version


def test_what_the_desk_refuses_is_said(desk: Desk) -> None:
    desk.session.new_article()
    type_into(desk.draft, "text")
    desk.session.publish()
    desk.run()
    assert desk.heard.failures == ["The headline is missing."]
    assert desk.draft.text("body") == "text"


def test_an_empty_new_article_cannot_be_published(desk: Desk) -> None:
    desk.session.publish()
    desk.session.new_article()
    desk.session.publish()
    assert desk.heard.failures == ["No article is open.", "The article is still empty."]


def test_what_cannot_be_saved_is_not_published(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.newsdesk.error = FULL
    desk.session.publish()
    desk.run()
    assert "publish 1" not in desk.newsdesk.calls
    assert desk.heard.failures[-1].startswith("Nothing was done, because the article could not be saved.")


def test_why_it_was_not_done_is_said_also_where_the_next_save_has_begun(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.newsdesk.error = FULL
    desk.session.publish()
    desk.runner.run_next()
    desk.session.save_now()
    assert desk.state == "saving"
    desk.runner.run_next()
    assert str(FULL) in desk.heard.failures[-1]
    desk.run()


def test_a_withdrawn_article_stays_open(desk: Desk) -> None:
    draft = desk.open(1)
    desk.session.withdraw("Withdrawn after a complaint.")
    desk.run()
    assert desk.session.draft is draft
    assert desk.heard.articles[-1].state is State.WITHDRAWN


def test_the_trash_is_undone(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    assert not desk.session.can_undo_trash
    desk.session.trash()
    desk.session.trash(ArticleId(2))
    desk.run()
    assert [desk.stored(n).trashed_at is None for n in (1, 2)] == [False, False]
    assert desk.stored(1).content.body == "first!"
    desk.session.undo_trash()
    desk.run()
    desk.session.undo_trash()
    desk.run()
    assert [desk.stored(n).trashed_at for n in (1, 2)] == [None, None]
    assert not desk.session.can_undo_trash


def test_only_the_open_article_is_shown_as_saved(desk: Desk) -> None:
    desk.open(1)
    desk.session.trash(ArticleId(2))
    desk.run()
    assert desk.heard.articles == []
    assert desk.heard.changes[-1].article_ids == {2}


def test_a_new_draft_never_typed_in_needs_no_trash(desk: Desk) -> None:
    desk.session.new_article()
    desk.session.trash()
    assert desk.session.draft is None
    assert not desk.runner.jobs
