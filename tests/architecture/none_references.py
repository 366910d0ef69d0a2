"""Run in a process of its own: prints, as JSON, how many references to None are gained by 1,000 calls of each kind
of Python override that Qt calls. A faulty PySide6 loses about one a call, and the interpreter at last aborts."""

import gc
import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRunnable, Qt, QThreadPool
from PySide6.QtGui import QKeyEvent, QPaintEvent, QSyntaxHighlighter
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from typing_extensions import override

N_CALLS = 1000


class Calls:
    """Counts the overrides that were really called."""

    n = 0


class Edit(QTextEdit):
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        Calls.n += 1
        super().keyPressEvent(event)


class Painted(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        Calls.n += 1


class Highlighter(QSyntaxHighlighter):
    @override
    def highlightBlock(self, text: str) -> None:
        Calls.n += 1


class Job(QRunnable):
    @override
    def run(self) -> None:
        Calls.n += 1


def gained(call: Callable[[], object]) -> int:
    """References to None gained by N_CALLS calls; asserts that each reached Python."""
    call()
    gc.collect()
    Calls.n = 0
    before = sys.getrefcount(None)
    for _ in range(N_CALLS):
        call()
    gc.collect()
    assert Calls.n >= N_CALLS, f"only {Calls.n} calls reached Python"
    return sys.getrefcount(None) - before


def main() -> None:
    """Measures each kind once."""
    application = QApplication([])
    edit, painted, text = Edit(), Painted(), QTextEdit()
    edit.show()
    painted.show()
    application.processEvents()  # a window is painted once it is exposed
    text.setPlainText("one line")
    highlighter = Highlighter(text.document())
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    pool, job = QThreadPool(), Job()
    job.setAutoDelete(False)

    def run_job() -> None:
        pool.start(job)
        pool.waitForDone()

    figures = {
        "keyPressEvent": gained(lambda: application.sendEvent(edit, key)),
        "paintEvent": gained(painted.repaint),
        "highlightBlock": gained(highlighter.rehighlight),
        "QRunnable.run": gained(run_job),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
