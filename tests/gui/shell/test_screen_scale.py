"""The window on screens of different scale, and on one whose scale changes while it runs."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.screen_scale import ScreenScale, fitting

ROOT = Path(__file__).resolve().parents[3]
SCREENS = [
    {"name": "one", "x": 0, "y": 0, "width": 1280, "height": 720, "logicalDpi": 96, "dpr": 1},
    {"name": "two", "x": 1280, "y": 0, "width": 2560, "height": 1440, "logicalDpi": 192, "dpr": 1},
]
"""As Qt's platform without a screen reads them."""
MOVED = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from newsroom.gui.shell.start import make_application
from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.document_reader import DocumentReader
from newsroom.gui.widgets.picture_box import PictureBox

application = make_application()
folder = Path(sys.argv[1])
picture = QImage(900, 450, QImage.Format.Format_RGB32)
picture.fill(QColor("red"))
assert picture.save(str(folder / "a.png"))
window = QWidget()
drawn = []

class Reader(DocumentReader):
    def loadResource(self, type, name):
        image = super().loadResource(type, name)
        drawn.append(image.devicePixelRatio())
        return image

reader, box = Reader(LIGHT, folder), PictureBox(LIGHT)
reader.setFixedSize(600, 300)
box.setFixedSize(100, 60)
column = QVBoxLayout(window)
for widget in (reader, box):
    column.addWidget(widget)
wanted = []
box.pixels_changed.connect(lambda: wanted.append(box.devicePixelRatioF()))
reader.show_document('<p><img src="a.png"></p>')
window.setGeometry(10, 10, 700, 600)
window.show()

def settle(until):
    for _ in range(400):
        application.processEvents()
        if until():
            return
        QTest.qWait(10)
    raise AssertionError((wanted, drawn, window.devicePixelRatioF()))

settle(lambda: drawn and wanted and drawn[-1] == wanted[-1] == 1.0)
window.setScreen(QGuiApplication.screens()[1])
window.setGeometry(1290, 10, 700, 600)
settle(lambda: drawn[-1] == wanted[-1] == 2.0)
print("moved", window.screen().name(), window.grab().width())
"""


def test_pictures_are_drawn_anew_on_a_screen_of_another_scale(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": SCREENS}))
    done = subprocess.run(
        [sys.executable, "-c", MOVED, str(tmp_path)],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "moved two 1400", done.stderr


def test_the_window_is_fitted_to_what_the_screen_has_now(qtbot: QtBot) -> None:
    screen = QApplication.primaryScreen()
    room = screen.availableGeometry()
    inner = QRect(room.topLeft() + QPoint(20, 60), QSize(400, 300))
    frame = inner.adjusted(-8, -30, 8, 8)
    assert fitting(frame, inner, screen) == inner
    far = inner.translated(room.width(), room.height())
    found = fitting(far.adjusted(-8, -30, 8, 8), far, screen)
    assert found.size() == inner.size() and room.contains(found.adjusted(-8, -30, 8, 8))
    wide = QRect(inner.topLeft(), room.size() * 2)
    found = fitting(wide.adjusted(-8, -30, 8, 8), wide, screen)
    assert found.adjusted(-8, -30, 8, 8) == room


def test_the_desktop_is_asked_once_for_each_other_scale(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.setGeometry(10, 10, 300, 200)
        window.show()
    scale = ScreenScale(qapp, window)
    asked: list[int] = []
    handle = window.windowHandle()
    assert handle is not None
    handle.widthChanged.connect(asked.append)
    scale.fit()
    assert asked == []  # the screen became larger or smaller in the scale that it has
    scale._ratio = 2.0
    qapp.primaryScreen().geometryChanged.emit(QRect())
    qtbot.waitUntil(lambda: asked == [299, 300])
    scale.fit()
    assert asked == [299, 300]
