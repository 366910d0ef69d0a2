"""The section of settings with all commands and their keys: changed, added, taken away, given back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.features.keys.change_card import ChangeCard
from newsroom.gui.features.keys.words import KeyWords
from newsroom.gui.keys import CommandKeys, Keyboard, shown, shown_all
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable
from newsroom.gui.widgets.searching import matches

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_LEAST_TABLE, _ROW = 170, 30
_MOST_IN_SEARCH = 8
_MOST_FAULTS = 6
_UNBOUND = 16_777_215  # Qt's own


class KeysView(QWidget):
    """Enter changes the key of the command under the cursor, Insert adds one, Delete takes its keys away."""

    sheet_wanted = Signal()
    file_wanted = Signal(object)
    """The folder (a ``Path``) of the file in which keys are kept."""

    def __init__(self, keyboard: Keyboard, colors: Colors) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._words = KeyWords(self)
        self._query = ""
        self._scale = 1.0
        self.model: RowsModel[CommandKeys] = RowsModel(self._columns(), lambda row: row.name, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Commands and their keys"))
        self.table.set_widths(0, 190, 170, 150)
        self.table.set_empty_words(self.tr("No command answers to this."))
        self.change = QPushButton(self.tr("Change the key…"))
        self.add = QPushButton(self.tr("Add a key…"))
        self.remove = QPushButton(self.tr("Take the keys away"))
        self.reset = QPushButton(self.tr("As it came"))
        self.reset_all = QPushButton(self.tr("All as they came"))
        self.sheet = QPushButton(self.tr("All keys on a sheet"))
        self.card = ChangeCard(keyboard)
        self.faults = _label("problem")
        self.file = _label("dim")
        self.show_file = QPushButton(self.tr("Show the folder"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self.set_look(colors, 1.0)
        self._on_keyboard_changed()

    def _columns(self) -> tuple[Column[CommandKeys], ...]:
        return (
            Column("command", self.tr("Command"), lambda row: row.text, is_bold=False),
            Column(
                "keys",
                self.tr("Keys"),
                lambda row: shown_all(row.keys),
                tone=lambda row: "accent" if row.is_changed else "ink",
            ),
            Column("group", self.tr("Where"), lambda row: self._words.group(row.group), tone=lambda _: "dim"),
            Column("name", self.tr("Name in the file"), lambda row: row.name, tone=lambda _: "dim"),
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.change, self.add, self.remove, self.reset):
            buttons.addWidget(button)
        buttons.addStretch(1)
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self.file, 1)
        for button in (self.show_file, self.sheet, self.reset_all):
            file.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.faults)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        column.addLayout(buttons)
        column.addLayout(file)

    def _connect(self) -> None:
        self.change.clicked.connect(self.ask_key)
        self.add.clicked.connect(self.ask_more)
        self.remove.clicked.connect(self.take_away)
        self.reset.clicked.connect(self.give_back)
        self.reset_all.clicked.connect(self.give_all_back)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.show_file.clicked.connect(self._on_show_file_clicked)
        self.table.row_activated.connect(self.ask_key)
        self.table.current_changed.connect(self._show_buttons)
        self.table.installEventFilter(self)
        self.card.done.connect(self._on_card_done)
        self._keyboard.changed.connect(self._on_keyboard_changed)

    # What the page asks

    def set_library(self, library: Library | None) -> None:
        """Keys are the user's, not a library's."""

    def apply(self, changes: ChangeSet) -> None:
        """No act changes a key."""

    def save_now(self) -> None:
        """Each key is written as it is given."""

    def set_look(self, colors: Colors, scale: float) -> None:
        self._scale = scale
        self.model.set_look(colors, scale)
        self.table.set_look(colors, scale)
        self.card.set_look(colors, scale)
        for widget in (self.faults, self.file, *self._buttons()):
            widget.setFont(ui_font(scale))
        self._fit()

    def show_matching(self, query: str) -> bool:
        """Leaves the commands whose words, keys or names answer; whether there are any."""
        self._query = query
        self._show_rows()
        self._fit()
        return bool(self.model.rows)

    def _fit(self) -> None:
        """Beside what else is found, the table is as high as what it holds."""
        least = round(_LEAST_TABLE * self._scale)
        if self._query:
            n_rows = min(len(self.model.rows), _MOST_IN_SEARCH)
            least = round((n_rows + 1.4) * _ROW * self._scale)
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(least if self._query else _UNBOUND)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.change, self.add, self.remove, self.reset, self.reset_all, self.sheet, self.show_file)

    # What there is

    def _on_keyboard_changed(self) -> None:
        self._show_rows()
        faults = self._keyboard.faults
        lines = [self.tr("Not all of the file of keys could be taken; all else of it holds.")]
        for fault in faults[:_MOST_FAULTS]:
            words = self.tr("Line {0}: {1}") if fault.line else "{1}"
            lines.append(words.format(fault.line, fault.words))
        if len(faults) > _MOST_FAULTS:
            lines.append(self.tr("And {0} more.").format(len(faults) - _MOST_FAULTS))
        self.faults.setText("\n".join(lines))
        self.faults.setVisible(bool(faults))
        kept = self.tr("Changed keys are kept in {0}, which may be edited by hand.")
        self.file.setText(kept.format(self._keyboard.path))
        self.reset_all.setEnabled(any(row.is_changed for row in self._keyboard.rows()))

    def _show_rows(self) -> None:
        rows = [row for row in self._keyboard.rows() if self._answers(row)]
        self.model.set_rows(rows)
        self._show_buttons()

    def _answers(self, row: CommandKeys) -> bool:
        keys = " ".join((*row.keys, *map(shown, row.keys)))
        return matches(self._query, row.text, keys, row.name, self._words.group(row.group))

    def _show_buttons(self) -> None:
        row = self.table.current
        focused = next((button for button in self._buttons() if button.hasFocus()), None)
        self.change.setEnabled(row is not None)
        self.add.setEnabled(row is not None and bool(row.keys))
        self.remove.setEnabled(row is not None and bool(row.keys))
        self.reset.setEnabled(row is not None and row.is_changed)
        if focused is not None and not focused.isEnabled():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def ask_key(self) -> None:
        """Waits for another key for the command under the cursor."""
        self._ask(adds=False)

    def ask_more(self) -> None:
        """Waits for one more."""
        self._ask(adds=True)

    def _ask(self, *, adds: bool) -> None:
        row = self.table.current
        if row is None:
            return
        self.card.ask(row, adds=adds and bool(row.keys))
        layout = self.layout()
        assert layout is not None
        layout.activate()  # the card takes room of the table: the command stays in view
        self.table.scrollTo(self.table.currentIndex())

    def take_away(self) -> None:
        """The command has no key then."""
        if (row := self.table.current) is not None and row.keys:
            self._keyboard.assign({row.name: ()})

    def give_back(self) -> None:
        """The keys that it came with."""
        if (row := self.table.current) is not None and row.is_changed:
            self._keyboard.reset((row.name,))

    def give_all_back(self) -> None:
        self._keyboard.reset(tuple(row.name for row in self._keyboard.rows()))

    def _on_card_done(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_show_file_clicked(self) -> None:
        self.file_wanted.emit(Path(self._keyboard.path).parent)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            acts = {Qt.Key.Key_Insert: self.ask_more, Qt.Key.Key_Delete: self.take_away}
            act = acts.get(Qt.Key(event.key()))
            if act is not None and not event.modifiers():
                act()
                return True
        return super().eventFilter(watched, event)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
