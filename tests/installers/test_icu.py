"""ICU's data without what Qt does not ask of them: what stays is as it was, and Qt still sorts with it."""

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import __file__ as pyside

from installers import icu
from installers.icu import Item

HEADER = struct.pack("<H", 32) + b"\xda\x27" + struct.pack("<HH", 20, 0) + b"\0\0\2\0CmnD" + bytes(16)
BUNDLE_HEADER = struct.pack("<H", 16) + b"\xda\x27" + struct.pack("<HH", 20, 0) + b"\0\0\2\0ResB"
BUNDLE = BUNDLE_HEADER + struct.pack("<5I", 0, 4, 0, 0, 5)
ITEMS = [
    Item("icudt1l/brkitr/th.dict", b"words of Thai..."),
    Item("icudt1l/coll/sv.res", b"how Swedes sort."),
    Item("icudt1l/curr/de.res", b"names of money.."),
    Item("icudt1l/zu.res", BUNDLE + bytes(12)),
]
# What Qt takes from ICU: order in a language, and its change of case.
ASKED = """
from PySide6.QtCore import QCollator, QLocale
words = ["\\u00f6", "z", "\\u00e4", "a", "\\u4e2d", "\\u554a"]
for name in ("sv_SE", "de_DE", "zh_CN"):
    collator = QCollator(QLocale(name))
    print([ascii(word) for word in sorted(words, key=collator.sortKey)])
print(ascii(QLocale("tr_TR").toUpper("i")), open("/proc/self/maps").read().count(FOLDER) > 0)
"""


def test_what_is_packed_is_parsed_again() -> None:
    packed = icu.pack(HEADER, ITEMS[::-1])
    header, items = icu.parse(b"whatever stands before it......." + packed + b"and after it")
    assert header == HEADER
    assert [(item.name, item.folder) for item in items] == [
        ("icudt1l/brkitr/th.dict", "brkitr"),
        ("icudt1l/coll/sv.res", "coll"),
        ("icudt1l/curr/de.res", "curr"),
        ("icudt1l/zu.res", ""),
    ]
    assert [item.content for item in items[:3]] == [item.content for item in ITEMS[:3]]
    assert items[3].content == BUNDLE  # its own length ends it


def test_what_holds_no_such_data_is_refused() -> None:
    with pytest.raises(ValueError, match="no data of ICU"):
        icu.parse(b"\x7fELF" + bytes(100))


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("as") is None or shutil.which("ld") is None,
    reason="makes a library of Linux with binutils",
)
def test_qt_sorts_and_changes_case_as_before(tmp_path: Path) -> None:
    (library,) = (Path(pyside).parent / "Qt" / "lib").glob("libicudata.so.*")
    content = library.read_bytes()
    header, items = icu.parse(content)
    assert icu.pack(header, items) in content
    less = tmp_path / library.name
    shutil.copy(library, less)
    assert icu.slim(less, tmp_path) > 15_000_000
    assert {item.folder for item in icu.parse(less.read_bytes())[1]} == {
        item.folder for item in items
    } - icu.LEFT_OUT
    before, after = (_asked(folder) for folder in (library.parent, tmp_path))
    assert after == before and before.endswith("True\n")


def _asked(folder: Path) -> str:
    script = ASKED.replace("FOLDER", repr(f"{folder.resolve()}/libicudata"))
    environment = {**os.environ, "LD_LIBRARY_PATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout
