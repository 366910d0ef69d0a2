"""What is to be found and what replaces it. Says what stands in it; looks for nothing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from newsroom.domain.replacing import TextChange, TextField
from newsroom.gui.features.replacing.words import field_word
from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.detail_column import ButtonRow
from newsroom.gui.widgets.focus import finds

_QUIET_MS = 250


class ReplaceForm(QWidget):
    """``changed`` comes when the keys have been quiet for a moment, or at once on Enter."""

    changed = Signal()
    entered = Signal()
    """Enter in the second line."""

    def __init__(self) -> None:
        super().__init__()
        self.find_line, self.put_line = QLineEdit(), QLineEdit()
        finds(self.find_line)
        self.find_label, self.put_label = QLabel(self.tr("&Find")), QLabel(self.tr("Replace &with"))
        self.match_case = QCheckBox(self.tr("Match &case"))
        self.whole_words = QCheckBox(self.tr("Whole w&ords"))
        self.is_regex = QCheckBox(self.tr("&Regular expression"))
        self.is_regex.setToolTip(
            self.tr("A pattern; \\1 in the replacement is what its first group has found.")
        )
        self.fields = {field: QCheckBox(field_word(field)) for field in TextField}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self.changed)
        self._lay_out()
        for line in (self.find_line, self.put_line):
            line.textEdited.connect(self._timer.start)
        self.find_line.returnPressed.connect(self._on_find_return_pressed)
        self.put_line.returnPressed.connect(self._on_put_return_pressed)
        for box in self._boxes():
            box.setAccessibleName(box.text().replace("&", ""))
            box.toggled.connect(self.say)
        for field, box in self.fields.items():
            box.setAccessibleName(self.tr("Look in: {0}").format(field_word(field)))

    def _boxes(self) -> tuple[QCheckBox, ...]:
        return (self.match_case, self.whole_words, self.is_regex, *self.fields.values())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for n, (label, line) in enumerate(
            ((self.find_label, self.find_line), (self.put_label, self.put_line))
        ):
            label.setBuddy(line)
            line.setAccessibleName(label.text().replace("&", ""))
            grid.addWidget(label, 0, 2 * n)
            grid.addWidget(line, 0, 2 * n + 1)
            grid.setColumnStretch(2 * n + 1, 1)
        for box in self.fields.values():
            box.setChecked(True)
        self.look_in = QLabel(self.tr("Look in"))
        self.look_in.setObjectName("dim")
        grid.addWidget(ButtonRow(self.match_case, self.whole_words, self.is_regex), 1, 1)
        grid.addWidget(self.look_in, 1, 2)
        grid.addWidget(ButtonRow(*self.fields.values()), 1, 3)

    def set_scale(self, scale: float) -> None:
        for line in (self.find_line, self.put_line):
            line.setFont(ui_font(scale, pixels=13))
        for widget in (self.find_label, self.put_label, self.look_in, *self._boxes()):
            widget.setFont(ui_font(scale, pixels=12.5))

    @property
    def change(self) -> TextChange | None:
        """What is wished; None while there is nothing to look for, or nowhere."""
        fields = frozenset(field for field, box in self.fields.items() if box.isChecked())
        if not self.find_line.text() or not fields:
            return None
        return TextChange(
            self.find_line.text(),
            self.put_line.text(),
            is_regex=self.is_regex.isChecked(),
            match_case=self.match_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
            fields=fields,
        )

    def go_to_find(self) -> None:
        """The focus to the first line, its words selected."""
        self.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_line.selectAll()

    def say(self) -> None:
        """What stands here now, without waiting."""
        self._timer.stop()
        self.changed.emit()

    def _on_find_return_pressed(self) -> None:
        self.say()
        self.put_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_return_pressed(self) -> None:
        if self._timer.isActive():
            self.say()
        self.entered.emit()
