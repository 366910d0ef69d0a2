"""What stands in the palette: actions, articles and places to look, which of them answer, and how a line is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from newsroom.gui.painting import fill_chosen
from newsroom.gui.shell.fuzzy import fit, fold
from newsroom.gui.shell.where_to_look import Where
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.key_button import key_text

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_RECENT_BONUS = 0.6

type_index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Headline:
    """One line: an article. ``detail`` stands at its end, ``is_guess`` where a word was taken for another."""

    text: str
    detail: str
    article_id: int
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One line: what was typed, to be looked for in a place."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an action, its name folded for matching, and whether it was used lately."""

    action: QAction
    folded: str
    recent: int | None = None

    @property
    def text(self) -> str:
        return self.action.text()


Line: TypeAlias = Entry | Headline | Way


def entry_of(action: QAction, recent: Sequence[str]) -> Entry:
    """``recent``: names of actions, the one used last first."""
    name = action.objectName()
    return Entry(action, fold(action.text()), recent.index(name) if name in recent else None)


def ranked(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries that answer, best first: those that can be used now, and of equals the latest used."""
    found = []
    for entry in entries:
        score = fit(fold(query), entry.folded)
        if score is not None:
            bonus = 0.0 if entry.recent is None else _RECENT_BONUS / (1 + entry.recent)
            found.append((not entry.action.isEnabled(), -score - bonus, entry.text, entry))
    if not query.strip():
        found = [(off, 999 if e.recent is None else e.recent, text, e) for off, _, text, e in found]
    return [entry for *_, entry in sorted(found, key=lambda item: item[:3])]


class EntryModel(QAbstractListModel):
    """The lines; each is behind ``ENTRY_ROLE``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Line] = []

    def show(self, entries: Sequence[Line]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def show_headlines(self, headlines: Sequence[Headline]) -> None:
        """In the place of those that are there, below the actions."""
        first = sum(isinstance(entry, Entry) for entry in self.entries)
        n_before = sum(isinstance(entry, Headline) for entry in self.entries)
        if n_before:
            self.beginRemoveRows(QModelIndex(), first, first + n_before - 1)
            del self.entries[first : first + n_before]
            self.endRemoveRows()
        if headlines:
            self.beginInsertRows(QModelIndex(), first, first + len(headlines) - 1)
            self.entries[first:first] = headlines
            self.endInsertRows()

    @override
    def rowCount(self, parent: type_index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def flags(self, index: type_index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        enabled = not isinstance(entry, Entry) or entry.action.isEnabled()
        flags = Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEnabled if enabled else flags

    @override
    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {_detail(entry)}".rstrip(", ")
        return None


class EntryDelegate(QStyledItemDelegate):
    """A line: its name, and at its end a key or where an article belongs."""

    def __init__(self, colors: Colors, parent: QObject) -> None:
        super().__init__(parent)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._font, self._key_font = colors, ui_font(scale), ui_font(scale, pixels=11)
        self._pad = round(12 * scale)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: type_index) -> QSize:
        return QSize(100, QFontMetrics(self._font).height() + self._pad)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: type_index) -> None:
        entry: Line = index.data(ENTRY_ROLE)
        area: QRect = option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill_chosen(painter, area, self._colors, radius=6)
        room = area.adjusted(self._pad, 0, -self._pad, 0)
        text, enabled = entry.text, True
        if isinstance(entry, Entry):
            width = self._paint_key(painter, room, _detail(entry), rtl)
            checked = entry.action.isCheckable() and entry.action.isChecked()
            text, enabled = f"✓ {entry.text}" if checked else entry.text, entry.action.isEnabled()
        else:
            width = self._paint_detail(painter, room, _detail(entry), rtl)
            enabled = isinstance(entry, Headline)  # ways stand back
        room.adjust(width if rtl else 0, 0, 0 if rtl else -width, 0)
        self._paint_name(painter, room, text, enabled=enabled, rtl=rtl)
        painter.restore()

    def _paint_name(self, painter: QPainter, room: QRect, text: str, *, enabled: bool, rtl: bool) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(self._colors.ink if enabled else self._colors.dim))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a headline's own
        painter.drawText(room, _side(rtl), cut)

    def _paint_detail(self, painter: QPainter, room: QRect, detail: str, rtl: bool) -> int:
        """Dim at the far end; answers the width it takes."""
        painter.setFont(self._key_font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(room, _side(not rtl), detail)
        return QFontMetrics(self._key_font).horizontalAdvance(detail) + 16

    def _paint_key(self, painter: QPainter, room: QRect, key: str, rtl: bool) -> int:
        """Draws the key cap at the far end; answers the width it takes."""
        if not key:
            return 0
        metrics = QFontMetrics(self._key_font)
        width, height = metrics.horizontalAdvance(key) + 10, metrics.height() + 2
        x = room.left() if rtl else room.right() - width
        cap = QRectF(x + 0.5, room.center().y() - height // 2 + 0.5, width, height)
        painter.setPen(QPen(QColor(self._colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(self._key_font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return width + 12


def _detail(entry: Line) -> str:
    """What stands at the end of its line: a key, or where an article belongs."""
    if isinstance(entry, Entry):
        return key_text(entry.action)
    return entry.detail if isinstance(entry, Headline) else ""


def _side(right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
