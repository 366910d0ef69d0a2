"""One window for one library: a second start asks the first window to come to the front, and ends.

The library holds the lock and the name of the first window's local socket; this speaks over the socket.
"""

import json
import secrets
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_CONNECT_MS = 500
_ANSWER_MS = 3000
_TRY_AGAIN_S = 0.1
_MAX_BYTES = 1_000_000
_HERE = b"here\n"


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """What the second start was asked for: files to import, an article to open; both may be missing."""

    files: tuple[Path, ...] = ()
    article: str | None = None


class SingleWindow(QObject):
    """The first window's side. GUI thread."""

    asked = Signal(object)
    """A ``WindowRequest``: come to the front, and do what it says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.server = f"newsroom-{secrets.token_hex(12)}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)
        self._read: dict[QLocalSocket, bytes] = {}

    def listen(self) -> bool:
        """Answers second starts from now on. False where the system allows no socket."""
        return self._server.listen(self.server)

    def close(self) -> None:
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._read[socket] = b""
            socket.readyRead.connect(self._on_socket_ready_read)
            socket.disconnected.connect(self._on_socket_disconnected)
            self._take(socket)

    def _on_socket_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if socket not in self._read:
            return
        self._read[socket] += socket.readAll().data()
        line, end, _ = self._read[socket].partition(b"\n")
        if end:
            del self._read[socket]
            request = _request_from(line)
            if request is not None:
                socket.write(_HERE)
                socket.flush()
                self.asked.emit(request)
            socket.disconnectFromServer()
        elif len(line) > _MAX_BYTES:
            socket.abort()

    def _on_socket_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read.pop(socket, None)
            socket.deleteLater()


def claim_window(library: "Library", parent: QObject | None = None) -> SingleWindow | None:
    """Takes the library for this process's window; None when another window has it. GUI thread.

    Raises ``LibraryError`` where the library's folder cannot be written.
    """
    if not library.take_window_lock():
        return None
    window = SingleWindow(parent)
    if window.listen():
        library.announce_window(window.server)
    return window


class Other(Enum):
    """What became of asking the window that has the library."""

    ANSWERED = "answered"
    GONE = "gone"
    """It has ended meanwhile: the library is this process's now."""
    SILENT = "silent"


def ask_window(library: "Library", request: WindowRequest | None = None, *, wait_s: float = 5.0) -> Other:
    """Asks the window that has the library. Waits, as it may just be starting, or ending.

    Raises ``LibraryError`` where the library's folder cannot be written.
    """
    line = _request_line(request or WindowRequest())
    end = time.monotonic() + wait_s
    while True:
        server = library.announced_window()
        if server is not None and _ask(server, line):
            return Other.ANSWERED
        if library.take_window_lock():
            return Other.GONE
        if time.monotonic() > end:
            return Other.SILENT
        time.sleep(_TRY_AGAIN_S)


def _ask(server: str, line: bytes) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(server)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(line)
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_MS):
        answer += socket.readAll().data()
    socket.abort()
    return answer == _HERE


def _request_line(request: WindowRequest) -> bytes:
    value = {"files": [str(file.absolute()) for file in request.files], "article": request.article}
    return json.dumps(value).encode() + b"\n"


def _request_from(line: bytes) -> WindowRequest | None:
    try:
        value: Any = json.loads(line)
        article = value["article"]
        return WindowRequest(
            tuple(Path(str(file)) for file in value["files"]), None if article is None else str(article)
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
