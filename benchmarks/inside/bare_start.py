"""The floor of a start: a bare window with a text widget, painted; then a letter typed in it, painted."""

import json
import sys
import time


def main(begun: float) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    from benchmarks.inside.painting import PaintWatch

    application = QApplication(sys.argv[:1])
    window, text = QMainWindow(), QTextEdit()
    window.setCentralWidget(text)
    window.resize(1440, 900)
    times: dict[str, float] = {}

    def on_painted() -> None:
        times["painted_ms"] = 1000 * (time.monotonic() - begun)
        times["painted_own_ms"] = 1000 * time.process_time()
        PaintWatch(text.viewport(), on_typed, lambda: bool(text.toPlainText()))
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        QApplication.sendEvent(text, key)

    def on_typed() -> None:
        times["typed_ms"] = 1000 * (time.monotonic() - begun)
        times["typed_own_ms"] = 1000 * time.process_time()
        print(json.dumps(times), flush=True)
        application.quit()

    PaintWatch(text.viewport(), on_painted, lambda: True)
    window.show()
    text.setFocus()
    application.exec()


if __name__ == "__main__":
    main(float(sys.argv[1]))
