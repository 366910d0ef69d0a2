"""While it runs, the window follows the system's wish for contrast, and what another window of the same user set."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.following import Following
from newsroom.gui.shell.looks import Looks, Mode, Place
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.watched_file import WatchedFile
from newsroom.gui.theme import CONTRAST, CONTRAST_DARK, DARK, LIGHT
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def wish(following: Following, preference: Qt.ContrastPreference) -> None:
    """As Qt tells it: what is asked for then, and the signal."""
    following._hints = SimpleNamespace(contrastPreference=lambda: preference)
    following._on_hints_contrast_preference_changed()


def test_contrast_is_the_systems_until_one_chooses(
    looks: Looks, application: QApplication, preferences: Preferences
) -> None:
    parts = SimpleNamespace(looks=looks, preferences=preferences)
    following = Following(application, parts, SimpleNamespace())
    told = []
    looks.changed.connect(lambda colors, _: told.append(colors))
    wish(following, Qt.ContrastPreference.HighContrast)
    assert looks.mode is Mode.SYSTEM and looks.colors is CONTRAST
    assert Looks(application, preferences).colors is CONTRAST  # from its first paint on
    wish(following, Qt.ContrastPreference.HighContrast)
    wish(following, Qt.ContrastPreference.NoPreference)
    assert looks.colors is LIGHT and told == [CONTRAST, LIGHT]
    looks.set_mode(Mode.DARK)
    wish(following, Qt.ContrastPreference.HighContrast)
    assert looks.colors is DARK
    looks.set_mode(Mode.SYSTEM)
    looks.switch()
    assert looks.mode is Mode.CONTRAST_DARK and looks.colors is CONTRAST_DARK


def test_what_qt_tells_can_be_asked_after_a_while(
    looks: Looks, application: QApplication, preferences: Preferences, qtbot: QtBot
) -> None:
    parts = SimpleNamespace(looks=looks, preferences=preferences)
    following = Following(application, parts, SimpleNamespace(read_again=lambda: None))
    following.begin()
    qtbot.wait(0)
    assert isinstance(following._hints.contrastPreference(), Qt.ContrastPreference)
    following.deleteLater()


def test_what_another_window_set_holds_here(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    program = begin(library_path).load().open(1)
    looks, editor, book = program.parts.looks, program.parts.editor, program.window.book
    assert editor is not None
    program.parts.preferences.save()
    size, side = editor.body.font().pixelSize(), editor._side(2000)
    other = Preferences(tmp_path / "window.ini")
    for name, value in (
        ("look/mode", "contrast_dark"), ("look/scale", "1.3"), ("look/article", "1.5"),
        ("writing/measure", "50"), ("writing/smart_quotes", "False"), ("writing/language", "ar"),
    ):  # fmt: skip
        other.set_text(name, value)
    other.save()
    program.wait(lambda: looks.colors is CONTRAST_DARK)
    assert (looks.mode, looks.scale, looks.share_of(Place.ARTICLE)) == (Mode.CONTRAST_DARK, 1.3, 1.5)
    assert book["view.contrast_dark"].isChecked() and not book["edit.smart_quotes"].isChecked()
    assert editor.body.font().pixelSize() > 1.5 * size
    assert editor._side(4000) > side
    assert program.parts.session is not None and program.parts.session.own_language == "ar"


def test_a_size_alone_and_a_place_alone_are_told_once(looks: Looks, preferences: Preferences) -> None:
    told: list[object] = []
    looks.changed.connect(lambda _, scale: told.append(scale))
    looks.share_changed.connect(told.append)
    looks.mode_chosen.connect(lambda: told.append("mode"))
    looks.read_again()
    preferences.set_text("look/list", "1.2")
    looks.read_again()
    preferences.set_text("look/scale", "1.2")
    looks.read_again()
    looks.read_again()
    assert told == [Place.LIST, 1.2]


def test_a_file_that_is_damaged_by_another_is_left_alone(looks: Looks, preferences: Preferences) -> None:
    looks.set_mode(Mode.DARK)
    preferences.save()
    preferences.path.write_bytes(b"\0\xff no settings")
    preferences.read_again()
    looks.read_again()
    assert looks.mode is Mode.DARK


@pytest.mark.parametrize("put", [True, False])
def test_a_file_is_told_of_when_it_comes_is_replaced_and_goes(
    put: bool, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "folder" / "file"
    path.parent.mkdir()
    watched = WatchedFile(path)
    watched.begin()
    with qtbot.waitSignal(watched.changed):
        path.write_text("a")
    with qtbot.waitSignal(watched.changed):
        if put:
            path.with_name("new").write_text("another")
            path.with_name("new").replace(path)
        else:
            path.write_text("another")
    with qtbot.waitSignal(watched.changed):
        path.unlink()
    with qtbot.assertNotEmitted(watched.changed, wait=300):
        path.with_name("other").write_text("b")
