"""What of Qt and of the build system goes into a package: an allow-list. All else that was collected is left out.

Pure: file names in, verdicts out. The names are those inside the frozen folder, with forward slashes.
"""

import posixpath
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

# Qt's own libraries: what the window and Qt WebEngine load, without the "Qt6" in front.
QT_LIBRARIES = frozenset(
    """
    Core DBus Gui Network OpenGL Positioning PrintSupport Qml QmlMeta QmlModels QmlWorkerScript Quick QuickWidgets
    Svg Test WaylandClient WebChannel WebEngineCore WebEngineWidgets Widgets WlShellIntegration XcbQpa
    """.split()
)
# The modules of PySide6 that the program imports, and those that these import.
QT_MODULES = frozenset(
    "QtCore QtGui QtNetwork QtPrintSupport QtTest QtWebChannel QtWebEngineCore QtWebEngineWidgets QtWidgets".split()
)
PLUGINS = {
    "iconengines": frozenset({"qsvgicon"}),
    "imageformats": frozenset({"qgif", "qico", "qjpeg", "qsvg", "qwebp"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    # offscreen: the tour, and pictures without a screen
    "platforms": frozenset({"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"}),
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "styles": frozenset({"qmacstyle", "qmodernwindowsstyle"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-graphics-integration-client": frozenset({"qt-plugin-wayland-egl"}),
    "wayland-shell-integration": frozenset({"qt-shell", "xdg-shell"}),
    "xcbglintegrations": frozenset({"qxcb-egl-integration", "qxcb-glx-integration"}),
}
# Chromium's words: its menus and faults are never shown, so one language will do.
WEBENGINE_LOCALES = frozenset({"en-US"})
WEBENGINE_RESOURCES = frozenset(
    {
        "icudtl.dat",
        "qtwebengine_resources.pak",
        "qtwebengine_resources_100p.pak",
        "qtwebengine_resources_200p.pak",
        "v8_context_snapshot.bin",
        "v8_context_snapshot.arm64.bin",  # on macOS, for each kind of processor
        "v8_context_snapshot.x86_64.bin",
    }
)
# Microsoft's libraries of C and C++, which Windows lacks until some other program brings them.
RUNTIMES = frozenset({"msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1"})
# Libraries of the build system that travel along on Linux: those of Python, and the parts of XCB that desktops lack.
# All others are a system's own, and packages name them as what they depend on.
SYSTEM_LIBRARIES = frozenset(
    """
    libbz2 libcrypto libffi liblzma libpython3 libsqlite3 libuuid libz
    libxcb-cursor libxcb-icccm libxcb-image libxcb-keysyms libxcb-render-util libxcb-util libxkbcommon-x11
    """.split()
)
# Modules that no code of ours reaches. (Dialects of SQLAlchemy are not among them: Alembic imports them all.) Libraries
# that the program is not locked to are left out besides: see ``contents.foreign_modules``.
EXCLUDED_MODULES = (
    *("newsroom.bootstrap", "tests", "benchmarks", "installers", "manual"),
    *("readline", "tkinter", "idlelib", "lib2to3", "ensurepip", "venv", "turtle", "turtledemo", "distutils"),
    *("pydoc", "pydoc_data", "doctest", "unittest", "pdb", "multiprocessing", "ssl", "_ssl"),
    # ``numpy.ma`` stays: ``unique`` and others load it when they are first called.
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.fft", "numpy.polynomial"),
    *("numpy.matlib", "numpy._core._multiarray_tests"),
    *("lxml.isoschematron", "lxml.objectify", "lxml.sax", "lxml.html.diff", "lxml.html._difflib"),
    *("alembic.testing", "sqlalchemy.testing"),
    # Twice the same, for newer processors: measured, and no faster at what is asked here. It does without them.
    *("rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.distance.metrics_cpp_avx2"),
)

# What PyInstaller would run at each start, of the command line and of helpers, too. For libraries of others it loads
# ``inspect``, ``multiprocessing`` and ``pkgutil``: nothing here asks for them, helpers are of our own making. And it
# loads Qt to tell it where its plugins are, which PySide6's wheels tell it themselves.
NEEDLESS_HOOKS = frozenset(
    {"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil", "pyi_rth_pyside6"}
)

_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6?(\w+?)(?:\.so[.\d]*|\.dll|\.\d+\.dylib)?$")
_DATA = frozenset({"qml", "metatypes", "translations", "resources"})
_FRAMEWORK = ".framework"  # on macOS each library of Qt is a folder, with what belongs to it
_OF_FRAMEWORKS = frozenset({"Info.plist", "PrivacyInfo.xcprivacy"})
_BESIDE_QT = re.compile(r"^libicu(?:data|i18n|uc)\.so|^(?:lib)?pyside6(?:qml)?\.abi3\.|^pyside6\w*\.dll$")
_SHARED = re.compile(r"\.so(?:\.[\d.]+)?$")


def only_allowed(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's entries (name, source, kind) those that go in; a link goes where it leads."""
    return [entry for entry in entries if is_allowed(entry[0]) and is_allowed(_end_of(entry))]


def _end_of(entry: tuple[str, str, str]) -> str:
    name, source, kind = (part.replace("\\", "/") for part in entry)
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), source)) if kind == "SYMLINK" else name


def is_allowed(name: str) -> bool:
    """Whether the file of this name goes into a package."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.parts[0] == "PySide6":
        return _of_qt(path)
    if len(path.parts) == 1 and _SHARED.search(path.name):
        return library_stem(path.name) in SYSTEM_LIBRARIES
    return not _is_dead_weight(path)


def library_stem(name: str) -> str:
    """``libxcb-cursor.so.0`` as ``libxcb-cursor``; ``libpython3.11.so.1.0`` as ``libpython3``."""
    return name.partition(".so")[0].partition(".")[0]


def _of_qt(path: PurePosixPath) -> bool:
    parts = path.parts
    if any(part.endswith(_FRAMEWORK) for part in parts):
        return _of_framework(path)
    if "plugins" in parts:
        kind, name = parts[-2], path.name.split(".")[0].removeprefix("lib")
        return name in PLUGINS.get(kind, frozenset())
    if not _DATA.isdisjoint(parts):
        return _of_data(path)
    if "QtWebEngineProcess" in path.name or _is_runtime(path):
        return True
    if path.name.endswith((".abi3.so", ".pyd")) and len(parts) == 2:
        return path.name.split(".")[0] in QT_MODULES or _BESIDE_QT.match(path.name) is not None
    library = _QT_LIBRARY.match(path.name)
    if library is not None:
        return library[1] in QT_LIBRARIES
    return _BESIDE_QT.match(path.name) is not None or path.suffix in {".py", ".conf"}


def _of_data(path: PurePosixPath) -> bool:
    if "resources" in path.parts:
        return path.name in WEBENGINE_RESOURCES
    # Nothing loads Qt's own words.
    return "qtwebengine_locales" in path.parts and path.stem in WEBENGINE_LOCALES


def _is_runtime(path: PurePosixPath) -> bool:
    return path.suffix.casefold() == ".dll" and path.stem.casefold() in RUNTIMES


def _of_framework(path: PurePosixPath) -> bool:
    """Of a library's folder on macOS: the library, helpers, the links between its versions, and of its data some."""
    at = next(n for n, part in enumerate(path.parts) if part.endswith(_FRAMEWORK))
    inside = path.parts[at + 1 :]
    if path.parts[at].removesuffix(_FRAMEWORK).removeprefix("Qt") not in QT_LIBRARIES or "Headers" in inside:
        return False
    if "Helpers" in inside or "Resources" not in inside[:-1]:
        return True
    if "qtwebengine_locales" in inside:
        return path.stem in WEBENGINE_LOCALES
    return path.name in WEBENGINE_RESOURCES | _OF_FRAMEWORKS


def _is_dead_weight(path: PurePosixPath) -> bool:
    return path.suffix in {".pyi", ".h", ".c", ".pxd", ".pyx", ".chk"} or "tests" in path.parts
