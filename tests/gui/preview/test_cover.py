"""The window is made anew behind a picture of itself, and no key is lost meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.preview import cover
from newsroom.gui.features.preview.cover import Cover, Covering


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.setFixedSize(300, 200)
    QVBoxLayout(window).addWidget(QPlainTextEdit())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    _edit(window).setFocus()
    return window


def _edit(window: QWidget) -> QPlainTextEdit:
    return window.findChildren(QPlainTextEdit)[0]


def _covers() -> list[Cover]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Cover)]


def _picture(*_place: int) -> QPixmap:
    picture = QPixmap(300, 200)
    picture.fill(QColor("#fff"))
    return picture


def test_where_nothing_can_cover_it_goes_on_at_once(window: QWidget) -> None:
    done: list[int] = []
    Covering(window, lambda: done.append(1)).begin()
    assert done == [1] and not _covers()


def test_it_is_covered_until_it_is_there_again(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "_PLATFORMS", frozenset({"offscreen"}))
    monkeypatch.setattr(cover, "_LONGEST_MS", 120)
    monkeypatch.setattr(cover, "_wants_opengl", lambda _window: None)
    monkeypatch.setattr(Covering, "_picture", _picture)
    typed: list[QWindow] = []

    def go_on() -> None:
        assert len(_covers()) == 1 and _covers()[0].isVisible()
        typed.append(_covers()[0].windowHandle())
        QTest.keyClicks(_covers()[0], "once")

    Covering(window, go_on).begin()
    assert not typed, "the cover comes first"
    qtbot.waitUntil(lambda: bool(typed) and not _covers())
    assert _edit(window).toPlainText() == "once"


def test_keys_keep_their_order(window: QWidget, qtbot: QtBot) -> None:
    over = Cover(_picture(), window)
    qtbot.addWidget(over)
    over.show()
    QTest.keyClicks(over, "Fog on")
    QTest.keyClick(over, Qt.Key.Key_Backspace)
    assert _edit(window).toPlainText() == ""
    over.give_keys(window.windowHandle())
    assert _edit(window).toPlainText() == "Fog o"
    over.give_keys(window.windowHandle())
    assert _edit(window).toPlainText() == "Fog o"
