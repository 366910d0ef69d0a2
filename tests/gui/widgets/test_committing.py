"""Fields whose text is taken as a whole: by Enter, by leaving; what is typed is not overwritten by what comes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.widgets.committing import CommitLine, CommitText


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line = CommitLine(name="Name")
        self.optional = CommitLine(name="Link", may_be_empty=True)
        self.area = CommitText(name="Text")
        self.taken: list[str] = []
        column = QVBoxLayout(self)
        for field in (self.line, self.optional, self.area):
            column.addWidget(field)
            field.committed.connect(self.taken.append)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.line.show_value("Floods")
    form.area.show_value("One.\nTwo.")
    return form


def test_enter_takes_a_line_once(qtbot: QtBot, form: Form) -> None:
    form.line.setFocus()
    form.line.selectAll()
    qtbot.keyClicks(form.line, "  High   water ")
    qtbot.keyClick(form.line, Qt.Key.Key_Return)
    qtbot.keyClick(form.line, Qt.Key.Key_Return)
    form.area.setFocus()
    assert form.taken == ["High water"]


def test_leaving_takes_it_too_and_an_empty_one_comes_back(qtbot: QtBot, form: Form) -> None:
    form.line.setFocus()
    form.line.clear()
    form.area.setFocus()
    assert form.taken == [] and form.line.text() == "Floods"
    form.optional.show_value("https://example.org")
    form.optional.setFocus()
    form.optional.clear()
    qtbot.keyClick(form.optional, Qt.Key.Key_Tab)
    assert form.taken == [""]


def test_what_is_typed_stays_when_a_value_comes(qtbot: QtBot, form: Form) -> None:
    form.line.setFocus()
    qtbot.keyClicks(form.line, "!")
    form.line.show_value("From elsewhere")
    assert form.line.text() == "Floods!"
    form.line.show_value("Another thing", anew=True)
    assert form.line.text() == "Another thing"
    form.area.setFocus()
    qtbot.keyClicks(form.area, "Zero. ")
    form.area.show_value("From elsewhere")
    assert form.area.toPlainText().startswith("Zero. ")


def test_escape_brings_back_and_then_is_the_page_s(qtbot: QtBot, form: Form) -> None:
    form.area.setFocus()
    qtbot.keyClicks(form.area, "Zero. ")
    qtbot.keyClick(form.area, Qt.Key.Key_Escape)
    assert form.area.toPlainText() == "One.\nTwo."
    qtbot.keyClick(form.area, Qt.Key.Key_Tab)
    assert form.taken == []


def test_a_text_is_taken_after_a_pause_and_typing_goes_on(qtbot: QtBot, form: Form) -> None:
    form.area._pause.setInterval(1)
    form.area.setFocus()
    form.area.selectAll()
    with qtbot.waitSignal(form.area.committed):
        qtbot.keyClicks(form.area, "Ferry ")
    assert form.taken == ["Ferry"]
    qtbot.keyClicks(form.area, "again")
    form.area.show_value("Ferry")
    assert form.area.toPlainText() == "Ferry again", (
        "the answer to the first words does not take the next away"
    )
    with qtbot.waitSignal(form.area.committed):
        qtbot.keyClicks(form.area, "!")
    assert form.taken[-1] == "Ferry again!"


def test_what_a_field_is_told_to_show_is_not_taken(qtbot: QtBot, form: Form) -> None:
    form.area.setFocus()
    form.area.show_value("Another series.", anew=True)
    assert not form.area._pause.isActive()
