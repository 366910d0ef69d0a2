"""The bar that says that a story may be filed already: its words have all the room that its buttons leave."""

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.alike_bar import AlikeBar


def test_a_short_headline_does_not_cut_the_words_above_it(qtbot):
    bar = AlikeBar(LIGHT, look="Look", dismiss="No")
    qtbot.addWidget(bar)
    bar.say("This story may be filed already: most of it stands there.", "Fog")
    bar.resize(bar.words.sizeHint().width() + 250, 50)
    bar.show()
    assert bar.words.width() >= bar.words.sizeHint().width()
    assert bar.look.width() == bar.look.sizeHint().width()
    bar.resize(200, 50)
    assert bar.words.width() < bar.words.sizeHint().width()
    assert bar.dismiss.geometry().right() <= bar.width()
