"""What the window remembers, whatever the file holds."""

from pathlib import Path

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


def test_a_file_that_is_no_settings_file_is_survived(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[[[=\n%%%=@ByteArray(")
    read = Preferences(tmp_path / "window.ini")
    assert read.data("window/geometry").isEmpty() and read.recent("x") == ()


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
