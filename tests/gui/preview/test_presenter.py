"""When the page is asked for and what the render lane is told, without a window and without a process."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Content, Dateline
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Draft
from newsroom.domain.errors import LibraryError
from newsroom.domain.page import PageModel
from newsroom.gui.features.preview import presenter as presenter_module
from newsroom.gui.features.preview.presenter import PreviewPresenter
from newsroom.jobs.render_messages import Change, Failed, Paused, Show, TextChange, Trouble
from tests.gui.preview.conftest import InlineRenderer, model_of
from tests.jobs.manual import ManualRunner
from tests.rendering import models

WAIT_MS = 5000


class Setting:
    """A presenter with everything around it made by hand."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot = qtbot
        self.lanes = ManualRunner()
        self.n_models = 0
        self.changes: dict[str, object] = {}
        self.error: Exception | None = None
        self.renderer: InlineRenderer | None = None
        monkeypatch.setattr(presenter_module, "page_model_of", self._model)
        self.presenter = PreviewPresenter(self.lanes, self._make)
        self.presenter.set_library(SimpleNamespace())  # type: ignore[arg-type]
        self.shown: list[object] = []
        self.patched: list[object] = []
        self.troubles: list[str] = []
        self.presenter.page_shown.connect(lambda shown, same: self.shown.append((shown, same)))
        self.presenter.page_patched.connect(self.patched.append)
        self.presenter.trouble_changed.connect(self.troubles.append)

    def _make(self, answer: Callable[..., None], parent: object) -> InlineRenderer:
        self.renderer = InlineRenderer(answer, parent)  # type: ignore[arg-type]
        return self.renderer

    def _model(self, library: object, id: int, at: object, content: Content, token: object) -> PageModel:
        self.n_models += 1
        if self.error is not None:
            raise self.error
        return model_of(content, dateline=content.dateline, **self.changes)

    @property
    def posted(self) -> list[object]:
        assert self.renderer is not None
        return list(self.renderer.posted)

    def open(self, draft: Draft) -> None:
        """Opens it and waits for its page."""
        n_shown = len(self.shown)
        self.presenter.set_active(True)
        self.presenter.open_draft(draft)
        self.lanes.run_all()
        self.qtbot.waitUntil(lambda: len(self.shown) > n_shown, timeout=WAIT_MS)

    def wait_for_question(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.lanes.jobs), timeout=WAIT_MS)
        self.lanes.run_all()


@pytest.fixture
def setting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Setting:
    return Setting(qtbot, monkeypatch)


def test_nothing_is_done_while_nobody_looks(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    for id in range(500):
        draft = make_draft(id, body="text")
        setting.presenter.open_draft(draft)
        draft.edit_text("body", 0, 0, "a")
        draft.set_field("language", "fr")
        setting.presenter.apply(ChangeSet(frozenset({Changed.ARTICLE})))
    assert setting.lanes.jobs == [] and setting.posted == []
    assert setting.renderer is not None and not setting.renderer.is_warm


def test_the_page_comes_when_somebody_looks(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.presenter.open_draft(make_draft(body="one"))
    setting.presenter.set_active(True)
    setting.lanes.run_all()
    setting.qtbot.waitUntil(lambda: bool(setting.shown), timeout=WAIT_MS)
    assert isinstance(setting.posted[0], Show)
    assert setting.posted[0].model.body == "one"
    # Away and back without an edit costs nothing; with one the page comes anew.
    setting.presenter.set_active(False)
    setting.presenter.set_active(True)
    assert setting.lanes.jobs == []
    setting.presenter.set_active(False)
    assert setting.presenter.draft is not None
    setting.presenter.draft.edit_text("body", 0, 0, "a")
    setting.presenter.set_active(True)
    assert setting.lanes.kinds() == ["preview.model"]


def test_opening_one_after_the_other_asks_for_the_last(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    setting.presenter.set_active(True)
    for id in range(20):
        setting.presenter.open_draft(make_draft(id, body=f"text {id}"))
    setting.lanes.run_all()
    assert setting.n_models == 1
    assert [one.model.body for one in setting.posted if isinstance(one, Show)] == ["text 19"]


def test_a_key_costs_a_message_and_no_copy_of_the_text(
    setting: Setting, make_draft: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = make_draft(body="one\n\ntwo")
    setting.open(draft)
    copies: list[object] = []
    monkeypatch.setattr(draft, "snapshot", lambda: copies.append(1))
    draft.edit_text("body", 5, 3, "zwei")
    draft.edit_text("headline", 0, 0, "H")
    draft.edit_text("lede", 0, 0, "L")
    assert copies == [] and setting.lanes.jobs == []
    body, headline, lede = setting.posted[1:]
    assert isinstance(body, Change) and body.body == (TextChange(5, 3, "zwei"),)
    assert isinstance(headline, Change) and headline.headline == "H"
    assert isinstance(lede, Change) and lede.lede == "L"
    setting.qtbot.waitUntil(lambda: len(setting.patched) == 3, timeout=WAIT_MS)


def test_after_a_rest_the_rest_of_the_page_is_asked_for_once(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    draft = make_draft(body="one")
    setting.open(draft)
    for _ in range(5):
        draft.edit_text("body", 0, 0, "a")
    setting.changes = {"n_words": 2}
    n_models = setting.n_models
    setting.wait_for_question()
    assert setting.n_models == n_models + 1
    last = setting.posted[-1]
    assert isinstance(last, Change) and last.model is not None
    assert (last.model.n_words, last.model.body) == (2, "")


def test_a_field_changes_the_page_only_if_the_page_says_it(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    draft = make_draft(body="one")
    setting.open(draft)
    draft.set_field("slug", "another")
    setting.wait_for_question()
    assert len(setting.posted) == 1
    draft.set_field("dateline", Dateline(place="OSLO"))
    setting.wait_for_question()
    last = setting.posted[-1]
    assert isinstance(last, Change) and last.model is not None and last.model.dateline.place == "OSLO"


def test_changes_in_the_library_reach_the_page(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.open(make_draft(body="one"))
    setting.presenter.apply(ChangeSet(frozenset({Changed.LIST, Changed.COUNTS})))
    setting.presenter.apply(ChangeSet(frozenset({Changed.SITE})))
    setting.changes = {"site": replace(models.SITE, name="Another")}
    setting.wait_for_question()
    setting.qtbot.waitUntil(lambda: len(setting.shown) == 2, timeout=WAIT_MS)


def test_what_is_typed_while_the_model_is_asked_for_is_on_the_page(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    draft = make_draft(body="one")
    setting.presenter.set_active(True)
    setting.presenter.open_draft(draft)
    draft.edit_text("body", 0, 0, "Typed. ")
    draft.edit_text("headline", 0, 0, "H")
    setting.lanes.run_all()
    assert isinstance(setting.posted[0], Show)
    assert (setting.posted[0].model.body, setting.posted[0].model.headline) == ("Typed. one", "H")
    assert len(setting.posted) == 1


def test_after_a_hang_the_page_comes_whole(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(body="one")
    setting.open(draft)
    draft.edit_text("body", 0, 0, "a")
    setting.qtbot.waitUntil(lambda: len(setting.patched) == 1, timeout=WAIT_MS)
    setting.presenter._on_renderer_answered(Failed(2, Trouble.HUNG, "Line 1 takes too long.", 1))
    assert setting.troubles[-1] == "Line 1 takes too long."
    draft.edit_text("body", 0, 0, "b")
    draft.edit_text("body", 0, 0, "c")
    assert len(setting.posted) == 2
    setting.wait_for_question()
    assert isinstance(setting.posted[-1], Show) and setting.posted[-1].model.body == "cbaone"
    setting.qtbot.waitUntil(lambda: setting.troubles[-1] == "", timeout=WAIT_MS)


def test_a_hanging_text_is_not_tried_again_by_itself(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    setting.open(make_draft(body="one"))
    setting.presenter._on_renderer_answered(Failed(1, Trouble.HUNG, "It hangs."))
    assert not setting.presenter._whole_timer.isActive()


def test_a_crash_is_tried_again_once(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.open(make_draft(body="one"))
    crash = Failed(1, Trouble.CRASHED, "It ended.")
    setting.presenter._on_renderer_answered(crash)
    setting.wait_for_question()
    assert isinstance(setting.posted[-1], Show) and len(setting.posted) == 2
    setting.qtbot.waitUntil(lambda: len(setting.shown) == 2, timeout=WAIT_MS)
    setting.presenter._on_renderer_answered(replace(crash, serial=2))
    assert not setting.presenter._whole_timer.isActive()


def test_a_lost_page_is_shown_again(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.open(make_draft(body="one"))
    setting.presenter._on_renderer_answered(Failed(1, Trouble.LOST, ""))
    setting.wait_for_question()
    assert len([one for one in setting.posted if isinstance(one, Show)]) == 2


def test_a_refused_text_is_named_and_the_next_edit_mends_it(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    draft = make_draft(body="one")
    setting.open(draft)
    draft.edit_text("body", 0, 0, "[" * 3000)
    setting.qtbot.waitUntil(lambda: "line 1" in (setting.troubles or [""])[-1], timeout=WAIT_MS)
    draft.edit_text("body", 0, 3000, "")
    setting.qtbot.waitUntil(lambda: setting.troubles[-1] == "", timeout=WAIT_MS)


def test_a_theme_is_followed(setting: Setting, make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text("<head></head>{{ nothing }}", encoding="utf-8")
    setting.changes = {"site": replace(models.SITE, theme=str(tmp_path))}
    setting.presenter.set_active(True)
    setting.presenter.open_draft(make_draft(body="one"))
    setting.lanes.run_all()
    setting.qtbot.waitUntil(lambda: bool(setting.troubles), timeout=WAIT_MS)
    assert "page.html, line 1" in setting.troubles[-1]
    template.write_text("<head></head><div>{{ article.body }}</div>", encoding="utf-8")
    setting.wait_for_question()
    setting.qtbot.waitUntil(lambda: bool(setting.shown), timeout=WAIT_MS)
    assert setting.troubles[-1] == ""


def test_a_theme_that_is_gone_is_said(
    setting: Setting, make_draft: Callable[..., Draft], tmp_path: Path
) -> None:
    setting.changes = {"site": replace(models.SITE, theme=str(tmp_path / "gone"))}
    setting.presenter.set_active(True)
    setting.presenter.open_draft(make_draft(body="one"))
    setting.lanes.run_all()
    setting.qtbot.waitUntil(lambda: bool(setting.troubles), timeout=WAIT_MS)
    assert "There is no folder" in setting.troubles[-1] and not setting.shown


def test_what_a_page_lacks_is_said(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.changes["troubles"] = ("One is gone.", "Two are large.")
    draft = make_draft(body="One.")
    setting.open(draft)
    assert setting.troubles == ["One is gone. Two are large."]
    setting.changes.clear()
    draft.edit_text("body", 0, 0, "No ")
    setting.wait_for_question()
    setting.lanes.run_all()
    setting.qtbot.waitUntil(lambda: setting.troubles[-1] == "", timeout=WAIT_MS)


def test_a_desk_that_refuses_is_told(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.error = LibraryError("The library is gone.")
    setting.presenter.set_active(True)
    setting.presenter.open_draft(make_draft())
    setting.lanes.run_all()
    assert setting.troubles == ["The library is gone."]


def test_a_view_that_cannot_patch_gets_whole_pages(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    draft = make_draft(body="one")
    setting.presenter.whole_only = True
    setting.open(draft)
    draft.edit_text("body", 0, 0, "a")
    draft.edit_text("body", 0, 0, "b")
    setting.wait_for_question()
    setting.qtbot.waitUntil(lambda: len(setting.shown) == 2, timeout=WAIT_MS)
    assert [type(one) for one in setting.posted] == [Show, Show]


def test_answers_for_an_article_that_was_left_fall_away(
    setting: Setting, make_draft: Callable[..., Draft]
) -> None:
    setting.open(make_draft(1, body="one"))
    setting.presenter.open_draft(make_draft(2, body="two"))
    setting.presenter._on_renderer_answered(Failed(1, Trouble.TEXT, "old"))
    assert setting.troubles == []
    setting.presenter.open_draft(None)
    setting.presenter._on_renderer_answered(Paused(9, 0.5))


def test_closing_ends_the_renderer(setting: Setting, make_draft: Callable[..., Draft]) -> None:
    setting.open(make_draft(body="one"))
    setting.presenter.close()
    assert setting.renderer is not None and setting.renderer.is_closed
    assert setting.presenter.draft is None
