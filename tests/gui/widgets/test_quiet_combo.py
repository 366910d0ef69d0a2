"""A list to choose from: what passes over it changes nothing, and it looks like one on every ground."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import newsroom.gui
from newsroom.gui.theme import CONTRAST, CONTRAST_DARK, DARK, LIGHT, Colors, qt_palette, style_sheet
from newsroom.gui.widgets.quiet_combo import QuietCombo

_WIDTH = 160


@pytest.fixture
def combo(qtbot: QtBot) -> QuietCombo:
    combo = QuietCombo("Kind")
    qtbot.addWidget(combo)
    combo.resize(_WIDTH, 30)
    for name in ("a", "b", "c"):
        combo.addItem(name)
    return combo


def test_the_wheel_does_not_change_it(combo: QuietCombo) -> None:
    nothing, point = Qt.MouseButton.NoButton, QPointF(5, 5)
    steps = QPoint(0, -120)
    wheel = QWheelEvent(
        point,
        point,
        steps,
        steps,
        nothing,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.currentText() == "a" and not wheel.isAccepted(), "the page around it scrolls"


def test_no_other_list_is_used() -> None:
    """A list of Qt's own would be changed by the wheel of a hand that scrolls past it."""
    for file in Path(newsroom.gui.__path__[0]).rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
        names = {node.id for node in calls if isinstance(node, ast.Name)}
        assert "QComboBox" not in names, file


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST, CONTRAST_DARK])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_its_arrow_is_seen(combo: QuietCombo, colors: Colors, direction: Qt.LayoutDirection) -> None:
    combo.clear()
    combo.setStyleSheet(style_sheet(colors, 1.0))
    combo.setPalette(qt_palette(colors))
    combo.setLayoutDirection(direction)
    image = combo.grab().toImage()
    ends = range(4, 24) if direction is Qt.LayoutDirection.RightToLeft else range(_WIDTH - 24, _WIDTH - 4)
    inside = [image.pixelColor(x, y).lightness() for x in ends for y in range(6, image.height() - 6)]
    ground = QColor(colors.card).lightness()
    assert max(abs(one - ground) for one in inside) > 90
