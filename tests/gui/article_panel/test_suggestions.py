"""Suggestions: asked after a pause, the newest answer shown; taken as by hand, dismissed for good, or brought back."""

from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Content, RelatedLink, State, TagKind
from newsroom.domain.cancel import CancelToken
from newsroom.domain.draft import Draft
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.suggestions import (
    DuplicateSuggestion,
    RelatedSuggestion,
    SeriesSuggestion,
    SuggestionKind,
    Suggestions,
    TagSuggestion,
)
from newsroom.gui.features.article_panel.presenters import Presenters
from newsroom.gui.features.article_panel.suggested import AnySuggestion
from newsroom.gui.features.article_panel.suggestions import (
    LOOK_MS,
    NEXT_NUMBER_MS,
    PAUSE_MS,
    Dismissal,
    SuggestionsPresenter,
)
from tests.gui.article_panel.conftest import A_LIBRARY
from tests.gui.article_panel.fakes import FakeDesk, a_row, a_series, a_tag, an_article, draft_of
from tests.jobs.manual import ManualRunner

BRITAIN = TagSuggestion("Britain", TagKind.PLACE, 0.9, True, ("named twice",), TagId(5))
FRANCE = TagSuggestion("France", TagKind.PLACE, 0.8, True, ("named once",), TagId(6))
SPAIN = TagSuggestion("Spain", TagKind.PLACE, 0.7, True, (), TagId(7))
LE_DRIAN = TagSuggestion("Le Drian", TagKind.PERSON, 0.3, False, ("a name that is no tag yet",))
SYRIA = SeriesSuggestion(SeriesId(3), "Syria", 0.8, ("3 of the nearest articles are in it",))
JETS = RelatedSuggestion(ArticleId(40), "Britain’s Jets", 0.6, ("2 tags", "Raqqa"))
OTHER = RelatedSuggestion(ArticleId(41), "Another", 0.5, ("1 tag",))
SAME = DuplicateSuggestion(ArticleId(50), "The Same", 0.9, ("90 % of this text stands in it",))
ALL = Suggestions(tags=(BRITAIN, FRANCE, LE_DRIAN), series=(SYRIA,), related=(JETS,), duplicates=(SAME,))


class FakeSuggestions:
    """``SuggestionDesk`` on what it is given."""

    def __init__(self) -> None:
        self.answer = ALL
        self.asked: list[tuple[Content, ArticleId | None]] = []
        self.said: list[tuple[str, ArticleId, object]] = []
        self.fails = False
        self.n_losses = 0
        self.tokens: list[CancelToken] = []

    def suggest(self, content: Content, article_id: ArticleId | None, token: CancelToken) -> Suggestions:
        token.raise_if_cancelled()
        self.asked.append((content, article_id))
        if self.fails:
            raise RefusedError("No.")
        return self.answer

    def more_like(self, article_id: ArticleId, token: CancelToken) -> tuple[RelatedSuggestion, ...]:
        return (OTHER, JETS)

    def note_saved(self, article_id: ArticleId, token: CancelToken) -> None:
        self.said.append(("saved", article_id, None))

    def take(self, article_id: ArticleId, item: AnySuggestion) -> None:
        self.said.append(("take", article_id, item))

    def refuse(self, article_id: ArticleId, item: AnySuggestion) -> None:
        self.said.append(("refuse", article_id, item))

    def forget_answer(self, article_id: ArticleId, item: AnySuggestion) -> None:
        self.said.append(("forget", article_id, item))

    def close(self) -> None:
        pass


@dataclass
class Desk:
    """What a test has at hand."""

    qtbot: QtBot
    panel_desk: FakeDesk
    suggests: FakeSuggestions
    lanes: ManualRunner
    presenters: Presenters
    changes: list[None] = field(default_factory=list)

    @property
    def presenter(self) -> SuggestionsPresenter:
        return self.presenters.suggestions

    def open(self, id: int = 1, **changes: object) -> Draft:
        made = an_article(id, **changes)
        self.panel_desk.articles[id] = made
        draft = draft_of(made)
        self.presenters.article.open(draft, made)
        self.lanes.run_all()
        return draft

    def wait_for_question(self) -> None:
        self.qtbot.waitUntil(lambda: "panel.suggestions" in self.lanes.kinds())

    def answered(self) -> None:
        self.wait_for_question()
        self.lanes.run_all()

    def names(self, kind: SuggestionKind = SuggestionKind.TAGS) -> list[str]:
        shown = [one for one in self.presenter.shown(kind) if not one.is_empty]
        return [getattr(one.item, "name", "") or getattr(one.item, "headline", "") for one in shown]


@pytest.fixture
def desk(qtbot: QtBot, qapp: object) -> Desk:
    panel_desk, suggests, lanes = FakeDesk(), FakeSuggestions(), ManualRunner()
    panel_desk.all_tags = [a_tag(5, "Britain", TagKind.PLACE), a_tag(6, "France", TagKind.PLACE)]
    panel_desk.all_series = [a_series(3, "Syria", 7)]
    panel_desk.rows = [a_row(40, "Britain’s Jets"), a_row(41, "Another")]
    presenters = Presenters(lanes, lambda library: panel_desk, lambda library: suggests)
    presenters.set_library(A_LIBRARY)
    presenters.suggestions.set_active(True)
    lanes.run_all()
    return Desk(qtbot, panel_desk, suggests, lanes, presenters)


def test_it_asks_once_after_a_pause_with_the_text_as_it_is_then(desk: Desk) -> None:
    draft = desk.open(headline="Jets")
    desk.answered()
    for n, letter in enumerate("abc"):
        draft.edit_text("body", n, 0, letter)
    assert desk.lanes.kinds() == []  # a key asks nothing
    desk.answered()
    assert [(content.body, id) for content, id in desk.suggests.asked] == [("", 1), ("abc", 1)]
    assert desk.names() == ["Britain", "France", "Le Drian"]
    assert desk.names(SuggestionKind.SERIES) == ["Syria"]
    assert desk.presenter.duplicate == SAME


def test_newer_text_makes_an_answer_stale(desk: Desk) -> None:
    draft = desk.open()
    desk.wait_for_question()
    draft.edit_text("body", 0, 0, "x")
    desk.lanes.run_all()
    assert desk.names() == []
    desk.answered()
    assert desk.names() == ["Britain", "France", "Le Drian"]


def test_a_newer_question_cancels_the_one_before(desk: Desk) -> None:
    draft = desk.open()
    desk.wait_for_question()
    older = desk.lanes.jobs[-1].token
    draft.edit_text("body", 0, 0, "x")
    desk.qtbot.waitUntil(lambda: older.cancelled)
    desk.lanes.run_all()
    assert [content.body for content, _ in desk.suggests.asked] == ["x"]


def test_another_article_shows_nothing_of_the_last(desk: Desk) -> None:
    desk.open(1)
    desk.wait_for_question()
    desk.open(2)
    assert desk.names() == []
    desk.answered()
    assert desk.suggests.asked[-1][1] == 2
    desk.presenters.article.open(None, None)
    assert desk.names() == []


def test_nothing_is_asked_while_nobody_sees_it(desk: Desk) -> None:
    desk.presenter.set_active(False)
    draft = desk.open()
    draft.edit_text("body", 0, 0, "x")
    assert not desk.presenter._pause.isActive()
    desk.presenter.set_active(True)
    desk.answered()
    assert len(desk.suggests.asked) == 1


def test_a_failure_leaves_what_is_shown(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    desk.suggests.fails = True
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    assert desk.names() == ["Britain", "France", "Le Drian"]


def test_nothing_moves_while_somebody_aims(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    desk.presenter.set_aimed(True)
    desk.suggests.answer = Suggestions(tags=(SPAIN, FRANCE, BRITAIN))
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    shown = desk.presenter.shown(SuggestionKind.TAGS)
    assert [one.item for one in shown] == [BRITAIN, FRANCE, LE_DRIAN]
    assert [one.is_faded for one in shown] == [False, False, True]
    desk.presenter.set_aimed(False)
    assert desk.names() == ["Britain", "France", "Le Drian"]  # for a moment yet
    desk.qtbot.waitUntil(lambda: desk.names() == ["Britain", "France", "Spain"])


def test_nothing_comes_beside_a_hand_at_work(desk: Desk) -> None:
    near = True
    desk.presenter.is_hand_near = lambda: near
    draft = desk.open()
    desk.answered()
    assert desk.names() == []
    desk.suggests.answer = Suggestions(tags=(SPAIN, BRITAIN))
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    assert desk.names() == []
    near = False
    desk.qtbot.waitUntil(lambda: desk.names() == ["Spain", "Britain"])


def test_to_aim_again_holds_them_further(desk: Desk) -> None:
    desk.open()
    desk.answered()
    desk.presenter.set_aimed(True)
    desk.presenter.set_aimed(False)
    desk.presenter.set_aimed(True)
    assert not desk.presenter._release.isActive()


def test_a_tag_taken_is_one_step_and_is_kept(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    desk.presenter.take(BRITAIN)
    assert draft.value("tags") == (5,)
    assert [chip.text for chip in desk.presenters.tags.chips()] == ["Britain"]
    assert desk.names() == ["France", "Le Drian"]
    desk.lanes.run_all()
    assert desk.suggests.said == [("take", 1, BRITAIN)]
    draft.undo()
    assert draft.value("tags") == ()
    desk.answered()
    assert "Britain" in desk.names()


def test_a_name_that_is_no_tag_yet_is_made_one_of_its_kind(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    desk.presenter.take(LE_DRIAN)
    desk.lanes.run_all()
    assert ("ensure_tag", "Le Drian", TagKind.PERSON) in desk.panel_desk.asked
    assert len(draft.value("tags")) == 1


def test_series_and_related_articles_are_taken_as_if_they_had_been_chosen(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    desk.presenter.take(SYRIA)
    desk.presenter.take(JETS)
    desk.lanes.run_all()
    assert draft.value("series") == (3,)
    assert draft.value("related") == (RelatedLink(ArticleId(40), "Britain’s Jets"),)
    assert desk.presenters.series.chips()[0].text == "Syria"
    draft.undo()
    draft.undo()
    assert draft.value("series") == () and draft.value("related") == ()


def test_the_first_is_taken_by_one_key(desk: Desk) -> None:
    draft = desk.open()
    assert desk.presenter.take_first() is False
    desk.answered()
    assert desk.presenter.take_first() is True
    assert draft.value("tags") == (5,)


def test_numbered_ones_are_taken_by_their_numbers_which_they_keep_for_a_moment(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    presenter = desk.presenter
    assert [presenter.number_of(one.key) for one in presenter.shown(SuggestionKind.TAGS)] == [2, 3, 4]
    assert presenter.take_numbered(2) and draft.value("tags") == (5,)
    assert not presenter.take_numbered(2)
    assert presenter.take_numbered(3) and draft.value("tags") == (5, 6)
    assert presenter.take_numbered(1)
    desk.lanes.run_all()
    assert draft.value("series") == (3,)
    assert not presenter.take_numbered(9)
    desk.qtbot.waitUntil(lambda: not presenter._is_held, timeout=NEXT_NUMBER_MS * 2)


def test_what_is_said_to_be_the_same_is_not_related_too(desk: Desk) -> None:
    same = DuplicateSuggestion(ArticleId(40), "Britain’s Jets", 0.9, ())
    desk.suggests.answer = replace(ALL, related=(JETS, OTHER), duplicates=(same,))
    desk.open()
    desk.answered()
    assert desk.names(SuggestionKind.RELATED) == ["Another"]
    desk.presenter.dismiss([same])
    desk.presenter.ask_again()
    desk.answered()
    assert "Britain’s Jets" in desk.names(SuggestionKind.RELATED)


def test_who_leafs_through_articles_starts_nothing(desk: Desk) -> None:
    pause = desk.presenter._pause
    draft = desk.open()
    assert pause.interval() == LOOK_MS
    draft.set_field("tags", (TagId(9),))
    assert pause.isActive() and pause.interval() == PAUSE_MS


def test_what_is_put_on_by_hand_is_not_suggested_beside_it(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    draft.set_field("tags", (TagId(6),))
    assert desk.names() == ["Britain", "Le Drian"]


def test_one_dismissed_does_not_come_again_unless_it_is_brought_back(desk: Desk) -> None:
    draft = desk.open()
    desk.answered()
    told: list[Dismissal] = []
    desk.presenter.dismissed.connect(told.append)
    desk.presenter.dismiss([BRITAIN])
    assert desk.names() == ["France", "Le Drian"] and [one.items for one in told] == [(BRITAIN,)]
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    assert desk.names() == ["France", "Le Drian"]
    desk.presenter.bring_back(told[0])
    desk.answered()
    assert desk.names() == ["France", "Le Drian", "Britain"]
    said = [(what, item) for what, _, item in desk.suggests.said]
    assert said == [("refuse", BRITAIN), ("forget", BRITAIN)]


def test_one_dismissed_is_brought_back_for_its_own_article(desk: Desk) -> None:
    desk.open(1)
    desk.answered()
    told: list[Dismissal] = []
    desk.presenter.dismissed.connect(told.append)
    desk.presenter.dismiss([BRITAIN])
    desk.open(2)
    desk.answered()
    desk.presenter.dismiss([FRANCE])
    desk.presenter.bring_back(told[0])
    desk.lanes.run_all()
    assert [one for one in desk.suggests.said if one[0] != "saved"] == [
        ("refuse", 1, BRITAIN),
        ("refuse", 2, FRANCE),
        ("forget", 1, BRITAIN),
    ]
    assert desk.names() == ["Britain", "Le Drian"]
    desk.open(1)  # its first draft is not the open one any more, and the library may know it as refused
    desk.answered()
    asked = len(desk.suggests.asked)
    desk.presenter.bring_back(told[0])
    desk.answered()
    assert len(desk.suggests.asked) > asked


def test_one_dismissed_in_another_library_is_left_alone(desk: Desk) -> None:
    desk.open()
    desk.answered()
    told: list[Dismissal] = []
    desk.presenter.dismissed.connect(told.append)
    desk.presenter.dismiss([BRITAIN])
    desk.lanes.run_all()
    other = FakeSuggestions()
    desk.presenter.set_desk(other)
    desk.presenter.bring_back(told[0])
    desk.lanes.run_all()
    assert [what for what, *_ in desk.suggests.said] == ["refuse"] and not other.said


def test_all_are_dismissed_at_once(desk: Desk) -> None:
    desk.open()
    desk.answered()
    desk.presenter.dismiss_all()
    assert [desk.names(kind) for kind in SuggestionKind] == [[], [], [], ["The Same"]]


def test_an_answer_about_an_article_without_a_row_is_kept_once_it_has_one(desk: Desk) -> None:
    made = an_article(0)
    draft = draft_of(made)
    desk.presenters.article.open(draft, made)
    desk.answered()
    desk.presenter.dismiss([BRITAIN])
    desk.presenter.take(FRANCE)
    desk.lanes.run_all()
    assert desk.suggests.said == []
    draft.article = an_article(8)
    desk.presenters.article.show(draft.article)
    desk.lanes.run_all()
    assert desk.suggests.said == [("refuse", 8, BRITAIN), ("take", 8, FRANCE), ("saved", 8, None)]


def test_more_like_one_come_below_it(desk: Desk) -> None:
    desk.open()
    desk.answered()
    desk.presenter.more_like(JETS)
    desk.lanes.run_all()
    assert desk.names(SuggestionKind.RELATED) == ["Britain’s Jets", "Another"]
    words: list[str] = []
    desk.presenters.article.status_message.connect(words.append)
    desk.presenter.more_like(JETS)
    desk.lanes.run_all()
    assert words == ["No more articles are like “Britain’s Jets”."]


def test_what_is_filed_already_is_not_more_like_one(desk: Desk) -> None:
    desk.suggests.answer = replace(ALL, duplicates=(replace(SAME, id=OTHER.id),))
    desk.open()
    desk.answered()
    desk.presenter.more_like(JETS)
    desk.lanes.run_all()
    assert desk.names(SuggestionKind.RELATED) == ["Britain’s Jets"]


def test_without_a_desk_nothing_is_asked(desk: Desk) -> None:
    desk.presenters.set_library(None)
    desk.open()
    assert not desk.presenter._pause.isActive()


def test_a_published_article_is_suggested_for_once_somebody_turns_to_it(desk: Desk) -> None:
    desk.open(3, state=State.PUBLISHED)
    desk.presenter.ask_again()
    desk.presenter.set_active(True)
    assert not desk.presenter._pause.isActive()
    desk.presenter.wake()
    desk.answered()
    draft = desk.open(4, state=State.PUBLISHED)
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    assert [id for _, id in desk.suggests.asked] == [3, 4]


def test_one_that_is_opened_to_be_compared_is_asked_about_at_once(desk: Desk) -> None:
    desk.presenter.set_active(True)
    desk.presenter.expect(3)
    desk.open(3, state=State.PUBLISHED)
    assert desk.presenter.is_compared and desk.presenter._pause.interval() == PAUSE_MS
    desk.answered()
    desk.open(4, state=State.PUBLISHED)
    assert not desk.presenter.is_compared and not desk.presenter._pause.isActive()
    desk.presenter.expect(4)
    assert desk.presenter.is_compared
    desk.answered()
    assert [id for _, id in desk.suggests.asked] == [3, 4]


def test_that_what_suggests_ended_by_itself_is_said_once(desk: Desk) -> None:
    words: list[str] = []
    desk.presenters.article.status_message.connect(words.append)
    draft = desk.open(headline="Jets")
    desk.answered()
    assert words == []
    desk.suggests.n_losses = 1
    draft.edit_text("body", 0, 0, "a")
    desk.answered()
    draft.edit_text("body", 0, 0, "b")
    desk.answered()
    assert len(words) == 1 and "ended by itself" in words[0] and "as it was" in words[0]
    desk.suggests.n_losses, desk.suggests.fails = 3, True
    draft.edit_text("body", 0, 0, "c")
    desk.answered()
    assert len(words) == 2, "also where it could not answer"
