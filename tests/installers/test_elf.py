"""What ELF files ask for, read by ourselves."""

import sys
from pathlib import Path

import pytest
from PySide6 import __file__ as pyside

from installers import elf

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")


def test_a_library_of_qt() -> None:
    demands = elf.demands(Path(pyside).parent / "Qt" / "lib" / "libQt6Widgets.so.6")
    assert (2, 4) < demands.glibc <= (2, 34)  # the floor of the wheels
    assert {"libQt6Core.so.6", "libQt6Gui.so.6", "libc.so.6"} <= demands.libraries


def test_another_file_is_told() -> None:
    with pytest.raises(ValueError, match="no ELF file"):
        elf.demands(Path(__file__))
