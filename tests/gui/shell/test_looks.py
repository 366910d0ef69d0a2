"""Light and dark, and the size of all text."""

from PySide6.QtWidgets import QApplication, QLabel

from newsroom.gui.shell.looks import Looks, Mode
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.theme import DARK, LIGHT, MAX_SCALE, MIN_SCALE


def test_the_switch_is_told_and_remembered(
    looks: Looks, application: QApplication, preferences: Preferences
) -> None:
    told: list[tuple[object, float]] = []
    looks.changed.connect(lambda colors, scale: told.append((colors, scale)))
    looks.set_mode(Mode.LIGHT)
    looks.switch()
    assert looks.mode is Mode.DARK and told[-1] == (DARK, 1.0)
    assert application.palette().window().color().name() == DARK.panel
    assert Looks(application, preferences).colors is DARK
    looks.switch()
    assert told[-1] == (LIGHT, 1.0)


def test_text_grows_and_shrinks_within_limits(looks: Looks, application: QApplication) -> None:
    normal = application.font().pixelSize()
    looks.enlarge(3)
    assert looks.scale == 1.3 and application.font().pixelSize() > normal
    looks.enlarge(100)
    assert looks.scale == MAX_SCALE
    looks.enlarge(-100)
    assert looks.scale == MIN_SCALE
    looks.enlarge(0)
    assert looks.scale == 1.0 and application.font().pixelSize() == normal


def test_a_damaged_choice_is_the_systems(application: QApplication, preferences: Preferences) -> None:
    preferences.set_text("look/mode", "purple")
    preferences.set_text("look/scale", "nan")
    looks = Looks(application, preferences)
    assert looks.mode is Mode.SYSTEM and MIN_SCALE <= looks.scale <= MAX_SCALE
    QLabel("drawn all the same").grab()
