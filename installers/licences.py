"""Writes into the frozen folder the terms of what is no Python library: Python, Qt's parts, the system's libraries.

The program reads them with ``newsroom.licences``, which knows the libraries of Python by their own metadata.
"""

import json
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple


class _Found(NamedTuple):
    name: str
    version: str
    terms: str
    text: str


def gather(frozen: Path) -> None:
    """Writes ``newsroom/licences`` beside the modules; complete but for what the build system cannot tell."""
    inside = frozen / "_internal"
    folder = inside / "newsroom" / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for found in sorted(
        {found.name: found for found in (_python(), *_of_qt(), *_of_system(inside))}.values()
    ):
        file = f"{found.name}.txt" if found.text else ""
        if file:
            (folder / file).write_text(found.text, encoding="utf-8")
        index.append({"name": found.name, "version": found.version, "terms": found.terms, "file": file})
    (folder / "index.json").write_text(
        json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _python() -> _Found:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    text = next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")
    return _Found("Python", platform.python_version(), "PSF-2.0", text)


def _of_qt() -> list[_Found]:
    """Qt's wheels say LGPL and GPL; what Chromium inside Qt WebEngine holds is listed by Qt itself."""
    from PySide6 import __version__

    where = "Dynamically linked and replaceable. Its parts and their terms: https://doc.qt.io/qt-6/licensing.html\n"
    chromium = "Chromium's parts and their terms: https://doc.qt.io/qt-6/qtwebengine-licensing.html\n"
    return [
        _Found("Qt", __version__, "LGPL-3.0-only", where),
        _Found("Qt WebEngine (Chromium)", __version__, "LGPL-3.0-only, BSD-3-Clause and others", chromium),
        _Found("ICU", "73", "Unicode-3.0", ""),
    ]


def _of_system(inside: Path) -> list[_Found]:
    """Debian's own words about the libraries that were taken from it; other systems have no such file."""
    found = []
    for path in sorted(inside.glob("lib*.so*")):
        if path.is_symlink() or path.name.startswith("libpython"):
            continue
        package, version = _owner(path.name)
        copyright = Path("/usr/share/doc", package.partition(":")[0], "copyright")
        text = (
            copyright.read_text(encoding="utf-8", errors="replace") if package and copyright.is_file() else ""
        )
        found.append(
            _Found(path.name.partition(".so")[0], version, "see its text" if text else "its own", text)
        )
    return found


def _owner(name: str) -> tuple[str, str]:
    """Debian's package of a library, and its version; both empty elsewhere."""
    try:
        asked = subprocess.run(["dpkg-query", "-S", f"*/{name}"], capture_output=True, text=True, check=False)
        package = asked.stdout.partition(": ")[0]
        if not package:
            return "", ""
        form = ["dpkg-query", "-W", "-f", "${Version}", package]
        return package, subprocess.run(form, capture_output=True, text=True, check=False).stdout
    except OSError:
        return "", ""
