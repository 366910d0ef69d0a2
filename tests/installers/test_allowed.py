"""The allow-list: complete for what the program loads, and nothing else passes."""

import re
import sys
from pathlib import Path

import pytest
from PySide6 import __file__ as pyside

from installers import allowed, elf

ROOT = Path(__file__).resolve().parents[2]
QT = Path(pyside).parent / "Qt"
CORE = "PySide6/Qt/lib/QtWebEngineCore.framework"  # as macOS has it
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")


def test_every_module_of_qt_that_the_program_imports_is_allowed() -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "newsroom").rglob("*.py"))
    imported = set(re.findall(r"(?:from|import) PySide6\.(\w+)", text))
    assert imported <= allowed.QT_MODULES
    assert {module.removeprefix("Qt") for module in allowed.QT_MODULES} <= allowed.QT_LIBRARIES


def test_no_word_of_qt_is_loaded_in_another_language() -> None:
    """Its translations stay out of packages."""
    text = "".join(path.read_text("utf-8") for path in (ROOT / "newsroom").rglob("*.py"))
    assert "QTranslator" not in text


def test_nothing_asks_for_what_the_hooks_left_out_would_mend_nor_for_what_is_excluded() -> None:
    for path in (ROOT / "newsroom").rglob("*.py"):
        asked = re.findall(
            r"^\s*(?:from|import) (multiprocessing|pkgutil|ssl|pydoc|doctest|unittest|pdb)\b",
            path.read_text("utf-8"),
            re.MULTILINE,
        )
        assert not asked, path


@linux
def test_what_is_allowed_needs_nothing_of_qt_that_is_not() -> None:
    shipped = [
        path
        for path in (QT / "lib", QT / "plugins", QT / "libexec")
        for path in elf.elf_files(path)
        if goes(path)
    ]
    assert len(shipped) > 40
    lacking = {
        (path.name, library)
        for path in shipped
        for library in elf.demands(path).libraries
        if (QT / "lib" / library).exists() and not goes(QT / "lib" / library)
    }
    assert not lacking


def goes(path: Path) -> bool:
    return allowed.is_allowed(f"PySide6/Qt/{path.relative_to(QT).as_posix()}")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/libpyside6.abi3.so.6.11",
        "libpython3.11.so.1.0",
        "numpy.libs/libscipy_openblas64_.so",
        "newsroom/resources/preview/page.js",
        f"{CORE}/Versions/A/QtWebEngineCore",
        f"{CORE}/Versions/A/Resources/icudtl.dat",
        f"{CORE}/Versions/A/Resources/v8_context_snapshot.arm64.bin",
        f"{CORE}/Versions/A/Resources/Info.plist",
        f"{CORE}/Versions/A/Resources/qtwebengine_locales/en-US.pak",
        f"{CORE}/Versions/A/Helpers/QtWebEngineProcess.app/Contents/Info.plist",
        f"{CORE}/Versions/A/Helpers/QtWebEngineProcess.app/Contents/MacOS/QtWebEngineProcess",
        f"{CORE}/Versions/Current",
        f"{CORE}/Resources",
        r"PySide6\MSVCP140_1.dll",
        r"PySide6\QtWebEngineProcess.exe",
        r"PySide6\resources\icudtl.dat",
    ],
)
def test_goes_in(name: str) -> None:
    assert allowed.is_allowed(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt63DCore.so.6",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtSql.abi3.so",
        "libnss3.so",
        "libsoftokn3.chk",
        "libX11.so.6",
        "PySide6/Qt/lib/QtMultimedia.framework/Versions/A/QtMultimedia",
        "PySide6/Qt/lib/QtMultimedia.framework/Resources",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/Headers/qobject.h",
        f"{CORE}/Versions/A/Resources/qtwebengine_devtools_resources.pak",
        f"{CORE}/Versions/A/Resources/qtwebengine_locales/de.pak",
        r"PySide6\opengl32sw.dll",
    ],
)
def test_stays_out(name: str) -> None:
    assert not allowed.is_allowed(name)


def test_a_link_goes_where_it_leads() -> None:
    lib = "PySide6/Qt/lib"
    entries = [
        (f"{CORE}/Versions/Current", "A", "SYMLINK"),
        (f"{CORE}/Resources", "Versions/Current/Resources", "SYMLINK"),
        ("QtCore", f"{lib}/QtCore.framework/Versions/A/QtCore", "SYMLINK"),
        ("QtPdf", f"{lib}/QtPdf.framework/Versions/A/QtPdf", "SYMLINK"),
        ("libavcodec.61.dylib", f"{lib}/libavcodec.61.dylib", "SYMLINK"),
        ("newsroom/page.js", "/anywhere/PySide6/Qt/qml/page.js", "DATA"),
    ]
    assert [name for name, _, _ in allowed.only_allowed(entries)] == [
        f"{CORE}/Versions/Current",
        f"{CORE}/Resources",
        "QtCore",
        "newsroom/page.js",
    ]
