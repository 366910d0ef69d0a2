"""The page of settings: sections made when needed, a search over all of them, each change at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.settings import Section, SettingsPage
from newsroom.gui.features.settings.section import PlainSection
from newsroom.gui.theme import CONTRAST, DARK, LIGHT
from newsroom.gui.widgets.searching import marked, matches
from newsroom.gui.widgets.setting_row import LineRow, SwitchRow
from newsroom.gui.widgets.settings_list import SettingsList
from tests.gui.desks import nameless

KEY = Qt.Key


class Fish(SettingsList, PlainSection):
    def __init__(self) -> None:
        super().__init__()
        self.add_group("", [LineRow("Herring", hint="In the North Sea."), SwitchRow("Cod", also="gadus")])
        self.add_group("Others", [LineRow("Sardine"), LineRow("Tuna")])


class Boats(SettingsList, PlainSection):
    def __init__(self) -> None:
        super().__init__()
        self.add_group("", [LineRow("Trawler", hint="It catches herring.")])


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def page(qtbot: QtBot, made: list[str]) -> SettingsPage:
    def of(name: str, make: Callable[[], QWidget]) -> Callable[[], QWidget]:
        return lambda: (made.append(name), make())[1]

    sections = [
        Section("fish", "Fish", "animals", of("fish", Fish)),
        Section("boats", "Boats", "", of("boats", Boats)),
        Section("quota", "Quota", "", of("quota", Boats), needs_library=True),
    ]
    page = SettingsPage(sections, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def look_for(page: SettingsPage, words: str, qtbot: QtBot) -> None:
    page.line.setText(words)
    qtbot.waitUntil(lambda: not page.is_searching)


def seen(page: SettingsPage) -> list[str]:
    """The labels of the rows that are in view."""
    rows = [*page.findChildren(LineRow), *page.findChildren(SwitchRow)]
    return sorted(row._words for row in rows if row.isVisible())


def test_a_section_is_made_when_it_is_first_looked_at(
    page: SettingsPage, made: list[str], qtbot: QtBot
) -> None:
    assert made == ["fish"] and page.shown == ("fish",)
    page.line.setFocus()
    qtbot.keyClick(page.line, KEY.Key_Down)
    qtbot.keyClick(page.list, KEY.Key_Down)
    assert made == ["fish", "boats"] and page.shown == ("boats",) and seen(page) == ["Trawler"]
    qtbot.keyClick(page.list, KEY.Key_Right)
    focus = page.focusWidget()
    assert focus is not None and focus.accessibleName() == "Trawler"
    page.show_section("fish")
    assert page.shown == ("fish",) and page.section == "fish" and nameless(page) == []


def test_a_search_leaves_what_answers_in_all_sections(
    page: SettingsPage, made: list[str], qtbot: QtBot
) -> None:
    look_for(page, "herring", qtbot)
    assert page.shown == ("fish", "boats")
    assert seen(page) == ["Herring", "Trawler"]
    assert "<span" in page.findChildren(LineRow)[0].label.text()
    assert [page.list.item(row).isHidden() for row in range(3)] == [False, False, True]
    look_for(page, "gadus", qtbot)
    assert seen(page) == ["Cod"]
    look_for(page, "others", qtbot)
    assert seen(page) == ["Sardine", "Tuna"]
    look_for(page, "animals", qtbot)
    assert seen(page) == ["Cod", "Herring", "Sardine", "Tuna"]
    assert made == ["fish", "boats", "quota"]
    qtbot.keyClick(page.line, KEY.Key_Return)
    focus = page.focusWidget()
    assert focus is not None and focus.accessibleName() == "Herring"
    page.line.setFocus()
    qtbot.keyClick(page.line, KEY.Key_Escape)
    assert page.line.text() == "" and page.shown == ("fish",)
    assert page.findChildren(LineRow)[0].label.text() == "Herring"


def test_nothing_found_is_said(page: SettingsPage, qtbot: QtBot) -> None:
    look_for(page, "octopus", qtbot)
    assert page._nothing.isVisible()
    assert "“octopus”" in page._nothing.text() and page.shown == ()
    look_for(page, "tuna", qtbot)
    assert not page._nothing.isVisible() and seen(page) == ["Tuna"]


def test_settings_of_a_library_say_that_there_is_none(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("quota")
    assert seen(page) == []
    look_for(page, "trawler", qtbot)
    assert page.shown == ("boats",)


def test_what_has_the_focus_is_in_view(page: SettingsPage, qtbot: QtBot) -> None:
    page.resize(1000, 170)
    page.list.setFocus()
    last = page.findChildren(LineRow)[2].line
    last.setFocus()
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().value() > 0)
    top = last.mapTo(page.area.viewport(), last.rect().topLeft()).y()
    assert 0 <= top < page.area.viewport().height()


def test_letters_in_the_list_are_a_search_and_escape_leaves(page: SettingsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClicks(page.list, "t")
    assert page.line.text() == "t" and page.line.hasFocus()
    page.line.clear()
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page.line, KEY.Key_Escape)
    for colors, scale in ((DARK, 2.0), (CONTRAST, 1.0)):
        page.set_look(colors, scale)
        assert not page.grab().isNull()


def test_words_are_found_whatever_their_case_and_marks() -> None:
    assert matches("ecran VIEW", "The Écran", "a view") and not matches("ecran views", "The Écran", "a view")
    assert matches("", "anything")
    assert marked("Über & Ubersee", "uber", ground="g", ink="i").count("<span") == 2
    assert "&amp;" in marked("Über & Ubersee", "", ground="g", ink="i")
    assert marked("ﬁsh", "fish", ground="g", ink="i").endswith("sh")
