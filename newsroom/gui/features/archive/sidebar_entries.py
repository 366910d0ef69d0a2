"""The lines of the sidebar as a Qt model, and how one is painted."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from newsroom.gui.features.archive.scopes import Entry, Scope
from newsroom.gui.painting import draw_focus, fill_chosen
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD = 8
_Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Entries with a scope can be chosen, headings not; a kept search can be renamed."""

    renamed = Signal(object, str)
    """The id of a search, and the name that was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """New counts alone leave the view where it is, and only what is another is painted again."""
        before = self._entries
        if [entry.scope for entry in entries] == [entry.scope for entry in before]:
            self._entries = entries
            for row, (entry, old) in enumerate(zip(entries, before, strict=True)):
                if entry != old:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, scope: Scope) -> int | None:
        """The line of a scope, if it is offered."""
        found = (row for row, entry in enumerate(self._entries) if entry.scope == scope)
        return next(found, None)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        scope = self._entries[index.row()].scope if index.isValid() else None
        if scope is None:
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if scope.search_id is None else chosen | Qt.ItemFlag.ItemIsEditable

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self._entries[index.row()]
        name = str(value).strip()
        if entry.scope is None or entry.scope.search_id is None or not name or name == entry.text:
            return False
        self.renamed.emit(entry.scope.search_id, name)
        return True

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.text if entry.count is None else f"{entry.text}, {number(entry.count)}"
        return None


class EntryDelegate(QStyledItemDelegate):
    """Name and count on one line, a heading with room above it."""

    def __init__(self, colors: Colors, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._font, self._bold = ui_font(scale), ui_font(scale, bold=True)
        self._small = ui_font(scale, pixels=11, bold=True)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        height = QFontMetrics(self._font).height() + round(8 * self._scale)
        return QSize(80, height if entry.scope is not None else height + round(10 * self._scale))

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Once: new counts must not take away a name that is typed, nor the selection that the first key replaces."""
        if not (isinstance(editor, QLineEdit) and (editor.text() or editor.isModified())):
            super().setEditorData(editor, index)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(
            Qt.LayoutDirection.LayoutDirectionAuto
        )  # a name's own, so that its dots end it
        if entry.scope is None:
            self._paint_heading(painter, option, entry.text, rtl)
        else:
            is_chosen = self._view.currentIndex().row() == index.row()
            self._paint_entry(painter, option.rect, entry, is_chosen=is_chosen, rtl=rtl)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str, rtl: bool) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._colors.dim))
        pad = round(_PAD * self._scale)
        room = option.rect.adjusted(pad, 0, -pad, -round(4 * self._scale))
        painter.drawText(room, _side(rtl) | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_entry(
        self, painter: QPainter, area: QRect, entry: Entry, *, is_chosen: bool, rtl: bool
    ) -> None:
        if is_chosen:
            self._paint_choice(painter, QRectF(area))
        pad = round(_PAD * self._scale)
        room = area.adjusted(pad, 0, -pad, 0)
        count = "" if entry.count is None else number(entry.count)
        painter.setFont(self._font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(room, _side(not rtl) | Qt.AlignmentFlag.AlignVCenter, count)
        font = self._bold if is_chosen else self._font
        width = room.width() - QFontMetrics(self._font).horizontalAdvance(count) - 10
        painter.setFont(font)
        painter.setPen(QColor(self._colors.ink))
        text = QFontMetrics(font).elidedText(entry.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, _side(rtl) | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_choice(self, painter: QPainter, area: QRectF) -> None:
        fill_chosen(painter, area, self._colors, radius=6)
        if self._view.hasFocus():
            draw_focus(painter, area, self._colors, radius=6)


def _side(right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
