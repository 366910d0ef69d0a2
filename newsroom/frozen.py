"""The program as a package has it: one file that holds all modules, which an upgrade may replace while it runs."""

import os
import sys

_held: list[int] = []


def hold_program_file() -> bool:
    """Keeps the program's file open and has later modules read from it, whatever stands at its path by then.

    PyInstaller opens the file by its path for each module. After an upgrade that is another file, in which other bytes
    stand where a module was. On Linux only: Windows does not let a running program be replaced. True where it is held.
    """
    return sys.platform.startswith("linux") and not _held and _hold()


def _hold() -> bool:
    reader = getattr(sys.modules.get("pyimod02_importers"), "pyz_archive", None)
    if reader is None:
        return False
    try:
        held = os.open(sys.executable, os.O_RDONLY)
    except OSError:
        return False
    path = f"/proc/self/fd/{held}"
    if not os.path.exists(path):
        os.close(held)
        return False
    _held.append(held)
    reader._filename = path
    return True
