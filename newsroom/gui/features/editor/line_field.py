"""Headline and lede: one paragraph that wraps and is as high as its text. Enter goes on to the next field."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from newsroom.gui.features.editor.smart_text_edit import SmartTextEdit

_CURSOR_WIDTH = 2


class LineField(SmartTextEdit):
    """A text field of the draft in one paragraph. ``left`` says which way the cursor went: 1 on, -1 back."""

    left = Signal(int)

    def __init__(self, field: str, name: str, placeholder: str) -> None:
        super().__init__(field, name)
        self._line_format = QTextBlockFormat()
        self._line_format.setRightMargin(_CURSOR_WIDTH)  # at the right edge it would stand outside
        self._below = 0
        self.hint = placeholder
        self.setAccessibleDescription("" if placeholder == name else placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document().documentLayout().documentSizeChanged.connect(self._on_document_size_changed)

    def set_font(self, font: QFont, line_height: float) -> None:
        """The face, and the height of a line as a factor of its size."""
        self.setFont(font)
        self.document().setDefaultFont(font)
        natural = QFontMetricsF(font).lineSpacing() or font.pixelSize()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        self._line_format.setLineHeight(round(100 * line_height * font.pixelSize() / natural), proportional)
        # Without this room below, the tails of the last line's letters are cut.
        self._below = max(0, round(natural - line_height * font.pixelSize()))
        self._apply_line_format()

    def _apply_line_format(self) -> None:
        """An empty field begins where the article does; its words, once there are some, say it themselves."""
        by_words = Qt.LayoutDirection.LayoutDirectionAuto
        self._line_format.setLayoutDirection(
            self.layoutDirection() if self.document().isEmpty() else by_words
        )
        was_applying, self._applying = self._applying, True
        try:
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(self._line_format)
        finally:
            self._applying = was_applying

    @override
    def _load(self) -> None:
        self._apply_line_format()
        super()._load()

    @override
    def _contents_changed(self, position: int, n_added: int) -> None:
        super()._contents_changed(position, n_added)
        is_told = self._line_format.layoutDirection() != Qt.LayoutDirection.LayoutDirectionAuto
        if is_told != self.document().isEmpty():
            self._apply_line_format()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self.document().isEmpty():
            self._apply_line_format()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.text_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def text_height(self) -> int:
        """The height of the text as it is wrapped now, in pixels."""
        return max(round(self.document().size().height()) + self._below, self.fontMetrics().height())

    def _on_document_size_changed(self) -> None:
        self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """With the hint where the article's direction has it: Qt's own stands where the window's would."""
        super().paintEvent(event)
        if self.document().isEmpty() and not self._composing:
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            align = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
            words = self.fontMetrics().elidedText(
                self.hint, Qt.TextElideMode.ElideRight, self.viewport().width()
            )
            painter.drawText(self.viewport().rect(), align, words)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the field

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(1)
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            before = self.textCursor().position()
            super().keyPressEvent(event)
            if self.textCursor().position() == before:
                self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            return
        super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Whatever comes in becomes one line of plain text, as one step."""
        if self.draft is None or not source.hasText():
            return
        start, end = self.selection()
        with self.draft.one_step():
            self.replace_text(start, end, " ".join(source.text().split()))
        self.ensureCursorVisible()
