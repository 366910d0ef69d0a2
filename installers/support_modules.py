"""Support modules of PySide, which each start compiles from the text inside its library: compiled once, when freezing.

PySide takes them from the folder ``files.dir`` beside its core where there is one. That spares each window, and each
helper that loads Qt, some 25 ms of processor time.
"""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

FOLDER = "files.dir"
_LOADER = "shibokensupport.signature.loader"


def write(shiboken: Path) -> Path:
    """Writes them below the folder of ``shiboken6`` and answers where. Raises ``CalledProcessError``.

    Raises ``KeyError`` where PySide keeps them in another way: then this module has had its time.
    """
    import_module("PySide6.QtCore")  # which loads them
    archive: ZipFile = vars(sys.modules[_LOADER].__loader__)["zfile"]
    folder = shiboken / FOLDER
    for name in sorted(archive.namelist()):
        if name.endswith(".py"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))
    _compile(folder)
    return folder


def _compile(folder: Path) -> None:
    """Never checked against the texts again: packages change the times of files. The same texts give the same bytes."""
    command = [sys.executable, "-m", "compileall", "-q", "-s", str(folder), "-p", FOLDER]
    subprocess.run(
        [*command, "--invalidation-mode", "unchecked-hash", str(folder)],
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""},
        check=True,
    )
