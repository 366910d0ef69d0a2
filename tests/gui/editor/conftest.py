"""An editor on an article of its own, in a shown window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.theme import LIGHT

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
OpenEditor = Callable[..., ArticleEditor]


def make_draft(**changes: Any) -> Draft:
    content = Content(**changes)
    article = Article(ArticleId(1), "u", 1, State.DRAFT, "abcdefg", None, None, NOW, NOW, content)
    return Draft(article, clock=lambda: 0.0)


@pytest.fixture
def open_editor(qtbot: QtBot) -> Iterator[OpenEditor]:
    """Opens an editor on an article with these fields, 560 by 700 pixels, its window active."""
    editors: list[ArticleEditor] = []

    def opened(*, width: int = 560, height: int = 700, **changes: Any) -> ArticleEditor:
        editor = ArticleEditor(LIGHT)
        editors.append(editor)
        qtbot.addWidget(editor)
        editor.resize(width, height)
        with qtbot.waitActive(editor):
            editor.show()
            editor.activateWindow()
        editor.open(make_draft(**changes))
        editor.focus_body()
        return editor

    yield opened
    for editor in editors:
        editor.close_draft()
