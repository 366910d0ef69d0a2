"""The view of a damaged library: what is wrong, what is safe, and what can be done. Decides nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from newsroom.domain.health import Health, Severity
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.choice_button import ChoiceButton
from newsroom.gui.widgets.choice_page import ChoicePage, plain_label

_COLUMN = 620
_MOST_DETAILS = 8


class DamagedView(ChoicePage):
    """Reports what is wished; shows what is wrong, and how far what is being done is."""

    restore_wanted = Signal()
    salvage_wanted = Signal()
    check_wanted = Signal()
    mend_wanted = Signal()
    folder_wanted = Signal()
    other_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(width=_COLUMN)
        self.restore = ChoiceButton(self.tr("Open a copy from the last backup"), "", colors)
        self.salvage = ChoiceButton(
            self.tr("Salvage into a new library"),
            self.tr(
                "Every article that can still be read, in a new library beside this one, with a report of the rest."
            ),
            colors,
        )
        self.check = ChoiceButton(
            self.tr("Look more closely"),
            self.tr("Says what is damaged and what is not. Nothing is changed."),
            colors,
        )
        self.mend = ChoiceButton(
            self.tr("Mend it"),
            self.tr(
                "What is wrong follows from what is whole, and is made anew in this library. No text is touched."
            ),
            colors,
        )
        self.folder = ChoiceButton(
            self.tr("Show the folder"), self.tr("To copy it as it is, before anything else is done."), colors
        )
        self.choices = [self.mend, self.restore, self.salvage, self.check, self.folder]
        self.progress.setAccessibleName(self.tr("How far it is"))
        self.title = QLabel(self.tr("This library is damaged"))
        self.title.setObjectName("display")
        self.words = plain_label("lead")
        self.problem = plain_label("problem")
        self.findings = plain_label("dim")
        self.other = QPushButton(self.tr("Open or make another library"))
        self.other.setObjectName("link")
        self.stop = QPushButton(self.tr("Stop"))
        self._build()
        self._connect()
        self.show_progress("")
        self.set_look(colors, 1.0)

    def _build(self) -> None:
        column = QVBoxLayout()
        for label in (self.title, self.words, self.problem):
            column.addWidget(label)
        column.addSpacing(6)
        for choice in self.choices:
            column.addWidget(choice)
        column.addWidget(self.findings)
        column.addWidget(self.doing)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        column.addLayout(row)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.lay_out(column)

    def _connect(self) -> None:
        self.restore.clicked.connect(self.restore_wanted)
        self.salvage.clicked.connect(self.salvage_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.mend.clicked.connect(self.mend_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.stop.clicked.connect(self.stop_wanted)

    def show_damage(self, path: Path, words: str, backup: str) -> None:
        """Of the library at that path; ``backup`` says what the last backup is, "" where there is none."""
        self.words.setText(self.tr("{0}. Nothing was changed in it, and nothing will be.").format(path))
        self.problem.setText(words)
        self.restore.setVisible(bool(backup))
        self.restore.set_detail(backup)
        self.findings.hide()
        self.mend.hide()
        self.check.show()

    def show_problem(self, words: str) -> None:
        """What was tried did not come about."""
        self.problem.setText(words)

    def show_findings(self, health: Health) -> None:
        """What a closer look found; whether it can be mended follows from it."""
        lines = []
        for one in health.findings:
            if one.severity is Severity.GOOD:
                lines.append(f"✓ {one.words}")
            else:
                lines.append(f"✗ {one.words}" if one.severity is Severity.DAMAGE else f"· {one.words}")
                lines += [f"    {detail}" for detail in one.details[:_MOST_DETAILS]]
        self.findings.setText("\n".join(lines))
        self.findings.show()
        self.check.hide()
        is_mendable = health.can_be_mended and not health.is_damaged
        self.mend.setVisible(is_mendable)
        if is_mendable:
            self.words.setText(
                self.tr("{0}. It can be mended. Nothing was changed in it yet.").format(health.path)
            )

    @override
    def show_progress(self, doing: str, share: float | None = None) -> None:
        super().show_progress(doing, share)
        self.stop.setVisible(bool(doing))
        self.other.setEnabled(not doing)
