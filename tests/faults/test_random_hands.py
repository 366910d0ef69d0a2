"""Random keys and clicks in the real window, on a real screen: the program goes on, and the library stays whole.

Keys and clicks come from the X server, as from a person's hands, so what toolkits for tests would do by themselves is
not in the way. On demand: ``NEWSROOM_HANDS=100`` seconds a seed, three of them, from ``NEWSROOM_HANDS_FROM`` on; with
Xvfb, openbox and xdotool.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.creating import create_library
from newsroom.desk.doctor import check_library

SECONDS = float(os.environ.get("NEWSROOM_HANDS", "0"))
FIRST = int(os.environ.get("NEWSROOM_HANDS_FROM", "1"))
SEEDS = range(FIRST, FIRST + 3)
ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool")
SIZE = (1440, 900)
KEYS = (
    "Left Right Up Down Home End Prior Next Tab shift+Tab Return Escape BackSpace Delete space shift+Down alt+Up"
    " alt+Down F1 shift+F1 F5 F6 Menu alt+1 alt+2 alt+3 ctrl+a ctrl+b ctrl+c ctrl+comma ctrl+d ctrl+e ctrl+End ctrl+f"
    " ctrl+g ctrl+h ctrl+Home ctrl+i ctrl+k ctrl+l ctrl+m ctrl+n ctrl+p ctrl+period ctrl+r ctrl+t ctrl+u ctrl+v ctrl+x"
    " ctrl+z ctrl+shift+f ctrl+shift+h ctrl+shift+n ctrl+shift+p ctrl+shift+s ctrl+shift+t ctrl+shift+z"
).split()
WORDS = (
    "fog",
    "the harbour ",
    "Ñandú ",
    "> ",
    "# ",
    "**",
    "[a](b)",
    "1. ",
    "- ",
    "tag:",
    "series:",
    '"',
    "&<b>",
)

pytestmark = [
    pytest.mark.skipif(not SECONDS, reason="on demand: NEWSROOM_HANDS says no seconds"),
    pytest.mark.skipif(
        not all(map(shutil.which, TOOLS)), reason=f"one of {', '.join(TOOLS)} is not installed"
    ),
]


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The name of an X server of its own, with a window manager: without one, shortcuts do not fire."""
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL)
    yield name
    manager.terminate()
    manager.wait()
    server.terminate()
    server.wait()


class Hands:
    """What they do is kept in a file, so that it can be done again."""

    def __init__(self, seed: int, environment: dict[str, str], log: Path) -> None:
        self._random = random.Random(seed)
        self._environment = environment
        self._log = log

    def act(self) -> None:
        kind = self._random.random()
        if kind < 0.5:
            self._do("key", self._random.choice(KEYS))
        elif kind < 0.75:
            self._do("type", "--delay", "2", self._random.choice(WORDS))
        elif kind < 0.97:
            self._do("mousemove", *self._place(), "click", self._random.choice("1111113"))
        else:
            self._do(
                *("mousemove", *self._place(), "mousedown", "1"),
                *("mousemove", *self._place(), "mouseup", "1"),
            )
        if self._random.random() < 0.15:
            time.sleep(0.3)  # an answer or a page may come

    def _place(self) -> tuple[str, str]:
        width, height = SIZE
        return str(self._random.randrange(5, width - 5)), str(self._random.randrange(5, height - 5))

    def _do(self, *words: str) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(" ".join(words) + "\n")
        subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, check=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_hands_end_nothing_and_break_nothing(seed: int, screen: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    create_library(library, sample=True).close()
    environment = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    documents = tmp_path / "Documents"
    mine = [documents / name for name in ("one.txt", "folder/two.txt", "folder/inner/three.md")]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Mine.")
    said = tmp_path / "said"
    command = [sys.executable, "-m", "newsroom", "--library", str(library)]
    with said.open("w") as file:
        window = subprocess.Popen(command, env=environment, stderr=file, cwd=documents)
    hands = Hands(seed, environment, tmp_path / "acts")
    time.sleep(5)  # whatever it is then, it is typed at
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and window.poll() is None:
        hands.act()
    assert window.poll() is None, f"it ended; see {tmp_path}"
    window.send_signal(signal.SIGTERM)
    assert window.wait(60) == 0
    assert "Traceback" not in said.read_text("utf-8", "replace")
    # A dialog for files of Qt's own once let them delete a folder.
    assert [path.read_text() for path in mine] == ["Mine."] * len(mine)
    health = check_library(library)
    assert not health.is_damaged and not health.can_be_mended, health.findings
