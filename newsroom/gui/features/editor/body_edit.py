"""The body's text widget: loads long texts in slices, breaks long paragraphs for display, keeps the page's measures.

What keys mean in Markdown stands in ``body_keys``; this module owns what is shown and where.
"""

import time

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextBlock, QTextCursor
from typing_extensions import override

from newsroom.domain.draft import Draft, DraftChange
from newsroom.domain.text_buffer import from_units, storable, to_units, utf16_length
from newsroom.gui.features.editor.display_breaks import LONG_PARAGRAPH, PIECE, piece_end
from newsroom.gui.features.editor.highlighter import MarkdownHighlighter
from newsroom.gui.features.editor.smart_text_edit import SmartTextEdit
from newsroom.gui.features.editor.spacing import BlockSpacing
from newsroom.gui.features.editor.word_count import WordCount
from newsroom.gui.theme import Colors, serif_font

TEXT_PIXELS = 16
_FIRST_SLICE_S = 0.010
_SLICE_S = 0.005
_SLICE_PAUSE_MS = 4
_AT_ONCE = 60_000
_UNFOCUSED_ALPHA = 165


class BodyEdit(SmartTextEdit):
    """The body of the open draft. ``words_counted`` follows every change of the number of words.

    ``load_progressed`` gives the per cent of a long text that are shown; what is shown can be edited meanwhile.
    """

    words_counted = Signal(int)
    load_progressed = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__("body", self.tr("Text of the article"))
        self._colors = colors
        self._pixels = TEXT_PIXELS
        self._page = (-1, -1, -1)
        self._focus_mode = False
        self._n_words = 0
        self._tail = 0  # where in the draft's text the part begins that is not shown yet
        self._touched: tuple[int, int] | None = None
        self._words = WordCount(self.document())
        self._spacing = BlockSpacing(self.document())
        self.setFont(serif_font(1.0, pixels=TEXT_PIXELS))
        self.document().setDefaultFont(self.font())
        self._spacing.set_pixels(self._pixels)
        self.highlighter = MarkdownHighlighter(self.document(), colors, self._pixels)
        self._load_timer = QTimer(self)
        self._load_timer.setInterval(_SLICE_PAUSE_MS)
        self._load_timer.timeout.connect(self._on_load_timer_timeout)
        self._tidy_timer = QTimer(self)
        self._tidy_timer.setSingleShot(True)
        self._tidy_timer.setInterval(0)
        self._tidy_timer.timeout.connect(self.tidy)
        self.set_palette(colors)

    # Loading

    @property
    def loading(self) -> bool:
        """Whether a part of a long text is still to be shown. What is shown can be edited meanwhile."""
        return self.draft is not None and self._tail < len(self.draft.buffer(self.field))

    @override
    def _load(self) -> None:
        self._tail = 0
        self._apply_page()
        self._set_first_block_format()
        self._load_slices(_FIRST_SLICE_S)
        if self.loading:
            self._load_timer.start()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_first_block_format(self) -> None:
        QTextCursor(self.document()).setBlockFormat(self._spacing.text_format)

    @override
    def unbind(self) -> None:
        self._load_timer.stop()
        self._tail = 0
        self._touched = None
        super().unbind()

    def _on_load_timer_timeout(self) -> None:
        self._applying = True
        try:
            self._load_slices(_SLICE_S)
        finally:
            self._applying = False
        assert self.draft is not None
        if not self.loading:
            self._load_timer.stop()
        self.load_progressed.emit(100 * self._tail // max(1, len(self.draft.buffer(self.field))))

    def load_until(self, position: int) -> None:
        """Shows the text at least as far as that position of the draft's text, at once."""
        was_applying, self._applying = self._applying, True
        try:
            while self.loading and self._tail <= position:
                self._load_slice()
        finally:
            self._applying = was_applying

    def _load_slices(self, budget_s: float) -> None:
        end = time.perf_counter() + budget_s
        while self.loading:
            self._load_slice()
            if time.perf_counter() >= end:
                break

    def _load_slice(self) -> None:
        assert self.draft is not None
        units, is_broken = self._next_slice(self.draft)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        first = cursor.block()
        n_before = self.document().blockCount()
        cursor.beginEditBlock()
        cursor.insertText(storable(from_units(units)))
        self._tail += len(units)
        if is_broken:
            cursor.insertText("\n")
            self.breaks.add(self._tail)
        cursor.endEditBlock()
        n_blocks = self.document().blockCount() - n_before + 1
        if self._spacing.is_wrong(first, n_blocks):
            self._spacing.fix(first, n_blocks)

    def _next_slice(self, draft: Draft) -> tuple[str, bool]:
        """Units to show next, and whether a display break comes behind them."""
        buffer = draft.buffer(self.field)
        room = len(buffer) - self._tail
        units = buffer.slice_units(self._tail, min(room, PIECE))
        if len(units) == room:
            return units, False
        cut = units.rfind("\n")
        if cut >= 0:
            return units[: cut + 1], False
        in_long = bool(self.breaks) and self.breaks.is_break(self.document().characterCount() - 2)
        units = buffer.slice_units(self._tail, min(room, PIECE + 1 if in_long else LONG_PARAGRAPH + 1))
        cut = units.find("\n")
        if cut >= 0:
            return units[: cut + 1], False
        if len(units) == room and not in_long:
            return units, False
        return units[: piece_end(units)], True

    # Changes

    @override
    def follow(self, change: DraftChange) -> None:
        shift = utf16_length(change.inserted) - change.n_removed
        if self.draft is not None and self._tail < len(self.draft.buffer(self.field)) - shift:
            if change.position >= self._tail:
                return  # not shown yet; it will be read as it is then
            if change.position + change.n_removed > self._tail:
                change = DraftChange(
                    change.field, change.position, self._tail - change.position, change.inserted, change.cause
                )
                shift = utf16_length(change.inserted) - change.n_removed
        if len(change.inserted) > _AT_ONCE:
            self._show_from(change.position)
            return
        self._tail += shift
        super().follow(change)
        self.tidy()

    def _show_from(self, position: int) -> None:
        """Shows the text behind that position anew, in slices: a long paste, or the undo of one."""
        start = self._shown(position)
        self.breaks.edited(start, self._length - start, 0)
        self._applying = True
        try:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._tail = position
            self._load_slices(_FIRST_SLICE_S)
        finally:
            self._applying = False
        self._load_timer.start()

    @override
    def _replace_shown(self, start: int, end: int, text: str) -> None:
        units = to_units(text)
        offsets = break_offsets(units)
        if not offsets:
            super()._replace_shown(start, end, text)
            return
        position = self.breaks.text_position(start)
        self.breaks.edited(start, end - start, len(units))
        self._applying = True
        try:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            last = 0
            for offset in [*offsets, len(units)]:
                cursor.insertText(
                    storable(from_units(units[last:offset])) + ("\n" if offset < len(units) else "")
                )
                last = offset
            cursor.endEditBlock()
        finally:
            self._applying = False
        for offset in offsets:
            self.breaks.add(position + offset)

    @override
    def _edit_draft(self, position: int, n_removed: int, inserted: str) -> None:
        self._tail += utf16_length(inserted) - n_removed
        super()._edit_draft(position, n_removed, inserted)

    @override
    def _contents_changed(self, position: int, n_added: int) -> None:
        self._words.changed(position, n_added)
        if self._words.n_words != self._n_words:
            self._n_words = self._words.n_words
            self.words_counted.emit(self._n_words)
        if self._load_timer.isActive() and self._applying:
            return
        start, end = self._touched or (position, position)
        self._touched = (min(start, position), max(end, position + n_added))
        if not self._tidy_timer.isActive():
            self._tidy_timer.start()

    @override
    def in_code(self) -> bool:
        return self.textCursor().block().userState() > 0

    @property
    def n_words(self) -> int:
        return self._n_words

    def tidy(self) -> None:
        """Gives what was touched its spacing, and breaks what grew too long. Never while a word is being composed."""
        if self._touched is None or self._composing or self.draft is None:
            return
        start, end = self._touched
        self._touched = None
        first = self.document().findBlock(min(start, self.document().characterCount() - 1))
        last = self.document().findBlock(min(end, self.document().characterCount() - 1))
        n_blocks = last.blockNumber() - first.blockNumber() + 1
        self._applying = True
        try:
            if self._spacing.is_wrong(first, n_blocks):
                self._spacing.fix(first, n_blocks)
            for number in range(last.blockNumber(), first.blockNumber() - 1, -1):
                self._break_long(self.document().findBlockByNumber(number))
        finally:
            self._applying = False
            self._touched = None
            self._tidy_timer.stop()

    def _break_long(self, block: QTextBlock) -> None:
        start, length = block.position(), block.length() - 1
        if length <= 2 * PIECE:
            return
        is_piece = self.breaks.is_break(start - 1) or self.breaks.is_break(start + length)
        if length <= LONG_PARAGRAPH and not is_piece:
            return
        units = to_units(block.text())
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while len(units) > PIECE:
            cut = piece_end(units)
            start += cut
            position = self.breaks.text_position(start)
            cursor.setPosition(start)
            cursor.insertText("\n")
            self.breaks.add(position)
            start += 1
            units = units[cut:]
        cursor.endEditBlock()

    # Places

    @override
    def select(self, start: int, end: int | None = None) -> None:
        self.load_until(max(start, end or 0))
        super().select(start, end)

    def cursor_at(self, start: int, end: int) -> QTextCursor:
        """A cursor of its own over that part of the draft's text, as far as it is shown."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._shown(start))
        cursor.setPosition(self._shown(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def visible_range(self) -> tuple[int, int]:
        """The part of the draft's text that is in view."""
        bottom = QPoint(self.viewport().width(), self.viewport().height())
        first, last = self.cursorForPosition(QPoint(0, 0)), self.cursorForPosition(bottom)
        return self.text_position(first.position()), self.text_position(last.position())

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

    def first_visible_line(self, covered: int) -> int:
        """The line at the top of the view; ``covered`` pixels there belong to others."""
        side = self._page[1]
        return self.line_of(self.cursorForPosition(QPoint(side + 1, covered + 1)).block())

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
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setTopMargin(max(0, top))
        shape.setBottomMargin(max(0, bottom))
        shape.setLeftMargin(max(0, side))
        shape.setRightMargin(max(0, side))
        frame.setFrameFormat(shape)

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self.set_palette(colors)
        self.highlighter.set_looks(colors, self._pixels)
        self.highlighter.rehighlight()

    def set_text_scale(self, scale: float) -> None:
        self._pixels = round(TEXT_PIXELS * scale)
        self.setFont(serif_font(scale, pixels=TEXT_PIXELS))
        self._applying = True
        try:
            self.document().setDefaultFont(self.font())
            self._spacing.set_pixels(self._pixels)
            self._spacing.apply_to_all()
        finally:
            self._applying = False
        self.highlighter.set_looks(self._colors, self._pixels)
        self.highlighter.rehighlight()

    def set_focus_mode(self, on: bool) -> None:
        """Dims every paragraph but the one being written."""
        self._focus_mode = on
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._focus_mode:
            return
        area = self.document().documentLayout().blockBoundingRect(self.textCursor().block())
        top = round(area.top()) - self.verticalScrollBar().value()
        veil = QColor(self._colors.card)
        veil.setAlpha(_UNFOCUSED_ALPHA)
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(QRect(0, 0, width, top), veil)
        painter.fillRect(QRect(0, top + round(area.height()), width, height), veil)


def break_offsets(units: str) -> list[int]:
    """Where long paragraphs of a text that comes in are broken for display."""
    if len(units) <= LONG_PARAGRAPH:
        return []
    offsets, start = [], 0
    for line in units.split("\n"):
        if len(line) > LONG_PARAGRAPH:
            rest, at = line, start
            while len(rest) > PIECE:
                cut = piece_end(rest)
                at += cut
                offsets.append(at)
                rest = rest[cut:]
        start += len(line) + 1
    return offsets
