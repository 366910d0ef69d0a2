"""A suggested tag or series: a dashed chip. Enter, Space or a click takes it, Delete or its cross dismisses it."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip import Chip, Mark

_FADED = 0.45
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SuggestionChip(Chip):
    """``opened`` asks to take it, ``remove_asked`` to dismiss it. It is not moved."""

    def __init__(self, colors: Colors, *, scale: float) -> None:
        super().__init__("", colors, scale=scale)
        self._is_faded = self._is_empty = False
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_offer(
        self,
        text: str,
        *,
        detail: str,
        what: str,
        mark: Mark,
        tip: str,
        is_faded: bool,
        is_empty: bool,
        number: int | None = None,
    ) -> None:
        """``tip`` says why; ``what`` what it would be; ``number`` which key with Alt takes it from anywhere."""
        shown = f"+ {text}" if number is None else f"{number}\u2002{text}"
        if number is not None:
            tip = self.tr("{0}. Alt and {1} takes it").format(tip, number)
        if (shown, detail, mark) != (self._text, self._detail, self._mark):
            self.set_text(shown, detail=detail, mark=mark)
        self.setAccessibleName(f"{what} {text}")
        self.setAccessibleDescription(self.tr("{0}. Enter takes it, Delete dismisses it.").format(tip))
        self.setToolTip(f"{text}\n{tip}")
        if (is_faded, is_empty) != (self._is_faded, self._is_empty):
            self._is_faded, self._is_empty = is_faded, is_empty
            self.update()
        self.setVisible(not is_empty)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(_FADED if self._is_faded else 1.0)
        c, aimed = self._colors, self.hasFocus() or self.underMouse()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(QColor((c.accent if self.hasFocus() else c.dim) if aimed else c.dashes), c.focus_px)
        pen.setStyle(Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(c.card) if aimed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._paint_inside(painter, area, rtl)
        if aimed:
            self._paint_cross(painter, rtl)

    @override
    def _label_color(self) -> str:
        return self._colors.ink if self.hasFocus() or self.underMouse() else self._colors.dim

    # Keys and mouse

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # it may be a key of the page
        elif event.key() in _TAKES:
            self.opened.emit(self)
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # a letter is nobody's here
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It cannot be dragged."""

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
