"""A view with the worker that feeds it, for tests: shows, changes, asks the page."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWebEngineCore import QWebEngineScript
from pytestqt.qtbot import QtBot

from newsroom.domain.page import PageModel
from newsroom.gui.features.preview.web_view import WebView
from newsroom.jobs.render_messages import Answer, Change, Patched, Paused, Proceed, Show, Shown
from newsroom.jobs.render_worker import Worker

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld.value
WAIT_MS = 20_000
# What the engine says of a machine without a graphics card, and to root.
ENGINE_WARNINGS = (
    "Sandboxing disabled by user",
    "QRhiGles2",
    "Failed to create RHI",
    "GPUInfo not initialized",
    "propagateSizeHints",
)
webengine = [pytest.mark.webengine, pytest.mark.qt_log_ignore(*ENGINE_WARNINGS, extend=True)]


class Page:
    """``show`` and ``change`` return when the page is there."""

    def __init__(self, view: WebView, qtbot: QtBot) -> None:
        self.view = view
        self.worker = Worker(lambda working: None)
        self.n_reloads = 0
        self._qtbot = qtbot
        self._serial = 0
        view.reload_wanted.connect(self._on_view_reload_wanted)

    def _on_view_reload_wanted(self) -> None:
        self.n_reloads += 1

    def show(self, model: PageModel, *, keep_place: bool = False) -> Shown:
        self._serial += 1
        answer = self.answer(Show(self._serial, model))
        assert isinstance(answer, Shown), answer
        self.take(answer, keep_place=keep_place)
        return answer

    def take(self, shown: Shown, *, keep_place: bool = False) -> None:
        with self._qtbot.waitSignal(self.view.shown, timeout=WAIT_MS):
            self.view.show_page(shown, keep_place=keep_place)

    def change(self, change: Change) -> Patched:
        answer = self.answer(change)
        assert isinstance(answer, Patched), answer
        self.view.patch(answer)
        return answer

    def answer(self, request: Show | Change) -> Answer:
        answer = self.worker.answer(request)
        while isinstance(answer, Paused):
            answer = self.worker.answer(Proceed())
        return answer

    def ask(self, code: str, world: int = WORLD) -> Any:
        """What a piece of JavaScript gives, run beside the page (or in it)."""
        got: list[object] = []
        self.view.page().runJavaScript(code, world, got.append)
        self._qtbot.waitUntil(lambda: bool(got), timeout=WAIT_MS)
        return got[0]

    def body(self) -> str:
        """The page's body, as it is now. The clock may go on meanwhile."""
        html = self.ask(
            "(() => { const copy = document.body.cloneNode(true);"
            "copy.querySelectorAll('.clock').forEach(one => one.remove()); copy.normalize(); return copy.outerHTML })()"
        )
        assert isinstance(html, str)
        return html


def pdf_text(path: Path) -> str:
    """The words of a PDF."""
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    return " ".join(document.getAllText(n).text() for n in range(document.pageCount()))
