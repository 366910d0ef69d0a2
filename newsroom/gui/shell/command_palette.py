"""The palette: every action by its name, with its key, and articles by their headlines; Enter runs or opens.

Which articles there are it only asks; they come below the commands, and nothing that is aimed at moves. Last come the
places where the words can be looked for: no name has to be known to get on.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from newsroom.gui.shell.palette_lines import (
    ENTRY_ROLE,
    Entry,
    EntryDelegate,
    EntryModel,
    Headline,
    Line,
    Way,
    entry_of,
    ranked,
)
from newsroom.gui.shell.where_to_look import Where
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.focus import focus_of, has_focus_inside

_MAX_ROWS = 12
_WIDTH = 620
_TOP = 56
_PAD, _BETWEEN = 8, 6


class CommandPalette(QFrame):
    """A child of the window, over it, with the focus in its line. Escape, or a focus elsewhere, closes it."""

    ran = Signal(str)
    closed = Signal()
    search_wanted = Signal(object, str)
    """``Where`` to look for words."""
    headlines_wanted = Signal(str)
    """Articles are asked for whose headlines answer to this: ``show_headlines``."""
    article_wanted = Signal(int)

    def __init__(self, window: QWidget, colors: Colors) -> None:
        super().__init__(window)
        self._over = window
        self.setObjectName("popup")
        self._entries: list[Entry] = []
        self._before: QWidget | None = None
        self._scale = 1.0
        self.line = QLineEdit()
        self.line.setObjectName("palette_line")
        self._articles_only = False
        self.line.textChanged.connect(self._on_line_text_changed)
        self._model = EntryModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(self.tr("Commands and articles"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self._delegate = EntryDelegate(colors, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._on_view_clicked)
        self._hint = QLabel()
        self._hint.setObjectName("dim")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.setSpacing(_BETWEEN)
        column.addWidget(self.line)
        column.addWidget(self.view, 1)
        column.addWidget(self._hint)
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._scale = scale
        self._delegate.set_look(colors, scale)
        self._place()

    def open(self, actions: Sequence[QAction], recent: Sequence[str], *, articles_only: bool = False) -> None:
        """Shows these actions; ``recent`` holds the names of those used last, newest first.

        With ``articles_only`` it shows articles alone.
        """
        self._articles_only = articles_only
        words = self.tr("Which article?") if articles_only else self.tr("What do you want to do?")
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(self.tr("Headline") if articles_only else self.tr("Command or headline"))
        shown = [] if articles_only else actions
        self._entries = [entry_of(action, recent) for action in shown if action.isVisible()]
        if not has_focus_inside(self):
            self._before = focus_of(self)
        self.line.clear()
        self._show_ranked("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Gives the focus back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()

    def _on_line_text_changed(self, text: str) -> None:
        self._show_ranked(text)

    def _show_ranked(self, query: str) -> None:
        self._model.show([*ranked(self._entries, query), *self._ways(query.strip())])
        self._step_to(0)
        self._show_state()
        if self._articles_only or len(query.strip()) > 1:
            self.headlines_wanted.emit(query)

    def show_headlines(self, query: str, headlines: Sequence[Headline]) -> None:
        """Articles that answer; those of a query that is no longer there are dropped."""
        if not self.isVisible() or query != self.line.text():
            return
        place = max(0, self.view.currentIndex().row())
        stands_on = self._model.entries[place] if self._model.entries else None
        self._model.show_headlines(headlines)
        if place and isinstance(stands_on, Way):  # somebody went there
            place = self._model.entries.index(stands_on)
        self._step_to(min(place, self._model.rowCount() - 1))
        self._show_state()

    def _ways(self, words: str) -> list[Way]:
        """None for a single letter. Where articles alone are looked for, the archive alone."""
        if len(words) < 2:
            return []
        archive = Way(self.tr("Search the archive for “{0}”").format(words), Where.ARCHIVE)
        if self._articles_only:
            return [archive]
        return [
            archive,
            Way(self.tr("Find “{0}” in the settings").format(words), Where.SETTINGS),
            Way(self.tr("Find “{0}” in the guide").format(words), Where.GUIDE),
        ]

    def _show_state(self) -> None:
        entries, query = self._model.entries, self.line.text().strip()
        first = entries[0] if entries else None
        hint = ""
        if query and not any(isinstance(entry, Entry | Headline) for entry in entries):
            hint = self.tr("Nothing is called that.")
        elif isinstance(first, Entry) and not first.action.isEnabled():
            hint = self.tr("This cannot be done now.")
        elif isinstance(first, Headline) and first.is_guess:
            hint = self.tr("No headline has these letters; these come near.")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.view.setVisible(bool(entries))
        self._place()

    def _place(self) -> None:
        window = self._over
        rows = min(_MAX_ROWS, self._model.rowCount())
        row_height = max(self.view.sizeHintForRow(0), 20)
        width = min(round(_WIDTH * self._scale), window.width() - 32)
        height = self.line.sizeHint().height() + 2 * _PAD
        if not self.view.isHidden():
            height += _BETWEEN + rows * row_height + 2
        if not self._hint.isHidden():
            height += _BETWEEN + self._hint.heightForWidth(width - 2 * _PAD) + 2
        height = min(height, window.height() - _TOP - 16)
        self.setGeometry((window.width() - width) // 2, _TOP, width, height)

    def _step(self, rows: int) -> None:
        n = self._model.rowCount()
        if n:
            self._step_to((max(0, self.view.currentIndex().row()) + rows) % n)

    def _step_to(self, row: int) -> None:
        if row < self._model.rowCount():
            self.view.setCurrentIndex(self._model.index(row, 0))

    def _run(self, entry: Line) -> None:
        if isinstance(entry, Headline):
            self.close_palette()
            self.article_wanted.emit(entry.article_id)
            return
        if isinstance(entry, Way):
            words = self.line.text().strip()
            self.close_palette()
            self.search_wanted.emit(entry.where, words)
            return
        if not entry.action.isEnabled():
            return
        self.close_palette()
        self.ran.emit(entry.action.objectName())
        entry.action.trigger()

    def _on_view_clicked(self, index: QModelIndex) -> None:
        self._run(index.data(ENTRY_ROLE))

    def _run_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._run(index.data(ENTRY_ROLE))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.isActiveWindow():
                self.hide()
            elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_current()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True
