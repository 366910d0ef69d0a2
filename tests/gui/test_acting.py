"""Acts beside the window: told and offered back, one long one at a time, broken off whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article
from newsroom.desk.bulk import change_articles
from newsroom.desk.library import Library, open_library
from newsroom.desk.tag_desk import rename_tag
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.acts import ActCancelledError, ActKind, ActProgress, Turned
from newsroom.domain.bulk import AddTags, Outcome, Selection
from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.gui.acting import Acting, Progress, kinds_of
from newsroom.gui.changes import ChangeBus
from tests.gui.desks import Shelf, empty_library
from tests.jobs.manual import ManualRunner

__all__ = ["empty_library"]


class Listener(QObject):
    def __init__(self, library: Library) -> None:
        super().__init__()
        self.runner, self.bus = ManualRunner(), ChangeBus()
        self.acting = Acting(self.runner, self.bus, self)
        self.library = library
        self.acting.set_library(library)
        self.heard: list[ChangeSet] = []
        self.done: list[Outcome] = []
        self.turned: list[Turned] = []
        self.failed: list[str] = []
        self.progress: list[ActProgress | None] = []
        self.bus.changed.connect(self.heard.append)
        self.acting.done.connect(self.done.append)
        self.acting.turned.connect(self.turned.append)
        self.acting.failed.connect(self.failed.append)
        self.acting.progressed.connect(self.progress.append)

    def tag_all(self) -> None:
        tag = ensure_tag(self.library, "Floods", by="test")

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            everything = Selection(query=ListQuery())
            return change_articles(
                library, everything, AddTags((tag.id,)), by="window", progress=progress, token=token
            )

        self.acting.long(work)


@pytest.fixture
def listener(qtbot: QtBot, tmp_path: Path, empty_library: Path) -> Iterator[Listener]:
    library = open_library(shutil.copytree(empty_library, tmp_path / "library"))
    Shelf(library).put("One")
    yield Listener(library)
    library.close()


def tags_of(listener: Listener) -> int:
    return len(get_article(listener.library, ArticleId(1)).content.tags)


def test_a_long_act_is_told_and_undone(listener: Listener) -> None:
    listener.tag_all()
    assert listener.acting.running
    listener.runner.run_all()
    assert not listener.acting.running and tags_of(listener) == 1 and listener.progress[-1] is None
    assert {Changed.ARTICLE, Changed.LIST, Changed.COUNTS, Changed.TAG} <= listener.heard[-1].kinds
    listener.acting.undo_last()
    listener.runner.run_all()
    assert tags_of(listener) == 0 and listener.turned[-1].act.can_be_redone
    listener.acting.redo(listener.turned[-1].act.id)
    listener.runner.run_all()
    assert tags_of(listener) == 1


def test_long_acts_wait_for_each_other(listener: Listener) -> None:
    listener.tag_all()
    listener.tag_all()
    assert len(listener.runner.jobs) == 1
    listener.runner.run_all()
    assert len(listener.done) == 2 and listener.done[1].act is None


def test_one_that_is_broken_off_says_so_and_the_next_goes_on(listener: Listener) -> None:
    def broken(_library: Library, _progress: Progress, _token: CancelToken) -> Outcome:
        raise ActCancelledError("Broken off.")

    ends: list[Outcome | None] = []
    listener.acting.long(broken, ends.append)
    listener.tag_all()
    listener.runner.run_all()
    assert ends == [None] and "taken back" in listener.failed[0] and tags_of(listener) == 1


def test_stopping_cancels_what_runs(listener: Listener) -> None:
    listener.tag_all()
    listener.acting.cancel()
    listener.runner.run_all()
    assert tags_of(listener) == 0 and listener.failed


def test_another_library_takes_no_act_that_waited(listener: Listener) -> None:
    listener.tag_all()
    listener.tag_all()
    listener.acting.set_library(None)
    listener.runner.run_all()
    assert listener.done == []
    listener.tag_all()
    listener.acting.undo_last()
    listener.acting.take_back_unfinished()
    assert listener.runner.jobs == []


def test_a_refusal_is_said_and_nothing_to_undo_too(listener: Listener) -> None:
    listener.acting.undo_last()
    listener.runner.run_all()
    assert listener.failed == ["There is no act to undo in the log."]
    ensure_tag(listener.library, "Fire", by="test")
    floods = ensure_tag(listener.library, "Floods", by="test")
    listener.acting.short(lambda library: rename_tag(library, floods.id, "Fire", by="window"))
    listener.runner.run_all()
    assert len(listener.failed) == 2 and listener.done == []


def test_nothing_unfinished_says_nothing(listener: Listener) -> None:
    listener.acting.take_back_unfinished()
    listener.runner.run_all()
    assert listener.heard == [] and listener.failed == [] and not listener.acting.running


@pytest.mark.parametrize("kind", list(ActKind))
def test_every_kind_of_act_has_views_to_tell(kind: ActKind) -> None:
    assert kinds_of(kind, 0) and kinds_of(kind, 3) >= {Changed.ARTICLE, Changed.LIST, Changed.COUNTS}
