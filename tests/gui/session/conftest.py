"""A session on a library in memory; jobs run when they are told to, timers in their own time."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session, Timings
from newsroom.journal.places import Places
from newsroom.journal.recovery import FoundDraft, find
from tests.gui.session.newsdesk import Newsdesk
from tests.jobs.manual import ManualRunner

QUICK = Timings(
    idle_ms=20, longest_ms=60, retry_ms=20, longest_retry_ms=80, watch_ms=3_600_000, far_watch_ms=3_600_000
)


@dataclass
class Heard:
    """What a session said, oldest first."""

    drafts: list[Any] = field(default_factory=list)
    articles: list[Any] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)
    recovered: list[Any] = field(default_factory=list)


class Desk:
    """A session, its library in memory, its runner, and what was heard of it."""

    def __init__(self, newsdesk: Newsdesk, folder: Path) -> None:
        self.newsdesk = newsdesk
        self.runner = ManualRunner()
        self.bus = ChangeBus()
        self.session = Session(self.runner, self.bus, timings=QUICK)
        (folder / "library").mkdir(exist_ok=True)
        self.places = Places(folder / "library", folder / "state")
        self.heard = Heard()
        self.session.draft_opened.connect(self.heard.drafts.append)
        self.session.article_saved.connect(self.heard.articles.append)
        self.session.save_state_changed.connect(lambda state: self.heard.states.append(state.kind))
        self.session.status_message.connect(self.heard.words.append)
        self.session.failed.connect(self.heard.failures.append)
        self.session.recovered.connect(self.heard.recovered.append)
        self.bus.changed.connect(self.heard.changes.append)

    def begin(self) -> None:
        self.session.set_acts(None, self.newsdesk, self.places)
        self.run()

    def open(self, id: int) -> Draft:
        self.session.open(ArticleId(id))
        self.run()
        return self.draft

    def left_behind(self) -> tuple[FoundDraft, ...]:
        """What the journals hold after the session has ended."""
        self.session.set_acts(None, None, None)
        found = find(self.places).drafts
        for draft in found:
            os.close(draft.handle)
        return found

    def run(self) -> None:
        self.runner.run_all()

    def stored(self, id: int) -> Article:
        return self.newsdesk.articles[ArticleId(id)]

    @property
    def draft(self) -> Draft:
        draft = self.session.draft
        assert draft is not None
        return draft

    @property
    def state(self) -> str:
        return self.session.save_state.kind


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    newsdesk = Newsdesk(Content(headline="One", body="first"), Content(headline="Two", body="second"))
    one = Desk(newsdesk, tmp_path)
    one.begin()
    yield one
    one.session.set_acts(None, None, None)
    QObject.deleteLater(one.session)


def type_into(draft: Draft, text: str, name: str = "body") -> None:
    for character in text:
        draft.edit_text(name, len(draft.buffer(name)), 0, character)
