"""The program's mark, drawn at each size that systems ask for: a serif N on the accent colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from newsroom.gui.theme import LIGHT, serif_font

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def program_icon() -> QIcon:
    """Needs a running application; takes some milliseconds."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(_drawn(size))
    return icon


def _drawn(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.setFont(serif_font(pixels=size * 0.72, bold=True))
    painter.drawText(QRectF(0, -size * 0.02, size, size), Qt.AlignmentFlag.AlignCenter, "N")
    painter.end()
    return pixmap
