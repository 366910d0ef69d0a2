"""The bar that says that a story may be filed already: its words are whole, however narrow its place is."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.alike_bar import AlikeBar

WORDS = "This story may be filed already: most of it stands there."


@pytest.fixture
def bar(qtbot):
    above = QWidget()
    qtbot.addWidget(above)
    column = QVBoxLayout(above)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar := AlikeBar(LIGHT, look="Look", dismiss="No"))
    column.addStretch(1)
    above.resize(900, 300)
    above.show()
    yield bar
    above.close()


def one_line(bar):
    return bar.words.fontMetrics().horizontalAdvance(WORDS)


def test_the_buttons_have_their_room_beside_the_headline(bar, qtbot):
    bar.say(WORDS, "A headline that is by far too long for the place " * 4)
    qtbot.waitUntil(lambda: bar.width() == 900)
    assert bar.words.width() >= one_line(bar)
    assert bar.look.geometry().left() > bar.headline.geometry().right()
    assert bar.look.width() == bar.look.sizeHint().width() and bar.dismiss.geometry().right() <= 900


@pytest.mark.parametrize("width", [500, 300, 250])
def test_in_a_narrow_place_the_words_are_whole(bar, qtbot, width):
    bar.say(WORDS, "A headline that is by far too long for so narrow a place as this one is")
    bar.window().resize(width, 300)
    qtbot.waitUntil(lambda: bar.width() == width and bar.height() == bar.height_at(width))
    qtbot.waitUntil(lambda: bar.headline.width() > 100)
    assert bar.words.height() >= bar.words.heightForWidth(bar.words.width())
    assert bar.words.geometry().right() <= width
    assert bar.headline.height() >= bar.headline.sizeHint().height()
    assert bar.dismiss.geometry().right() <= width and bar.dismiss.geometry().bottom() < bar.height()

    bar.window().resize(900, 300)  # there is room again
    qtbot.waitUntil(lambda: bar.look.geometry().left() > bar.headline.geometry().right())
    qtbot.waitUntil(lambda: bar.height() == bar.height_at(900))
