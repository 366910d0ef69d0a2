"""The page of settings in the window: its sections, which features bring, and what their values are taken from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.shell.first_library import LAST
from newsroom.gui.shell.keys import Keys
from newsroom.gui.shell.looks import MAX_SHARE, MIN_SHARE, Looks, Mode, Place
from newsroom.gui.shell.page_feature import PageFeature
from newsroom.gui.shell.pages import Leave, Pages
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.gui.shell.writing import (
    LINE_HEIGHT,
    MAX_LINE_HEIGHT,
    MAX_MEASURE,
    MEASURE,
    MIN_LINE_HEIGHT,
    MIN_MEASURE,
    Writing,
)
from newsroom.gui.theme import MAX_SCALE, MIN_SCALE
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from newsroom.gui.features.settings import AppearanceView, Section, SettingsPage, WritingView

APPEARANCE, WRITING, LIBRARY, SITE = "appearance", "writing", "library", "site"
BACKUPS, SUGGESTIONS, KEYS, PRIVACY = "backups", "suggestions", "keys", "privacy"


class Settings(QObject):
    """GUI thread only. Who has more to say about a section connects it on ``made``."""

    made = Signal(str, object)
    """A section's name and its widget."""

    def __init__(
        self, parts: Parts, pages: Pages, keys: Keys, writing: Writing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._pages = pages
        self._keys = keys
        self._writing = writing
        self._site_language = ""
        pages.set_maker(Page.SETTINGS, self._make_page)
        pages.set_maker(Page.KEYS, self._make_sheet)
        parts.looks.changed.connect(self._show_appearance)
        parts.looks.mode_chosen.connect(self._show_appearance)
        parts.looks.share_changed.connect(self._show_appearance)
        writing.changed.connect(self._on_writing_changed)
        parts.bus.changed.connect(self._on_bus_changed)

    # The page

    def show(self, section: str = "") -> None:
        """The page, at that section with the focus in it; without one as it was left, ready for a search."""
        page = cast("SettingsPage", self._pages.show(Page.SETTINGS))
        if section:
            page.show_section(section)

    def look_for(self, words: str) -> None:
        """The page, with what answers to these words."""
        cast("SettingsPage", self._pages.show(Page.SETTINGS)).look_for(words)

    def view(self, section: str) -> QWidget | None:
        """The widget of a section, if it was made."""
        page = self._parts.pages.get(Page.SETTINGS)
        return None if page is None else cast("SettingsPage", page).made_view(section)

    def _make_page(self, parts: Parts, leave: Leave) -> PageFeature:
        from newsroom.gui.features.settings import SettingsPage

        page = SettingsPage(self._sections(leave), parts.looks.colors)
        page.closed.connect(leave)
        page.section_made.connect(self.made)
        return page

    def _sections(self, leave: Leave) -> list[Section]:
        from newsroom.gui.features.settings import Section

        def of(
            name: str, title: str, words: str, make: Callable[[Leave], QWidget], *, needs: bool = False
        ) -> Section:
            return Section(name, title, words, lambda: make(leave), needs)

        return [
            of(APPEARANCE, self.tr("Appearance"), self.tr("look view"), self._make_appearance),
            of(WRITING, self.tr("Writing"), self.tr("typing editor"), self._make_writing),
            of(LIBRARY, self.tr("Library"), "", self._make_library, needs=True),
            of(SITE, self.tr("Site"), self.tr("publication"), self._make_site, needs=True),
            of(BACKUPS, self.tr("Backups"), "", self._make_backups, needs=True),
            of(SUGGESTIONS, self.tr("Suggestions"), "", self._make_suggestions, needs=True),
            of(KEYS, self.tr("Keys"), self.tr("keyboard shortcuts hotkeys"), self._make_keys),
            of(PRIVACY, self.tr("Privacy"), self.tr("data kept"), self._make_privacy),
        ]

    # Sections of our own

    def _make_appearance(self, _leave: Leave) -> QWidget:
        from newsroom.gui.features.settings import AppearanceView, Limits

        view = AppearanceView(
            Limits(
                (_per_cent(MIN_SCALE), _per_cent(MAX_SCALE), 100),
                (_per_cent(MIN_SHARE), _per_cent(MAX_SHARE), 100),
                (MIN_MEASURE, MAX_MEASURE, MEASURE),
                (_per_cent(MIN_LINE_HEIGHT), _per_cent(MAX_LINE_HEIGHT), _per_cent(LINE_HEIGHT)),
            )
        )
        view.changed.connect(self._on_appearance_changed)
        self._fill_appearance(view)
        return view

    def _fill_appearance(self, view: AppearanceView) -> None:
        from newsroom.gui.features.settings import Appearance

        looks, writing = self._parts.looks, self._writing
        view.show_appearance(
            Appearance(
                looks.mode.value,
                _per_cent(looks.scale),
                _per_cent(looks.share_of(Place.LIST)),
                _per_cent(looks.share_of(Place.ARTICLE)),
                writing.measure,
                _per_cent(writing.line_height),
            )
        )

    def _show_appearance(self) -> None:
        if (view := self.view(APPEARANCE)) is not None:
            self._fill_appearance(cast("AppearanceView", view))

    def _on_appearance_changed(self, name: str, value: object) -> None:
        looks: Looks = self._parts.looks
        if isinstance(value, str):
            looks.set_mode(Mode(value))
        elif isinstance(value, int):
            acts: dict[str, Callable[[], None]] = {
                "scale": lambda: looks.set_scale(value / 100),
                "list_share": lambda: looks.set_share(Place.LIST, value / 100),
                "article_share": lambda: looks.set_share(Place.ARTICLE, value / 100),
                "measure": lambda: self._writing.set_measure(value),
                "line_height": lambda: self._writing.set_line_height(value / 100),
            }
            acts[name]()

    def _make_writing(self, _leave: Leave) -> QWidget:
        from newsroom.gui.features.settings import WritingView

        view = WritingView()
        view.smart_quotes_chosen.connect(self._writing.set_smart_quotes)
        view.language_chosen.connect(self._writing.set_language)
        self._fill_writing(view)
        self._ask_site_language()
        return view

    def _fill_writing(self, view: WritingView) -> None:
        from newsroom.gui.features.settings import WritingHabits

        view.show_site_language(self._site_language)
        view.show_habits(WritingHabits(self._writing.smart_quotes, self._writing.language))

    def _on_writing_changed(self) -> None:
        self._show_appearance()
        if (view := self.view(WRITING)) is not None:
            self._fill_writing(cast("WritingView", view))

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        if Changed.SITE in changes.kinds and self.view(WRITING) is not None:
            self._ask_site_language()

    def set_library(self) -> None:
        """The parts' library is another one now."""
        self._site_language = ""
        if self.view(WRITING) is not None:
            self._on_writing_changed()
            self._ask_site_language()

    def _ask_site_language(self) -> None:
        library = self._parts.library
        if library is None:
            return

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Ok) and library is self._parts.library:
                self._site_language = outcome.value
                self._on_writing_changed()

        self._parts.lanes.read(
            "settings.language", lambda _: library.site().language, on_answered, owner=self
        )

    def _make_library(self, _leave: Leave) -> QWidget:
        from newsroom.gui.features.settings import LibraryView

        view = LibraryView(self._parts.lanes)
        view.folder_wanted.connect(show_folder)
        view.other_wanted.connect(self._parts.window.book["library.open"].trigger)
        view.new_wanted.connect(self._parts.window.book["library.new"].trigger)
        return view

    def _make_privacy(self, _leave: Leave) -> QWidget:
        from newsroom.gui.features.settings import PrivacyView

        view = PrivacyView(self._parts.lanes, self._parts.preferences.path.parent)
        view.folder_wanted.connect(show_folder)
        view.derived_wanted.connect(self._on_privacy_derived_wanted)
        view.forget_wanted.connect(self._on_privacy_forget_wanted)
        view.said.connect(self._parts.window.status_bar.show_message)
        return view

    def _on_privacy_derived_wanted(self) -> None:
        self.show(SUGGESTIONS)

    def _on_privacy_forget_wanted(self) -> None:
        preferences = self._parts.preferences
        for name in (LAST, "library/articles", "commands/recent", "archive/scope"):
            preferences.set_text(name, "")
        self._parts.window.status_bar.show_message(
            self.tr("Forgotten. What you open from now on is remembered again.")
        )

    # Sections of other features

    def _make_site(self, leave: Leave) -> QWidget:
        from newsroom.gui.features.site_settings import build

        parts = self._parts
        view = build(parts.lanes, parts.looks.colors, parts.bus)
        view.closed.connect(leave)
        view.status_message.connect(parts.window.status_bar.show_message)
        return view

    def _make_backups(self, leave: Leave) -> QWidget:
        from newsroom.gui.features.backups import build

        view = build(self._parts.lanes, self._parts.looks.colors)
        view.embed()
        view.closed.connect(leave)
        view.status_message.connect(self._parts.window.status_bar.show_message)
        return view

    def _make_suggestions(self, leave: Leave) -> QWidget:
        from newsroom.gui.features.suggestion_settings import build

        view = build(self._parts.lanes, self._parts.looks.colors)
        view.embed()
        view.closed.connect(leave)
        view.status_message.connect(self._parts.window.status_bar.show_message)
        return view

    def _make_keys(self, _leave: Leave) -> QWidget:
        from newsroom.gui.features.keys import build_view

        view = build_view(self._keys, self._parts.looks.colors)
        view.file_wanted.connect(show_folder)
        view.sheet_wanted.connect(self._on_keys_sheet_wanted)
        return view

    def _make_sheet(self, parts: Parts, leave: Leave) -> PageFeature:
        from newsroom.gui.features.keys import build_sheet

        sheet = build_sheet(self._keys, parts.looks.colors)
        sheet.closed.connect(leave)
        sheet.change.clicked.connect(self._on_sheet_change_clicked)
        return sheet

    def _on_sheet_change_clicked(self) -> None:
        self.show(KEYS)

    def _on_keys_sheet_wanted(self) -> None:
        self._pages.show(Page.KEYS)


def show_folder(path: Path) -> None:
    """The folder, or the file in whatever the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _per_cent(factor: float) -> int:
    return round(factor * 100)
