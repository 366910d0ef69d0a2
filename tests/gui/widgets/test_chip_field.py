"""The row of chips: the line at its end."""

import re

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.chip_field import ChipField, ChipText


def test_a_long_name_gets_a_line_of_its_own_and_the_field_the_room(qtbot: QtBot) -> None:
    window = QWidget()
    field = ChipField(LIGHT, placeholder="+ tag", name="Add a tag", what="Tag")
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addStretch(1)
    window.resize(340, 300)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.set_chips([ChipText(name) for name in ("Syria", "Britain", "France")])
    QApplication.processEvents()
    line, before = field.edit.y(), field.height()
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Ana")
    QApplication.processEvents()
    assert (field.edit.y(), field.height()) == (line, before), "a short name moves nothing"
    QTest.keyClicks(field.edit, " Ruiz of the Harbour Board")
    QApplication.processEvents()
    assert field.edit.y() > line
    assert field.edit.geometry().bottom() < field.height() and field.edit.width() > 250
    field.edit.clear()
    QApplication.processEvents()
    assert (field.edit.y(), field.height()) == (line, before)


def test_what_the_line_asks_for_is_shown_whole(qtbot: QtBot) -> None:
    field = ChipField(LIGHT, placeholder="Add another label", name="Add a label", what="Label")
    qtbot.addWidget(field)
    field.resize(340, 60)
    field.set_look(LIGHT, 1.5)
    asked = field.edit.fontMetrics().horizontalAdvance(field.edit.placeholderText())
    with qtbot.waitExposed(field):
        field.show()
    assert field.edit.width() > asked
    field.resize(80, 60)
    field.set_look(LIGHT, 1.5)
    assert field.edit.minimumWidth() < asked


def test_the_line_is_round_at_every_size_it_comes_from(qtbot: QtBot) -> None:
    field = ChipField(LIGHT, placeholder="+ tag", name="Add a tag", what="Tag")
    qtbot.addWidget(field)
    field.resize(340, 60)
    field.show()
    for scale in (0.8, 1.0, 1.2, 1.5, 2.0, 1.5, 1.0, 0.8):
        field.set_look(LIGHT, scale)
        QApplication.processEvents()
        found = re.search(r"border-radius: (\d+)px", field.edit.styleSheet())
        assert found is not None
        # Qt draws no round edge at all where two of them are higher than the line.
        assert 0.3 < int(found[1]) / field.edit.height() <= 0.5
