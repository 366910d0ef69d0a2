"""A button that gives way: its words are cut in their middle, and whole in its tip and for who only listens."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.widgets.elided_button import ElidedButton

WORDS = 'Search for section:"Coast & Sea" state:published'


def test_what_does_not_fit_is_in_its_tip(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button = ElidedButton()
    button.set_words(WORDS)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
    window.resize(900, 60)
    with qtbot.waitExposed(window):
        window.show()
    button.grab()
    assert button.toolTip() == "" and button.accessibleName() == WORDS
    window.resize(160, 60)
    assert window.width() == 160, "it does not hold the window wide"
    button.grab()
    assert button.width() <= 160 and button.toolTip() == WORDS and button.accessibleName() == WORDS


def test_a_sign_in_the_words_is_no_key(qtbot: QtBot) -> None:
    button = ElidedButton()
    qtbot.addWidget(button)
    button.set_words(WORDS)
    assert button.shortcut().isEmpty()
