"""Words of one direction among those of the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.directions import apart, begins_right_to_left, left_to_right

ARABIC = "الشرق الأوسط"


@pytest.mark.parametrize("words", ["", "Middle East", "Ближний Восток", "中东"])
def test_words_from_left_to_right_are_as_they_were(words: str) -> None:
    assert apart(words) == words == left_to_right(words)


@pytest.mark.parametrize("words", [ARABIC, f"World / {ARABIC}", "מזרח התיכון"])
def test_words_from_right_to_left_keep_to_themselves(words: str) -> None:
    assert apart(words) == f"\u2068{words}\u2069"


def test_in_a_window_from_right_to_left_all_do(qtbot: QtBot) -> None:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert apart("Middle East") == "\u2068Middle East\u2069"
        assert left_to_right("/a/b") == "\u2066/a/b\u2069"
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_beside_words_from_right_to_left_numbers_stay_where_they_are() -> None:
    assert apart("2 tags · same author", beside=ARABIC) == "\u20682 tags · same author\u2069"
    assert apart("2 tags · same author", beside="The harbour") == "2 tags · same author"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [(f"… 12: {ARABIC} a", True), (f"a {ARABIC}", False), ("… 12", None), ("", None), ("« מזרח »", True)],
)
def test_the_first_letter_tells_which_way_a_text_begins(text: str, is_so: bool | None) -> None:
    assert begins_right_to_left(text) is is_so
