"""The card on which a key is changed: it takes what is pressed, says whose that is, and only then takes it over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from newsroom.gui.features.keys.recorder import KeyRecorder
from newsroom.gui.keys import CommandKeys, Keyboard, shown
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.enter_button import EnterButton


class ChangeCard(QFrame):
    """Hidden until ``ask``. A key that nobody has is given at once; ``done`` when it is over, one way or the other."""

    done = Signal()

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self.setObjectName("card")
        self._keyboard = keyboard
        self._row: CommandKeys | None = None
        self._adds = False
        self._key = ""
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.recorder = KeyRecorder()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.take = EnterButton(self.tr("Take it over"))
        self.cancel = EnterButton(self.tr("Cancel"))
        self._lay_out()
        self.recorder.recorded.connect(self._on_recorder_recorded)
        self.recorder.character_typed.connect(self._on_recorder_character_typed)
        self.recorder.escaped.connect(self.close_card)
        self.take.clicked.connect(self._on_take_clicked)
        self.cancel.clicked.connect(self.close_card)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.recorder, 1)
        line.addWidget(self.take)
        line.addWidget(self.cancel)
        column.addLayout(line)
        column.addWidget(self._words)

    def set_look(self, _colors: Colors, scale: float) -> None:
        self._title.setFont(ui_font(scale, bold=True))
        self.recorder.setFont(ui_font(scale, pixels=15, bold=True))
        for widget in (self._words, self.take, self.cancel):
            widget.setFont(ui_font(scale))

    def ask(self, row: CommandKeys, *, adds: bool) -> None:
        """Waits for the key of that command; with ``adds`` for one more."""
        self._row, self._adds, self._key = row, adds, ""
        words = self.tr("One more key for “{0}”") if adds else self.tr("The key for “{0}”")
        self._title.setText(words.format(row.text))
        self.recorder.setAccessibleName(self._title.text())
        self.recorder.clear()
        self.take.hide()
        self._say(self.tr("Esc leaves it as it is."), is_problem=False)
        self.show()
        self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        self.hide()
        self.done.emit()

    # What is pressed

    def _on_recorder_character_typed(self, character: str) -> None:
        self._key = ""
        self.recorder.clear()
        self.take.hide()
        self._say(self.tr("With this key your keyboard writes “{0}”. Press another one.").format(character))

    def _on_recorder_recorded(self, key: str) -> None:
        self._key = key
        self.recorder.setText(shown(key))
        self.take.hide()
        row = self._row
        assert row is not None
        if problem := self._keyboard.problem_of(key, row.name):
            self._say(problem + " " + self.tr("Press another one."))
            return
        owner = self._keyboard.owner_of(key)
        if owner is None:
            self._give({})
        elif owner.name == row.name:
            self.close_card()
        else:
            words = self.tr("{0} is the key for “{1}”, which would be left without it. Or press another one.")
            self.take.show()
            self._say(words.format(shown(key), owner.text))

    def _on_take_clicked(self) -> None:
        owner = self._keyboard.owner_of(self._key)
        left = {} if owner is None else {owner.name: _without(owner.keys, self._key)}
        self._give(left)

    def _give(self, others: dict[str, tuple[str, ...]]) -> None:
        row = self._row
        assert row is not None
        first = row.keys[0] if row.keys else ""
        keys = (*row.keys, self._key) if self._adds else (self._key, *_without(row.keys, first))
        self._keyboard.assign({**others, row.name: keys})
        announce(self, self.tr("{0} is the key for “{1}” now.").format(shown(self._key), row.text))
        self.close_card()

    def _say(self, words: str, *, is_problem: bool = True) -> None:
        name = "warn" if is_problem else "dim"
        if self._words.objectName() != name:
            self._words.setObjectName(name)
            self._words.style().polish(self._words)
        self._words.setText(words)
        self.recorder.setAccessibleDescription(words)
        if is_problem:
            announce(self, words)


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Both Enters go together: a reader is shown one."""
    return tuple(one for one in keys if shown(one) != shown(key))
