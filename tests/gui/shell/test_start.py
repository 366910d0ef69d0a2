"""What is loaded before the first paint, in a process of its own: little, and nothing of the database."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.start import heed_signals

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("sqlalchemy", "alembic", "markdown", "jinja2", "nh3", "yaml", "multiprocessing")

FIRST_PAINT = """
import json, sys
from pathlib import Path
from newsroom.gui.shell import start

folder, library = Path(sys.argv[1]), Path(sys.argv[2])
application = start.make_application()
begun = start.Start(application, folder / "window.ini", folder / "none", library)
begun._slices.start = lambda: None
begun.parts.window.painted.disconnect()
begun.parts.window.painted.connect(lambda: application.exit(0))
begun.show()
application.exec()
rows = begun.parts.archive.presenter.model.rowCount()
from PySide6 import QtCore, QtGui, QtWidgets
made = [name for module in (QtCore, QtGui, QtWidgets) for name in vars(module)]
print(json.dumps({"rows": rows, "modules": sorted(sys.modules), "qt_classes": made}))
begun.finish()
"""


@pytest.fixture(scope="module")
def first_paint(library_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("start")
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(folder), str(library_template)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_list_is_filled_by_the_first_paint(first_paint: dict[str, object]) -> None:
    assert first_paint["rows"] == 3


def test_nothing_heavy_is_loaded_before_it(first_paint: dict[str, object]) -> None:
    modules = first_paint["modules"]
    assert isinstance(modules, list)
    loaded = {name.split(".")[0] for name in modules}
    assert not loaded & set(HEAVY)
    assert not [name for name in modules if name.startswith("PySide6.QtWeb") or name == "PySide6.QtNetwork"]
    assert not [
        name for name in modules if name.startswith("newsroom.desk.") and name != "newsroom.desk.places"
    ]


def test_qt_classes_whose_enums_take_long_to_make_are_not_made_before_it(
    first_paint: dict[str, object],
) -> None:
    classes = first_paint["qt_classes"]
    assert isinstance(classes, list)
    assert "QTableView" in classes  # a class is in its module once something has asked for it
    slow = {"QStyle", "QIcon", "QItemSelectionModel", "QAbstractSlider", "QTextEdit", "QDockWidget"}
    assert not slow & set(classes)


def test_features_that_are_not_seen_yet_are_not_loaded_either(first_paint: dict[str, object]) -> None:
    modules = first_paint["modules"]
    assert isinstance(modules, list)
    features = {name.split(".")[3] for name in modules if name.startswith("newsroom.gui.features.")}
    assert features == {"archive"}
    assert not {"newsroom.gui.shell.shell", "newsroom.gui.session", "newsroom.domain.draft"} & set(modules)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signal")
def test_a_signal_is_heeded_in_a_turn_of_its_own(qtbot: QtBot) -> None:
    """Heard below the drawing of a page, it took the page away from under it."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    left: list[bool] = []
    try:
        heed_signals(lambda: left.append(True))
        for n, name in enumerate(names):
            signal.raise_signal(getattr(signal, name))
            assert len(left) == n
            qtbot.waitUntil(lambda n=n: len(left) == n + 1)
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
