"""A view of settings: rows in groups, of which a search leaves those that answer. Saves nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.searching import matches
from newsroom.gui.widgets.setting_row import SettingRow


class _Group(NamedTuple):
    heading: QLabel
    rows: tuple[SettingRow, ...]


class SettingsList(QWidget):
    """Who derives adds its groups, and tells their rows what to show."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[_Group] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def add_group(self, title: str, rows: Sequence[SettingRow]) -> None:
        """A heading, none for nothing, and the rows below it."""
        heading = QLabel(title)
        heading.setVisible(bool(title))
        if self._groups:
            self.column.addSpacing(8)
        self.column.addWidget(heading)
        for row in rows:
            self.column.addWidget(row)
        self._groups.append(_Group(heading, tuple(rows)))

    def show_matching(self, query: str) -> bool:
        """Leaves the rows that answer to a search, of a group whose heading does all; whether there are any."""
        found = False
        for heading, rows in self._groups:
            whole = bool(query and heading.text()) and matches(query, heading.text())
            shown = [row for row in rows if whole or row.answers_to(query)]
            for row in rows:
                row.setVisible(row in shown)
                row.mark(query if row in shown and not whole else "")
            heading.setVisible(bool(shown and heading.text()))
            found = found or bool(shown)
        return found

    def set_look(self, colors: Colors, scale: float) -> None:
        for heading, rows in self._groups:
            heading.setFont(ui_font(scale, pixels=15, bold=True))
            for row in rows:
                row.set_look(colors, scale)
