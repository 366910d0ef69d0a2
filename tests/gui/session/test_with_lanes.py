"""The session on a real library, through the real lanes: threads, transactions and the event loop as in the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Article, Content, State
from newsroom.domain.changes import ChangeSet
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session, Timings
from newsroom.jobs.lanes import Lanes
from tests.gui.session.conftest import type_into

QUICK = Timings(idle_ms=10, longest_ms=40, retry_ms=50, watch_ms=20, far_watch_ms=20)


class Real:
    """A session, and what it works on."""

    def __init__(self, path: Path) -> None:
        self.library = create_library(path)
        self.lanes = Lanes()
        self.bus = ChangeBus()
        self.session = Session(self.lanes, self.bus, timings=QUICK)
        self.changes: list[ChangeSet] = []
        self.bus.changed.connect(self.changes.append)
        self.session.set_library(self.library)

    def stored(self, article: Article) -> Article:
        return get_article(self.library, article.id)

    def open(self, qtbot: QtBot, article: Article) -> None:
        with qtbot.waitSignal(self.session.draft_opened, timeout=5000):
            self.session.open(article.id)

    def wait_until_saved(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.session.save_state.kind == "saved", timeout=10_000)


@pytest.fixture
def real(qtbot: QtBot, tmp_path: Path) -> Iterator[Real]:
    real = Real(tmp_path / "library")
    yield real
    left: list[bool] = []
    real.session.leave(lambda: left.append(True))
    qtbot.waitUntil(lambda: bool(left), timeout=10_000)
    real.session.set_library(None)
    assert real.lanes.shutdown()
    real.library.close()


@pytest.fixture
def article(real: Real) -> Article:
    section = ensure_section(real.library, "World", by="test")
    return new_article(
        real.library, Content(headline="Harbour", body="Text.", section_id=section.id), by="test"
    )


def test_saved_is_said_after_the_transaction(qtbot: QtBot, real: Real, article: Article) -> None:
    real.open(qtbot, article)
    draft = real.session.draft
    assert draft is not None
    seen: list[str] = []
    real.session.article_saved.connect(lambda _article: seen.append(real.stored(article).content.body))
    type_into(draft, " More.")
    real.wait_until_saved(qtbot)
    assert seen[-1] == "Text. More."


def test_typing_all_the_while_loses_nothing(qtbot: QtBot, real: Real, article: Article) -> None:
    real.open(qtbot, article)
    draft = real.session.draft
    assert draft is not None
    n = 0

    def type_on() -> bool:
        nonlocal n
        n += 1
        type_into(draft, f" {n}")
        return n == 120

    qtbot.waitUntil(type_on, timeout=20_000)
    real.wait_until_saved(qtbot)
    assert real.stored(article).content == draft.snapshot()
    assert real.stored(article).content.body.endswith(" 118 119 120")
    assert 1 < real.stored(article).version <= 122


def test_what_another_process_writes_is_merged(
    qtbot: QtBot, real: Real, article: Article, tmp_path: Path
) -> None:
    real.open(qtbot, article)
    draft = real.session.draft
    assert draft is not None
    other: Library = open_library(tmp_path / "library")
    set_fields(other, article.id, {"lede": "From elsewhere"}, by="command line")
    qtbot.waitUntil(lambda: draft.text("lede") == "From elsewhere", timeout=10_000)
    assert any(changes.by == "elsewhere" for changes in real.changes)
    type_into(draft, "!", "headline")
    real.wait_until_saved(qtbot)
    assert get_article(other, article.id).content.headline == "Harbour!"
    other.close()


def test_published_withdrawn_trashed(qtbot: QtBot, real: Real, article: Article) -> None:
    real.open(qtbot, article)
    draft = real.session.draft
    assert draft is not None
    type_into(draft, " Now.")
    real.session.publish()
    qtbot.waitUntil(lambda: real.stored(article).state is State.PUBLISHED, timeout=10_000)
    assert real.stored(article).content.body == "Text. Now."
    assert not real.stored(article).has_unpublished_changes
    real.session.withdraw("Withdrawn by the desk.")
    qtbot.waitUntil(lambda: len(draft.value("notices")) == 1, timeout=10_000)
    real.session.trash()
    qtbot.waitUntil(lambda: real.session.can_undo_trash, timeout=10_000)
    assert real.stored(article).trashed_at is not None
    real.session.undo_trash()
    qtbot.waitUntil(lambda: not real.session.can_undo_trash, timeout=10_000)
    assert real.stored(article).trashed_at is None


def test_a_new_article_is_typed_into_before_its_row_is_there(qtbot: QtBot, real: Real) -> None:
    real.session.new_article()
    draft = real.session.draft
    assert draft is not None
    type_into(draft, "A whole headline", "headline")
    qtbot.waitUntil(lambda: draft.id > 0, timeout=10_000)
    real.wait_until_saved(qtbot)
    assert real.stored(draft.article).content.headline == "A whole headline"
