"""Whether WebEngine can start here: found out in a process of its own, because it ends the program where it cannot.

That it starts is remembered for this version and this system; that it does not is asked anew at each start, since
what was missing may be there by now. Loads WebEngine in that process only.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom.desk.places import cache_folder
from newsroom.domain.cancel import CancelToken
from newsroom.gui.features.preview.scheme import CLEAR_UP, FLAGS_VARIABLE
from newsroom.jobs.helper_command import command_of

_LIMIT_S = 30.0
_LOOK_S = 0.2
_NO_ANSWER = "it does not answer"
_SANDBOX_VARIABLE = "QTWEBENGINE_DISABLE_SANDBOX"
# Without OpenGL the engine ends the program, as over a network or on a virtual screen; told to draw by itself, it goes.
WITHOUT_GPU = "--disable-gpu"


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
    return cache_folder() / "webengine.json"


class Probe:
    """``memory`` is the file that keeps where WebEngine has started. Any thread."""

    def __init__(self, memory: Path | None = None, *, limit_s: float = _LIMIT_S) -> None:
        self._memory = memory
        self._limit_s = limit_s

    def is_known_to_start(self) -> bool:
        """Whether WebEngine has started before, in this version and on this system; it is told to start as it did."""
        try:
            kept = json.loads(self._file().read_text(encoding="utf-8"))
            is_known = bool(kept["starts"] == _key())
            flags = str(kept.get("flags", ""))
        except (OSError, ValueError, KeyError, TypeError):
            return False
        if is_known and flags == WITHOUT_GPU:
            _add_flag(flags)
        return is_known

    def ask(self, token: CancelToken) -> str:
        """Tries it, 1 to 3 seconds of another process, and where it fails without the graphics card as well.

        Empty where WebEngine starts, which it is told to do in the way that went; else why it does not.
        """
        allow_root()
        key = _key()
        answer = _try_it(token, self._limit_s)
        if not answer:
            self._remember(key, "")
        elif (
            answer != _NO_ANSWER
            and WITHOUT_GPU not in _flags()
            and not _try_it(token, self._limit_s, WITHOUT_GPU)
        ):
            _add_flag(WITHOUT_GPU)
            self._remember(key, WITHOUT_GPU)
            return ""
        return answer

    def forget(self) -> None:
        """The next question is asked anew."""
        self._file().unlink(missing_ok=True)

    def _file(self) -> Path:
        if self._memory is None:
            self._memory = default_memory()
        return self._memory

    def _remember(self, key: str, flags: str) -> None:
        file = self._file()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"starts": key, "flags": flags}), encoding="utf-8")
        except OSError:
            return  # it is asked again next time


def _key() -> str:
    """What the answer depends on: versions, system, user, display, and whether memory can be shared."""
    from PySide6 import __version__

    # One person's screens may differ: that of the machine has OpenGL, that of a remote session may have none.
    screens = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    display = " ".join(os.environ.get(name, "") for name in screens).strip()
    shared = str(os.access("/dev/shm", os.W_OK | os.X_OK))  # without it the engine ends the whole program
    flags = _flags().replace(CLEAR_UP, "").strip()
    return "|".join(
        (__version__, platform.platform(), str(is_root()), display, flags, sys.executable, shared)
    )


def _flags() -> str:
    return os.environ.get(FLAGS_VARIABLE, "")


def _add_flag(flag: str) -> None:
    """Before WebEngine is loaded."""
    if flag not in _flags():
        os.environ[FLAGS_VARIABLE] = f"{_flags()} {flag}".strip()


def _try_it(token: CancelToken, limit_s: float, flag: str = "") -> str:
    environment = {**os.environ, FLAGS_VARIABLE: f"{_flags()} {flag}".strip()}
    program, arguments = command_of(f"{__name__}:start_engine")
    nothing, no_console = subprocess.DEVNULL, getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [program, *arguments],
            env=environment,
            stdin=nothing,
            stdout=nothing,
            stderr=said,
            creationflags=no_console,
        ) as process,
    ):
        try:
            if _starts(process, token, limit_s):
                return ""
        except subprocess.TimeoutExpired:
            return _NO_ANSWER
        finally:
            process.kill()
        said.seek(0)
        return _why(said.read().decode("utf-8", "replace"))


def _starts(process: "subprocess.Popen[bytes]", token: CancelToken, limit_s: float) -> bool:
    end = time.monotonic() + limit_s
    while True:
        token.raise_if_cancelled()
        try:
            return process.wait(_LOOK_S) == 0
        except subprocess.TimeoutExpired:
            if time.monotonic() >= end:
                raise


def _why(said: str) -> str:
    """The reason in a few words, from what the engine said before it ended."""
    said = said.replace("Sandboxing disabled by user", "")  # as every root is told
    if "/dev/shm" in said:
        return "/dev/shm, where it keeps what its processes share, cannot be written to"
    if "sandbox" in said.lower():
        return "this system does not let it make its sandbox"
    if "cannot open shared object" in said or "ImportError" in said:
        return "a system library is missing"
    return "it ended at once"


def start_engine() -> None:
    """In the process of its own: a page, shown or not. Ends the process, with 0 where it was."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
    from PySide6.QtWidgets import QApplication

    application = QApplication(["newsroom-probe"])
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    page.loadFinished.connect(
        lambda ok: os._exit(not ok)
    )  # a tidy end may itself fail, and means nothing here
    QTimer.singleShot(0, lambda: page.setHtml("<p>Newsroom</p>"))
    application.exec()
