"""The body as it is written: what keys and commands mean in Markdown. ``markdown_edits`` makes the edits."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from newsroom.domain.footnotes import apart_from
from newsroom.domain.text_buffer import from_units, one_line_end
from newsroom.gui.features.editor import markdown_edits
from newsroom.gui.features.editor.body_edit import BodyEdit
from newsroom.gui.features.editor.late_paste import LatePaste
from newsroom.gui.features.editor.markdown_edits import Change
from newsroom.gui.features.editor.pasting import (
    Beside,
    CleanHtml,
    Incoming,
    Pasted,
    has_files,
    has_pictures,
    incoming,
    is_address,
)
from newsroom.gui.theme import Colors

_NO_COMMAND = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)


class MarkdownEdit(BodyEdit):
    """Commands act on the selection, the word or the lines of the cursor; each is one step."""

    picture_offered = Signal(object)
    status_message = Signal(str)
    left_upwards = Signal()
    left_draft_changed = Signal(object)
    """A draft that is not shown any more got what was pasted while it was."""

    def __init__(
        self, colors: Colors, clean_html: CleanHtml | None = None, beside: Beside | None = None
    ) -> None:
        super().__init__(colors)
        self._clean_html = clean_html
        self._beside = beside or _at_once
        self._entered_at = -1  # where the cursor stood after the last Enter that began a paragraph

    def toggle_bold(self) -> None:
        self._on_lines(lambda lines, start, end: markdown_edits.toggle_emphasis(lines, start, end, "**"))

    def toggle_italic(self) -> None:
        self._on_lines(lambda lines, start, end: markdown_edits.toggle_emphasis(lines, start, end, "*"))

    def toggle_quote(self) -> None:
        self._on_lines(markdown_edits.toggle_quote)

    def toggle_list(self) -> None:
        self._on_lines(markdown_edits.toggle_list)

    def toggle_numbered_list(self) -> None:
        self._on_lines(lambda lines, start, end: markdown_edits.toggle_list(lines, start, end, numbered=True))

    def toggle_heading(self) -> None:
        self._on_lines(markdown_edits.toggle_heading)

    def toggle_subheading(self) -> None:
        self._on_lines(lambda lines, start, end: markdown_edits.toggle_heading(lines, start, end, 3))

    def make_link(self, address: str = "") -> None:
        """A link of the selection or the word under the cursor."""
        self._on_lines(lambda lines, start, end: markdown_edits.make_link(lines, start, end, address))

    def _on_lines(self, edit: Callable[[str, int, int], Change | None]) -> bool:
        """Gives the edit the lines of the selection, and makes the change it answers with."""
        if self.draft is None:
            return False
        buffer = self.draft.buffer(self.field)
        start, end = self.selection()
        first = buffer.line_start(start)
        lines = buffer.slice_units(first, buffer.line_end(end) - first)
        change = edit(lines, start - first, end - first)
        if change is not None:
            self._make(first, change)
        return change is not None

    def _make(self, first: int, change: Change) -> None:
        assert self.draft is not None
        with self.draft.one_step():
            self.replace_text(first + change.start, first + change.end, from_units(change.text))
        self.select(first + change.anchor, first + change.cursor)
        self.setFocus()
        self.show_cursor()

    # Keys

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab belongs to list items where the cursor is in one; elsewhere it moves the focus."""
        if self.draft is not None and markdown_edits.is_item(self.textCursor().block().text()):
            return False
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.textCursor().position()
        if self.draft is None or not self._handle_key(event):
            super().keyPressEvent(event)
        self.tidy()
        if self.textCursor().position() != before:
            self.show_cursor()
        elif event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.left_upwards.emit()

    def _handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._step_over_break(forward=key == Qt.Key.Key_Delete)
            return False
        if event.modifiers() & _NO_COMMAND:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._break_line()
            else:
                self._enter()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            outward = key == Qt.Key.Key_Backtab
            return self._on_lines(
                lambda lines, start, end: markdown_edits.indent_items(lines, start, end, outward=outward)
            )
        return False

    def _step_over_break(self, *, forward: bool) -> None:
        """A display break is nothing to delete: the key means the character beyond it."""
        cursor = self.textCursor()
        place = cursor.position()
        if cursor.hasSelection() or not self.breaks:
            return
        if forward and self.breaks.is_break(place):
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            self.setTextCursor(cursor)
        elif not forward and place and self.breaks.is_break(place - 1):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self.setTextCursor(cursor)

    def _enter(self) -> None:
        assert self.draft is not None
        start, end = self.selection()
        buffer = self.draft.buffer(self.field)
        if (
            start == end == self._entered_at
            and buffer.slice_units(max(0, start - 2), min(start, 2)) == "\n\n"
        ):
            self._entered_at = -1
            return  # Enter twice begins one paragraph, not two
        with self.draft.one_step():
            self.replace_text(start, end, "")
            first = buffer.line_start(start)
            line = buffer.slice_units(first, buffer.line_end(start) - first)
            above = buffer.line_start(first - 1) if first else 0
            previous = buffer.slice_units(above, first - 1 - above) if first else ""
            change = markdown_edits.enter(line, start - first, previous=previous, literal=self.in_code())
            self._make(first, change)
        began = change.text.endswith("\n\n")
        self._entered_at = first + change.cursor if began else -1

    def _break_line(self) -> None:
        """A new line in the same paragraph, on the page too: Markdown wants two spaces before it."""
        assert self.draft is not None
        start, end = self.selection()
        buffer = self.draft.buffer(self.field)
        before = buffer.slice_units(max(0, start - 2), min(start, 2))
        spaces = "" if self.in_code() or not before.strip() else "  "
        with self.draft.one_step():
            self.replace_text(start, end, f"{spaces}\n")
        self.show_cursor()

    # What comes in

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and words; other files are the window's to take."""
        if has_files(source):
            return has_pictures(source)
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.take_in(source)

    def paste_plain(self) -> None:
        """The clipboard's plain text, as it is."""
        self.take_in(QApplication.clipboard().mimeData(), plain=True)

    def take_in(self, source: QMimeData, *, plain: bool = False) -> None:
        """Pastes, as one step: web pages become Markdown, pictures are offered, what was left out is said."""
        if self.draft is None:
            return
        came = incoming(source, self._clean_html, plain=plain)
        for picture in came.pictures:
            self.picture_offered.emit(picture)
        if came.html:
            self._paste_later(came)
            return
        if came.text:
            start, end = self.selection()
            if start != end and is_address(came.text) and not plain:
                self.make_link(came.text.strip())
            else:
                text = came.text
                if came.is_page and "[^" in text:
                    text = apart_from(text, self.draft.text(self.field))
                with self.draft.one_step():
                    self.replace_text(start, end, text)
            self.show_cursor()
        self._say_left_out(came)

    def _paste_later(self, came: Incoming) -> None:
        """The same for a long page, which is made Markdown beside the window."""
        clean, draft = self._clean_html, self.draft
        assert clean is not None and draft is not None
        place = LatePaste(draft, *self.selection())
        self.status_message.emit(self.tr("The copied page is being pasted."))

        def on_cleaned(pasted: Pasted | None) -> None:
            dropped = () if pasted is None else tuple(pasted.dropped)
            place.put(came.text if pasted is None else one_line_end(pasted.markdown))
            if self.draft is draft:
                self.show_cursor()
            else:
                self.left_draft_changed.emit(draft)
            self.status_message.emit("")
            self._say_left_out(Incoming(dropped=dropped, too_long=pasted is None))

        self._beside(lambda: clean(came.html), on_cleaned)

    def _say_left_out(self, came: Incoming) -> None:
        if came.too_long:
            self.status_message.emit(
                self.tr("The copied page could not be taken as it is: its text was pasted without its looks.")
            )
        elif came.dropped:
            self.status_message.emit(
                self.tr("Left out of what was pasted: {0}.").format(", ".join(came.dropped))
            )


def _at_once(work: Callable[[], Pasted], done: Callable[[Pasted | None], None]) -> None:
    done(work())
