"""How large the window is at its first start, and where: with all of its frame on the screen."""

import pytest
from PySide6.QtCore import QMargins, QRect

from newsroom.gui.shell.window import first_geometry

TITLE = QMargins(5, 30, 5, 5)


@pytest.mark.parametrize(
    "screen",
    [
        QRect(0, 0, 1366, 728),
        QRect(0, 27, 1440, 873),
        QRect(1920, 0, 1280, 800),
        QRect(0, 0, 1920, 1040),
        QRect(-3840, 30, 3840, 2130),
    ],
)
def test_the_title_can_be_taken_hold_of_on_any_screen(screen: QRect) -> None:
    place = first_geometry(screen)
    assert screen.contains(place + TITLE), place
    assert place.width() >= min(1440, screen.width() - 16) and place.height() >= min(
        900, screen.height() - 48
    )
