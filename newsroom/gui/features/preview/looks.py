"""How a page is looked at: on which device, and in which appearance. Plain values; no Qt."""

from enum import Enum, StrEnum


class Device(Enum):
    """Width of the page in CSS pixels."""

    DESKTOP = 1280
    TABLET = 820
    PHONE = 390


class Appearance(StrEnum):
    """What the reader's system asks for."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


def fit(device: Device, width: int) -> tuple[int, float]:
    """Width of the view in a place ``width`` pixels wide, and the zoom at which it shows the device's width."""
    if width >= device.value:
        return device.value, 1.0
    return width, max(0.25, width / device.value)
