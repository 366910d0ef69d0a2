"""Another article is opened soon: after what waits to be painted, and no edit goes to the wrong one meanwhile."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from tests.gui.article_panel.conftest import ShowPanel, Window
from tests.gui.article_panel.fakes import an_article, draft_of

_NO_MOUSE = Qt.WidgetAttribute.WA_TransparentForMouseEvents
FIRST, SECOND = (ArticleId(1), ArticleId(2))


class PaintLog(QObject):
    """Notes whether the panel shows its new article when another widget is painted."""

    def __init__(self, watched: QWidget, window: Window) -> None:
        super().__init__(watched)
        self._window = window
        self.seen: list[str] = []
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self._window.panel.address.edit.text())
        return False


def _shown(show_panel: ShowPanel) -> tuple[Window, Draft, Draft]:
    """A window with one article open, and the drafts of it and of another."""
    window = show_panel()
    drafts = [draft_of(an_article(id=id, slug=slug)) for id, slug in ((FIRST, "one"), (SECOND, "two"))]
    for draft in drafts:
        window.desk.articles[draft.id] = draft.article
    window.panel.open_draft(drafts[0], drafts[0].article)
    window.settle()
    return window, drafts[0], drafts[1]


def _slug(window: Window) -> str:
    return window.panel.address.edit.text()


def test_what_waits_to_be_painted_comes_first(qtbot: QtBot, show_panel: ShowPanel) -> None:
    window, _, second = _shown(show_panel)
    text = QWidget()
    qtbot.addWidget(text)
    with qtbot.waitExposed(text):
        text.show()
    log = PaintLog(text, window)
    text.update()
    window.panel.open_soon(second, second.article)
    qtbot.waitUntil(lambda: _slug(window) == "two")
    assert log.seen[0] == "one"
    assert not window.panel.testAttribute(_NO_MOUSE)


def test_no_edit_goes_to_the_one_that_was_left(show_panel: ShowPanel) -> None:
    window, first, second = _shown(show_panel)
    window.panel.open_soon(second, second.article)
    window.presenters.article.set_value("slug", "lost")
    assert window.panel.testAttribute(_NO_MOUSE)
    assert first.value("slug") == "one" and second.value("slug") == "two"


def test_a_cursor_in_the_panel_is_never_in_the_wrong_article(qtbot: QtBot, show_panel: ShowPanel) -> None:
    window, first, second = _shown(show_panel)
    window.panel.focus_field("slug")
    window.panel.open_soon(second, second.article)
    assert _slug(window) == "two"
    window.panel.open_soon(first, first.article)
    assert _slug(window) == "one"


def test_a_cursor_that_comes_meanwhile_finds_the_new_article(show_panel: ShowPanel) -> None:
    window, _, second = _shown(show_panel)
    window.panel.setFocus()
    window.panel.clearFocus()
    window.panel.open_soon(second, second.article)
    window.panel.address.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    assert _slug(window) == "two"
    QTest.keyClick(window.panel.address.edit, Qt.Key.Key_End)
    QTest.keyClicks(window.panel.address.edit, "x")
    assert second.value("slug") == "twox"


def test_none_in_between_forgets_the_one_that_was_to_come(qtbot: QtBot, show_panel: ShowPanel) -> None:
    window, _, second = _shown(show_panel)
    window.panel.open_soon(second, second.article)
    window.panel.open_draft(None, None)
    QApplication.processEvents()
    assert window.presenters.article.draft is None
