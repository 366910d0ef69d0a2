"""The difference begins where something differs, and the bar names only what is not open."""

from pytestqt.qtbot import QtBot

from newsroom.domain.article import Content
from newsroom.domain.draft import OTHER_FIELDS
from newsroom.gui.features.recovery import DifferenceView, RecoveryBar, difference_html
from newsroom.gui.theme import LIGHT

TEXT = "\n\n".join(f"Paragraph {n} of a text that is longer than the pane." for n in range(60))


def test_a_long_text_is_shown_from_what_differs_on(qtbot: QtBot) -> None:
    view = DifferenceView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    names = dict.fromkeys(OTHER_FIELDS, "")
    view.show_html(difference_html(Content(body=TEXT), Content(body=f"{TEXT} And more."), names, "#eee"))
    bar = view.text.verticalScrollBar()
    assert 0 < bar.maximum() <= bar.value() + 60
    view.show_html(difference_html(Content(body=TEXT), Content(body=f"More: {TEXT}"), names, "#eee"))
    assert bar.value() == 0


def test_the_open_text_is_not_named_again(qtbot: QtBot) -> None:
    bar = RecoveryBar(LIGHT)
    qtbot.addWidget(bar)
    bar.offer("Recovered.", "Ferry", is_open=True, was_saved=True)
    assert bar.headline.isHidden() and bar.open.isHidden() and not bar.words.isHidden()
    bar.offer("Recovered.", "Bridge", is_open=False, was_saved=True)
    assert not bar.headline.isHidden() and bar.headline.text() == "Bridge"
