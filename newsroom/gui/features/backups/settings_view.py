"""How backups are made: whether by themselves, into which second place, and how many are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.file_dialogs import ask_folder
from newsroom.gui.widgets.flow_layout import FlowLayout
from newsroom.gui.widgets.number_box import NumberBox
from newsroom.gui.widgets.searching import matches
from newsroom.gui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from newsroom.domain.backups import BackupSettings
    from newsroom.gui.features.backups.presenter import BackupsPresenter

_MOST = 100


class SettingsView(QWidget):
    """Every change is saved by itself."""

    def __init__(self, presenter: BackupsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: dict[str, int] = {}
        self.switch = WrappingCheckBox(
            self.tr("Back up by itself, every hour in which something was changed")
        )
        self.place = QLabel()
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose a second place…"))
        self.forget = QPushButton(self.tr("No second place"))
        self._kept = QLabel(self.tr("Kept:"))
        self.counts = {name: self._count(words) for name, words in self._periods().items()}
        self._hint = QLabel(
            self.tr(
                "Of each hour, day and week its newest. Together they take at most half of the room that the disk would"
                " have without them: then the oldest go first, and the newest never. What is one too many goes when the"
                " next one is made."
            )
        )
        self._hint.setObjectName("dim")
        self._hint.setWordWrap(True)
        self._lay_out()
        self.switch.clicked.connect(self._on_switch_clicked)
        self.choose.clicked.connect(self.ask_place)
        self.forget.clicked.connect(self._on_forget_clicked)

    def _periods(self) -> dict[str, str]:
        return {
            "n_hourly": self.tr("{0} hourly"),
            "n_daily": self.tr("{0} daily"),
            "n_weekly": self.tr("{0} weekly"),
        }

    def _count(self, words: str) -> NumberBox:
        before, _, after = words.partition("{0}")
        box = NumberBox()
        box.setRange(0, _MOST)
        box.setPrefix(before)
        box.setSuffix(after)
        name = self.tr("Backups that are kept,{0}").format(after or before)
        for part in (box, box.lineEdit()):
            part.setAccessibleName(name)
        box.editingFinished.connect(self.commit)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.switch)
        self._place_line = QWidget()
        place = QVBoxLayout(self._place_line)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.place)
        place.addWidget(_line(self.choose, self.forget))
        self._kept_line = _line(self._kept, *self.counts.values())
        for widget in (self._place_line, self._kept_line, self._hint):
            column.addWidget(widget)

    def show_matching(self, query: str) -> bool:
        """Leaves what answers to a search; whether there is anything."""
        second = self.tr("second place folder disk")
        kept = self.tr("kept how many hourly daily weekly")
        shown = {
            self.switch: matches(query, self.switch.text()),
            self._place_line: matches(query, self.place.text(), self.choose.text(), second),
            self._kept_line: (is_kept := matches(query, self._hint.text(), kept)),
            self._hint: is_kept,
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        return any(shown.values())

    def set_scale(self, scale: float) -> None:
        widgets = (
            self.switch,
            self.place,
            self.choose,
            self.forget,
            self._kept,
            self._hint,
            *self.counts.values(),
        )
        for widget in widgets:
            widget.setFont(ui_font(scale))
        self._kept.setMinimumHeight(self.counts["n_hourly"].sizeHint().height())  # in the middle of its line

    def show_settings(self, settings: BackupSettings) -> None:
        """As the library has them; what is being typed is not disturbed."""
        self.switch.setChecked(settings.is_on)
        place = settings.second_place
        self.place.setText(
            self.tr("No second place: a backup on the same disk does not survive that disk.")
            if place is None
            else self.tr("Second place: {0}").format(place)
        )
        self.forget.setVisible(place is not None)
        for name, box in self.counts.items():
            if not box.hasFocus() or name not in self._shown:
                self._shown[name] = getattr(settings, name)
                box.setValue(self._shown[name])

    def empty(self) -> None:
        """What stands in the fields is another library's: nothing of it is saved."""
        self._shown = {}

    def commit(self) -> None:
        """Saves what was typed. Fields that were never filled say nothing."""
        typed = {name: box.value() for name, box in self.counts.items() if name in self._shown}
        changes = {name: value for name, value in typed.items() if value != self._shown[name]}
        self._shown |= changes
        if changes:
            self._presenter.change(**changes)

    def ask_place(self) -> None:
        """Asks for a folder on another disk."""
        ask_folder(self, self.tr("A folder on another disk"), self.set_place)

    def set_place(self, folder: Path) -> None:
        """From now on also there."""
        self._presenter.change(second_place=str(folder))

    def _on_switch_clicked(self, is_on: bool) -> None:
        self._presenter.change(is_on=is_on)

    def _on_forget_clicked(self) -> None:
        self._presenter.change(second_place=None)


def _line(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    line = FlowLayout(whole, spacing=8)
    for widget in widgets:
        line.addWidget(widget)
    return whole
