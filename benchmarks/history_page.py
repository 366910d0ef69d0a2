"""The page of a history, opened in this process without a screen: drawn with what the desk answers at once."""

import os
from collections.abc import Callable
from typing import Any

from newsroom.desk.library import Library
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId


def opened_page(library: Library, id: ArticleId) -> Callable[[], object]:
    """Each call shows the article's history from the beginning, and draws the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from newsroom.gui.features.history import build
    from newsroom.gui.theme import LIGHT
    from newsroom.jobs.outcome import Ok

    class AtOnce:
        """Answers where it is asked; how much each revision changed follows in a lane of its own, and not here."""

        def read(self, kind: str, work: Any, done: Any, **_: object) -> None:
            if kind != "history.amounts":
                done(Ok(work(CancelToken())))

    application = QApplication.instance() or QApplication([])
    runner: Any = AtOnce()
    page = build(runner, LIGHT)
    page.resize(1280, 720)
    page.set_library(library)
    page.show()

    def show() -> None:
        page.show_article(id, "Ferry", Content)
        application.processEvents()

    return show
