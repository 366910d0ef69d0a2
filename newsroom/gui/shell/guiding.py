"""The guide at hand: F1 opens it where it suits the page in view; after an upgrade a quiet bar leads to what is new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from newsroom import __version__
from newsroom.gui.shell import settings
from newsroom.gui.shell.actions import Act, ActionSpec
from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page

if TYPE_CHECKING:
    from newsroom.gui.features.guide import GuidePage
    from newsroom.gui.features.settings import SettingsPage
    from newsroom.gui.features.whats_new import WhatsNewPage

_VERSION = "program/version"
_BEFORE = "program/version_before"
# Where the guide speaks of a page; of the desk its first page does.
_PLACES = {
    Page.REVIEW: ("pasting.md", ""),
    Page.SETTINGS: ("settings.md", ""),
    Page.IMPORTS: ("importing.md", ""),
    Page.TABLE: ("ordering.md", "many-articles-at-once"),
    Page.REPLACE: ("finding.md", ""),
    Page.TAGS: ("ordering.md", "tags"),
    Page.SERIES: ("ordering.md", "series"),
    Page.SECTIONS: ("ordering.md", "sections-and-authors"),
    Page.AUTHORS: ("ordering.md", "sections-and-authors"),
    Page.ACTS: ("ordering.md", "the-log-of-acts"),
    Page.HISTORY: ("history.md", ""),
    Page.KEYS: ("settings.md", "keys"),
    Page.DAMAGED: ("backups.md", "a-library-that-is-damaged"),
}
# Sections of the settings of which another page speaks.
_SECTIONS = {
    settings.SITE: ("site.md", ""),
    settings.BACKUPS: ("backups.md", "backups"),
    settings.SUGGESTIONS: ("suggestions.md", "turning-it-off"),
    settings.KEYS: ("settings.md", "keys"),
    settings.PRIVACY: ("settings.md", "privacy"),
}


class Guiding(QObject):
    """GUI thread only. The pages are loaded when they are asked for."""

    def __init__(self, parts: Parts, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._pages = pages
        self._said = ""  # of the version that is new

    def specs(self) -> list[ActionSpec]:
        """Their commands."""
        return [
            ActionSpec("app.guide", self.tr("Guide"), ("F1",)),
            ActionSpec("app.news", self.tr("What is new")),
        ]

    def acts(self) -> Mapping[str, Act]:
        return {"app.guide": self.open_guide, "app.news": self.show_news}

    def open_guide(self) -> None:
        """Where it speaks of what is in view; a second time it stays where it is."""
        place = self._place()
        is_open = self._parts.window.page is Page.GUIDE
        guide = cast("GuidePage", self._pages.show(Page.GUIDE))
        if place is not None and not is_open:
            guide.show_place(*place)

    def look_for(self, words: str) -> None:
        """The guide, with what answers to these words."""
        cast("GuidePage", self._pages.show(Page.GUIDE)).look_for(words)

    def _place(self) -> tuple[str, str] | None:
        page = self._parts.window.page
        if page is Page.SETTINGS:
            section = cast("SettingsPage", self._parts.pages[page]).section
            return _SECTIONS.get(section, _PLACES[page])
        return _PLACES.get(page)

    def show_news(self) -> None:
        """What is new since the version that was here before this one."""
        if self._said and self._parts.window.notice.text == self._said:
            self._parts.window.notice.dismiss()
        page = cast("WhatsNewPage", self._pages.show(Page.NEWS))
        page.set_since(self._parts.preferences.text(_BEFORE))

    def note_version(self, version: str = __version__) -> None:
        """All is loaded: says once that the program is newer than at the last start. Never at the first one."""
        preferences = self._parts.preferences
        before = preferences.text(_VERSION)
        if before == version:
            return
        preferences.set_text(_VERSION, version)
        from newsroom.domain.documents import version_key

        if not before or version_key(before) >= version_key(version):
            return
        preferences.set_text(_BEFORE, before)
        words = self.tr("Newsroom is now version {0}.").format(version)
        self._said = words
        self._parts.window.notice.show_notice(words, [(self.tr("What is new"), self.show_news)], waits=True)
