"""A line that filters, rows of choices and a table below, as one list that is used by keys from any of them."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.focus import finds
from newsroom.gui.widgets.rows_table import RowsTable


class FilteredTable(QWidget):
    """Letters typed in the table go to the line; Down goes from the line to the table, Up from its first row back."""

    text_changed = Signal(str)

    def __init__(
        self, table: RowsTable[Any], *, placeholder: str, name: str, choices: tuple[Choices[Any], ...] = ()
    ) -> None:
        super().__init__()
        self.table = table
        self.choices = choices
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name)
        finds(self.line)
        self.line.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        for row in choices:
            column.addWidget(row)
        column.addWidget(table, 1)
        self.line.textChanged.connect(self.text_changed)
        self.line.installEventFilter(self)
        table.installEventFilter(self)
        table.typed.connect(self._on_table_typed)
        self.setFocusProxy(table)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.table.set_look(colors, scale)
        self.line.setFont(ui_font(scale, pixels=13))
        for row in self.choices:
            row.set_scale(scale)

    def _on_table_typed(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        self.line.insert(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.line and self._line_key(event):
                return True
            if watched is self.table and event.key() == Qt.Key.Key_Up and not event.modifiers():
                if self.table.currentIndex().row() <= 0:
                    self.line.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return super().eventFilter(watched, event)

    def _line_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        return False
