"""What ELF files ask for, read by ourselves."""

import ctypes
import shutil
import subprocess
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


def test_where_the_build_machine_keeps_its_libraries_is_taken_out(tmp_path: Path) -> None:
    if shutil.which("cc") is None or shutil.which("readelf") is None:
        pytest.skip("no compiler here")
    source = tmp_path / "one.c"
    source.write_text("int one(void) { return 1; }\n", "utf-8")
    for name, foreign in (("/root/größe/lib", True), ("$ORIGIN/../lib", False)):
        library = tmp_path / f"lib{foreign}.so"
        subprocess.run(["cc", "-shared", f"-Wl,-rpath,{name}", "-o", library, source], check=True)
        assert elf.drop_foreign_run_path(library) is foreign
        told = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
        assert ("runpath" in told.lower() or "rpath" in told.lower()) is not foreign
        assert ctypes.CDLL(str(library)).one() == 1
