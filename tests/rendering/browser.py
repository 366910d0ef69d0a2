"""A real browser engine for the tests, in a process of its own. Nothing that it loads leaves the machine.

``python -m tests.rendering.browser JOBS ANSWERS`` reads jobs (JSON) from a file and writes what each page did. A job:
``file``, ``width``, and if wanted ``scheme``, ``wait_ms``, ``axe``, ``ask`` (name: script), ``picture``.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from typing_extensions import override

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
LOAD_MS = 20_000
AXE_RUN = """
window.axeDone = null;
function place(node) { return node.target.join(' ') + ' ' + node.html.slice(0, 120); }
function words(found) { return found.id + ' (' + found.impact + '): ' + found.nodes.map(place).join('; '); }
axe.run(document, {resultTypes: ['violations']}).then(
  function (answer) { window.axeDone = JSON.stringify(answer.violations.map(words)); },
  function (error) { window.axeDone = JSON.stringify(['axe failed: ' + error]); }
);
"""


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets in the page itself and what it holds; notes all else."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[str] = []

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if (
            url.scheme() not in ("data", "about")
            and info.resourceType() != QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame
        ):
            self.requests.append(url.toString())
            info.block(True)


class Page(QWebEnginePage):
    """Notes every dialog, message and way out that a script of the page tries."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.did: list[str] = []

    @override
    def javaScriptAlert(self, origin: QUrl | str, message: str) -> None:
        self.did.append(f"alert {message}")

    @override
    def javaScriptConfirm(self, origin: QUrl | str, message: str) -> bool:
        self.did.append(f"confirm {message}")
        return False

    @override
    def javaScriptPrompt(self, origin: QUrl | str, message: str, default: str) -> tuple[bool, str]:
        self.did.append(f"prompt {message}")
        return False, ""

    @override
    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        if "Content Security Policy" not in message:
            self.did.append(f"console {message}")

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main: bool
    ) -> bool:
        if kind == QWebEnginePage.NavigationType.NavigationTypeTyped:
            return True
        self.did.append(f"went to {QUrl(url).toString()}")
        return False


class Browser:
    """One view, used for page after page."""

    def __init__(self) -> None:
        self._profile = QWebEngineProfile()
        self._interceptor = Interceptor()
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._view = QWebEngineView()
        self._page = Page(self._profile)
        self._view.setPage(self._page)
        self._view.show()

    def do(self, job: dict[str, Any], axe: str) -> dict[str, Any]:
        """Load the job's file at its width and scheme; answer what it did and how it measures."""
        self._page.did.clear()
        self._interceptor.requests.clear()
        self._view.resize(job["width"], 900)
        self._load(QUrl.fromLocalFile(job["file"]))
        self.run(f"document.documentElement.dataset.scheme = {json.dumps(job.get('scheme', 'light'))}; 0")
        _wait(job.get("wait_ms", 50))
        answer: dict[str, Any] = {"violations": self._axe(axe) if job.get("axe") else []}
        for name, code in job.get("ask", {}).items():
            answer[name] = self.run(code)
        if job.get("picture"):
            height = self.run("document.documentElement.scrollHeight")
            self._view.resize(job["width"], min(int(height), 4000))
            _wait(500)
            self._view.grab().save(job["picture"])
        return answer | {"did": list(self._page.did), "requests": list(self._interceptor.requests)}

    def run(self, code: str) -> Any:
        """Run code beside the page, in a world of its own."""
        loop, got = QEventLoop(), []

        def take(value: Any) -> None:
            got.append(value)
            loop.quit()

        self._page.runJavaScript(code, WORLD, take)
        QTimer.singleShot(LOAD_MS, loop.quit)
        if not got:
            loop.exec()
        return got[0] if got else None

    def close(self) -> None:
        """Page before profile, or the engine complains."""
        self._view.deleteLater()
        self._page.deleteLater()
        _wait(50)

    def _load(self, url: QUrl) -> None:
        loop = QEventLoop()
        self._page.loadFinished.connect(loop.quit)
        QTimer.singleShot(LOAD_MS, loop.quit)
        self._page.load(url)
        loop.exec()
        self._page.loadFinished.disconnect(loop.quit)

    def _axe(self, axe: str) -> list[str]:
        self.run(f"{axe}; 0")
        self.run(f"{AXE_RUN}; 0")
        for _ in range(400):
            if found := self.run("window.axeDone"):
                violations: list[str] = json.loads(found)
                return violations
            _wait(50)
        return ["axe did not answer"]


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main() -> int:
    """Do the jobs of the file named on the command line."""
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    axe = (
        Path(os.environ["NEWSROOM_AXE"]).read_text(encoding="utf-8") if os.environ.get("NEWSROOM_AXE") else ""
    )
    application = QApplication(sys.argv[:1])
    browser = Browser()
    answers = [browser.do(job, axe) for job in jobs]
    Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")
    browser.close()
    del browser
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
