"""Writes into the frozen folder the terms that no library of Python brings along: Python's, Qt's, the system's.

The program reads them with ``newsroom.licences``, which knows the libraries of Python by their own metadata.
"""

import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from installers import chromium_credits
from newsroom.licences import CHROMIUM

_TERMS = Path(__file__).resolve().parent / "terms"
_CRATE = re.compile(rb"/registry/src/[^/]+/([a-z0-9_-]+?)-(\d[\d.]*)/")
_OF_ICU = "Inside Qt. The data hold what Qt asks for: other parts were left out when this folder was made."
# Qt's own libraries for Python: their wheels name their terms and do not bring them.
_BINDINGS = ("PySide6", "PySide6_Addons", "PySide6_Essentials", "shiboken6")


class _Found(NamedTuple):
    name: str
    version: str
    terms: str
    text: str


def gather(frozen: Path) -> Path:
    """Writes ``newsroom/licences`` beside the modules, complete but for what the build system cannot tell, and
    answers where."""
    inside = frozen / "_internal"
    folder = inside / "newsroom" / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for found in sorted(
        {
            found.name: found
            for found in (
                _python(),
                _starter(),
                _cobble(),
                _crates(inside),
                *_of_qt(),
                *_of_system(inside),
            )
        }.values()
    ):
        file = f"{found.name}.txt" if found.text else ""
        if file:
            (folder / file).write_text(found.text, encoding="utf-8")
        index.append({"name": found.name, "version": found.version, "terms": found.terms, "file": file})
    shutil.copyfile(chromium_credits.FILE, folder / CHROMIUM)
    (folder / "index.json").write_text(
        json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return folder


def _python() -> _Found:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    text = next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")
    return _Found("Python", platform.python_version(), "PSF-2.0", text)


def _starter() -> _Found:
    """The program that starts Python, and the modules that it starts it with."""
    library = distribution("pyinstaller")
    terms = "GPL-2.0-or-later WITH Bootloader-exception"
    text = next(
        Path(str(library.locate_file(file))).read_text(encoding="utf-8")
        for file in library.files or ()
        if file.name == "COPYING.txt"
    )
    return _Found("PyInstaller's starter", library.version, terms, text)


def _cobble() -> _Found:
    """Which names its terms, and brings no text."""
    return _Found("cobble", distribution("cobble").version, "BSD-2-Clause", _in_full("BSD-2-Clause-cobble"))


def _crates(inside: Path) -> _Found:
    """Libraries of Rust that nh3 is compiled from: it names them in itself, for reports of its own errors."""
    data = b"".join(path.read_bytes() for path in sorted((inside / "nh3").glob("nh3.*")))
    crates = sorted({(name.decode(), version.decode()) for name, version in _CRATE.findall(data)})
    words = "\n".join(f"{name} {version}: https://crates.io/crates/{name}" for name, version in crates)
    head = (
        "Compiled into nh3, as it tells itself. Each may be had under the MIT licence or Apache-2.0, cssparser and "
        "dtoa-short under MPL-2.0; all three stand in full among Chromium's parts (autocfg, Crashpad, AXE-CORE)."
    )
    return _Found(
        "nh3's crates", distribution("nh3").version, "MIT, Apache-2.0, MPL-2.0", f"{head}\n\n{words}"
    )


def _of_qt() -> list[_Found]:
    """Qt's wheels say LGPL and GPL; what Chromium inside Qt WebEngine holds is listed by Qt itself."""
    from PySide6 import __version__

    texts = "\n\n".join(_in_full(name) for name in ("LGPL-3.0", "GPL-3.0"))
    head = (
        "{}: each library is a file of its own in this folder, and may be replaced by another build.\n{}\n\n"
    )
    parts = "Its parts and their terms: https://doc.qt.io/qt-6/{}.html"
    found = [
        _Found("Qt", __version__, "LGPL-3.0-only", head.format("Qt", parts.format("licensing")) + texts),
        _Found(
            "Qt WebEngine (Chromium)",
            __version__,
            "LGPL-3.0-only, BSD-3-Clause and others",
            head.format("Qt WebEngine", _of_chromium(parts.format("qtwebengine-licensing"))) + texts,
        ),
        _Found("ICU", "73", "Unicode-DFS-2016", f"{_OF_ICU}\n\n{_in_full('Unicode-DFS-2016')}"),
    ]
    for name in _BINDINGS:
        library = distribution(name)
        words = head.format(name, "Its source: https://code.qt.io/cgit/pyside/pyside-setup.git")
        found.append(_Found(library.metadata["Name"], library.version, "LGPL-3.0-only", words + texts))
    return found


def _in_full(name: str) -> str:
    return (_TERMS / f"{name}.txt").read_text(encoding="utf-8")


def _of_chromium(parts: str) -> str:
    """Which Chromium it is, and whose credits are listed: the wheels bring none. Raises ``OSError``."""
    from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

    version: object = qWebEngineChromiumVersion()  # a text; it is declared as bytes
    return (
        f"{parts}\nChromium in it: {version}\n"
        f'What is listed here as "Chromium: ..." is what Chromium {chromium_credits.version_told()} says that it is '
        "made of. Qt leaves some of that out, and a part may have come or gone between the two."
    )


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
