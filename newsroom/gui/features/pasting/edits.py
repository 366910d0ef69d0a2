"""The edits of the review: a line that grows with its text, and the body."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit
from typing_extensions import override

from newsroom.gui.theme import Colors, serif_font

MOST_SHOWN = 200_000
_SHOWN_OF_LONG = 20_000
_FRAME = 12
_LINE_HEIGHT = 130
_BETWEEN_LINES = 5


class GrowingEdit(QTextEdit):
    """Plain text as high as it is; of one line unless ``lines``. Enter gives ``entered`` in one of one line."""

    entered = Signal()

    def __init__(self, name: str, placeholder: str, *, lines: bool = False) -> None:
        super().__init__()
        self._lines = lines
        self.setObjectName("field")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def text(self) -> str:
        return self.toPlainText()

    def load(self, text: str) -> None:
        """Shows the text, its lines a little apart where there may be several."""
        self.setPlainText(text)
        if self._lines:
            apart = QTextBlockFormat()
            apart.setBottomMargin(_BETWEEN_LINES)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(apart)

    def _fit(self) -> None:
        self.setFixedHeight(
            max(round(self.document().size().height()), self.fontMetrics().height() + 8) + _FRAME
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            if not self._lines:
                self.entered.emit()
                return
        super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(text if self._lines else " ".join(text.split()))


class BodyEdit(QTextEdit):
    """The text as Markdown. A very long one is shown in part and cannot be changed here; it is kept whole."""

    def __init__(self) -> None:
        super().__init__()
        self._whole: str | None = None
        self._mark_color = QColor()
        self.setObjectName("body")
        self.setAccessibleName(self.tr("Text"))
        self.setPlaceholderText(self.tr("No text was found."))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._format = QTextBlockFormat()
        self._format.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)

    @property
    def text(self) -> str:
        return self.toPlainText() if self._whole is None else self._whole

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning is shown."""
        return self._whole is not None

    def load(self, text: str) -> None:
        """Shows the text; what was undone before cannot be undone any more."""
        self._whole = text if len(text) > MOST_SHOWN else None
        self.setReadOnly(self._whole is not None)
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text if self._whole is None else text[:_SHOWN_OF_LONG] + " …")
        self._apply_format()
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def put_in(self, text: str, paragraph: int) -> None:
        """Puts a paragraph before that one, as one step, and shows it."""
        at = self._start_of(paragraph)
        whole = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_units(whole[:at]))
        first, last = at == 0, at >= len(whole)
        cursor.insertText(("" if first else "\n\n") * last + text + ("\n\n" if not last else ""))
        cursor.setPosition(cursor.position() - (0 if last else 2))
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, _units(text))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def take_out(self, text: str) -> bool:
        """Removes the first paragraph that says this, as one step; False where none does."""
        whole = self.toPlainText()
        start = _paragraph_at(whole, text)
        if start < 0:
            return False
        end = start + len(text)
        if whole[end : end + 2] == "\n\n":
            end += 2
        elif whole[max(0, start - 2) : start] == "\n\n":
            start -= 2
        cursor = self.textCursor()
        cursor.setPosition(_units(whole[:start]))
        cursor.setPosition(_units(whole[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def mark(self, places: Sequence[tuple[int, int]]) -> None:
        """Marks these places of the text that was loaded, in UTF-16 units, and no others."""
        marks = []
        end_of_text = self.document().characterCount() - 1
        for start, end in places:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(start, end_of_text))
            cursor.setPosition(min(end, end_of_text), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(self._mark_color)
            marks.append(mark)
        self.setExtraSelections(marks)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._mark_color = QColor(colors.mark)
        font = serif_font(scale, pixels=15)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(round(22 * scale))
        self.setStyleSheet(
            f"QTextEdit#body {{ background: {colors.card}; color: {colors.ink}; border: none;"
            f" selection-background-color: {colors.accent}; selection-color: {colors.on_accent}; }}"
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
        super().keyPressEvent(event)

    def _apply_format(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(self._format)

    def _start_of(self, paragraph: int) -> int:
        whole = self.toPlainText()
        at = 0
        for _ in range(paragraph):
            end = whole.find("\n\n", at)
            if end < 0:
                return len(whole)
            at = end + 2
        return at


def _paragraph_at(whole: str, text: str) -> int:
    """Where a paragraph says exactly this; -1 where none does."""
    at = whole.find(text)
    while at >= 0:
        begins = at == 0 or whole[at - 1] == "\n"
        ends = at + len(text) == len(whole) or whole[at + len(text)] == "\n"
        if begins and ends:
            return at
        at = whole.find(text, at + 1)
    return -1


def _units(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
