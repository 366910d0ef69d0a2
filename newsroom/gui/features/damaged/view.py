"""The view of a damaged library: what is wrong, what is safe, and what can be done. Decides nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.health import Health, Severity
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.choice_button import ChoiceButton

_COLUMN = 620
_MOST_DETAILS = 8


class DamagedView(QScrollArea):
    """Reports what is wished; shows what is wrong, and how far what is being done is."""

    restore_wanted = Signal()
    salvage_wanted = Signal()
    check_wanted = Signal()
    mend_wanted = Signal()
    folder_wanted = Signal()
    other_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = QLabel(self.tr("This library is damaged"))
        self.title.setObjectName("display")
        self.words = _label("lead")
        self.problem = _label("problem")
        self.findings = _label("dim")
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
        self.other = QPushButton(self.tr("Open or make another library"))
        self.other.setObjectName("link")
        self.stop = QPushButton(self.tr("Stop"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far it is"))
        self.doing = _label("dim")
        self._build()
        self._connect()
        self.show_progress("")
        self.set_look(colors, 1.0)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(2)
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
        column.addStretch(3)
        self._column = QWidget()
        self._column.setLayout(column)
        holder = QWidget()
        holder.setObjectName("column")
        sides = QHBoxLayout(holder)
        sides.setContentsMargins(24, 24, 24, 24)
        sides.addStretch(1)
        sides.addWidget(self._column, 10)
        sides.addStretch(1)
        self.setWidget(holder)

    def _connect(self) -> None:
        self.restore.clicked.connect(self.restore_wanted)
        self.salvage.clicked.connect(self.salvage_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.mend.clicked.connect(self.mend_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.stop.clicked.connect(self.stop_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._column.setMaximumWidth(round(_COLUMN * scale))
        for choice in self.choices:
            choice.set_look(colors, scale)

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

    def show_progress(self, doing: str, share: float | None = None) -> None:
        """What is being done and how much of it is, 0 to 1; None where nobody knows; an empty text ends it."""
        self.doing.setText(doing)
        for widget in (self.doing, self.progress, self.stop):
            widget.setVisible(bool(doing))
        self.progress.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.progress.setValue(round(share * 1000))
        for choice in self.choices:
            choice.setEnabled(not doing)
        self.other.setEnabled(not doing)

    def focus_first(self) -> None:
        first = next(choice for choice in self.choices if not choice.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
