"""Whether WebEngine can start here: found out in a process of its own, because it ends the program where it cannot.

That it starts is remembered for this version and this system; that it does not is asked anew at each start, since
what was missing may be there by now. Loads WebEngine in that process only.
"""

import json
import multiprocessing
import os
import platform
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from newsroom.domain.cancel import CancelToken
from newsroom.gui.features.preview.scheme import CLEAR_UP, FLAGS_VARIABLE

_LIMIT_S = 30.0
_LOOK_S = 0.2
_SANDBOX_VARIABLE = "QTWEBENGINE_DISABLE_SANDBOX"


def is_root() -> bool:
    """Whether the user is root, whom WebEngine's sandbox refuses."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def allow_root() -> bool:
    """For root, and for nobody else, WebEngine is told to start without its sandbox. Before it is loaded."""
    if not is_root():
        return False
    os.environ[_SANDBOX_VARIABLE] = "1"
    return True


def default_memory() -> Path:
    """Where it is remembered."""
    from platformdirs import user_cache_path

    return user_cache_path("newsroom", appauthor=False) / "webengine.json"


class Probe:
    """``memory`` is the file that keeps where WebEngine has started. Any thread."""

    def __init__(self, memory: Path | None = None, *, limit_s: float = _LIMIT_S) -> None:
        self._memory = memory
        self._limit_s = limit_s

    def is_known_to_start(self) -> bool:
        """Whether WebEngine has started before, in this version and on this system."""
        try:
            return bool(json.loads(self._file().read_text(encoding="utf-8"))["starts"] == _key())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def ask(self, token: CancelToken) -> str:
        """Tries it: 1 to 3 seconds of another process. Empty where WebEngine starts, else why it does not."""
        allow_root()
        answer = _try_it(token, self._limit_s)
        if not answer:
            self._remember()
        return answer

    def forget(self) -> None:
        """The next question is asked anew."""
        self._file().unlink(missing_ok=True)

    def _file(self) -> Path:
        if self._memory is None:
            self._memory = default_memory()
        return self._memory

    def _remember(self) -> None:
        file = self._file()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"starts": _key()}), encoding="utf-8")
        except OSError:
            return  # it is asked again next time


def _key() -> str:
    """What the answer depends on: versions, system, user, display."""
    from PySide6 import __version__

    display = os.environ.get("QT_QPA_PLATFORM", "")
    flags = os.environ.get(FLAGS_VARIABLE, "").replace(CLEAR_UP, "").strip()
    return "|".join((__version__, platform.platform(), str(is_root()), display, flags, sys.executable))


def _try_it(token: CancelToken, limit_s: float) -> str:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        said = Path(folder) / "said"
        process = context.Process(target=_child, args=(theirs, str(said)), name="newsroom-probe", daemon=True)
        process.start()
        theirs.close()
        try:
            return _answer(ours, token, limit_s, said)
        finally:
            ours.close()
            process.kill()
            process.join()


def _answer(ours: Connection, token: CancelToken, limit_s: float, said: Path) -> str:
    waited = 0.0
    while not ours.poll(_LOOK_S):
        token.raise_if_cancelled()
        waited += _LOOK_S
        if waited >= limit_s:
            return "it does not answer"
    try:
        ours.recv()
    except EOFError:
        return _why(said)
    return ""


def _why(said: Path) -> str:
    """The reason in a few words, from what the engine said before it ended."""
    try:
        text = said.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    if "sandbox" in text.lower():
        return "this system does not let it make its sandbox"
    if "cannot open shared object" in text or "ImportError" in text:
        return "a system library is missing"
    return "it ended at once"


def _child(answers: Connection, said: str) -> None:
    """In the process of its own: a page, shown or not."""
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(file, 2)
    from PySide6.QtCore import QTimer
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
    from PySide6.QtWidgets import QApplication

    application = QApplication(["newsroom-probe"])
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)

    def on_load_finished(ok: bool) -> None:
        if ok:
            answers.send(True)
        os._exit(0)  # a tidy end may itself fail, and means nothing here

    page.loadFinished.connect(on_load_finished)
    QTimer.singleShot(0, lambda: page.setHtml("<p>Newsroom</p>"))
    application.exec()
