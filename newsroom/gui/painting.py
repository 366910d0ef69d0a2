"""What views paint alike: the ground of what is chosen, and the frame around what has the focus."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from newsroom.gui.colors import Colors


def fill_chosen(painter: QPainter, area: QRect | QRectF, colors: Colors, *, radius: float = 0) -> None:
    """The ground of what is chosen; with high contrast it has an edge, too."""
    if not radius:
        painter.fillRect(area, QColor(colors.selection))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.selection))
        painter.drawRoundedRect(QRectF(area), radius, radius)
    if colors.high:
        _frame(painter, QRectF(area), colors.ink, 1, radius)


def draw_focus(painter: QPainter, area: QRect | QRectF, colors: Colors, *, radius: float = 0) -> None:
    """The frame around what has the focus, inside the area."""
    _frame(painter, QRectF(area), colors.accent, colors.focus_px, radius)


def _frame(painter: QPainter, area: QRectF, color: str, pixels: int, radius: float) -> None:
    painter.setPen(QPen(QColor(color), pixels))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if radius:
        half = pixels / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)
    else:
        painter.drawRect(
            area.toRect().adjusted(pixels // 2, pixels // 2, -1 - (pixels - 1) // 2, -1 - (pixels - 1) // 2)
        )
