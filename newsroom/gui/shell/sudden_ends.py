"""The program's end from below, in Qt or the system, which no Python error tells of: where it was, on file, said later.

The first line says which build it was: at the next start another one may tell of it.

Only the real program uses it: it takes the interpreter's one place for fatal errors.
"""

import faulthandler
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from PySide6.QtCore import QCoreApplication, qVersion

from newsroom.versions import version_line

_NAME = "ended-{0}.txt"


class SuddenEnds:
    """A file for each run, of one line unless it ends so; it goes at an orderly end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None

    def begin(self, say: Callable[[str], object]) -> None:
        """Tells of an earlier run that ended so, once, and watches this one. What the disk refuses is left."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            told = [file for file in sorted(self._folder.glob(_NAME.format("*"))) if self._is_over(file)]
            reports = [report for file in told if (report := _kept(file)) is not None]
            self._file = open(self._folder / _NAME.format(os.getpid()), "wb")  # noqa: SIM115 - open to the end
            self._file.write(_head())
            self._file.flush()
            faulthandler.enable(self._file)
            if reports:
                say(words(reports[-1]))

    def end(self) -> None:
        """This run ends as it should."""
        file, self._file = self._file, None
        if file is not None:
            faulthandler.disable()
            file.close()
            with suppress(OSError):
                Path(file.name).unlink()

    def _is_over(self, file: Path) -> bool:
        """Whether no process of that number is there any more."""
        number = file.stem.removeprefix("ended-")
        if not number.isdecimal() or int(number) == os.getpid():
            return number.isdecimal()
        if os.name == "nt":
            return _is_let_go(file)  # to send a process nothing would interrupt it there
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


def _is_let_go(file: Path) -> bool:
    """Whether nobody has it open: Windows gives such a file no other name."""
    other = file.with_suffix(".look")
    try:
        file.rename(other)
        other.rename(file)
    except OSError:
        return False
    return True


def _head() -> bytes:
    python = sys.version.split()[0]
    return f"{version_line()}, Qt {qVersion()}, Python {python}, {sys.platform}\n".encode()


def words(report: Path) -> str:
    """What a person is told of it."""
    said = QCoreApplication.translate(
        "crash",
        "Newsroom ended unexpectedly last time. A report for its makers is in {0}; it was sent nowhere.",
    )
    return said.format(report)


def _kept(file: Path) -> Path | None:
    """The report under a name that is not looked at again; None where the run was killed from outside."""
    if not file.read_bytes().partition(b"\n")[2]:
        file.unlink()
        return None
    return file.rename(file.with_name(f"report-{file.stat().st_mtime_ns // 1_000_000}.txt"))
