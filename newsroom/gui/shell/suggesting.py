"""Suggestions in the window as a whole: their commands and their page, and learning while nobody works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.suggestions import SuggestionKind, SuggestionSettings
from newsroom.gui.shell.actions import Act, ActionSpec
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.settings import SUGGESTIONS, Settings
from newsroom.jobs.lanes import Err, Ok, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.features.suggestion_settings import SuggestionSettingsPanel

IDLE_MS = 20_000
_OFF = SuggestionSettings(**dict.fromkeys((kind.value for kind in SuggestionKind), False))
Progress = tuple[str, int, int]


class Suggesting(QObject):
    """GUI thread only. What learns is a process of its own, which gives way to all others."""

    learned = Signal()

    def __init__(self, parts: Parts, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._settings = settings
        self._token: CancelToken | None = None
        self._is_wanted = False  # somebody asked for it, and waits
        self._has_changed = False
        self._stage = ""
        self._before = SuggestionSettings()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._on_idle_timed_out)
        settings.made.connect(self._on_settings_made)
        parts.bus.changed.connect(self._on_bus_changed)

    # Commands

    def specs(self) -> list[ActionSpec]:
        """Their commands."""
        spec = ActionSpec
        return [
            spec(
                "suggest.take",
                self.tr("Take the first suggestion"),
                ("Alt+Return", "Alt+Enter"),
                needs="article",
            ),
            spec("suggest.go", self.tr("Go to the suggestions"), ("Ctrl+Shift+G",), needs="article"),
            spec("suggest.dismiss", self.tr("Dismiss all suggestions of the article"), needs="article"),
            spec("suggest.switch", self.tr("Turn suggestions on or off"), needs="library"),
            spec("suggest.page", self.tr("Suggestions: settings and what is known"), needs="library"),
            spec("suggest.learn", self.tr("Learn suggestions from the archive now"), needs="library"),
            spec("suggest.rebuild", self.tr("Delete what suggestions know, and rebuild"), needs="library"),
        ]

    def acts(self) -> Mapping[str, Act]:
        """What each does."""
        return {
            "suggest.take": self.take_first,
            "suggest.go": self.go_to_first,
            "suggest.dismiss": self.dismiss_all,
            "suggest.switch": self.switch,
            "suggest.page": self.show_page,
            "suggest.learn": self.learn,
            "suggest.rebuild": self.rebuild,
        }

    def take_first(self) -> None:
        panel = self._parts.panel
        if panel is not None:
            self._parts.window.show_tab("article")
            if not panel.suggestions.take_first():
                self._say(self.tr("Nothing is suggested."))

    def go_to_first(self) -> None:
        panel = self._parts.panel
        if panel is not None:
            self._parts.window.show_tab("article")
            if not panel.suggestions.focus_first():
                self._say(self.tr("Nothing is suggested."))

    def dismiss_all(self) -> None:
        if self._parts.panel is not None:
            self._parts.panel.suggestions.presenter.dismiss_all()

    def show_page(self) -> None:
        self._settings.show(SUGGESTIONS)

    def switch(self) -> None:
        """All off, or those on again that were."""
        library = self._parts.library
        if library is None:
            return
        before = self._before

        def work() -> tuple[SuggestionSettings, SuggestionSettings]:
            from newsroom.desk.suggesting import load_settings, save_settings

            now = load_settings(library)
            changed = _OFF if now.kinds else before
            save_settings(library, changed)
            return now, changed

        def on_answered(outcome: Outcome[tuple[SuggestionSettings, SuggestionSettings]]) -> None:
            if isinstance(outcome, Err):
                self._say(str(outcome.error))
                return
            was, now = outcome.value
            self._before = was if was.kinds else now
            self._say(self.tr("Suggestions are on.") if now.kinds else self.tr("Suggestions are off."))
            self._ask_again()
            if (page := self._page()) is not None:
                page.load()

        self._parts.lanes.write(work, on_answered, owner=self)

    # Learning

    def set_library(self) -> None:
        """The parts' library is another one now: when nobody works, what it says is learned."""
        self.stop()
        self._before = replace(SuggestionSettings())
        self._has_changed = True
        self.note_work()

    def note_work(self) -> None:
        """Somebody works: what runs by itself gives way, and begins again when nobody does."""
        if self._token is not None and not self._is_wanted:
            self.stop()
        self._idle.start()

    def note_reading(self, _article: int) -> None:
        """Somebody goes from one article to another: that is work, too."""
        self.note_work()

    def learn(self) -> None:
        self._begin("learn")

    def rebuild(self) -> None:
        self._begin("rebuild")

    def stop(self) -> None:
        """What was derived until now is kept."""
        if self._token is not None:
            self._token.cancel()

    def _on_idle_timed_out(self) -> None:
        if self._has_changed and self._token is None:
            self._begin("learn_if_due", by_itself=True)

    def _begin(self, act: str, *, by_itself: bool = False) -> None:
        library = self._parts.library
        if library is None or library.read_only or (by_itself and self._token is not None):
            return
        self.stop()
        self._is_wanted = not by_itself
        report = self._parts.lanes.reporter(self._on_progressed, owner=self)
        own: list[CancelToken] = []

        def on_answered(outcome: Outcome[Any]) -> None:
            if self._token is not own[0]:
                return
            self._token = None
            self._show_progress("")
            if isinstance(outcome, Ok):
                self._has_changed = False
                self._ask_again()
                self.learned.emit()
                if not by_itself:
                    self._say(self.tr("Suggestions know the archive as it is now."))
            elif not by_itself and outcome.expected:
                self._say(str(outcome.error))

        token = self._parts.lanes.labour(_labour(library, act, report), on_answered, owner=self)
        own.append(token)
        self._token = token

    def _on_progressed(self, progress: Progress) -> None:
        what, done, total = progress
        if self._token is not None:
            words = self.tr("{0} for suggestions: {1} %").format(what, 100 * done // max(1, total))
            self._show_progress(words)
            if what != self._stage:
                self._stage = what
                self._ask_again()  # what was read by now is known by now

    def _show_progress(self, words: str) -> None:
        self._parts.window.status_bar.show_progress(words)
        if (page := self._page()) is not None:
            page.show_progress(words)

    # What happens

    def _on_bus_changed(self, _changes: ChangeSet) -> None:
        self._has_changed = True
        self.note_work()

    def _on_settings_made(self, section: str, widget: QObject) -> None:
        if section == SUGGESTIONS:
            panel = cast("SuggestionSettingsPanel", widget)
            panel.learn_wanted.connect(self.learn)
            panel.rebuild_wanted.connect(self.rebuild)
            panel.stop_wanted.connect(self.stop)
            panel.settings_changed.connect(self._ask_again)

    def _page(self) -> SuggestionSettingsPanel | None:
        return cast("SuggestionSettingsPanel | None", self._settings.view(SUGGESTIONS))

    def _ask_again(self) -> None:
        if self._parts.panel is not None:
            self._parts.panel.suggestions.presenter.ask_again()

    def _say(self, words: str) -> None:
        self._parts.window.status_bar.show_message(words)


def _labour(library: Library, act: str, report: Callable[[Progress], None]) -> Callable[[CancelToken], Any]:
    def work(token: CancelToken) -> Any:
        from newsroom.jobs.suggestion_helper import SuggestionHelper

        helper = SuggestionHelper(library.path, is_long=True)
        try:
            return helper.ask(act, token=token, progress=lambda *progress: report(progress))
        finally:
            helper.close()

    return work
