"""Light and dark, and the size of all text."""

from PySide6.QtWidgets import QApplication, QLabel

from newsroom.gui.shell.looks import MAX_SHARE, Looks, Mode, Place
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.theme import CONTRAST, CONTRAST_DARK, DARK, LIGHT, MAX_SCALE, MIN_SCALE


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


def test_high_contrast_stays_so_when_light_and_dark_are_switched(looks: Looks) -> None:
    looks.set_mode(Mode.CONTRAST)
    assert looks.colors is CONTRAST
    looks.switch()
    assert looks.mode is Mode.CONTRAST_DARK and looks.colors is CONTRAST_DARK


def test_list_and_article_have_sizes_of_their_own(
    looks: Looks, application: QApplication, preferences: Preferences
) -> None:
    told: list[float] = []
    places: list[Place] = []
    looks.changed.connect(lambda _, scale: told.append(scale))
    looks.share_changed.connect(places.append)
    looks.set_share(Place.ARTICLE, 1.25)
    looks.set_share(Place.LIST, 9)
    looks.set_scale(1.2)
    assert looks.scale_of(Place.ARTICLE) == 1.5 and looks.share_of(Place.LIST) == MAX_SHARE
    assert told == [1.2] and places == [Place.ARTICLE, Place.LIST]
    assert Looks(application, preferences).scale_of(Place.ARTICLE) == 1.5
    preferences.set_text("look/list", "inf")
    assert Looks(application, preferences).share_of(Place.LIST) == 1.0
