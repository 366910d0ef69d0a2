"""The theme of the pages: ours, or a folder of the user's own, with what is wrong with it in file and line."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.file_dialogs import ask_folder
from newsroom.gui.widgets.setting_row import SettingRow


class ThemeRow(SettingRow):
    """The folder may be typed or chosen; empty is our own theme. ``try_wanted`` asks what is wrong with it."""

    try_wanted = Signal(str)

    def __init__(self, label: str, *, hint: str) -> None:
        box = QWidget()
        super().__init__(label, box, hint=hint)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Newsroom’s own theme"))
        self.line.setAccessibleName(label)
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.choose.setAccessibleName(self.tr("Choose the folder of a theme"))
        self.reset = QPushButton(self.tr("Use Newsroom’s own"))
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.line, 1)
        line.addWidget(self.choose)
        line.addWidget(self.reset)
        self.label.setBuddy(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_line_edited)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)

    @property
    @override
    def value(self) -> str | None:
        return self.line.text().strip() or None

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [self.line, self.choose, self.reset]

    @override
    def show_value(self, value: Any) -> None:
        text = str(value or "")
        if text != self.line.text().strip():
            self.line.setText(text)
        self.reset.setEnabled(bool(text))

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        for widget in (self.line, self.choose, self.reset):
            widget.setFont(ui_font(scale))

    def _change(self, folder: str) -> None:
        self.line.setText(folder)
        self._on_line_edited(folder)

    def _on_line_edited(self, text: str) -> None:
        self.reset.setEnabled(bool(text.strip()))
        self.try_wanted.emit(text.strip())

    def _on_choose_clicked(self) -> None:
        now = self.line.text().strip()
        ask_folder(
            self,
            self.tr("The folder of a theme"),
            lambda folder: self._change(str(folder)),
            beside=Path(now) if now else None,
        )

    def _on_reset_clicked(self) -> None:
        self._change("")
        self.line.setFocus()
