"""A bar above the status bar for one thing to know or to say: an act and its undo, a failure, the text of a notice.

It asks nothing that stands in the way: what is not answered stays or goes by itself.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.focus import has_focus_inside

_SHOWN_MS = 12_000
Offer = tuple[str, Callable[[], object]]


class NoticeBar(QFrame):
    """One notice at a time; Escape closes it while the focus is inside.

    What is told once, at the start, ``waits``: for one that is there already, and again where another came over it.
    """

    left = Signal()
    """It was closed with the focus inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QLineEdit()
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self._buttons: list[QPushButton] = []
        self._say: Callable[[str], object] | None = None
        self._waiting: list[tuple[str, Sequence[Offer]]] = []
        self._patient: tuple[str, Sequence[Offer]] | None = None
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("link")
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 8, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.line, 2)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be done about it."""
        return tuple(self._buttons)

    @property
    def text(self) -> str:
        return self._text.text()

    def show_notice(
        self, text: str, offers: Sequence[Offer] = (), *, stays: bool = False, waits: bool = False
    ) -> None:
        """``offers`` are words and what they do; a notice that neither stays nor waits goes after a while."""
        if waits and not self.isHidden():
            self._waiting.append((text, offers))
            return
        self._begin(text, offers)
        self._patient = (text, offers) if waits else None
        self.line.hide()
        self._say = None
        if not stays and not waits:
            self._timer.start(_SHOWN_MS)
        self.show()
        announce(self, text)

    def change_text(self, text: str) -> None:
        """Other words of the notice that is shown; what it offers stays."""
        self._text.setText(text)

    def ask(self, text: str, *, name: str, word: str, say: Callable[[str], object]) -> None:
        """Asks for a line of text; Enter or the button called ``word`` gives it to ``say``."""
        self._begin(text, [(word, self._on_line_return_pressed)])
        self._say = say
        self.line.clear()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.show()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        self._timer.stop()
        inside = has_focus_inside(self)
        self.hide()
        self._patient = None
        if inside:
            self.left.emit()
        if self._waiting:
            QTimer.singleShot(
                0, self, self._show_waiting
            )  # after what the button does, which may say something

    def _show_waiting(self) -> None:
        if self._waiting and self.isHidden():
            text, offers = self._waiting.pop(0)
            self.show_notice(text, offers, waits=True)

    def _begin(self, text: str, offers: Sequence[Offer]) -> None:
        self._timer.stop()
        if self._patient is not None:
            self._waiting.insert(0, self._patient)
            self._patient = None
        self._text.setText(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(word, act) for word, act in offers]
        for button in self._buttons:
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()

    def _button(self, word: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(word, self)
        button.setAccessibleName(word)
        button.setAccessibleDescription(self._text.text())

        def run() -> None:
            if self._say is None:
                self.dismiss()
            act()

        button.clicked.connect(run)
        return button

    def _on_line_return_pressed(self) -> None:
        words = self.line.text().strip()
        if not words or self._say is None:
            self.line.setFocus()
            return
        say, self._say = self._say, None
        self.dismiss()
        say(words)

    def _on_timer_timeout(self) -> None:
        if self.underMouse() or has_focus_inside(self):
            self._timer.start(_SHOWN_MS)
        else:
            self.dismiss()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
