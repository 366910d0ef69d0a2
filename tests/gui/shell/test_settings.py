"""The page of settings in the window: old commands lead to its sections, and each change holds at once."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from newsroom.gui.features.settings import AppearanceView, SettingsPage, WritingView
from newsroom.gui.shell.looks import Mode, Place
from newsroom.gui.shell.window import Page
from newsroom.gui.theme import CONTRAST
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def page_of(program: Program) -> SettingsPage:
    return cast(SettingsPage, program.parts.pages[Page.SETTINGS])


def test_old_commands_lead_to_their_section(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    for command, section in (
        ("site.settings", "site"), ("library.backups", "backups"), ("suggest.page", "suggestions"),
        ("library.settings", "library"), ("app.change_keys", "keys"), ("app.privacy", "privacy"),
        ("app.writing", "writing"), ("app.appearance", "appearance"),
    ):  # fmt: skip
        program.trigger(command)
        assert program.window.page is Page.SETTINGS and page_of(program).shown == (section,)
    page_of(program).closed.emit()
    assert program.window.page is Page.DESK


def test_appearance_holds_at_once_and_follows_commands(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("app.appearance")
    view = cast(AppearanceView, page_of(program).view("appearance"))
    looks, editor = program.parts.looks, program.parts.editor
    assert editor is not None
    view.mode.choices.button("contrast").click()
    assert looks.mode is Mode.CONTRAST and looks.colors is CONTRAST
    assert program.window.book["view.contrast"].isChecked()
    program.trigger("view.larger")
    assert view.scale.value == 110
    before = editor.body.font().pixelSize()
    view.article_share.box.setValue(150)
    assert editor.body.font().pixelSize() > before and looks.share_of(Place.ARTICLE) == 1.5
    side = editor._side(2000)
    view.measure.box.setValue(50)
    assert editor._side(2000) > side
    height = editor.body.top_of(editor.body.document().lastBlock())
    view.line_height.box.setValue(220)
    assert editor.body._spacing.line_height == 2.2
    assert editor.body.top_of(editor.body.document().lastBlock()) >= height
    rows = program.parts.archive.list.verticalHeader().defaultSectionSize()
    view.list_share.box.setValue(150)
    assert program.parts.archive.list.verticalHeader().defaultSectionSize() > rows
    program.trigger("view.dark")
    assert view.mode.value == "dark"


def test_writing_is_remembered(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    program = begin(library_path).load()
    program.trigger("app.writing")
    view = cast(WritingView, page_of(program).view("writing"))
    program.wait(lambda: view.language.line.placeholderText() == "As the site: en")
    view.smart_quotes.box.click()
    assert not program.window.book["edit.smart_quotes"].isChecked()
    assert program.parts.editor is not None and not program.parts.editor.body.smart
    program.trigger("edit.smart_quotes")
    assert view.smart_quotes.value is True
    view.smart_quotes.box.click()
    view.language.line.setText("ar")
    view.language.line.textEdited.emit("ar")
    page_of(program).closed.emit()
    program.trigger("article.new")
    session = program.parts.session
    assert session is not None and session.draft is not None and session.draft.value("language") == "ar"
    program.quit()
    program.start.finish()
    again = begin(library_path).load()
    assert not again.window.book["edit.smart_quotes"].isChecked()
    assert again.parts.session is not None and again.parts.session.own_language == "ar"


def test_without_a_library_the_users_own_settings_are_there(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    program = begin(None).show()
    program.wait(lambda: program.window.page is Page.WELCOME)
    program.trigger("app.settings")
    page = page_of(program)
    assert program.window.page is Page.SETTINGS and page.shown == ("appearance",)
    page.show_section("privacy")
    page.closed.emit()
    assert program.window.page is Page.WELCOME
