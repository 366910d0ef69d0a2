"""The page of settings: sections in a list, one of them in view; a search leaves of all of them what answers to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from newsroom.gui.features.settings.holder import Holder
from newsroom.gui.features.settings.section import HasFirst, Section, SectionView
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.focus import finds, focus_first, focus_of, has_focus_inside
from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_LIST_WIDTH, _SEARCH_WIDTH, _WIDEST = 176, 300, 860
_AROUND = 44
_NAME = Qt.ItemDataRole.UserRole


class SettingsPage(PageFrame):
    """Sections are made when they are first looked at, or searched. Escape or Done asks to be closed."""

    section_made = Signal(str, object)
    """A section's name and its widget."""

    def __init__(self, sections: Sequence[Section], colors: Colors) -> None:
        super().__init__(self.tr("Settings"))
        self._library: Library | None = None
        self._colors, self._scale = colors, 1.0
        self._section = sections[0].name
        self._holders = {section.name: Holder(section, colors) for section in sections}
        self.line = QLineEdit()
        finds(self.line)
        self.line.setPlaceholderText(self.tr("Search the settings"))
        self.line.setAccessibleName(self.tr("Search the settings"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self.list.setAccessibleName(self.tr("Sections of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel()
        self._nothing.setObjectName("dim")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._waiting: list[Holder] = []
        self._turns = QTimer(self)
        self._turns.setSingleShot(True)
        self._turns.timeout.connect(self._on_turns_timed_out)
        self.words.setText(self.tr("Every change holds at once."))
        self._lay_out()
        for section in sections:
            item = QListWidgetItem(section.title, self.list)
            item.setData(_NAME, section.name)
        self.list.currentRowChanged.connect(self._on_list_row_changed)
        self.list.itemClicked.connect(self._on_list_item_clicked)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.setFocusProxy(self.line)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_application_focus_changed)
        self.set_look(colors, 1.0)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.head.insertWidget(self.head.count() - 1, self.line)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(28, 4, 24, 16)
        self._inner.setSpacing(26)
        self._inner.addWidget(self._nothing)
        for holder in self._holders.values():
            holder.hide()
            self._inner.addWidget(holder)
        self._inner.addStretch(0)
        outer = QWidget()
        line = QHBoxLayout(outer)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(inner, 100)
        line.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(outer)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.area, 1)
        self.column.addLayout(row, 1)

    # Sections

    @property
    def section(self) -> str:
        """The name of the section in view."""
        return self._section

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of all that are in view: of several while something is looked for."""
        return tuple(name for name, holder in self._holders.items() if not holder.isHidden())

    def show_section(self, name: str) -> QWidget:
        """Brings a section into view, with the focus in it, and gives its widget."""
        self.line.clear()
        self.list.setCurrentRow(list(self._holders).index(name))
        self._enter(self._holders[name])
        return self.view(name)

    def look_for(self, words: str) -> None:
        """What answers to these words, with the cursor behind them."""
        self.line.setText(words)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def view(self, name: str) -> QWidget:
        """The widget of a section, made if it was not."""
        self._made(self._holders[name])
        widget = self._holders[name].widget
        assert widget is not None
        return widget

    def made_view(self, name: str) -> QWidget | None:
        """The widget of a section, if it was made."""
        return self._holders[name].widget

    def _made(self, holder: Holder) -> None:
        if holder.view is None:
            holder.make(self._library, self._colors, self._scale)
            self.section_made.emit(holder.section.name, holder.widget)

    def _enter(self, holder: Holder) -> None:
        widget = holder.widget
        if widget is None or widget.isHidden():
            return
        if isinstance(widget, HasFirst):
            widget.focus_first()
        else:
            focus_first(widget)

    def _on_list_row_changed(self, row: int) -> None:
        if row >= 0:
            self._section = self.list.item(row).data(_NAME)
            if not self.line.text().strip():
                self._show_one()

    def _on_list_item_clicked(self, item: QListWidgetItem) -> None:
        """While something is looked for, more than one is in view."""
        holder = self._holders[item.data(_NAME)]
        self.area.verticalScrollBar().setValue(holder.y() - self._inner.contentsMargins().top())

    def _show_one(self) -> None:
        name = self._section
        self.list.setCurrentRow(list(self._holders).index(name))
        self.list.currentItem().setSelected(True)
        self._made(self._holders[name])
        for other, holder in self._holders.items():
            holder.setVisible(other == name)
            self._inner.setStretchFactor(holder, 1 if other == name else 0)
        self._holders[name].show_matching("")
        self.area.verticalScrollBar().setValue(0)

    # Searching

    @property
    def is_searching(self) -> bool:
        """Whether sections are still to be asked for what is looked for."""
        return bool(self._waiting)

    def _on_line_text_changed(self, text: str) -> None:
        self._waiting = []
        self._nothing.hide()
        if not text.strip():
            self._turns.stop()
            for row in range(self.list.count()):
                self.list.item(row).setHidden(False)
            self._show_one()
            return
        self.list.clearSelection()  # more than one may be in view now
        self._waiting = list(self._holders.values())
        self._turns.start(0)

    def _on_turns_timed_out(self) -> None:
        """One section after the other, and each is made where it was not: keys go on between them."""
        query = self.line.text().strip()
        if not query or not self._waiting:
            return
        holder = self._waiting.pop(0)
        self._made(holder)
        self._show_found(holder, holder.show_matching(query))
        if self._waiting:
            self._turns.start(0)
        else:
            self._say_nothing(query)

    def _show_found(self, holder: Holder, found: bool) -> None:
        holder.setVisible(found)
        self._inner.setStretchFactor(holder, 0)
        self.list.item(list(self._holders).index(holder.section.name)).setHidden(not found)

    def _say_nothing(self, query: str) -> None:
        if self.shown:
            return
        words = self.tr(
            "No setting answers to “{0}”. Commands are found with the palette, articles in the list."
        )
        self._nothing.setText(words.format(query))
        self._nothing.show()
        announce(self._nothing, self._nothing.text())

    # What the shell asks

    def set_library(self, library: Library | None) -> None:
        self._library = library
        for holder in self._holders.values():
            holder.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.set_scale(scale)
        for widget in (self.line, self._nothing):
            widget.setFont(ui_font(scale))
        self.list.setFont(ui_font(scale, pixels=13.5))
        self.list.setFixedWidth(round(_LIST_WIDTH * scale))
        self.line.setMinimumWidth(round(_SEARCH_WIDTH * min(scale, 1.3)))
        for holder in self._holders.values():
            holder.set_look(colors, scale)

    def apply(self, changes: ChangeSet) -> None:
        for view in self._views():
            view.apply(changes)

    def save_now(self) -> None:
        for view in self._views():
            view.save_now()

    def _views(self) -> list[SectionView]:
        return [holder.view for holder in self._holders.values() if holder.view is not None]

    # Keys

    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What has the focus is in view, also where no Tab brought it: when the layout has followed."""
        if new is not None and self.area.isAncestorOf(new):
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = focus_of(self)
        if focus is not None and self.area.isAncestorOf(focus):
            if focus.height() < self.area.viewport().height():
                self.area.ensureWidgetVisible(focus, 0, round(_AROUND * self._scale))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.line.clear()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.line and self._line_key(event):
                return True
            if watched is self.list and self._list_key(event):
                return True
        return super().eventFilter(watched, event)

    def _line_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_first()
        else:
            return False
        return True

    def _enter_first(self) -> None:
        """To the first that was found, else into the section in view."""
        for name in self.shown:
            self._enter(self._holders[name])
            if has_focus_inside(self._holders[name]):
                return

    def _list_key(self, event: QKeyEvent) -> bool:
        forward = Qt.Key.Key_Right if self.isLeftToRight() else Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, forward):
            self._enter(self._holders[self.section])
            return True
        if event.key() == Qt.Key.Key_Up and self.list.currentRow() == 0:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.text().strip() and event.text().isprintable() and not event.modifiers() & ~_SHIFT:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.insert(event.text())
            return True
        return False


_SHIFT = Qt.KeyboardModifier.ShiftModifier
