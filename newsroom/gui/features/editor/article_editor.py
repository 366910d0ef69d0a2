"""The article in the middle of the window.

Its head, its tools and its text as one page, bound to the open draft.
"""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.counting import reading_minutes
from newsroom.domain.draft import TEXT_FIELDS, Draft, DraftChange
from newsroom.domain.undo import Step, TextEdit
from newsroom.gui.features.editor.commands import EditorCommands
from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit
from newsroom.gui.features.editor.find_bar import FindBar
from newsroom.gui.features.editor.find_controller import FindController
from newsroom.gui.features.editor.header import ArticleHeader
from newsroom.gui.features.editor.markdown_edit import MarkdownEdit
from newsroom.gui.features.editor.pasting import Beside, CleanHtml
from newsroom.gui.features.editor.text_menu import text_menu
from newsroom.gui.features.editor.tool_row import ToolRow
from newsroom.gui.theme import Colors

SIDE_PIXELS = 46
NARROW_SIDE_PIXELS = 24
MEASURE = 74
_BELOW = 0.6
_NEAR = 20_000
KEPT_ABOVE = 20
_SAMPLE = "The minister said on Friday that the fleet would sail at dawn, whatever the weather."


class ArticleEditor(QWidget):
    """Shows one draft at a time.

    Everything typed goes to the draft at once; the draft's other changes are shown.
    """

    draft_changed = Signal()
    counts_changed = Signal(int, int)
    status_message = Signal(str)
    cursor_moved = Signal(int)
    visible_line_changed = Signal(int)
    bylines_wanted = Signal()
    picture_offered = Signal(object)
    focus_mode_changed = Signal(bool)
    field_changed_by_undo = Signal(str)
    left_draft_changed = Signal(object)
    """A draft that was left got what was pasted while it was open: it wants to be saved."""

    def __init__(
        self, colors: Colors, *, clean_html: CleanHtml | None = None, beside: Beside | None = None
    ) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._end_subscription: Callable[[], None] = _nothing
        self._cursor_line = -1
        self._visible_line = -1
        self._scrolling = False
        self._measure = MEASURE
        self.setObjectName("article-editor")
        self.body = MarkdownEdit(colors, clean_html, beside)
        self.header = ArticleHeader(colors)
        self.find_bar = FindBar(colors)
        self._finder = FindController(self.find_bar, self.body)
        self.commands = EditorCommands(self, self)
        self.tools = ToolRow(self.commands.tools(), colors)
        self.find_bar.follow(
            self.commands.action("edit.find_previous"), self.commands.action("edit.find_next")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # In the order of Tab, then the head over the text: Qt keeps the first child first, whatever setTabOrder says.
        self.header.setParent(self)
        self.tools.setParent(self)
        column.addWidget(self.body, 1)
        column.addWidget(self.find_bar)
        self.tools.raise_()
        self.header.raise_()
        self._connect()
        self._set_tab_order()
        self.close_draft()

    def _connect(self) -> None:
        self.header.resized.connect(self._place_page)
        self.header.body_wanted.connect(self._on_header_body_wanted)
        self.header.bylines_wanted.connect(self.bylines_wanted)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self.body.verticalScrollBar().valueChanged.connect(self._on_body_scrolled)
        self.body.verticalScrollBar().rangeChanged.connect(self._place_head)
        self.body.cursorPositionChanged.connect(self._on_body_cursor_moved)
        self.body.words_counted.connect(self._on_body_words_counted)
        self.body.left_upwards.connect(self._on_body_left_upwards)
        self.body.picture_offered.connect(self.picture_offered)
        self.body.status_message.connect(self.status_message)
        self.body.left_draft_changed.connect(self.left_draft_changed)
        for field in (self.header.headline, self.header.lede, self.body):
            field.undo_wanted.connect(self.undo)
            field.redo_wanted.connect(self.redo)
        self.body.load_progressed.connect(self._on_body_load_progressed)
        self._finder.status_message.connect(self.status_message)
        self.find_bar.closed.connect(self._on_find_bar_closed)

    def _set_tab_order(self) -> None:
        dateline = self.header.dateline
        chain = [self.header.headline, self.header.lede, dateline.place, dateline.credit, dateline.date]
        chain += [dateline.add_author, *self.tools.buttons, self.body]
        for first, second in pairwise(chain):
            self.setTabOrder(first, second)

    def set_smart_quotes(self, on: bool) -> None:
        """Whether quotation marks, apostrophes and dashes become the language's while typing."""
        for field in (self.header.headline, self.header.lede, self.body):
            field.smart = on
        words = (
            self.tr("Quotation marks follow the language.")
            if on
            else self.tr("Quotation marks stay as typed.")
        )
        self.status_message.emit(words)

    def set_focus_mode(self, on: bool) -> None:
        """Dims all but the paragraph being written.

        Who owns the panes hides them on ``focus_mode_changed``.
        """
        self.body.set_focus_mode(on)
        self.focus_mode_changed.emit(on)

    def find_next(self) -> None:
        self._finder.step(1)

    def find_previous(self) -> None:
        self._finder.step(-1)

    def open_find_bar(self) -> None:
        """The find bar, with what is selected."""
        self._open_find_bar(replacing=False)

    def open_replace_bar(self) -> None:
        """The find bar with its line for replacing."""
        self._open_find_bar(replacing=True)

    def _open_find_bar(self, *, replacing: bool) -> None:
        words = ""
        if self._draft is not None and self.body.hasFocus():
            start, end = self.body.selection()
            words = self._draft.buffer("body").slice(start, min(end - start, 200))
        self.find_bar.open("" if "\n" in words else words, replacing=replacing)

    def _on_find_bar_closed(self) -> None:
        self.find_bar.hide()
        self._finder.close()
        self.focus_body()

    # The draft

    @property
    def draft(self) -> Draft | None:
        return self._draft

    def open(self, draft: Draft) -> None:
        """Shows the draft, its beginning at once and a very long text in slices; closes the one before."""
        self._leave_draft()
        self._draft = draft
        self._end_subscription = draft.subscribe(self._on_draft_changed)
        self.header.bind(draft)
        self.body.set_empty_direction(self.header.layoutDirection())
        self._place_page()
        width = self.body.viewport().width()
        self.body.bind(draft)
        self.body.verticalScrollBar().setValue(0)
        self.setEnabled(True)
        if self.body.viewport().width() != width:  # a scroll bar has come or gone
            self._place_page()
        self._on_body_words_counted(self.body.n_words)

    def close_draft(self) -> None:
        """Shows nothing. What was typed is in the draft already."""
        self._leave_draft()
        self.header.unbind()
        self.body.unbind()
        self.setEnabled(False)

    def _leave_draft(self) -> None:
        self._end_subscription()
        self._end_subscription = _nothing
        self._draft = None
        self._finder.close()
        self.find_bar.hide()

    def _on_draft_changed(self, change: DraftChange) -> None:
        self.header.follow(change)
        if change.field == "language":
            self.body.set_empty_direction(self.header.layoutDirection())
        if change.field == self.body.field and not self.body.editing:
            self.body.follow(change)
        self._finder.draft_changed()
        self.draft_changed.emit()

    def undo(self) -> None:
        """Takes back the last step, wherever it was made, and goes there."""
        if self._draft is not None:
            self._go_to(self._draft.undo(), self.tr("There is nothing to undo."))

    def redo(self) -> None:
        if self._draft is not None:
            self._go_to(self._draft.redo(), self.tr("There is nothing to redo."))

    def _go_to(self, step: Step | None, nothing: str) -> None:
        if step is None:
            self.status_message.emit(nothing)
            return
        edit = step.edits[-1]
        if isinstance(edit, TextEdit):
            field = self._field(edit.field)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.select(edit.end if len(edit.inserted) <= _NEAR else edit.position)
            if field is self.body:
                self.body.show_cursor()
        else:
            self.field_changed_by_undo.emit(edit.field)

    def _field(self, name: str) -> DraftTextEdit:
        fields: dict[str, DraftTextEdit] = {"headline": self.header.headline, "lede": self.header.lede}
        assert name in TEXT_FIELDS
        return fields.get(name, self.body)

    def make_link(self) -> None:
        """A link; an address on the clipboard is taken."""
        text = QApplication.clipboard().text().strip()
        is_address = text.startswith(("https://", "http://", "mailto:")) and not any(
            c.isspace() for c in text
        )
        self.body.make_link(text if is_address else "")
        self.body.setFocus()

    # Places

    def focus_headline(self) -> None:
        self.header.headline.setFocus(Qt.FocusReason.OtherFocusReason)
        self.header.headline.moveCursor(QTextCursor.MoveOperation.End)

    def focus_body(self) -> None:
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_cursor_line(self, line: int, column: int = 0) -> None:
        """Puts the cursor into the text at a line and column, from 0, and shows it."""
        self.body.set_cursor_line(line, column)
        self.focus_body()

    def scroll_to_line(self, line: int) -> None:
        """Brings a line of the text to the top of the view; line 0 shows the head too. Emits nothing."""
        self._scrolling = True
        try:
            self.body.scroll_to_line(line)
        finally:
            self._scrolling = False

    def _on_body_cursor_moved(self) -> None:
        line = self.body.cursor_line()
        if line != self._cursor_line:
            self._cursor_line = line
            self.cursor_moved.emit(line)

    def _on_header_body_wanted(self) -> None:
        self.focus_body()
        self.body.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_body_left_upwards(self) -> None:
        self.header.lede.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.header.isAncestorOf(new):
            self.body.verticalScrollBar().setValue(self.body.verticalScrollBar().value() + self._above(new))

    def _above(self, widget: QWidget) -> int:
        """How far a widget of the head stands above the view, as a negative number; else 0."""
        return min(0, widget.mapTo(self, QPoint(0, 0)).y() - KEPT_ABOVE)

    def _on_body_load_progressed(self, per_cent: int) -> None:
        self.status_message.emit(
            "" if per_cent >= 100 else self.tr("Showing the text: {0} %").format(per_cent)
        )

    def _on_body_words_counted(self, n_words: int) -> None:
        self.counts_changed.emit(n_words, reading_minutes(n_words))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        field = self.childAt(event.pos())
        while field is not None and not isinstance(field, DraftTextEdit):
            field = field.parentWidget()
        if field is not None and self._draft is not None:
            text_menu(field, self.commands).popup(event.globalPos())

    # Looks

    def set_site(self, *, headline_limit: int, credit: str) -> None:
        self.header.set_site(headline_limit, credit)

    def set_section_name(self, name: str | None) -> None:
        self.header.set_section_name(name)

    def set_palette(self, colors: Colors) -> None:
        self.header.set_colors(colors)
        self.tools.set_colors(colors)
        self.body.set_colors(colors)
        self.find_bar.set_colors(colors)

    def set_column(self, measure: int, line_height: float) -> None:
        """The longest line in characters, and the distance of lines as a factor of the size of the letters."""
        self._measure = measure
        self.body.set_line_height(line_height)
        self._place_page()

    def set_text_scale(self, scale: float) -> None:
        self.header.set_text_scale(scale)
        self.tools.set_text_scale(scale)
        self.body.set_text_scale(scale)
        self.find_bar.set_text_scale(scale)
        self._place_page()

    # The page

    def _place_page(self) -> None:
        """Sets head, tools and text on one column."""
        width = self.body.viewport().width()
        side = self._side(width)
        self.header.set_side(side)
        self.tools.set_side(side)
        height = self.header.height_for(width)
        self.header.resize(width, height)
        self.tools.resize(width, self.tools.sizeHint().height())
        self.body.set_page(height + self.tools.height() + 4, side, round(self.height() * _BELOW))
        self._place_head()

    def _side(self, width: int) -> int:
        metrics = QFontMetricsF(self.body.font())
        measure = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * self._measure
        least = SIDE_PIXELS if width > 480 else NARROW_SIDE_PIXELS
        return max(least, round((width - measure) / 2))

    def _place_head(self) -> None:
        left = self.body.viewport().x()  # the scroll bar's width where it stands left
        top = -self.body.verticalScrollBar().value()
        self.header.move(left, top)
        below = top + self.header.height()
        self.tools.move(left, max(0, below))
        self.tools.set_stuck(below < 0)
        self.body.covered = self.tools.y() + self.tools.height()
        self.body.covered_least = self.tools.height()

    def _on_body_scrolled(self) -> None:
        self._place_head()
        if self._scrolling or self._draft is None:
            return
        self._finder.view_scrolled()
        line = self.body.first_visible_line()
        if line != self._visible_line:
            self._visible_line = line
            self.visible_line_changed.emit(line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_page()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.body.verticalScrollBar(), event)  # over the head: the page is one

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_page()


def _nothing() -> None:
    """No subscription to end."""
