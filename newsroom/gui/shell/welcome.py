"""The view without a library: begin with the sample newsroom, with an empty one, open another, import files."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.choice_button import ChoiceButton
from newsroom.gui.widgets.choice_page import ChoicePage, plain_label

_COLUMN = 560


class WelcomeView(ChoicePage):
    """Reports what is wished; shows where the library would lie, what went wrong, and how far the making is."""

    sample_wanted = Signal()
    empty_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    restore_wanted = Signal()
    place_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(width=_COLUMN)
        self.choices = self._make_choices(colors)
        self.progress.setAccessibleName(self.tr("Making the library"))
        self._title = QLabel(self.tr("Welcome to Newsroom"))
        self._words = QLabel(self.tr("Write an article, give it its place, see it as readers will."))
        self._title.setObjectName("display")
        self._words.setObjectName("lead")
        self._problem = plain_label("problem")
        self._place = plain_label("dim")
        self.change_place = QPushButton(self.tr("Another place…"))
        self.change_place.setAccessibleName(self.tr("Choose another place for the library"))
        self.change_place.setObjectName("link")
        self.change_place.clicked.connect(self.place_wanted)
        self._words.setWordWrap(True)
        self.back = QPushButton(self.tr("Back to the open library"))
        self.back.setObjectName("link")
        self.back.clicked.connect(self.back_wanted)
        self._build()
        self.show_back(False)
        self.show_problem("")
        self.show_progress("")
        self.set_look(colors, 1.0)

    def _make_choices(self, colors: Colors) -> list[ChoiceButton]:
        tr = self.tr
        made = [
            (
                tr("Begin with the sample newsroom"),
                tr("A small agency with its articles, series and tags: to look around and to try things."),
                self.sample_wanted,
            ),
            (tr("Begin with an empty newsroom"), tr("Nothing in it but what you write."), self.empty_wanted),
            (
                tr("Import files"),
                tr("An export of WordPress or Ghost, Markdown, Word, feeds or pages."),
                self.import_wanted,
            ),
            (tr("Open another library"), tr("One that lies elsewhere on this computer."), self.open_wanted),
            (
                tr("Restore a backup"),
                tr("A backup of a library becomes a new one. Nothing is overwritten."),
                self.restore_wanted,
            ),
        ]
        choices = []
        for title, detail, wanted in made:
            choice = ChoiceButton(title, detail, colors)
            choice.clicked.connect(wanted)
            choices.append(choice)
        return choices

    def _build(self) -> None:
        column = QVBoxLayout()
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self._problem)
        for choice in self.choices:
            column.addWidget(choice)
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        place.addWidget(self.change_place, 0, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(4)
        column.addLayout(place)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.progress)
        column.addWidget(self.doing)
        self.lay_out(column)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_place(self, path: Path) -> None:
        """Where a new library would be made."""
        self._place.setText(self.tr("A new library is kept in {0}").format(path))

    def show_back(self, possible: bool) -> None:
        """Whether there is a library to go back to."""
        self.back.setVisible(possible)

    @property
    def problem(self) -> str:
        """What went wrong, as it is shown; empty where nothing did."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """What went wrong, what is safe and what to do; an empty text shows nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    @override
    def show_progress(self, doing: str, share: float | None = None) -> None:
        super().show_progress(doing, share)
        self.change_place.setEnabled(not doing)
