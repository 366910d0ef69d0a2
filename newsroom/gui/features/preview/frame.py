"""The sheet on which the page lies: as wide as the device, or the page made smaller until the device fits."""

from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from newsroom.gui.features.preview.looks import Device, fit
from newsroom.gui.theme import Colors

_MARGIN = 10
_BORDER = 1


class Zoomable(Protocol):
    def set_zoom(self, zoom: float) -> None: ...

    def set_device(self, device: Device) -> None: ...


class DeviceFrame(QWidget):
    """Holds one view; empty until there is one."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._device = Device.DESKTOP
        self._colors = colors
        self._view: QWidget | None = None
        self._zoomable: Zoomable | None = None
        self._sheet = QRect()

    def set_view(self, view: QWidget, zoomable: Zoomable) -> None:
        """The view to hold from now on; the one before is the caller's again."""
        self._view, self._zoomable = view, zoomable
        view.setParent(self)
        zoomable.set_device(self._device)
        self._place()
        view.show()

    def set_device(self, device: Device) -> None:
        self._device = device
        if self._zoomable is not None:
            self._zoomable.set_device(device)
        self._place()

    def set_look(self, colors: Colors) -> None:
        self._colors = colors
        self.update()

    @property
    def sheet(self) -> QRect:
        """Where the page is."""
        return self._sheet

    def _place(self) -> None:
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width, zoom = fit(self._device, max(1, room.width() - 2 * _BORDER))
        left = room.left() + (room.width() - width - 2 * _BORDER) // 2
        self._sheet = QRect(left + _BORDER, room.top() + _BORDER, width, max(1, room.height() - 2 * _BORDER))
        if self._view is not None and self._zoomable is not None:
            self._zoomable.set_zoom(zoom)
            self._view.setGeometry(self._sheet)
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._colors.line), _BORDER))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._sheet.adjusted(-1, -1, 0, 0))
