"""The body's text widget: its places, its looks, its words. What keys mean stands in ``markdown_edit``."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from newsroom.domain.text_buffer import to_units
from newsroom.gui.features.editor.highlighter import MarkdownHighlighter
from newsroom.gui.features.editor.long_text_edit import LongTextEdit
from newsroom.gui.features.editor.spacing import BlockSpacing
from newsroom.gui.features.editor.word_count import WordCount
from newsroom.gui.theme import Colors, serif_font

TEXT_PIXELS = 16
_UNFOCUSED_ALPHA = 165
_LINES_BELOW = 2
_WRITING_HEIGHT = 0.42


class BodyEdit(LongTextEdit):
    """The body of the open draft. ``words_counted`` follows every change of the number of words.

    ``covered`` pixels at the top of the view belong to others; ``covered_least`` however far it is scrolled.
    """

    words_counted = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__("body", self.tr("Text of the article"))
        self._colors = colors
        self._pixels = TEXT_PIXELS
        self._page = (-1, -1, -1)
        self._focus_mode = False
        self._mark_format = QTextCharFormat()
        self._near = 0
        self.covered = 0
        self.covered_least = 0
        self._n_words = 0
        self._words = WordCount(self.document())
        self._spacing = BlockSpacing(self.document())
        self.setFont(serif_font(1.0, pixels=TEXT_PIXELS))
        self.document().setDefaultFont(self.font())
        self._spacing.set_pixels(self._pixels)
        self.highlighter = MarkdownHighlighter(self.document(), colors, self._pixels)
        self._set_text_colors(colors)

    @override
    def _load(self) -> None:
        self._apply_page()
        QTextCursor(self.document()).setBlockFormat(self._spacing.text_format)
        super()._load()
        if self.document().isEmpty():
            self._blocks_changed(self.document().firstBlock(), 1)

    @override
    def _contents_changed(self, position: int, n_added: int) -> None:
        self._words.changed(position, n_added)
        if self._words.n_words != self._n_words:
            self._n_words = self._words.n_words
            self.words_counted.emit(self._n_words)
        super()._contents_changed(position, n_added)

    @override
    def _blocks_changed(self, first: QTextBlock, n_blocks: int) -> None:
        if self._spacing.is_wrong(first, n_blocks):
            self._spacing.fix(first, n_blocks)

    def set_empty_direction(self, direction: Qt.LayoutDirection) -> None:
        """Where a paragraph without a word begins. Linear in the text where it changes."""
        if direction == Qt.LayoutDirection.LeftToRight:
            direction = Qt.LayoutDirection.LayoutDirectionAuto  # as Qt has it by itself
        if direction == self._spacing.empty_direction:
            return
        self._spacing.empty_direction = direction
        was_applying, self._applying = self._applying, True
        try:
            self._blocks_changed(self.document().firstBlock(), self.document().blockCount())
        finally:
            self._applying = was_applying
        self.viewport().update()

    @override
    def in_code(self) -> bool:
        return self.textCursor().block().userState() > 0

    @property
    def n_words(self) -> int:
        return self._n_words

    # Places

    def cursor_at(self, start: int, end: int) -> QTextCursor:
        """A cursor of its own over that part of the draft's text, as far as it is shown."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._shown(start))
        cursor.setPosition(self._shown(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def visible_range(self) -> tuple[int, int]:
        """The part of the draft's text that is in view, in whole paragraphs."""
        top = self.verticalScrollBar().value()
        first, last = self._block_at(top), self._block_at(top + self.viewport().height())
        end = last.position() + last.length() - 1
        return self.text_position(first.position()), self.text_position(end)

    def _block_at(self, y: int) -> QTextBlock:
        """The block at that height of the page.

        From the last one found in growing steps: Qt's own way visits all.
        """
        document = self.document()
        most = document.blockCount() - 1
        low = high = min(self._near, most)
        step = 1
        while low > 0 and self.top_of(document.findBlockByNumber(low)) > y:
            high, low, step = low, max(0, low - step), step * 2
        step = 1
        while high < most and self.top_of(document.findBlockByNumber(high)) <= y:
            low, high, step = high, min(most, high + step), step * 2
        while low < high:
            middle = (low + high + 1) // 2
            if self.top_of(document.findBlockByNumber(middle)) <= y:
                low = middle
            else:
                high = middle - 1
        self._near = low
        return document.findBlockByNumber(low)

    def cursor_line(self) -> int:
        """The line of the cursor in the draft's text, from 0."""
        return self.line_of(self.textCursor().block())

    def line_of(self, block: QTextBlock) -> int:
        """The line of the draft's text that the block shows, or a part of it."""
        return block.blockNumber() - self.breaks.n_before(block.position())

    def block_of(self, line: int) -> QTextBlock:
        """The first block of a line; the last one there is if the text has fewer lines."""
        document = self.document()
        while self.loading and self.line_of(document.lastBlock()) <= line:
            self.load_until(self._tail)
        number = line
        while True:
            block = document.findBlockByNumber(min(number, document.blockCount() - 1))
            short = line - self.line_of(block)
            if short <= 0 or number >= document.blockCount() - 1:
                break
            number += short
        while self.breaks and self.breaks.is_break(block.position() - 1):
            block = block.previous()
        return block

    def first_visible_line(self) -> int:
        """The line at the top of the view, below what covers it."""
        return self.line_of(self._block_at(self.verticalScrollBar().value() + self.covered))

    def scroll_to_line(self, line: int) -> None:
        """Brings the line to the top of the view; line 0 shows what stands above the text too."""
        top = self.top_of(self.block_of(line)) - self.covered_least if line > 0 else 0
        self.verticalScrollBar().setValue(top)

    def set_cursor_line(self, line: int, column: int = 0) -> None:
        """Puts the cursor at a line and column of the draft's text, from 0, and shows it."""
        block = self.block_of(line)
        cursor = self.textCursor()
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        if (
            cursor.positionInBlock()
            and "\ud800" <= to_units(block.text())[cursor.positionInBlock() - 1] <= "\udbff"
        ):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        self.setTextCursor(cursor)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scrolls until the cursor is in view, clear of what covers the top, with two lines to come below it.

        In focus mode the line being written stays at one height.
        """
        self.ensureCursorVisible()
        area, bar = self.cursorRect(), self.verticalScrollBar()
        height = self.viewport().height()
        if self._focus_mode:
            bar.setValue(bar.value() + area.top() - round(height * _WRITING_HEIGHT))
            return
        below = area.bottom() + _LINES_BELOW * area.height() - height
        room = area.top() - self.covered
        if room < 0 or below > 0:
            bar.setValue(bar.value() + (room if room < 0 else min(below, room)))

    def mark(self, places: Sequence[tuple[int, int]]) -> None:
        """Marks these places of the draft's text, and no others. Each costs every key a little."""
        marks = []
        for start, end in places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self.cursor_at(start, end)
            mark.format = self._mark_format
            marks.append(mark)
        self.setExtraSelections(marks)

    def top_of(self, block: QTextBlock) -> int:
        """Where the block begins, in pixels from the top of the page."""
        return round(self.document().documentLayout().blockBoundingRect(block).top())

    # Looks

    def set_page(self, top: int, side: int, bottom: int) -> None:
        """Room around the text, in pixels. A change lays the text out anew."""
        if self._page != (top, side, bottom):
            self._page = (top, side, bottom)
            self._apply_page()

    def _apply_page(self) -> None:
        top, side, bottom = self._page
        # By a cursor: what ``rootFrame`` answers is kept by its document for ever, one more for every text shown.
        frame = QTextCursor(self.document()).currentFrame()
        shape = frame.frameFormat()
        shape.setTopMargin(max(0, top))
        shape.setBottomMargin(max(0, bottom))
        shape.setLeftMargin(max(0, side))
        shape.setRightMargin(max(0, side))
        frame.setFrameFormat(shape)
        # Qt lays out nothing in an empty text: its cursor and placeholder would stay where they were.
        if self.document().isEmpty():
            self.document().markContentsDirty(0, 1)
            self.viewport().update()

    def set_colors(self, colors: Colors) -> None:
        self._set_text_colors(colors)
        self.highlighter.set_looks(colors, self._pixels)
        self.highlighter.rehighlight()

    def _set_text_colors(self, colors: Colors) -> None:
        self._colors = colors
        self.set_palette(colors)
        container = self.verticalScrollBar().parentWidget()
        if container is not None:
            container.setPalette(self.palette())
        self._mark_format.setBackground(QColor(colors.mark))
        self._mark_format.setForeground(QColor(colors.ink))
        if marks := self.extraSelections():
            for mark in marks:
                mark.format = self._mark_format
            self.setExtraSelections(marks)

    def set_line_height(self, factor: float) -> None:
        """The distance of lines, as a factor of the size of the letters."""
        if factor != self._spacing.line_height:
            self._spacing.line_height = factor
            self._apply_sizes()

    def set_text_scale(self, scale: float) -> None:
        self._pixels = round(TEXT_PIXELS * scale)
        self.setFont(serif_font(scale, pixels=TEXT_PIXELS))
        self._apply_sizes()
        self.highlighter.set_looks(self._colors, self._pixels)
        self.highlighter.rehighlight()

    def _apply_sizes(self) -> None:
        """Of letters and lines. Linear in the length of the text."""
        self._applying = True
        try:
            self.document().setDefaultFont(self.font())
            self._spacing.set_pixels(self._pixels)
            self._spacing.apply_to_all()
        finally:
            self._applying = False

    def set_focus_mode(self, on: bool) -> None:
        """Dims every paragraph but the one being written."""
        self._focus_mode = on
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.draft is not None and self.document().isEmpty() and not self._composing:
            self._paint_placeholder()
        if self._focus_mode:
            self._paint_veil()

    def _paint_placeholder(self) -> None:
        """Qt would paint it at the top of the page."""
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._colors.dim))
        painter.setFont(self.font())
        area, words = self.cursorRect(), self.tr("Text")
        is_right = self._spacing.empty_direction == Qt.LayoutDirection.RightToLeft
        left = area.right() - self.fontMetrics().horizontalAdvance(words) if is_right else area.left() + 1
        painter.drawText(left, area.top() + self.fontMetrics().ascent(), words)

    def _paint_veil(self) -> None:
        block, scrolled = self.textCursor().block(), self.verticalScrollBar().value()
        following = block.next()
        top = self.top_of(block) - scrolled
        bottom = self.top_of(following) - scrolled if following.isValid() else self.viewport().height()
        veil = QColor(self._colors.card)
        veil.setAlpha(_UNFOCUSED_ALPHA)
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(QRect(0, 0, width, top), veil)
        painter.fillRect(QRect(0, bottom, width, height), veil)
