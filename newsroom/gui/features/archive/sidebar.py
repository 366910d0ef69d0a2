"""The sidebar: states, sections and series with their counts. Arrow keys move, each choice shows at once."""

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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from newsroom.desk.browsing import Overview
from newsroom.gui.features.archive.scopes import EVERYTHING, Entry, Scope, Words, entries_of
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number

_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
type_index = QModelIndex | QPersistentModelIndex


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        if [e.scope for e in entries] == [e.scope for e in self.entries]:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    @override
    def rowCount(self, parent: type_index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def flags(self, index: type_index) -> Qt.ItemFlag:
        if self.entries[index.row()].scope is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _ENTRY_ROLE:
            return self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.entries[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            entry = self.entries[index.row()]
            return entry.text if entry.count is None else f"{entry.text}, {entry.count}"
        return None


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, colors: Colors, parent: QObject) -> None:
        super().__init__(parent)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._font, self._bold = ui_font(scale), ui_font(scale, bold=True)
        self._small = ui_font(scale, pixels=11, bold=True)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: type_index) -> QSize:
        entry: Entry = index.data(_ENTRY_ROLE)
        height = QFontMetrics(self._font).height() + round(8 * self._scale)
        return QSize(80, height if entry.scope is not None else height + round(10 * self._scale))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: type_index) -> None:
        entry: Entry = index.data(_ENTRY_ROLE)
        area: QRect = option.rect  # type: ignore[attr-defined]
        rtl = option.direction == Qt.LayoutDirection.RightToLeft  # type: ignore[attr-defined]
        near = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        far = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = area.adjusted(8, 0, -8, 0)
        if entry.scope is None:
            painter.setFont(self._small)
            painter.setPen(QColor(self._colors.dim))
            painter.drawText(room.adjusted(0, 0, 0, -4), near | Qt.AlignmentFlag.AlignBottom, entry.text)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colors.selection))
            painter.drawRoundedRect(QRectF(area), 6, 6)
            if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
                painter.setPen(QColor(self._colors.accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        count = "" if entry.count is None else number(entry.count)
        painter.setFont(self._font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(room, far | Qt.AlignmentFlag.AlignVCenter, count)
        font = self._bold if selected else self._font
        metrics = QFontMetrics(font)
        width = room.width() - QFontMetrics(self._font).horizontalAdvance(count) - 10
        painter.setFont(font)
        painter.setPen(QColor(self._colors.ink))
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, near | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Sidebar(QListView):
    """Shows the overview; reports the scope that is chosen."""

    scope_chosen = Signal(object)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._model = _EntryModel(self)
        self._delegate = _EntryDelegate(colors, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("sidebar_list")
        self.setAccessibleName(self.tr("States, sections and series"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        self._scope = EVERYTHING
        self._quiet = False

    def set_look(self, colors: Colors, scale: float) -> None:
        self._delegate.set_look(colors, scale)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_overview(self, overview: Overview) -> None:
        """New counts; the choice stays."""
        words = Words(
            everything=self.tr("Everything"),
            drafts=self.tr("Drafts"),
            published=self.tr("Published"),
            withdrawn=self.tr("Withdrawn"),
            trash=self.tr("Trash"),
            sections=self.tr("Sections"),
            series=self.tr("Series"),
        )
        self._model.set_entries(entries_of(overview, words))
        self._select(self._scope)

    def choose(self, scope: Scope | None) -> None:
        """Marks a scope without reporting it; None marks nothing (a tag's list, say)."""
        if scope is not None:
            self._scope = scope
        self._select(scope)

    def scope_of(self, key: str) -> Scope | None:
        """The scope that had this key in an earlier session, if it is still offered."""
        return next((e.scope for e in self._model.entries if e.scope and e.scope.key == key), None)

    def _select(self, scope: Scope | None) -> None:
        self._quiet = True
        try:
            for row, entry in enumerate(self._model.entries):
                if scope is not None and entry.scope is not None and entry.scope.key == scope.key:
                    self.setCurrentIndex(self._model.index(row))
                    return
            self.setCurrentIndex(QModelIndex())
        finally:
            self._quiet = False

    def _on_selection_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        entry = self._model.entries[current.row()]
        if entry.scope is not None:
            self._scope = entry.scope
            self.scope_chosen.emit(entry.scope)
