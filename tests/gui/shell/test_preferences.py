"""What the window remembers, whatever the file holds."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from newsroom.gui.shell.first_library import LAST, first_library
from newsroom.gui.shell.preferences import MAX_RECENT, Preferences


def test_everything_is_found_again(tmp_path: Path) -> None:
    written = Preferences(tmp_path / "window.ini")
    written.set_text("look/mode", "dark")
    written.set_widths("panes/widths", {"list": 320, "right-preview": 500})
    written.set_data("window/geometry", QByteArray(b"\x00\x01abc"))
    written.add_recent("commands/recent", "view.dark")
    written.set_article_of(tmp_path / "a library", 7)
    written.save()
    read = Preferences(tmp_path / "window.ini")
    assert read.text("look/mode") == "dark"
    assert read.widths("panes/widths") == {"list": 320, "right-preview": 500}
    assert read.data("window/geometry") == QByteArray(b"\x00\x01abc")
    assert read.recent("commands/recent") == ("view.dark",)
    assert read.article_of(tmp_path / "a library") == 7
    assert read.article_of(tmp_path / "another") is None


def test_recent_ones_are_few_and_the_newest_is_first(preferences: Preferences) -> None:
    for n in range(20):
        preferences.add_recent("commands/recent", f"command {n}")
    preferences.add_recent("commands/recent", "command 15")
    recent = preferences.recent("commands/recent")
    assert recent[:2] == ("command 15", "command 19") and len(recent) == MAX_RECENT


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_damaged_reads_as_the_default(preferences: Preferences, text: str) -> None:
    preferences.set_text("any", text)
    preferences.set_text("library/articles", text)
    assert all(isinstance(width, int) for width in preferences.widths("any").values())
    assert isinstance(preferences.number("any", 1.0), float)
    preferences.article_of(Path("somewhere"))


@pytest.mark.parametrize(
    "damaged",
    [
        b"\x00\xff[[[=\n%%%=@ByteArray(",
        bytes(200),
        b"[look\nmode=dark\n",
        b"[look]\nmode=dark\nmo",
        b"\xff\xfe=1\n",
    ],
)
def test_a_damaged_file_is_put_aside_and_all_is_as_at_first(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "window.ini"
    for n in (1, 2):
        path.write_bytes(damaged)
        read = Preferences(path)
        assert read.data("window/geometry").isEmpty() and read.text("look/mode") == ""
        assert read.put_aside is not None and read.put_aside.read_bytes() == damaged
        assert len(list(tmp_path.glob("window.damaged-????-??-??*.ini"))) == n
        read.set_text("look/mode", "dark")
        read.save()
    again = Preferences(path)
    assert again.put_aside is None and again.text("look/mode") == "dark"


def test_a_place_that_cannot_be_written_is_known(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert not Preferences(tmp_path / "file" / "window.ini").is_writable
    assert Preferences(tmp_path / "new" / "window.ini").is_writable


@given(st.dictionaries(st.from_regex(r"[a-z]+/[a-z]+", fullmatch=True), st.text(), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_was_written_is_never_taken_for_damaged(tmp_path: Path, values: dict[str, str]) -> None:
    path = tmp_path / "window.ini"
    path.unlink(missing_ok=True)
    written = Preferences(path)
    for name, value in values.items():
        written.set_text(name, value)
    written.save()
    assert Preferences(path).put_aside is None


WRITER = """
import sys
from pathlib import Path
from newsroom.gui.shell.preferences import Preferences

written = Preferences(Path(sys.argv[1]))
for n in range(60):
    # QSettings knows another's writing by the file's size and millisecond: no two states have the same size.
    written.set_text(f"{sys.argv[2]}/value", f"{n:02}" * (100 + n * int(sys.argv[3])))
    written.save()
"""


def test_two_windows_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    steps = {"one": "1", "two": "60"}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, step])
        for name, step in steps.items()
    ]
    while any(writer.poll() is None for writer in writers):
        assert path.with_name("window.ini").exists() is False or Preferences(path).put_aside is None
    assert [writer.returncode for writer in writers] == [0, 0]
    read = Preferences(path)
    assert read.put_aside is None
    for name, step in steps.items():
        value = read.text(f"{name}/value")
        n = int(value[:2])
        assert value == f"{n:02}" * (100 + n * int(step)), "whole"
        # Written sixty times in a second: QSettings took the last but one for the last, one time in fifty.
        assert n >= 58


def test_the_first_library_is_the_given_the_last_or_the_default_one(
    preferences: Preferences, tmp_path: Path
) -> None:
    default, last, given = (tmp_path / name for name in ("default", "last", "given"))
    assert first_library(None, preferences, lambda: default) is None
    default.mkdir()
    assert first_library(None, preferences, lambda: default) == default
    preferences.set_text(LAST, str(last))
    assert first_library(None, preferences, lambda: default) == default
    last.mkdir()
    assert first_library(None, preferences, lambda: default) == last
    assert first_library(given, preferences, lambda: default) is None
    given.mkdir()
    assert first_library(given, preferences, lambda: default) == given
