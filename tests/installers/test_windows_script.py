"""The script of the installer for Windows compiles; Linux can do that much, and Wine more."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from installers.icons import render_icons

ROOT = Path(__file__).resolve().parents[2]
WINE = os.environ.get("NEWSROOM_WINE", "")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="no makensis here")
def test_it_compiles_and_packs_what_is_frozen(tmp_path: Path) -> None:
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "newsroom.exe").write_bytes(b"MZ")
    assert compiled(tmp_path, frozen, "1.2.3").read_bytes()[:2] == b"MZ"
    signed = tmp_path / "signed"
    compiled(tmp_path, frozen, "1.2.4", f"-DSIGN=echo >>{signed}")
    assert "newsroom-1.2.4-setup.exe" in signed.read_text("utf-8")


def compiled(folder: Path, frozen: Path, version: str, *options: str) -> Path:
    render_icons(ROOT, folder)
    made = folder / f"newsroom-{version}-setup.exe"
    given = {"VERSION": version, "FROZEN": frozen, "OUT": made, "ICON": folder / "newsroom.ico"}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    done = subprocess.run(
        ["makensis", "-WX", *options, *defined, str(ROOT / "installers" / "windows.nsi")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return made


@pytest.mark.slow
@pytest.mark.skipif(not WINE, reason="on demand: NEWSROOM_WINE names no 64-bit wine")
def test_it_installs_and_removes_and_keeps_what_is_newer_running_or_a_persons(tmp_path: Path) -> None:
    """In Wine, which runs 64-bit programs alone where nothing else is installed: so this script is made one."""
    wine = Wine(tmp_path)
    (wine.frozen / "newsroom.exe").write_bytes(wine.a_program())
    (wine.frozen / "_internal" / "gone.txt").write_text("before", "utf-8")
    older = wine.compile("0.2.0")
    (wine.frozen / "_internal" / "gone.txt").rename(wine.frozen / "_internal" / "new.txt")
    newer = wine.compile("0.10.0")
    inside = wine.folder / "_internal"
    assert wine.run(older, "/S") == 0 and (inside / "gone.txt").is_file()
    (wine.folder / "mine.txt").write_text("of a person", "utf-8")
    assert wine.run(newer, "/S") == 0 and [path.name for path in inside.iterdir()] == ["new.txt"]
    assert wine.run(older, "/S") == 3 and (inside / "new.txt").is_file()

    remover = wine.folder / "uninstall.exe"
    in_place = f"_?={wine.named(wine.folder)}"
    with wine.running(wine.folder / "newsroom.exe"):
        assert wine.run(newer, "/S") == 2 and wine.run(remover, "/S", in_place) == 2
    assert (inside / "new.txt").is_file() and (wine.folder / "newsroom.exe").is_file()
    assert wine.run(remover, "/S", in_place) == 0
    assert sorted(path.name for path in wine.folder.iterdir()) == ["mine.txt", "uninstall.exe"]


class Wine:
    """A Windows of its own in a folder."""

    def __init__(self, tmp_path: Path) -> None:
        self._tmp = tmp_path
        self.frozen = tmp_path / "frozen"
        (self.frozen / "_internal").mkdir(parents=True)
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(tmp_path / "windows"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        self.run("wineboot", "-i")
        (self.folder,) = (tmp_path / "windows" / "drive_c" / "users").glob("*/AppData/Local")
        self.folder = self.folder / "Programs" / "Newsroom"

    def a_program(self) -> bytes:
        """One that waits for words."""
        return (self._tmp / "windows" / "drive_c" / "windows" / "system32" / "cmd.exe").read_bytes()

    def compile(self, version: str) -> Path:
        return compiled(self._tmp, self.frozen, version, "-XTarget amd64-unicode")

    def run(self, *command: object) -> int:
        done = subprocess.run(
            [WINE, *map(str, command)],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=300,
        )
        return done.returncode

    @contextmanager
    def running(self, program: Path) -> Iterator[None]:
        command = [WINE, str(program), "/K", "echo begun"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self._environment, stdin=pipe, stdout=pipe, text=True) as begun:
            assert begun.stdout is not None and any("begun" in line for line in begun.stdout)
            yield
            begun.communicate("exit\n", timeout=60)

    def named(self, folder: Path) -> str:
        inside = folder.relative_to(self._tmp / "windows" / "drive_c").parts
        return "\\".join(("C:", *inside))
