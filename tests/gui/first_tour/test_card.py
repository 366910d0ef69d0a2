"""The card of the first tour: what it says, and that it takes no focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.first_tour import FirstTour, FirstTourCard, Step, Surroundings, build
from newsroom.gui.theme import LIGHT
from tests.gui.desks import nameless


def made(qtbot: QtBot, step: Step) -> tuple[FirstTour, FirstTourCard, QLineEdit, QWidget]:
    tour = FirstTour(step)
    card = build(LIGHT, tour, lambda name: f"<{name}>")
    holder, line = QWidget(), QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(line)
    column.addWidget(card)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    return tour, card, line, holder


def test_each_step_says_what_to_do_with_which_key(qtbot: QtBot) -> None:
    tour, card, line, _holder = made(qtbot, Step.OFFERED)
    around = Surroundings(has_article=True)
    named = {
        Step.PASTE: "<article.paste>",
        Step.TAG: "<go.tags>",
        Step.RELATE: "<go.related>",
        Step.PREVIEW: "<view.preview>",
        Step.FINISHED: "<app.guide>",
    }
    card.show_step(around)
    assert card.begin.isVisible() and not card.skip.isVisible()
    for step, key in named.items():
        tour.step = step
        card.show_step(around)
        assert key in card.words.text, step
        assert not card.begin.isVisible()
    assert "<article.publish>" in card.words.text and "<article.save_page>" in card.words.text
    assert nameless(card) == []
    tour.end()
    card.show_step(around)
    assert not card.isVisible()
    assert QApplication.focusWidget() is line


def test_it_speaks_of_what_is_around(qtbot: QtBot) -> None:
    tour, card, _, _holder = made(qtbot, Step.PASTE)
    card.show_step(Surroundings())
    assert card.story.isVisible()
    card.show_step(Surroundings(is_reviewing=True))
    assert "Ctrl+Enter" in card.words.text and not card.story.isVisible()
    tour.step = Step.RELATE
    card.show_step(Surroundings())
    assert "open an article" in card.words.text


def test_a_click_leaves_the_focus_and_escape_gives_it_back(qtbot: QtBot) -> None:
    _, card, line, _holder = made(qtbot, Step.PASTE)
    card.show_step(Surroundings())
    with qtbot.waitSignal(card.story_wanted):
        qtbot.mouseClick(card.story, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line
    card.skip.setFocus()
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(card.skip, Qt.Key.Key_Escape)
