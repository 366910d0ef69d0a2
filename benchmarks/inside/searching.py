"""Searches typed into the real window as people type: how long it was busy, and what it holds of memory."""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.inside.memory import megabytes
from benchmarks.inside.window import Spans, Watch, Window, settle, wait_until
from benchmarks.spans import Span
from benchmarks.typist import Key, Typist
from newsroom.gui.features.archive.list_filler import Found

_N_JUMPS = 12
_NOTHING = Qt.KeyboardModifier.NoModifier


def main(library: str, folder: str, seed: int, n_searches: int) -> dict[str, object]:
    window = Window(Path(library), Path(folder))
    archive = window.parts.archive
    model, line = archive.presenter.model, archive.panel.search
    wait_until(lambda: model.rowCount() > 100)
    rows = [row for place in range(100) if (row := model.row_at(place)) is not None]
    typist = Typist([row.headline for row in rows if row.language == "en"], seed)
    line.setFocus()
    settle(1.0)
    _Typing(window, line).type(typist.search())
    typing, spans = _Typing(window, line), Spans()
    for _ in range(n_searches):
        typing.type(typist.search())
    measured = [*spans.spans, *typing.spans]
    _scroll(window)
    answer = {"spans": measured, "keys_ms": typing.keys_ms, "mb": megabytes()}
    window.close()
    return answer


class _Typing:
    """Types searches, and takes times: ``keys_ms`` from each key to its rows, where they came before the next key.

    ``spans``: how long the window was busy with the keys themselves, which do not come through its event loop.
    """

    def __init__(self, window: Window, line: QWidget) -> None:
        self._panel = window.parts.archive.panel
        self._line = line
        self._found: list[float] = []
        self.keys_ms: list[float] = []
        self.spans: list[Span] = []
        self._watch = Watch()
        window.parts.archive.presenter.filler.found.connect(self._on_filler_found)

    def type(self, search: list[Key]) -> None:
        self._panel.clear()
        settle(0.2)
        for key in search:
            self._found.clear()
            begun = time.perf_counter()
            self._watch.begin()
            _press(self._line, key.key)
            self.spans.append(self._watch.end())
            settle(key.pause_s)
            if self._found:
                self.keys_ms.append(1000 * (self._found[0] - begun))

    def _on_filler_found(self, _: Found) -> None:
        self._found.append(time.perf_counter())


def _press(widget: QWidget, letter: str) -> None:
    code = {" ": Qt.Key.Key_Space, "\b": Qt.Key.Key_Backspace}.get(letter)
    if code is None:
        code = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
    text = "" if letter == "\b" else letter
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, _NOTHING, text))


def _scroll(window: Window) -> None:
    """From end to end of everything, as with the bar."""
    archive = window.parts.archive
    archive.panel.clear()
    settle(0.5)
    bar = archive.panel.list.verticalScrollBar()
    for place in range(_N_JUMPS + 1):
        bar.setValue(bar.maximum() * place // _N_JUMPS)
        settle(0.15)
    settle(1.0)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))), flush=True)
    os._exit(0)
