"""A text widget for texts of any length: shows them in slices, and breaks long paragraphs for display only.

Knows nothing of Markdown or of the page around the text.
"""

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from typing_extensions import override

from newsroom.domain.draft import Draft, DraftChange
from newsroom.domain.text_buffer import from_units, storable, to_units, utf16_length
from newsroom.gui.features.editor.display_breaks import LONG_PARAGRAPH, PIECE, break_offsets, piece_end
from newsroom.gui.features.editor.smart_text_edit import SmartTextEdit

_FIRST_SLICE_S = 0.010
_SLICE_S = 0.005
_SLICE_PAUSE_MS = 4
_AT_ONCE = 60_000
_TOLD_AFTER_S = 0.3
_TOLD_EVERY_S = 0.2


class LongTextEdit(SmartTextEdit):
    """``load_progressed`` gives the per cent of a long text that are shown.

    What is shown can be edited meanwhile.
    """

    load_progressed = Signal(int)

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field, name)
        self._tail = 0  # where in the draft's text the part begins that is not shown yet
        self._touched: tuple[int, int] | None = None
        self._is_key = False
        self._n_blocks = 0
        self._tell_at = 0.0
        self._told = False
        self._load_timer = QTimer(self)
        self._load_timer.setInterval(_SLICE_PAUSE_MS)
        self._load_timer.timeout.connect(self._on_load_timer_timeout)
        self._tidy_timer = QTimer(self)
        self._tidy_timer.setSingleShot(True)
        self._tidy_timer.setInterval(0)
        self._tidy_timer.timeout.connect(self.tidy)

    # Loading

    @property
    def loading(self) -> bool:
        """Whether a part of a long text is still to be shown. What is shown can be edited meanwhile."""
        return self.draft is not None and self._tail < len(self.draft.buffer(self.field))

    @override
    def _load(self) -> None:
        self._tail = 0
        self._load_slices(_FIRST_SLICE_S)
        self._touched = None
        if self.loading:
            self._start_loading()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _start_loading(self) -> None:
        self._tell_at = time.perf_counter() + _TOLD_AFTER_S
        self._load_timer.start()

    @override
    def unbind(self) -> None:
        self._load_timer.stop()
        self._tail = 0
        self._touched = None
        if self._told:
            self._told = False
            self.load_progressed.emit(100)
        super().unbind()

    def _on_load_timer_timeout(self) -> None:
        self._applying = True
        try:
            self._load_slices(_SLICE_S)
        finally:
            self._applying = False
        if not self.loading:
            self._load_timer.stop()
        self._tell_progress()

    def _tell_progress(self) -> None:
        assert self.draft is not None
        now = time.perf_counter()
        if self.loading and now >= self._tell_at:
            self._tell_at = now + _TOLD_EVERY_S
            self._told = True
            self.load_progressed.emit(100 * self._tail // len(self.draft.buffer(self.field)))
        elif not self.loading and self._told:
            self._told = False
            self.load_progressed.emit(100)

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
        self._blocks_changed(first, self.document().blockCount() - n_before + 1)
        cursor.endEditBlock()

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
        self._start_loading()

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
        if self._load_timer.isActive() and self._applying:
            return
        start, end = self._touched or (position, position)
        self._touched = (min(start, position), max(end, position + n_added))
        self._is_key = self._touched == (position, position + n_added) and n_added <= 1
        if not self._tidy_timer.isActive():
            self._tidy_timer.start()

    def _blocks_changed(self, first: QTextBlock, n_blocks: int) -> None:
        """For what formats blocks.

        Called outside of Qt's own signals, never while a word is being composed.
        """

    def tidy(self) -> None:
        """Formats the blocks that were touched, and breaks those that grew too long."""
        if self._touched is None or self._composing or self.draft is None:
            return
        if self._is_key and self._is_plain_key():
            self._touched = None
            self._tidy_timer.stop()
            return
        most = self.document().characterCount() - 1
        first, last = (self.document().findBlock(min(place, most)) for place in self._touched)
        self._n_blocks = self.document().blockCount()
        self._applying = True
        try:
            self._blocks_changed(first, last.blockNumber() - first.blockNumber() + 1)
            for number in range(last.blockNumber(), first.blockNumber() - 1, -1):
                self._break_long(self.document().findBlockByNumber(number))
        finally:
            self._applying = False
            self._touched = None
            self._tidy_timer.stop()

    def _is_plain_key(self) -> bool:
        """Whether what was touched is a character more or less in a paragraph that was not empty: as most keys are."""
        assert self._touched is not None
        document = self.document()
        if document.blockCount() != self._n_blocks:
            return False
        n_characters = document.findBlock(self._touched[0]).length() - 1
        return 1 < n_characters <= 2 * PIECE

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

    @override
    def select(self, start: int, end: int | None = None) -> None:
        self.load_until(max(start, end or 0))
        super().select(start, end)
