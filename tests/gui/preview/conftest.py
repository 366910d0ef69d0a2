"""For the preview's tests: WebEngine views, drafts without a library, and a renderer without a process."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.domain.page import PageModel
from newsroom.domain.times import now
from newsroom.gui.features.preview.web_view import WebView
from newsroom.jobs.render_messages import Answer, Paused, Proceed, Request
from newsroom.jobs.render_worker import Worker
from tests.gui.preview.shown import Page
from tests.rendering import models


class InlineRenderer(QObject):
    """Answers as the helper process would, from the event loop; ``posted`` is all that it was asked."""

    def __init__(self, answer: Callable[[Answer], None], parent: QObject) -> None:
        super().__init__(parent)
        self._answer = answer
        self._worker = Worker(lambda working: None)
        self.posted: list[Request] = []
        self.is_warm = self.is_closed = False

    def warm(self) -> None:
        self.is_warm = True

    def post(self, request: Request) -> None:
        self.posted.append(request)
        answer = self._worker.answer(request)
        while isinstance(answer, Paused):
            answer = self._worker.answer(Proceed())
        QTimer.singleShot(0, self, lambda: self._answer(answer))

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def make_draft() -> Callable[..., Draft]:
    """Makes the open draft of an article with this content."""

    def make(id: int = 1, **content: object) -> Draft:
        moment = now()
        article = Article(
            id=ArticleId(id),
            uid=f"u{id}",
            version=1,
            state=State.DRAFT,
            short_code="k3Fq9Zb",
            slug=None,
            address=None,
            created_at=moment,
            updated_at=moment,
            content=replace(Content(), **content),  # type: ignore[arg-type]
        )
        return Draft(article)

    return make


def model_of(content: Content, **changes: object) -> PageModel:
    """A complete page with the texts of a content."""
    model = replace(models.complete(), headline=content.headline, lede=content.lede, body=content.body)
    return replace(model, **changes)  # type: ignore[arg-type]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[WebView]:
    """A WebEngine view in the window's place."""
    web = WebView()
    web.resize(800, 600)
    web.show()
    yield web
    web.dispose()
    qtbot.wait(1)


@pytest.fixture
def page(view: WebView, qtbot: QtBot) -> Page:
    """The view with a worker behind it, and ways to ask what it shows."""
    return Page(view, qtbot)
