"""A start of the real window: painted with its list filled; then a letter typed where the focus is, painted."""

import json
import os
import sys
import time
from pathlib import Path


def main(begun: float, library: str, folder: str) -> None:
    from newsroom import app
    from newsroom.gui.shell import start

    start.preferences_path = lambda: Path(folder) / "window.ini"
    show = start.Start.show

    def watched_show(self: start.Start) -> None:
        show(self)
        _watch(self, begun)

    start.Start.show = watched_show  # type: ignore[method-assign]
    sys.argv[1:] = []  # a frozen program would find in them that it is a helper
    app.main(["--library", library])


def run_packaged() -> None:
    """Run by a frozen program."""
    begun, library, folder = json.loads(os.environ["NEWSROOM_MEASURED"])
    main(begun, library, folder)


def _watch(started: object, begun: float) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from benchmarks.inside.painting import PaintWatch
    from newsroom.gui.shell.start import Start

    assert isinstance(started, Start)
    archive = started.parts.archive
    times: dict[str, float] = {}

    def on_painted() -> None:
        times["painted_ms"] = 1000 * (time.monotonic() - begun)
        times["painted_own_ms"] = 1000 * time.process_time()
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        PaintWatch(line, on_typed, lambda: bool(line.text()))
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        QApplication.sendEvent(line, key)

    def on_typed() -> None:
        times["typed_ms"] = 1000 * (time.monotonic() - begun)
        times["typed_own_ms"] = 1000 * time.process_time()
        print(json.dumps(times), flush=True)
        os._exit(0)  # what is still being loaded does not matter

    PaintWatch(archive.panel.list.viewport(), on_painted, lambda: archive.presenter.model.rowCount() > 0)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3])
