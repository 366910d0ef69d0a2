"""The first tour in the real window: offered once, led by what is done, ended for good."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.features.first_tour import FirstTourCard
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def card_of(program: Program) -> FirstTourCard | None:
    return cast("FirstTourCard | None", program.window.findChild(FirstTourCard))


def title(program: Program) -> str:
    card = card_of(program)
    return card.words.title if card is not None and card.isVisible() else ""


def test_it_is_offered_with_a_new_library_and_never_again(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    program = begin(None).show()
    program.wait(lambda: program.window.page is Page.WELCOME)
    program.shell.entrance.make_empty()
    program.wait(lambda: title(program) == "A short tour?")
    card = card_of(program)
    assert card is not None
    qtbot.mouseClick(card.end, Qt.MouseButton.LeftButton)
    assert title(program) == ""
    program.shell.entrance.choose_place(tmp_path / "another")
    program.shell.entrance.make_empty()
    program.wait(lambda: program.parts.library is not None and program.parts.library.path.name == "another")
    program.wait(lambda: program.window.page is Page.DESK)
    assert title(program) == ""


def test_a_library_that_is_opened_offers_nothing(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    program.wait(lambda: "go.tags" in program.window.book)
    assert card_of(program) is None


def test_what_is_really_done_leads_on(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load()
    program.trigger("app.tour")
    card = card_of(program)
    assert card is not None and title(program) == "Paste a story"
    focus = QApplication.focusWidget()
    qtbot.mouseClick(card.story, Qt.MouseButton.LeftButton)
    assert "Corran Banks" in QApplication.clipboard().text() and QApplication.focusWidget() is not card.story
    assert focus is None or not card.isAncestorOf(focus)
    program.trigger("article.paste")
    program.wait(lambda: title(program) == "Look, then take it")
    program.wait(lambda: program.review and program.review.body.toPlainText())
    assert program.review is not None
    qtbot.keyClick(program.review, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    program.wait(lambda: title(program) == "Say what it is about")
    draft = program.parts.session.draft if program.parts.session else None
    assert draft is not None
    draft.set_field("tags", draft.value("tags")[:-1])  # one less is no step
    assert title(program) == "Say what it is about"
    draft.undo()
    program.wait(lambda: title(program) == "Relate it to another article")
    program.trigger("view.preview")
    related = draft.value("related")
    draft.set_field("related", related[:-1])
    draft.undo()
    program.wait(lambda: title(program).startswith("That is an article"))
    qtbot.mouseClick(card.end, Qt.MouseButton.LeftButton)
    assert title(program) == "" and program.parts.preferences.text("tour/step") == "ended"


def test_a_tour_that_was_left_in_the_middle_goes_on(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load()
    program.trigger("app.tour")
    card = card_of(program)
    assert card is not None
    qtbot.mouseClick(card.skip, Qt.MouseButton.LeftButton)
    assert title(program) == "Say what it is about"
    program.quit()
    program.start.finish()
    again = begin(library_path).load()
    again.wait(lambda: title(again) == "Say what it is about")


def test_an_offer_is_made_once_and_an_end_seen_once(begin: Begin, library_path: Path) -> None:
    program = begin(library_path)
    for step in ("offered", "finished", "ended", "nonsense"):
        program.parts.preferences.set_text("tour/step", step)
        if program.parts.session is None:
            program.load()
        program.shell.touring.resume()
        assert title(program) == "", step


def test_it_is_reached_by_keys(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load()
    program.trigger("app.tour")
    card = card_of(program)
    assert card is not None
    program.window.focus_pane("tour")
    focus = QApplication.focusWidget()
    assert focus is not None and card.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    focus = QApplication.focusWidget()
    assert focus is None or not card.isAncestorOf(focus)
