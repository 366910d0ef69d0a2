"""A line edit with a list of suggestions below it that never takes the focus from the typing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_MAX_ROWS = 12
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list. ``payload`` is the asker's own; ``problem`` says why it cannot be taken."""

    text: str
    detail: str = ""
    payload: object = None
    problem: str = ""


class _SuggestionDelegate(QStyledItemDelegate):
    def __init__(self, colors: Colors, parent: QObject) -> None:
        super().__init__(parent)
        self.colors = colors

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        suggestion: Suggestion = index.data(_ITEM_ROLE)
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(self.colors.selection))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        room = area.adjusted(10, 0, -10, 0)
        metrics = painter.fontMetrics()
        detail = suggestion.problem or suggestion.detail
        spare = room.width() - metrics.horizontalAdvance(suggestion.text) - 14
        detail_width = (
            min(metrics.horizontalAdvance(detail) + 1, max(room.width() // 2, spare)) if detail else 0
        )
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if rtl:
            near, far = far, near
        text_width = room.width() - detail_width - (14 if detail else 0)
        text_room = QRect(
            room.x() + (room.width() - text_width if rtl else 0), room.y(), text_width, room.height()
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        near, far = near | Qt.AlignmentFlag.AlignAbsolute, far | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(self.colors.dim if suggestion.problem else self.colors.ink))
        text = metrics.elidedText(suggestion.text, Qt.TextElideMode.ElideRight, text_width)
        painter.drawText(text_room, near | Qt.AlignmentFlag.AlignVCenter, text)
        if detail:
            painter.setPen(QColor(self.colors.warn if suggestion.problem else self.colors.dim))
            cut = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, detail_width)
            painter.drawText(room, far | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 10)


class SuggestionPopup(QFrame):
    """The list. A child of the window, so that no window system can take the focus for it."""

    chosen = Signal(object)
    current_changed = Signal(object)

    def __init__(self, colors: Colors, window: QWidget, scale: float = 1.0) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self.setAutoFillBackground(True)
        self.setFont(ui_font(scale))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = QStandardItemModel(self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setItemDelegate(_SuggestionDelegate(colors, self._view))
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(self.tr("Suggestions"))
        self._view.clicked.connect(self._on_view_clicked)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.selectionModel().currentChanged.connect(self._on_view_current_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 4, 1, 4)
        layout.addWidget(self._view)
        self.hide()

    def show_below(self, anchor: QWidget, suggestions: Sequence[Suggestion]) -> None:
        """Below the anchor, or above it where there is no room; hidden when there is nothing to show."""
        self._model.clear()
        for suggestion in suggestions:
            item = QStandardItem(suggestion.text)
            item.setData(suggestion, _ITEM_ROLE)
            item.setEditable(False)
            self._model.appendRow(item)
        if not suggestions:
            self.hide()
            return
        self._view.setLayoutDirection(anchor.layoutDirection())
        self._view.setCurrentIndex(self._model.index(0, 0))
        row = self._view.sizeHintForRow(0)
        height = row * min(len(suggestions), _MAX_ROWS) + 10
        window = self._window
        width = min(max(anchor.width(), 280), window.width() - 16)
        origin = anchor.mapTo(window, QPoint(0, anchor.height() + 2))
        if origin.y() + height > window.height() - 4:
            origin = anchor.mapTo(window, QPoint(0, -height - 2))
        rtl = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = origin.x() + anchor.width() - width if rtl else origin.x()
        x = max(8, min(x, window.width() - width - 8))
        self.setGeometry(x, max(4, origin.y()), width, height)
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        n = self._model.rowCount()
        if n:
            self._view.setCurrentIndex(self._model.index((self._view.currentIndex().row() + rows) % n, 0))

    def current(self) -> Suggestion | None:
        index = self._view.currentIndex()
        suggestion: Suggestion | None = (
            index.data(_ITEM_ROLE) if self.isVisible() and index.isValid() else None
        )
        return suggestion

    def _on_view_current_changed(self, index: QModelIndex) -> None:
        self.current_changed.emit(index.data(_ITEM_ROLE) if index.isValid() else None)

    def _on_view_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_ITEM_ROLE))


class CompletingEdit(QLineEdit):
    """Types ask (``text_typed``), suggestions answer (``offer``), Enter, Tab or a click takes (``taken``).

    Enter with no suggestion chosen gives ``entered`` with the text as it stands; Backspace in an empty
    line gives ``backspaced``, the arrow back at its start ``left_at_start``. With ``awaits_answers`` every text typed
    is sure to be answered by ``offer``: Enter before the answer waits for it, so that what is taken fits the text.
    """

    text_typed = Signal(str)
    taken = Signal(object)
    entered = Signal(str)
    backspaced = Signal()
    left_at_start = Signal()

    def __init__(self, colors: Colors, *, placeholder: str, name: str) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._popup: SuggestionPopup | None = None
        self._answered = True
        self._enter_waits = False
        self.awaits_answers = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.textEdited.connect(self._on_self_text_edited)

    def _on_self_text_edited(self, text: str) -> None:
        self._answered, self._enter_waits = False, False
        self.text_typed.emit(text)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Shows the suggestions for the text, if the line still has the focus."""
        self._answered = True
        if self._enter_waits:
            self._enter_waits = False
            self.dismiss()
            if suggestions:
                self.taken.emit(suggestions[0])
            elif self.text().strip():
                self.entered.emit(self.text())
            return
        if not self.hasFocus():
            return
        if self._popup is None:
            self._popup = SuggestionPopup(self._colors, self.window(), self._scale)
            self._popup.chosen.connect(self._on_popup_chosen)
            self._popup.current_changed.connect(self._on_popup_current_changed)
        self._popup.show_below(self, suggestions)

    def dismiss(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @property
    def offering(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def set_colors(self, colors: Colors) -> None:
        self.set_look(colors, self._scale)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None

    @override
    def event(self, event: QEvent) -> bool:
        # Tab is taken here: the focus chain would have it before keyPressEvent.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.offering:
            if event.key() == Qt.Key.Key_Tab and self._take_or_wait():
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.offering and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.offering and self._popup is not None:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._popup.step(1 if key == Qt.Key.Key_Down else -1)
                return
        elif key == Qt.Key.Key_Down:
            self.text_typed.emit(self.text())
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
        elif key == self._back_key() and not self.cursorPosition() and not event.modifiers():
            self.left_at_start.emit()
        else:
            super().keyPressEvent(event)

    def _back_key(self) -> Qt.Key:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Right if rtl else Qt.Key.Key_Left

    def _enter(self) -> None:
        if not self._take_or_wait() and self.text().strip():
            self.entered.emit(self.text())

    def _take_or_wait(self) -> bool:
        """Takes what is chosen, once it fits the text; False where there is nothing to take."""
        if self.awaits_answers and not self._answered and self.text().strip():
            self._enter_waits = True
            return True
        return self._take_current()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dismiss()

    def _take_current(self) -> bool:
        suggestion = self._popup.current() if self._popup is not None else None
        if suggestion is None:
            return False
        self._on_popup_chosen(suggestion)
        return True

    def _on_popup_current_changed(self, suggestion: Suggestion | None) -> None:
        """The list never has the focus: the line itself says to who listens what Enter would take."""
        parts = (suggestion.text, suggestion.detail, suggestion.problem) if suggestion is not None else ()
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def _on_popup_chosen(self, suggestion: Suggestion) -> None:
        self.dismiss()
        self.taken.emit(suggestion)
