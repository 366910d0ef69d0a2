"""Chips and cards say what they are to who only listens, and can be pressed for somebody."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from newsroom.gui.colors import LIGHT
from newsroom.gui.features.article_panel.suggestion_card import SuggestionCard
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.suggestion_chip import SuggestionChip


def test_chips_and_cards_are_buttons_with_a_name(qtbot: QtBot) -> None:
    card = SuggestionCard(LIGHT, 1.0)
    card.show_offer("Rain & wind", "same series", tip="", is_faded=False, is_empty=False, is_inner=False)
    for widget in (Chip("Rain & wind", LIGHT, what="Tag"), SuggestionChip(LIGHT, scale=1.0), card):
        qtbot.addWidget(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Suggested related article: Rain & wind"


def test_pressed_for_somebody_a_chip_opens(qtbot: QtBot) -> None:
    chip = Chip("Rain", LIGHT)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.opened) as opened:
        chip.click()
    assert opened.args == [chip]
