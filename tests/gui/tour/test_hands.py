"""Where the keys of the tour go: to a dialog from its first moment on, also where the screen has not told it yet."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from newsroom.gui.tour.hands import Hands


def test_keys_go_to_the_dialog_that_has_just_opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window, dialog = QLineEdit(), QDialog()
    line = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(line)
    for widget in (window, dialog):
        qtbot.addWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    hands = Hands(window)
    hands.type("before")
    handle = window.windowHandle()
    with qtbot.waitExposed(dialog):
        dialog.open()
    line.setFocus()
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: handle)
    hands.type("page.html")
    dialog.reject()
    hands.type(", after")
    assert (line.text(), window.text()) == ("page.html", "before, after")
