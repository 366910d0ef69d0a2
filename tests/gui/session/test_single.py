"""One window for one library: the second start reaches the first."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.gui.session.single import Other, SingleWindow, WindowRequest, ask_window, claim_window

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from newsroom.desk.library import open_library
from newsroom.gui.session.single import Other, WindowRequest, ask_window, claim_window
application = QCoreApplication([])
library = open_library(Path(sys.argv[1]))
if claim_window(library) is not None:
    sys.exit(3)
request = WindowRequest(tuple(map(Path, sys.argv[2:])), "12")
sys.exit({Other.ANSWERED: 0, Other.GONE: 5, Other.SILENT: 7}[ask_window(library, request)])
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = create_library(tmp_path / "library")
    yield library
    library.close()


def second_start(library: Library, *files: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SECOND_START, str(library.path), *files])


def test_the_second_start_reaches_the_first_window(qtbot: QtBot, library: Library) -> None:
    window = claim_window(library)
    assert window is not None
    with qtbot.waitSignal(window.asked, timeout=20_000) as heard:
        process = second_start(library, "story.txt")
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.returncode == 0
    assert heard.args == [WindowRequest((Path("story.txt").absolute(),), "12")]
    window.close()


def test_once_the_window_is_closed_another_may_open(qtbot: QtBot, library: Library) -> None:
    window = claim_window(library)
    assert window is not None
    window.close()
    library.close()
    process = second_start(library)
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.returncode == 3


def test_a_window_that_does_not_answer_is_not_waited_for_for_ever(qtbot: QtBot, library: Library) -> None:
    assert library.take_window_lock()
    library.announce_window("newsroom-that-is-gone")
    other = open_library(library.path)
    assert claim_window(other) is None
    assert ask_window(other, wait_s=0) is Other.SILENT
    other.close()


def test_a_window_that_ends_while_it_is_asked_leaves_the_library_to_the_second(library: Library) -> None:
    assert library.take_window_lock()
    library.announce_window("newsroom-that-hears-no-more")
    other = open_library(library.path)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(ask_window, other, wait_s=20)
        library.close()
        assert asked.result() is Other.GONE
    assert other.take_window_lock()
    other.close()


def test_nonsense_is_not_answered(qtbot: QtBot) -> None:
    window = SingleWindow()
    assert window.listen()
    for nonsense in (b"hello\n", b"[]\n", b'{"files": 3, "article": null}\n', b"\xff\n"):
        with qtbot.assertNotEmitted(window.asked):
            assert answer_to(qtbot, window.server, nonsense) == b""
    window.close()


def answer_to(qtbot: QtBot, name: str, line: bytes) -> bytes:
    socket = QLocalSocket()
    socket.connectToServer(name)
    socket.write(line)
    with qtbot.waitSignal(socket.disconnected, timeout=5000):
        pass
    return bytes(socket.readAll().data())
