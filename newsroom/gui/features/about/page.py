"""The page about the program: a list of all that is shipped, and the terms of what is chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.program_page import ProgramPage
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.licences import Licence


class AboutPage(ProgramPage):
    """What is shipped on the left, its terms on the right."""

    def __init__(self, lanes: Runner, colors: Colors, version: str) -> None:
        super().__init__(self.tr("About Newsroom"))
        self.first_shown.connect(self._on_first_shown)
        self._lanes = lanes
        self._licences: list[Licence] = []
        words = self.tr("{0}, with Qt {1}. Free software under the MIT licence. Made of what is listed here.")
        self.words.setText(words.format(version, qVersion()))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What Newsroom is made of"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("sections")  # whose look shows where the focus is
        self.terms = QPlainTextEdit()
        self.terms.setObjectName("field")
        self.terms.setAccessibleName(self.tr("Its terms"))
        self.terms.setReadOnly(True)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addWidget(self.terms, 2)
        self.column.addLayout(row, 1)
        self.list.currentRowChanged.connect(self._on_list_row_changed)
        self.setFocusProxy(self.list)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        del colors  # the style sheet of all windows has them
        self.set_scale(scale)
        self.list.setFont(ui_font(scale))
        self.terms.setFont(ui_font(scale))

    def _on_first_shown(self) -> None:
        from newsroom.licences import shipped

        self._lanes.read("about.licences", lambda _: shipped(), self._on_licences_read, owner=self)

    def _on_licences_read(self, outcome: Outcome[list[Licence]]) -> None:
        if not isinstance(outcome, Ok):
            return
        self._licences = outcome.value
        for one in self._licences:
            item = QListWidgetItem(f"{one.name} {one.version}".strip(), self.list)
            item.setToolTip(item.text())  # a long one is cut off
        self.list.setCurrentRow(0)

    def _on_list_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._licences):
            one = self._licences[row]
            self.terms.setPlainText("\n\n".join(filter(None, (one.terms, one.text))))
