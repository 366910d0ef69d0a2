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
from benchmarks.inside.window import Spans, Window, settle, wait_until
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
    _type_search(window, line, typist.search())
    found: list[float] = []

    def on_found(_: Found) -> None:
        found.append(time.perf_counter())

    archive.presenter.filler.found.connect(on_found)
    spans = Spans()
    keys: list[float] = []
    for _ in range(n_searches):
        keys += _type_search(window, line, typist.search(), found)
    measured = list(spans.spans_ms)
    _scroll(window)
    answer = {"spans_ms": measured, "keys_ms": keys, "mb": megabytes()}
    window.close()
    return answer


def _type_search(
    window: Window, line: QWidget, search: list[Key], found: list[float] | None = None
) -> list[float]:
    """Answers the milliseconds from each key that was answered before the next one, to its rows."""
    times: list[float] = []
    window.parts.archive.panel.clear()
    settle(0.2)
    for key in search:
        if found is not None:
            found.clear()
        begun = time.perf_counter()
        _press(line, key.key)
        settle(key.pause_s)
        if found:
            times.append(1000 * (found[0] - begun))
    return times


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
