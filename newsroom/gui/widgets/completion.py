"""A line edit with a list of suggestions below it that never takes the focus from the typing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
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

from newsroom.gui.painting import fill_chosen
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce

_ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_MAX_ROWS = 12
_PAD_X, _PAD_Y, _GAP = 10, 5, 14
_MIN_WIDTH = 280
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list. ``payload`` is the asker's own; ``problem`` says why it cannot be taken."""

    text: str
    detail: str = ""
    payload: object = None
    problem: str = ""


class _SuggestionDelegate(QStyledItemDelegate):
    """The text on one line, or two where it needs them; its detail at the far end of the first."""

    def __init__(self, colors: Colors, parent: QListView) -> None:
        super().__init__(parent)
        self.colors = colors
        self._view = parent

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        suggestion: Suggestion = index.data(_ITEM_ROLE)
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            fill_chosen(painter, area, self.colors)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        metrics = painter.fontMetrics()
        room = area.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        detail = suggestion.problem or suggestion.detail
        text_width, detail_width = _widths(metrics, suggestion, room.width())
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if rtl:
            near, far = far, near
        side = near | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        x = room.x() + (room.width() - text_width if rtl else 0)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QColor(self.colors.dim if suggestion.problem else self.colors.ink))
        for n, line in enumerate(_lines(metrics, suggestion.text, text_width)):
            place = QRect(x, room.y() + n * metrics.lineSpacing(), text_width, metrics.height())
            painter.drawText(place, side, line)
        if detail:
            painter.setPen(QColor(self.colors.warn if suggestion.problem else self.colors.dim))
            cut = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, detail_width)
            flags = far | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, flags, cut)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        suggestion: Suggestion = index.data(_ITEM_ROLE)
        metrics = option.fontMetrics
        text_width, _ = _widths(metrics, suggestion, self._view.viewport().width() - 2 * _PAD_X)
        n_more = len(_lines(metrics, suggestion.text, text_width)) - 1
        return QSize(100, metrics.height() + n_more * metrics.lineSpacing() + 2 * _PAD_Y)


def _widths(metrics: QFontMetrics, suggestion: Suggestion, room: int) -> tuple[int, int]:
    """What the text may take and what its detail: at most half, or what the text leaves."""
    detail = suggestion.problem or suggestion.detail
    if not detail:
        return room, 0
    spare = room - metrics.horizontalAdvance(suggestion.text) - _GAP
    detail_width = min(metrics.horizontalAdvance(detail) + 1, max(room // 2, spare))
    return room - detail_width - _GAP, detail_width


def _lines(metrics: QFontMetrics, text: str, width: int) -> list[str]:
    """One line, or two of which the second is cut where it is too long. Breaks at words where it can."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first, rest = "", text.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)]


class SuggestionPopup(QFrame):
    """The list. A child of the window, so that no window system can take the focus for it."""

    chosen = Signal(object)
    current_changed = Signal(object)

    def __init__(self, colors: Colors, window: QWidget, scale: float = 1.0) -> None:
        super().__init__(window)
        self._window = window
        self._scale = scale
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
        window = self._window
        width = min(max(anchor.width(), round(_MIN_WIDTH * self._scale)), window.width() - 16)
        self._view.setFixedWidth(width - 2)
        self._view.doItemsLayout()  # with the new width, by which the rows are one line high or two
        height = sum(self._view.sizeHintForRow(n) for n in range(min(len(suggestions), _MAX_ROWS))) + 10
        origin = anchor.mapTo(window, QPoint(0, anchor.height() + 2))
        if origin.y() + height > window.height() - 4:
            origin = anchor.mapTo(window, QPoint(0, -height - 2))
        rtl = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # Wider than a short line, it stays inside the pane of that line.
        at_right = rtl or width > anchor.width()
        x = origin.x() + anchor.width() - width if at_right else origin.x()
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
    is sure to be answered by ``offer``: Enter before the answer puts the text aside until then, so that what is taken
    fits it and the line is free for the next; Escape brings the text back.
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
        self._entered: list[str] = []  # put aside, in order, until each is answered
        self.awaits_answers = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.textEdited.connect(self._on_self_text_edited)

    def _on_self_text_edited(self, text: str) -> None:
        self._answered = False
        if not self._entered:  # a newer question would cancel the one that is awaited
            self.text_typed.emit(text)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Shows the suggestions, if the line still has the focus. Where Enter awaits them, takes the first."""
        if self._entered:
            self._finish_entered(self._entered.pop(0), suggestions)
            return
        self._answered = True
        if not self.hasFocus():
            return
        if self._popup is None:
            self._popup = SuggestionPopup(self._colors, self.window(), self._scale)
            self._popup.chosen.connect(self._on_popup_chosen)
            self._popup.current_changed.connect(self._on_popup_current_changed)
        self._popup.show_below(self, suggestions)

    def _finish_entered(self, text: str, suggestions: Sequence[Suggestion]) -> None:
        """Takes what was entered as if it still stood in the line; then goes on with what was typed behind it."""
        ahead, place = self.text(), self.cursorPosition()
        self.setText(text)
        if suggestions:
            self.taken.emit(suggestions[0])
        else:
            self.entered.emit(text)
        if ahead:
            self.setText(ahead)
            self.setCursorPosition(place)
            self.setModified(True)
        if self._entered:
            self.text_typed.emit(self._entered[0])
        elif ahead:
            self.text_typed.emit(ahead)
        else:
            self._answered = True

    def forget(self) -> None:
        """Empties the line, also of what was entered and not answered yet."""
        self._entered.clear()
        self._answered = True
        self.clear()
        self.dismiss()

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
        if key == Qt.Key.Key_Escape and self._escape():
            return
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

    def _escape(self) -> bool:
        """Half a name goes; what was entered and awaits its answer comes back. False where there is neither."""
        if not self.awaits_answers or not (self.text() or self._entered):
            return False
        self.setText("" if self.text() else self._entered.pop())
        self.setModified(True)
        self._on_self_text_edited(self.text())
        return True

    def _back_key(self) -> Qt.Key:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Right if rtl else Qt.Key.Key_Left

    def _enter(self) -> None:
        if not self._take_or_wait() and self.text().strip():
            self.entered.emit(self.text())

    def _take_or_wait(self) -> bool:
        """Takes what is chosen, once it fits the text; False where there is nothing to take."""
        if self.awaits_answers and not self._answered and self.text().strip():
            self._entered.append(self.text())
            self.clear()
            self.dismiss()
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
        words = ", ".join(part for part in parts if part)
        self.setAccessibleDescription(words)
        if words:
            announce(self, words)

    def _on_popup_chosen(self, suggestion: Suggestion) -> None:
        self.dismiss()
        self.taken.emit(suggestion)
