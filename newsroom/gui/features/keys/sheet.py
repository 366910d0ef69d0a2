"""The sheet of keys: every command that has one, in groups, as it is now; to be searched, and to be printed."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from typing_extensions import override

from newsroom.gui.colors import LIGHT
from newsroom.gui.features.keys.words import KeyWords
from newsroom.gui.keys import Keyboard, shown, shown_all
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.focus import finds
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.plain_reader import PlainReader
from newsroom.gui.widgets.searching import marked, matches

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_WIDE, _SEARCH_WIDTH = 860, 260
_PAUSE_MS = 60  # setting all of it takes longer than a key may
_Line = tuple[str, str]
_Group = tuple[str, list[_Line]]


class KeysSheet(PageFrame):
    """Two columns where there is room. Escape or Done asks to be closed."""

    status_message = Signal(str)

    def __init__(self, keyboard: Keyboard, colors: Colors) -> None:
        super().__init__(self.tr("Keys"))
        self._keyboard = keyboard
        self._words_of = KeyWords(self)
        self._colors, self._scale = colors, 1.0
        self.line = QLineEdit()
        finds(self.line)
        self.line.setPlaceholderText(self.tr("Search by name or key"))
        self.line.setAccessibleName(self.tr("Search by name or key"))
        self.line.setClearButtonEnabled(True)
        self.print = QPushButton(self.tr("Print…"))
        self.change = QPushButton(self.tr("Change keys"))
        for widget in (self.line, self.print, self.change):
            self.head.insertWidget(self.head.count() - 1, widget)
        self.sheet = PlainReader()
        self.sheet.setAccessibleName(self.tr("Keys of all commands"))
        self.sheet.setFrameShape(PlainReader.Shape.NoFrame)
        self.column.addWidget(self.sheet, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._show)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.installEventFilter(self)
        self.print.clicked.connect(self.ask_printer)
        keyboard.changed.connect(self._show)
        self.setFocusProxy(self.line)
        self.set_look(colors, 1.0)

    # What the shell asks

    def set_library(self, library: Library | None) -> None:
        """Keys are the user's, not a library's."""

    def apply(self, changes: ChangeSet) -> None:
        """No act changes a key."""

    def save_now(self) -> None:
        """Nothing is typed here but a search."""

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.set_scale(scale)
        for widget in (self.line, self.print, self.change, self.sheet):
            widget.setFont(ui_font(scale))
        self.line.setMinimumWidth(round(_SEARCH_WIDTH * min(scale, 1.3)))
        self._show()

    # The sheet

    def _groups(self, query: str) -> list[_Group]:
        """Titles with lines of a command and its keys."""
        rows = [row for row in self._keyboard.rows() if row.keys]
        groups: list[_Group] = [
            (self._words_of.group(name), [(row.text, shown_all(row.keys)) for row in some])
            for name, some in groupby(rows, key=lambda row: row.group)
        ]
        fixed = [
            (title, [(words, _shown_all(keys)) for words, keys in lines])
            for title, lines in self._words_of.fixed()
        ]
        found = [
            (title, [line for line in lines if matches(query, title, *line)])
            for title, lines in (*groups, *fixed)
        ]
        return [(title, lines) for title, lines in found if lines]

    def _on_line_text_changed(self) -> None:
        self._typing.start()

    def _show(self) -> None:
        query = self.line.text().strip()
        groups = self._groups(query)
        n_columns = 2 if self.width() >= _WIDE * self._scale else 1
        n_commands = sum(len(lines) for _, lines in groups)
        self.words.setText(self.tr("{0} with a key").format(n_commands) if groups else "")
        if groups:
            self.sheet.setHtml(
                _page(groups, query, self._colors, self._scale, n_columns, is_rtl=self.isRightToLeft())
            )
        else:
            nothing = self.tr("No command with a key answers to “{0}”. The palette finds those without one.")
            self.sheet.setPlainText(nothing.format(query))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_wide = event.oldSize().width() >= _WIDE * self._scale
        if was_wide != (self.width() >= _WIDE * self._scale):
            self._show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # On paper

    def ask_printer(self) -> None:
        """Asks where, and prints the whole sheet, whatever is looked for."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Keys of Newsroom"))
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own wants a receiver

    def print_on(self, printer: QPrinter) -> None:
        """In black on white, two columns."""
        document = QTextDocument()
        document.setDefaultFont(ui_font(0.85))
        page = _page(self._groups(""), "", LIGHT, 0.85, 2, is_rtl=self.isRightToLeft())
        document.setHtml(f"<h2>{escape(self.tr('Keys of Newsroom'))}</h2>{page}")
        document.print_(printer)


def _shown_all(keys: str) -> str:
    return " / ".join(shown(key) for key in keys.split(" / "))


def _page(
    groups: list[_Group], query: str, colors: Colors, scale: float, n_columns: int, *, is_rtl: bool
) -> str:
    columns = _columns(groups, n_columns)
    width = 100 // len(columns)
    cells = "".join(
        f'<td width="{width}%" valign="top" style="padding-right:{round(28 * scale)}px">'
        f"{''.join(_group(title, lines, query, colors, scale, is_rtl=is_rtl) for title, lines in column)}</td>"
        for column in (reversed(columns) if is_rtl else columns)
    )
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'


def _columns(groups: list[_Group], n_columns: int) -> list[list[_Group]]:
    """In their order, as near to one height as whole groups allow."""
    total = sum(len(lines) + 2 for _, lines in groups)
    columns: list[list[_Group]] = [[]]
    height = 0
    for group in groups:
        if (
            columns[-1]
            and len(columns) < n_columns
            and height + len(group[1]) / 2 >= total * len(columns) / n_columns
        ):
            columns.append([])
        columns[-1].append(group)
        height += len(group[1]) + 2
    return columns


def _group(title: str, lines: list[_Line], query: str, colors: Colors, scale: float, *, is_rtl: bool) -> str:
    def text(words: str) -> str:
        return marked(words, query, ground=colors.accent_soft, ink=colors.ink)

    pad = round(3 * scale)
    near, far = ("right", "left") if is_rtl else ("left", "right")

    def row(words: str, keys: str) -> str:
        cells = [
            f'<td align="{near}" style="padding:{pad}px 12px; color:{colors.ink}">{text(words)}</td>',
            f'<td align="{far}" style="padding:{pad}px 0; color:{colors.dim}; white-space:nowrap">{text(keys)}</td>',
        ]
        return f"<tr>{''.join(reversed(cells) if is_rtl else cells)}</tr>"

    rows = "".join(row(words, keys) for words, keys in lines)
    above, below = round(14 * scale), round(4 * scale)
    style = f"margin: {above}px 12px {below}px 12px; color:{colors.accent}; font-weight:600"
    heading = f'<p align="{near}" style="{style}">{text(title)}</p>'
    return f'{heading}<table width="100%" cellspacing="0" cellpadding="0">{rows}</table>'
