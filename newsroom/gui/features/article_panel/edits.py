"""The panel's own edits: one that wraps and grows, one of a line, a choice that is typed. No logic."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.completion import CompletingEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class UndoKeys(QObject):
    """Undo and redo in a watched edit are the article's, but for words in a line that no field has yet."""

    undo_pressed = Signal()
    redo_pressed = Signal()

    def watch(self, edit: QWidget) -> None:
        edit.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if not undo and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        if isinstance(watched, CompletingEdit) and watched.isModified() and watched.text():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()  # the window's own action comes first, where there is one
        else:
            (self.undo_pressed if undo else self.redo_pressed).emit()
        return True


class InlineText(QTextEdit):
    """One paragraph that wraps and is as high as its text; looks like text until it has the focus.

    ``edited`` after every change by a person, ``left`` when the focus goes. Enter goes on to the next field.
    """

    edited = Signal(str)
    left = Signal()
    resized = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._showing = False
        self.setObjectName("inline")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(placeholder)
        # Not by the wheel in passing: the panel scrolls, and the keys stay where they were.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_self_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Shows a text that came from elsewhere; the cursor stays where the text is the same."""
        if self.toPlainText() != text:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def _on_self_text_changed(self) -> None:
        if not self._showing:
            self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        height = self._height()
        if height != self.height():
            self.setFixedHeight(height)
            self.resized.emit()

    def _height(self) -> int:
        text = self.document().size().height() if self.toPlainText() else self._placeholder_height()
        return round(text) + max(2, self.height() - self.viewport().height())

    def _placeholder_height(self) -> int:
        room = QRect(0, 0, max(40, self.viewport().width() - 4), 1000)
        wrap = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(room, wrap, self.placeholderText()).height() + 4

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words; a file that is dropped is for the field around it."""
        return source.hasText() and not source.hasUrls() and not source.hasImage()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Whatever comes in becomes one line of plain text."""
        self.insertPlainText(" ".join(source.text().split()))


class InlineLine(QLineEdit):
    """A line that looks like text until it has the focus. ``left`` when the focus goes."""

    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setObjectName("inline")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(placeholder)

    def show_text(self, text: str) -> None:
        """Shows a text that came from elsewhere; while it is written here, other spaces make no other text."""
        if self.hasFocus() and self.text().split() == text.split():
            return
        if self.text() != text:
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ChoiceEdit(CompletingEdit):
    """One value, chosen by typing. Entering it selects all; Escape gives the value back.

    ``left`` says with which text it was left, by Enter or by going away, if a person changed it.
    """

    left = Signal(str)

    def __init__(self, colors: Colors, *, placeholder: str, name: str) -> None:
        super().__init__(colors, placeholder=placeholder, name=name)
        self._value = ""

    def show_value(self, text: str) -> None:
        """Shows the value, unless somebody is typing another."""
        self._value = text
        if self.hasFocus() and self.isModified():
            return
        if self.text() != text:
            self.setText(text)
            if self.hasFocus():
                self.selectAll()
            else:
                self.setCursorPosition(0)
        self.setToolTip(text)

    def give_back(self) -> None:
        """Shows the value again, whatever was typed."""
        self.setModified(False)
        self.dismiss()
        self.setText(self._value)
        if self.hasFocus():
            self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.give_back()
            return
        if event.key() in _ENTER and not self.offering and self.isModified():
            text = self.text()
            self.setModified(False)
            self.left.emit(text)
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self.deselect()
        if self.isModified():
            text = self.text()
            self.setModified(False)
            self.left.emit(text)
