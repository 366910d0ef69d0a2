"""The site's settings: judged while typed, saved by themselves, reached by keys, named for a screen reader."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.settings import save_site
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.site import SiteSettings, SocialLink
from newsroom.gui.features.site_settings.list_rows import LabelsRow, SocialRow
from newsroom.gui.features.site_settings.problems import link_problem, problem_with, social_problem
from newsroom.gui.features.site_settings.theme_row import ThemeRow
from newsroom.gui.features.site_settings.zone_row import ZoneRow, matching_zones
from newsroom.gui.theme import DARK
from newsroom.gui.widgets.setting_row import LineRow, NumberRow, SettingRow, SwitchRow
from tests.gui.site_settings.conftest import Page


def row(page: Page, name: str) -> SettingRow:
    return page.panel.rows[name]


def line(page: Page, name: str) -> QLineEdit:
    found = row(page, name)
    assert isinstance(found, LineRow | ZoneRow | ThemeRow)
    return found.line


def type_over(qtbot: QtBot, page: Page, name: str, text: str) -> None:
    edit = line(page, name)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)


def test_every_setting_can_be_edited(page: Page) -> None:
    assert set(page.panel.rows) == {field.name for field in fields(SiteSettings)}
    site = page.library.site()
    for name, one in page.panel.rows.items():
        assert one.value == getattr(site, name), name


def test_what_is_typed_is_saved_by_itself(qtbot: QtBot, page: Page) -> None:
    type_over(qtbot, page, "name", "Halyard")
    qtbot.waitUntil(lambda: bool(page.runner.jobs), timeout=3000)
    page.runner.run_all()
    assert page.library.site().name == "Halyard"
    assert page.heard == [ChangeSet(frozenset({Changed.SITE}))]


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("name", " ", "Pages need the publication’s name."),
        ("address", "newsroom.example", "An address begins with https://."),
        ("short_address", "https://", "The name of the server is missing, as in https://example.org."),
        ("rights_url", "https://a b", "An address has no spaces."),
        ("logo_url", "https://[", "This is not an address: look at what stands after https://."),
        ("language", "English!", "A language is written like en, pt-BR or ar."),
        ("zone", "Mars/Olympus", "No zone is called “Mars/Olympus”. Choose one from the list."),
    ],
)
def test_what_will_not_do_is_said_and_not_saved(
    qtbot: QtBot, page: Page, name: str, wrong: str, words: str
) -> None:
    before = page.library.site()
    type_over(qtbot, page, name, wrong)
    type_over(qtbot, page, "credit", "Halyard")
    assert row(page, name).problem == words
    page.save()
    assert page.library.site() == SiteSettings(credit="Halyard") != before


def test_the_zone_is_completed_by_any_part_of_its_name(qtbot: QtBot, page: Page) -> None:
    type_over(qtbot, page, "zone", "york")
    assert row(page, "zone").problem == ""  # it is still being chosen
    qtbot.keyClick(line(page, "zone"), Qt.Key.Key_Return)
    page.save()
    assert page.library.site().zone == "America/New_York"


def test_zones_that_begin_with_the_word_come_first() -> None:
    zones = ("America/Paramaribo", "Europe/Paris", "America/Sao_Paulo", "Asia/Singapore")
    assert matching_zones(zones, "par") == ["America/Paramaribo", "Europe/Paris"]
    assert matching_zones(zones, "sao america") == ["America/Sao_Paulo"]
    assert matching_zones(zones, "apo") == ["Asia/Singapore"]
    assert matching_zones(zones, "") == sorted(zones)


def test_labels_are_added_removed_and_moved(qtbot: QtBot, page: Page) -> None:
    labels = row(page, "labels")
    assert isinstance(labels, LabelsRow)
    labels.field.edit.setFocus()
    qtbot.keyClicks(labels.field.edit, "opinion")
    qtbot.keyClick(labels.field.edit, Qt.Key.Key_Return)
    assert labels.problem == "There is a label “opinion” already."
    labels.field.edit.selectAll()
    qtbot.keyClicks(labels.field.edit, "Obituary")
    qtbot.keyClick(labels.field.edit, Qt.Key.Key_Return)
    labels.field.move_asked.emit(5, 0)
    labels.field.remove_asked.emit(1)
    page.save()
    assert page.library.site().labels == ("Obituary", "Analysis", "Opinion", "Feature", "Explainer")


def test_accounts_are_saved_once_they_are_whole(qtbot: QtBot, page: Page) -> None:
    social = row(page, "social")
    assert isinstance(social, SocialRow)
    qtbot.mouseClick(social.add, Qt.MouseButton.LeftButton)
    (one,) = social.lines
    qtbot.keyClicks(one.name, "Fediverse")
    assert one.problem == "The address is missing."
    page.save()
    assert page.library.site().social == ()
    qtbot.keyClicks(one.url, "https://social.example/@halyard")
    page.save()
    assert page.library.site().social == (SocialLink("Fediverse", "https://social.example/@halyard"),)
    qtbot.mouseClick(one.remove, Qt.MouseButton.LeftButton)
    page.save()
    assert page.library.site().social == ()


def test_number_and_switch_are_saved(page: Page) -> None:
    limit, smart = row(page, "headline_limit"), row(page, "smart_typography")
    assert isinstance(limit, NumberRow) and isinstance(smart, SwitchRow)
    limit.box.setValue(0)
    smart.box.click()
    page.save()
    assert page.library.site() == SiteSettings(headline_limit=0, smart_typography=False)
    assert limit.box.text() == "No limit"


def test_a_theme_with_a_fault_says_file_and_line_and_is_not_taken(
    qtbot: QtBot, page: Page, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "page.html").write_text("<html>\n<head></head>\n{% if %}\n</html>", "utf-8")
    type_over(qtbot, page, "theme", str(theme))
    page.save()
    assert "page.html, line 3" in row(page, "theme").problem
    assert page.library.site().theme is None
    (theme / "page.html").unlink()
    type_over(qtbot, page, "theme", str(theme))
    page.save()
    assert row(page, "theme").problem == ""
    assert page.library.site().theme == str(theme)
    theme_row = row(page, "theme")
    assert isinstance(theme_row, ThemeRow)
    qtbot.mouseClick(theme_row.reset, Qt.MouseButton.LeftButton)
    page.save()
    assert page.library.site().theme is None


def test_what_others_saved_meanwhile_stays(qtbot: QtBot, page: Page) -> None:
    type_over(qtbot, page, "name", "Halyard")
    save_site(page.library, SiteSettings(credit="Theirs"))
    page.save()
    assert page.library.site() == SiteSettings(name="Halyard", credit="Theirs")
    page.bus.changed.emit(ChangeSet(frozenset(Changed), by="elsewhere"))
    page.runner.run_all()
    assert line(page, "credit").text() == "Theirs"


def test_a_save_that_fails_is_said_and_tried_again(
    qtbot: QtBot, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsroom.domain.errors import LibraryError

    def refuse(*_arguments: object) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("newsroom.desk.settings.save_site", refuse)
        type_over(qtbot, page, "name", "Halyard")
        with qtbot.waitSignal(page.panel.status_message) as heard:
            page.save()
        assert heard.args == ["The disk is full."]
    page.save()
    assert page.library.site().name == "Halyard"


def test_another_library_gets_nothing_of_the_first(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    other = create_library(tmp_path / "other")
    type_over(qtbot, page, "name", "Halyard")
    page.panel.set_library(other)
    page.runner.run_all()
    assert page.library.site().name == "Halyard"
    assert other.site() == SiteSettings()
    assert line(page, "name").text() == "Newsroom"
    page.panel.set_library(None)
    assert not page.panel.isEnabled()
    other.close()


def test_escape_closes_and_all_is_saved(qtbot: QtBot, page: Page) -> None:
    type_over(qtbot, page, "name", "Halyard")
    with qtbot.waitSignal(page.panel.closed):
        qtbot.keyClick(line(page, "name"), Qt.Key.Key_Escape)
    page.panel.hide()
    page.runner.run_all()
    assert page.library.site().name == "Halyard"


def test_every_field_is_reached_by_tab_and_has_a_name(qtbot: QtBot, page: Page) -> None:
    social = row(page, "social")
    assert isinstance(social, SocialRow)
    qtbot.mouseClick(social.add, Qt.MouseButton.LeftButton)
    wanted = {
        widget
        for widget in page.panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        and widget.focusProxy() is None
    }  # fmt: skip
    assert len(wanted) > 20
    for widget in wanted:
        name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
        assert name, widget
    start = line(page, "name")
    start.setFocus()
    reached: set[QWidget] = set()
    for _ in range(200):
        focus = page.panel.window().focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert wanted <= reached


def test_dark_large_and_right_to_left(qtbot: QtBot, page: Page) -> None:
    page.panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.panel.set_look(DARK, 1.5)
    assert line(page, "name").font().pixelSize() == 20
    image = page.panel.grab().toImage()
    assert not image.isNull()


def test_problems_are_words() -> None:
    assert problem_with("credit", "") == ""
    assert link_problem("ftp://example.org") == "An address begins with https://."
    assert link_problem("https://example.org:port/") != ""
    assert link_problem("HTTPS://example.org/a?b#c") == ""
    assert social_problem("", "https://example.org") == "Say what the link is, for its readers."
    assert social_problem("", "") == ""
