"""Widths: the device's where there is room, the page made smaller where there is not."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.preview.frame import DeviceFrame
from newsroom.gui.features.preview.looks import Device, fit
from newsroom.gui.theme import DARK, LIGHT


@pytest.mark.parametrize(
    ("device", "width", "expected"),
    [
        (Device.PHONE, 800, (390, 1.0)),
        (Device.PHONE, 390, (390, 1.0)),
        (Device.PHONE, 312, (312, 0.8)),
        (Device.DESKTOP, 1600, (1280, 1.0)),
        (Device.DESKTOP, 640, (640, 0.5)),
        (Device.DESKTOP, 100, (100, 0.25)),
    ],
)
def test_fit(device: Device, width: int, expected: tuple[int, float]) -> None:
    assert fit(device, width) == expected


class Sheet(QWidget):
    zoom = 0.0
    device: Device | None = None

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom

    def set_device(self, device: Device) -> None:
        self.device = device


def test_the_frame_centres_a_narrow_page_and_zooms_a_wide_one(qtbot: QtBot) -> None:
    frame, sheet = DeviceFrame(LIGHT), Sheet()
    qtbot.addWidget(frame)
    frame.resize(662, 400)
    frame.show()
    frame.set_view(sheet, sheet)
    assert sheet.geometry() == QRect(11, 11, 640, 378)
    assert (sheet.zoom, sheet.device) == (0.5, Device.DESKTOP)
    frame.set_device(Device.PHONE)
    assert sheet.geometry().width() == 390 and sheet.zoom == 1.0
    assert abs(sheet.geometry().center().x() - frame.rect().center().x()) <= 1
    frame.resize(334, 300)
    assert sheet.zoom == pytest.approx(0.8)
    frame.set_look(DARK)
    assert not frame.grab().isNull()
