"""Keys typed into an article in the real window while a backup is made beside them, then as many alone."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from benchmarks.inside.keys import type_into
from benchmarks.inside.window import Spans, Window, settle
from newsroom.desk.backups import status_of
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.editor.body_edit import BodyEdit

_AT_ONCE = 20
_TO_A_PARAGRAPH = 400
"""Keys: a paragraph that never ends becomes slower with each, whoever lays it out."""
_LIMIT_S = 1500


def main(library: str, folder: str, n_articles: int) -> dict[str, Any]:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(n_articles // 2))
    body = window.editor.body
    window.editor.focus_body()
    settle(2.0)
    type_into(body, body.viewport(), _AT_ONCE)
    known = _newest(library)
    begun = time.monotonic()
    spans, keys = Spans(), list[tuple[float, float]]()
    window.parts.window.book["library.backup"].trigger()
    while _newest(library) == known and time.monotonic() < begun + _LIMIT_S:
        keys += _typed(body, len(keys))
    took_s = time.monotonic() - begun
    during = {"keys_ms": keys, "spans": list(spans.spans)}
    settle(2.0)
    spans, alone_keys = Spans(), list[tuple[float, float]]()
    while len(alone_keys) < len(keys):
        alone_keys += _typed(body, len(alone_keys))
    alone = {"keys_ms": alone_keys, "spans": list(spans.spans)}
    window.close()
    return {"alone": alone, "during": during, "took_s": took_s}


def _typed(body: BodyEdit, n_before: int) -> list[tuple[float, float]]:
    if n_before % _TO_A_PARAGRAPH == 0:
        for _ in range(2):
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QApplication.sendEvent(body, press)
    return type_into(body, body.viewport(), _AT_ONCE)


def _newest(library: str) -> str:
    newest = status_of(Path(library)).newest
    return newest.id if newest is not None else ""


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
