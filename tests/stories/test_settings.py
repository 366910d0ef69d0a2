"""Each setting changed by keys alone: it holds at once, after the next start, and when it is set back."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QFontMetricsF

from newsroom.desk.articles import new_article
from newsroom.desk.backups import backup_is_due
from newsroom.desk.backups import load_settings as backup_settings
from newsroom.desk.creating import create_library
from newsroom.desk.library import open_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.suggesting import load_settings as suggestion_settings
from newsroom.domain.article import Content, Dateline
from newsroom.domain.backups import BackupSettings
from newsroom.gui.features.backups import BackupsPanel
from newsroom.gui.features.editor.article_editor import _SAMPLE
from newsroom.gui.features.settings import SettingsPage
from newsroom.gui.shell.window import Page
from newsroom.jobs.render_messages import Shown
from tests.gui.preview.shown import webengine
from tests.stories.conftest import OpenWindow, Window

# The preview is among what settings change.
pytestmark = [pytest.mark.stories, *webengine]


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """One published article, whose page tells what the site's settings say."""
    path = tmp_path / "library"
    library = create_library(path)
    world = ensure_section(library, "World", by="test")
    content = Content(
        headline="Harbour Reopens",
        lede="Ships came in.",
        body='It reopened "at last" on Monday.',
        dateline=Dateline("PORT ANSEL"),
        section_id=world.id,
    )
    publish(library, new_article(library, content, by="test").id, by="test")
    library.close()
    return path


class Seen:
    """What an editor sees of the window, and of the page in it."""

    def __init__(self, window: Window) -> None:
        self.window, self.parts = window, window.parts
        self.page = ""
        window.wait_for_desk()
        assert self.parts.preview is not None and self.parts.editor is not None
        self.editor, self.book = self.parts.editor, self.parts.window.book
        self.parts.preview.presenter.page_shown.connect(self._on_page_shown)
        window.open_by_search("harbour")
        window.hands.press("F5")
        window.wait(lambda: bool(self.page), "the page")

    def _on_page_shown(self, shown: Shown, _keep: bool) -> None:
        self.page = shown.page.decode()

    # What is seen of each setting

    def colors(self) -> tuple[bool, bool]:
        return self.parts.looks.colors.dark, self.parts.looks.colors.high

    def size_of_bars(self) -> int:
        return self.parts.window.status_bar.clock.font().pixelSize()

    def size_of_list(self) -> int:
        return self.parts.archive.list._delegate._headline_font.pixelSize()

    def size_of_article(self) -> int:
        return self.editor.body.font().pixelSize()

    def measure(self) -> int:
        """In characters of a line, whatever their size."""
        width = 3000 - 2 * self.editor._side(3000)
        metrics = QFontMetricsF(self.editor.body.font())
        return round(width / (metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)))

    def line_height(self) -> float:
        return self.editor.body._spacing.line_height

    def typed(self) -> str:
        """What becomes of a quotation mark, in a text that is taken back at once."""
        self.window.hands.press("Ctrl+1", "Ctrl+Home")
        self.window.hands.type('"')
        letter = self.window.headline[:1]
        self.window.hands.press("Ctrl+Z", "Ctrl+Z")
        return letter

    def language(self) -> str:
        assert self.parts.session is not None
        return self.parts.session.own_language

    def counts(self) -> str:
        return self.editor.header.counts.accessibleName()

    def credit(self) -> tuple[str, bool]:
        return self.editor.header.dateline.credit.placeholderText(), "PORT ANSEL (Lantern) —" in self.page

    def zone(self) -> tuple[str, bool]:
        return self.parts.window.status_bar.clock.text()[-3:], 'data-zone="Asia/Tokyo"' in self.page

    def labels(self) -> bool:
        assert self.parts.panel is not None
        return self.parts.panel.head.label.findText("Obituary") >= 0

    def straight(self) -> bool:
        return "&quot;at last&quot;" in self.page or '"at last"' in self.page

    def backups(self) -> tuple[bool, BackupSettings]:
        library = self.parts.library
        assert library is not None
        return backup_is_due(library), backup_settings(library)


class Setting(NamedTuple):
    """``words`` find it, ``name`` is what a screen reader calls it. Keys are pressed by their names, what stands in
    quotation marks is typed; ``undo`` sets it back."""

    words: str
    name: str
    change: str
    undo: str
    seen: Callable[[Seen], object]
    after: object


def line(words: str, name: str, typed: str, before: str, on_page: str = "") -> Setting:
    """A line of the site's settings: what is in it stands on the page."""
    undo = f"Ctrl+A '{before}'" if before else "Ctrl+A Delete"
    return Setting(words, name, f"Ctrl+A '{typed}'", undo, lambda seen: (on_page or typed) in seen.page, True)


OWN = [
    Setting("colours", "Colours: ", "Right Right", "Left Left", Seen.colors, (True, False)),
    Setting("all text", "All text of the window", "Up Up", "Down Down", Seen.size_of_bars, 14),
    Setting("sidebar", "Sidebar and list", "Ctrl+A '130'", "Ctrl+A '100'", Seen.size_of_list, 20),
    Setting("article written", "Article that", "Ctrl+A '150'", "Ctrl+A '100'", Seen.size_of_article, 29),
    Setting("longest line", "Longest line", "Down Down", "Up Up", Seen.measure, 70),
    Setting("distance of lines", "Distance of lines", "Up Up", "Down Down", Seen.line_height, 1.72),
    Setting("smart quotes", "Quotation marks", "Space", "Space", Seen.typed, '"'),
    Setting("language of new", "Language of new articles", "'ar'", "Ctrl+A Delete", Seen.language, "ar"),
]
HOME = "https://newsroom.example"
SITE = [
    line("name of the publication", "Name of", "The Lantern", "Newsroom", 'site_name" content="The Lantern"'),
    line(
        "address pages stand",
        "Address",
        "https://lantern.example",
        HOME,
        'al" href="https://lantern.example/',
    ),
    line("short address", "Short address", "https://ltn.example", ""),
    Setting("credit", "Credit", "Ctrl+A 'Lantern'", "Ctrl+A 'Newsroom'", Seen.credit, ("(Lantern)", True)),
    Setting("time zone", "Time zone", "Ctrl+A 'Asia/Tokyo'", "Ctrl+A 'Etc/GMT'", Seen.zone, ("JST", True)),
    line("language site", "Language", "de", "en", 'class="bottom ui" lang="de"'),
    line("listen live", "Listen Live", f"{HOME}/live", ""),
    line("community standards", "Community standards", f"{HOME}/rules", ""),
    line("discussion", "Discussion", f"{HOME}/talk", ""),
    line("rights line", "Rights line", "All rights are kept", ""),
    line("address rights", "Address of the rights", f"{HOME}/rights", ""),
    line("logo", "Address of the logo", f"{HOME}/logo.png", ""),
    Setting(
        "accounts",
        "Add an account",
        "Return 'Masthead' Tab 'https://social.example/us'",
        "Shift+Tab Return",
        lambda seen: "https://social.example/us" in seen.page,
        True,
    ),
    Setting("labels", "Labels", "'Obituary' Return", "Backspace Backspace", Seen.labels, True),
    Setting(
        "longest headline",
        "Longest headline",
        "Ctrl+A '9'",
        "Ctrl+A '70'",
        Seen.counts,
        "headline 15 of 9 · lede 3 words",
    ),
    Setting("typographic", "Typographic quotation marks", "Space", "Space", Seen.straight, True),
]
KEPT = [
    Setting(f"kept {name}", f"Backups that are kept, {name}", "Up", "Down", seen, number)
    for name, seen, number in (
        ("hourly", lambda seen: seen.backups()[1].n_hourly, 7),
        ("daily", lambda seen: seen.backups()[1].n_daily, 8),
        ("weekly", lambda seen: seen.backups()[1].n_weekly, 5),
    )
]
BACKUPS = [
    Setting("hour changed", "Back up by itself", "Space", "Space", lambda seen: seen.backups()[0], False)
]


def go_to(window: Window, setting: Setting) -> None:
    """The focus to what a search finds."""
    hands = window.hands
    hands.press("Ctrl+Comma")
    window.wait(lambda: window.page_is_open(Page.SETTINGS), "the settings")
    page = window.parts.pages[Page.SETTINGS]
    assert isinstance(page, SettingsPage)
    hands.type(setting.words)
    window.wait(lambda: not page.is_searching, "what was found")
    hands.press("Return")
    stops = [window.focus_name]
    while not stops[-1].startswith(setting.name):
        assert len(stops) < 12, stops
        hands.press("Tab")
        stops.append(window.focus_name)


def use(window: Window, keys: str) -> None:
    """Keys by their names, words in quotation marks."""
    for n, part in enumerate(keys.split("'")):
        if n % 2:
            window.hands.type(part)
        else:
            window.hands.press(*part.split())
    window.hands.press("Escape")
    if window.parts.window.page is Page.SETTINGS:
        window.hands.press("Escape")  # the first one left a list that had come up, or what had been chosen
    assert window.parts.window.page is Page.DESK, f"{window.focus_name} keeps Escape"


def holds(seen: Seen, setting: Setting, wanted: object) -> None:
    if not seen.window.hands.comes(lambda: setting.seen(seen) == wanted, wait_s=10):
        raise AssertionError(f"{setting.name}: {setting.seen(seen)!r} and not {wanted!r}")


@pytest.mark.slow
@pytest.mark.parametrize("settings", [OWN, SITE, [*BACKUPS, *KEPT]], ids=["own", "site", "backups"])
def test_it_holds_at_once_after_the_next_start_and_when_set_back(
    open_window: OpenWindow, settings: list[Setting]
) -> None:
    seen = Seen(open_window())
    before = {setting: setting.seen(seen) for setting in settings}
    assert all(value != setting.after for setting, value in before.items())
    for setting in settings:
        go_to(seen.window, setting)
        use(seen.window, setting.change)
        holds(seen, setting, setting.after)
    seen.window.quit()

    seen = Seen(open_window())
    for setting in settings:
        holds(seen, setting, setting.after)
    for setting in settings:
        go_to(seen.window, setting)
        use(seen.window, setting.undo)
        holds(seen, setting, before[setting])


def test_looking_for_a_setting_changes_none(open_window: OpenWindow) -> None:
    """A search makes sections that nobody has seen; what they hold is saved at the end."""
    window = open_window()
    window.wait_for_desk()
    library = window.parts.library
    assert library is not None
    before = library.site(), backup_settings(library), suggestion_settings(library)
    window.hands.press("Ctrl+Comma")
    window.wait(lambda: window.page_is_open(Page.SETTINGS), "the settings")
    window.hands.type("theme")
    window.wait(lambda: window.settings_found == ("appearance", "site"), "what was found")
    path = library.path
    window.quit()
    library = open_library(path)
    try:
        assert (library.site(), backup_settings(library), suggestion_settings(library)) == before
    finally:
        library.close()


def test_a_second_place_has_a_backup_at_once(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    library = window.parts.library
    assert library is not None
    go_to(window, BACKUPS[0])
    page = window.parts.pages[Page.SETTINGS]
    assert isinstance(page, SettingsPage)
    view = page.view("backups")
    assert isinstance(view, BackupsPanel)
    place = tmp_path / "stick"
    place.mkdir()
    view.settings.set_place(place)  # as the dialog for folders answers
    window.wait(lambda: any(place.glob("*/*/newsroom.db")), "a backup in the second place")
    window.wait(lambda: any(library.backups_folder.glob("*/newsroom.db")), "one beside the library")
