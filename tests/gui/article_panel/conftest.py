"""The panel's presenters on a desk without a library, and the panel in a shown window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.domain.article import Article
from newsroom.domain.draft import Draft
from newsroom.gui.features.article_panel.panel import ArticlePanel
from newsroom.gui.features.article_panel.presenters import Presenters
from newsroom.gui.theme import LIGHT
from tests.gui.article_panel.fakes import FakeDesk, an_article, draft_of
from tests.jobs.manual import ManualRunner

A_LIBRARY = cast(Library, object())


@dataclass
class Room:
    """What a test of a presenter has at hand."""

    desk: FakeDesk
    lanes: ManualRunner
    presenters: Presenters
    said: list[str]

    def open(self, made: Article) -> Draft:
        """Opens an article; everything asked is answered."""
        self.desk.articles[made.id] = made
        draft = draft_of(made)
        self.presenters.article.open(draft, made)
        self.lanes.run_all()
        return draft

    def open_new(self, **changes: Any) -> Draft:
        return self.open(an_article(**changes))


@pytest.fixture
def room(qapp: object) -> Room:
    desk, lanes, said = FakeDesk(), ManualRunner(), list[str]()
    presenters = Presenters(lanes, lambda library: desk)
    presenters.article.status_message.connect(said.append)
    presenters.set_library(A_LIBRARY)
    lanes.run_all()
    return Room(desk, lanes, presenters, said)


@dataclass
class Window(Room):
    """The same with the panel."""

    panel: ArticlePanel

    def settle(self) -> None:
        """Everything asked is answered."""
        self.lanes.run_all()


ShowPanel = Callable[..., Window]


@pytest.fixture
def show_panel(qtbot: QtBot, room: Room) -> Iterator[ShowPanel]:
    """Shows the panel, its window active; 340 by 1,300 pixels unless told."""

    def shown(*, width: int = 340, height: int = 1300) -> Window:
        panel = ArticlePanel(room.presenters, LIGHT)
        qtbot.addWidget(panel)
        panel.status_message.connect(room.said.append)
        room.presenters.article.status_message.disconnect(room.said.append)
        panel.resize(width, height)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return Window(room.desk, room.lanes, room.presenters, room.said, panel)

    yield shown
    room.presenters.article.open(None, None)
