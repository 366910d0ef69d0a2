"""Sizes on a disk in words."""

from PySide6.QtCore import QCoreApplication

_KILO = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB")


def size_words(n_bytes: int) -> str:
    """``512 B``, ``1.2 MB``, ``14 GB``: two figures are enough to judge by."""
    value, unit = float(n_bytes), 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value /= _KILO
        unit += 1
    shown = f"{value:.1f}" if unit and value < 10 else f"{value:.0f}"
    return QCoreApplication.translate("sizes", "{0} {1}").format(shown, _UNITS[unit])
