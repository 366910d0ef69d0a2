"""The guide by F1, and what is new after an upgrade: once, and never at a first start."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from newsroom import __version__
from newsroom.gui.features.guide import GuidePage
from newsroom.gui.features.whats_new import WhatsNewPage
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def test_a_first_start_says_nothing_and_keeps_the_version(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    program.wait(lambda: program.parts.preferences.text("program/version"))
    assert program.parts.preferences.text("program/version") == __version__
    assert "version" not in program.window.notice.text


def test_after_an_upgrade_a_bar_leads_to_what_is_new_once(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    program.wait(lambda: program.parts.preferences.text("program/version"))
    program.shell.guiding.note_version("99.1.0")
    notice = program.window.notice
    assert "99.1.0" in notice.text
    notice.buttons[0].click()
    page = cast(WhatsNewPage, program.parts.pages[Page.NEWS])
    program.wait(page.reader.toPlainText)
    assert __version__ in page.words.text()
    program.shell.guiding.note_version("99.1.0")
    assert not notice.isVisible()
    program.shell.guiding.note_version("99.2.0")
    assert notice.isVisible()
    program.trigger("app.news")  # by the palette: the bar has nothing more to say
    assert not notice.isVisible()
    program.shell.guiding.note_version("0.0.1")  # an older one is no upgrade
    assert not notice.isVisible()


def test_f1_opens_the_guide_where_it_speaks_of_the_page(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    assert program.window.book["app.guide"].shortcut().toString() == "F1"
    program.trigger("order.tags")
    program.trigger("app.guide")
    guide = cast(GuidePage, program.parts.pages[Page.GUIDE])
    program.wait(lambda: guide.reader.toPlainText().startswith("Putting the archive in order"))
    guide.closed.emit()
    assert program.window.page is Page.TAGS


def test_in_the_settings_f1_goes_by_section(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    for command, title in (
        ("site.settings", "The site and its look"),
        ("app.change_keys", "Settings and keys"),
    ):
        program.trigger(command)
        program.trigger("app.guide")
        guide = cast(GuidePage, program.parts.pages[Page.GUIDE])
        program.wait(partial(_begins_with, guide, title))
        guide.closed.emit()
        assert program.window.page is Page.SETTINGS


def _begins_with(guide: GuidePage, title: str) -> bool:
    return guide.reader.toPlainText().startswith(title)


def test_the_guide_opens_without_a_library(begin: Begin) -> None:
    program = begin(None).show()
    program.wait(lambda: program.window.page is Page.WELCOME)
    program.trigger("app.guide")
    assert program.window.page is Page.GUIDE
    cast(GuidePage, program.parts.pages[Page.GUIDE]).closed.emit()
    assert program.window.page is Page.WELCOME
