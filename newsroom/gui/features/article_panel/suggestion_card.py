"""A suggested related article: a dashed card with its reasons, a word to add it, one to find more like it."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from newsroom.gui.directions import apart
from newsroom.gui.features.article_panel.rows import keeps_key_of_beside
from newsroom.gui.theme import Colors, ui_font

_PAD_X, _PAD_Y, _CROSS, _GAP, _INDENT = 8, 6, 16, 8, 14
_LONGEST = 240
_MOST_WIDTHS = 8
_FADED = 0.45
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SuggestionCard(QAbstractButton):
    """Enter or Space takes it, Delete dismisses it, M asks for more like it, Ctrl+Enter reads it beside."""

    opened = Signal(object)
    remove_asked = Signal(object)
    more_asked = Signal(object)
    beside_asked = Signal(object)
    step_asked = Signal(object, int)

    def __init__(self, colors: Colors, scale: float) -> None:
        super().__init__()
        self._headline = self._brief = ""
        self._is_faded = self._is_empty = self._is_inner = False
        self._layouts: dict[tuple[int, bool], QTextLayout] = {}
        self._side_px: int | None = None
        self._pressed = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.opened.emit(self))  # by a screen reader
        self.set_look(colors, scale)

    def show_offer(
        self, headline: str, brief: str, *, tip: str, is_faded: bool, is_empty: bool, is_inner: bool
    ) -> None:
        """``is_inner``: it is one of more like another, below it."""
        headline = headline if len(headline) <= _LONGEST else headline[:_LONGEST] + "…"
        brief = apart(brief, beside=headline) if brief else ""
        if (headline, brief, is_inner) != (self._headline, self._brief, self._is_inner):
            self._headline, self._brief, self._is_inner = headline, brief, is_inner
            self._forget_layout()
        self._is_faded, self._is_empty = is_faded, is_empty
        self.setAccessibleName(self.tr("Suggested related article: {0}").format(headline))
        self.setAccessibleDescription(
            self.tr(
                "{0}. Enter adds it, Delete dismisses it, M finds more like it, Control and Enter opens it beside."
            ).format(tip)
        )
        self.setToolTip(f"{headline}\n{tip}")
        self.setVisible(not is_empty)
        self.update()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.setFont(ui_font(scale, pixels=12.5))
        self._forget_layout()

    # Size

    def _forget_layout(self) -> None:
        self._layouts.clear()
        self._side_px = None
        self.updateGeometry()
        self.update()

    def _words(self) -> tuple[str, str]:
        return self.tr("Add"), self.tr("More")

    def _side(self) -> int:
        """The room for the words at the end of the card."""
        if self._side_px is None:
            metrics = QFontMetrics(self.font())
            self._side_px = max(map(metrics.horizontalAdvance, self._words())) + _CROSS
        return self._side_px

    def _indent(self) -> int:
        return round(_INDENT * self._scale) if self._is_inner else 0

    def _text_width(self, width: int) -> int:
        return max(60, width - 2 * _PAD_X - _GAP - self._side() - self._indent())

    def _lines(self, width: int) -> QTextLayout:
        """Headline and reasons as one text, set to that width.

        A panel that is laid out asks for the height at several widths, by turns: they are kept.
        """
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if (known := self._layouts.get((width, rtl))) is not None:
            return known
        if len(self._layouts) >= _MOST_WIDTHS:
            self._layouts.clear()
        layout = QTextLayout(f"{self._headline}  {self._brief}".strip(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        self._layouts[width, rtl] = layout
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats = []
        for start, length, color in (
            (0, len(self._headline), self._colors.ink),
            (len(self._headline), len(self._brief) + 2, self._colors.dim),
        ):
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, QTextCharFormat()
            one.format.setForeground(QColor(color))
            formats.append(one)
        return formats

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Two lines at least: there are two words at the side."""
        text = round(self._lines(self._text_width(width)).boundingRect().height())
        return max(text, 2 * self.fontMetrics().height()) + 2 * _PAD_Y

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 320))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width() or 320))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # Places, mirrored where the window runs from right to left

    def _area(self, name: str) -> QRect:
        line = self.fontMetrics().height()
        side, width = self._side(), self.width()
        areas = {
            "text": QRect(_PAD_X + self._indent(), _PAD_Y, self._text_width(width), self.height()),
            "add": QRect(width - _PAD_X - side, _PAD_Y, side - _CROSS, line),
            "more": QRect(width - _PAD_X - side, _PAD_Y + line, side - _CROSS, line),
            "cross": QRect(width - _PAD_X - _CROSS + 4, _PAD_Y, _CROSS, line),
        }
        area = areas[name]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area.moveLeft(width - area.right() - 1)
        return area

    def _at(self, place: QPointF) -> str:
        """Which word is there; the rest of the card reads it beside."""
        for name in ("cross", "add", "more"):
            if self._area(name).adjusted(-4, -4, 4, 2).contains(place.toPoint()):
                return name
        return "text" if self.rect().contains(place.toPoint()) else ""

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(_FADED if self._is_faded else 1.0)
        c, aimed = self._colors, self.hasFocus() or self.underMouse()
        pen = QPen(QColor((c.accent if self.hasFocus() else c.dim) if aimed else c.dashes), c.focus_px)
        pen.setStyle(Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(c.card) if aimed else Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        indent = self._indent()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.drawRoundedRect(frame.adjusted(0 if rtl else indent, 0, -indent if rtl else 0, 0), 6, 6)
        text = self._area("text")
        self._lines(text.width()).draw(painter, QPointF(text.topLeft()))
        self._paint_words(painter, aimed)

    def _paint_words(self, painter: QPainter, aimed: bool) -> None:
        c, (add, more) = self._colors, self._words()
        align = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        flags = int(align.value)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(QColor(c.accent))
        painter.drawText(self._area("add"), flags, add)
        if aimed:
            painter.setPen(QColor(c.dim))
            painter.drawText(self._area("more"), flags, more)
            painter.setPen(QPen(QColor(c.dim), 1.1))
            arm, middle = 2.8 * self._scale, QRectF(self._area("cross")).center()
            painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))

    # Keys and mouse

    @override
    def event(self, event: QEvent) -> bool:
        return keeps_key_of_beside(event) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _TAKES:
            (self.beside_asked if control else self.opened).emit(self)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(self)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_asked.emit(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_M and not event.modifiers():
            self.more_asked.emit(self)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._at(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        if (
            event.button() != Qt.MouseButton.LeftButton
            or not pressed
            or pressed != self._at(event.position())
        ):
            return
        signals = {"add": self.opened, "more": self.more_asked, "cross": self.remove_asked}
        signals.get(pressed, self.beside_asked).emit(self)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
