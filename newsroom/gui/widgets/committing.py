"""Fields whose text is taken as a whole: a line by Enter or when the focus leaves it, some lines after a pause, too."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget
from typing_extensions import override

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CommitLine(QLineEdit):
    """Escape brings back what stood there; a text that is empty or the same is not taken unless ``may_be_empty``."""

    committed = Signal(str)

    def __init__(self, *, name: str, placeholder: str = "", may_be_empty: bool = False) -> None:
        super().__init__()
        self._value = ""
        self._may_be_empty = may_be_empty
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    @property
    def value(self) -> str:
        """What it was told to show; the text may differ while one types."""
        return self._value

    def show_value(self, value: str, *, anew: bool = False) -> None:
        """What is typed here and not taken yet stays, unless the line is to be shown ``anew``."""
        is_typed = self.hasFocus() and self.text() != self._value and not anew
        self._value = value
        if not is_typed and self.text() != value:
            self.setText(value)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def commit(self) -> None:
        """Takes what stands there, where it is another text."""
        text = " ".join(self.text().split())
        if text == self._value:
            return
        if not text and not self._may_be_empty:
            self.setText(self._value)
            return
        self._value = text
        self.committed.emit(text)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.text() != self._value:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._value:
            self.setText(self._value)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()


class CommitText(QTextEdit):
    """Plain text of some lines; Tab leaves it. What is typed is taken after a pause: no crash loses more."""

    committed = Signal(str)
    PAUSE_MS = 2_000

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.setObjectName("field")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(self.PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._on_text_changed)

    def show_value(self, value: str, *, anew: bool = False) -> None:
        """What is typed here and not taken yet stays, unless the field is to be shown ``anew``."""
        is_typed = self.hasFocus() and self.toPlainText() != self._value and not anew
        self._value = value
        if not is_typed and self.toPlainText() != value:
            self.setPlainText(value)

    def commit(self) -> None:
        """Takes what stands there, where it is another text."""
        self._pause.stop()
        text = self.toPlainText().strip()
        if text != self._value:
            self._value = text
            self.committed.emit(text)

    def _on_text_changed(self) -> None:
        """Only what a person types is taken by itself, not what the field is told to show."""
        if self.hasFocus() and self.toPlainText() != self._value:
            self._pause.start()
        else:
            self._pause.stop()

    def set_lines(self, n: int) -> None:
        """As high as so many lines are."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * n + 20)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._value:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._value:
            self.setPlainText(self._value)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()
