"""From an act to changed pixels in a page: a key in the real window and its preview, a patch in a bare view."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.inside.window import Window, settle, wait_until
from newsroom.domain.ids import ArticleId

_QUIET_S = 0.4
_LOOK_S = 0.002
_PATCH = """
for (const one of document.querySelectorAll('p')) {
  if (one.textContent.length > 120) { one.innerHTML = 'a' + one.innerHTML; break; }
}
"""


def times_to_pixels(view: QWebEngineView, act: Callable[[], object], n: int) -> list[float]:
    """Milliseconds from each act to the first picture that differs; the first ones do not count."""
    times = []
    for _ in range(n + 2):
        settle(_QUIET_S)
        before = picture(view)
        begun = time.perf_counter()
        act()
        while picture(view) == before:
            if time.perf_counter() - begun > 10:
                raise TimeoutError("nothing changed in the page")
            settle(_LOOK_S)
        times.append(1000 * (time.perf_counter() - begun))
    return times[2:]


def picture(view: QWebEngineView) -> QImage:
    return view.grab().toImage()


def in_window(library: str, folder: str, id: int, n: int) -> dict[str, object]:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(id))
    preview = window.parts.preview
    assert preview is not None
    ready: list[bool] = []
    preview.page_ready.connect(lambda: ready.append(True))
    window.parts.window.book["view.preview"].trigger()
    wait_until(lambda: bool(ready))
    view = preview.findChild(QWebEngineView)
    assert isinstance(view, QWebEngineView)
    window.editor.focus_body()
    body = window.editor.body
    settle(2.0)

    def act() -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        QApplication.sendEvent(body, key)

    times = times_to_pixels(view, act, n)
    size = view.size()
    window.close()
    return {"ms": times, "width": size.width(), "height": size.height()}


def in_bare_view(page: str, width: int, height: int, n: int) -> dict[str, object]:
    QApplication(sys.argv[:1])
    window, view = QMainWindow(), QWebEngineView()
    window.setCentralWidget(view)
    window.resize(width, height)
    window.show()
    loaded: list[bool] = []
    view.loadFinished.connect(loaded.append)
    view.load(QUrl.fromLocalFile(page))
    wait_until(lambda: bool(loaded))
    settle(1.0)
    world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
    return {"ms": times_to_pixels(view, lambda: view.page().runJavaScript(_PATCH, world), n)}


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        answer = in_bare_view(sys.argv[3], int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6]))
    else:
        answer = in_window(sys.argv[3], sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
    print(json.dumps(answer), flush=True)
    os._exit(0)
