"""Keys typed into a long article in the real window, with everything on; and the same keys in a bare text widget."""

import json
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit, QWidget

from benchmarks.figures import milliseconds
from benchmarks.inside.window import Spans, Window, settle, wait_until
from newsroom.domain.ids import ArticleId

_BETWEEN_S = 0.03
_TYPED = "the fleet sails at dawn whatever the weather "


def type_into(widget: QWidget, viewport: QWidget, n: int) -> list[tuple[float, float]]:
    """``n`` keys, each measured from the key to its paint, with a typist's pauses between them.

    Each as wall time and as the thread's own processor time, which others on the machine do not lengthen so much.
    """
    times = []
    for place in range(n):
        letter = _TYPED[place % len(_TYPED)]
        begun = time.thread_time()
        wall = milliseconds(partial(_key, widget, viewport, letter))
        times.append((wall, 1000 * (time.thread_time() - begun)))
        settle(_BETWEEN_S)
    return times


def _key(widget: QWidget, viewport: QWidget, letter: str) -> None:
    code = Qt.Key.Key_Space if letter == " " else Qt.Key(Qt.Key.Key_A.value + ord(letter) - ord("a"))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))
    viewport.repaint()


def in_window(library: str, folder: str, id: int, n: int) -> dict[str, object]:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(id))
    preview = window.parts.preview
    assert preview is not None
    ready: list[bool] = []
    preview.page_ready.connect(lambda: ready.append(True))
    window.parts.window.book["view.preview"].trigger()
    wait_until(lambda: bool(ready))
    body = window.editor.body
    window.editor.focus_body()
    cursor = body.textCursor()
    cursor.setPosition(body.document().characterCount() // 2)
    body.setTextCursor(cursor)
    settle(2.0)
    type_into(body, body.viewport(), 20)
    spans = Spans()
    times = type_into(body, body.viewport(), n)
    measured = list(spans.spans)
    window.close()
    return {"keys_ms": times, "spans": measured}


def in_bare_widget(text: str, n: int) -> dict[str, object]:
    QApplication(sys.argv[:1])
    window, edit = QMainWindow(), QTextEdit()
    edit.setAcceptRichText(False)
    window.setCentralWidget(edit)
    window.resize(700, 800)
    window.show()
    edit.setPlainText(Path(text).read_text("utf-8"))
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2, QTextCursor.MoveMode.MoveAnchor)
    edit.setTextCursor(cursor)
    edit.setFocus()
    settle(1.0)
    type_into(edit, edit.viewport(), 20)
    return {"keys_ms": type_into(edit, edit.viewport(), n)}


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        print(json.dumps(in_bare_widget(sys.argv[3], int(sys.argv[4]))))
    else:
        print(json.dumps(in_window(sys.argv[3], sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))))
