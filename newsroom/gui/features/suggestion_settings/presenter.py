"""The switches of suggestions and what is known of the archive, asked and saved in lanes. No widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.suggestions import SuggestionKind, SuggestionSettings, SuggestionStatus
from newsroom.jobs.lanes import Err, Outcome, Runner
from newsroom.jobs.suggestion_helper import helper_of

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.cancel import CancelToken


class SuggestionSettingsPresenter(QObject):
    """GUI thread only. A switch is saved at once."""

    settings_loaded = Signal(object)
    """``SuggestionSettings`` as the library has them."""
    settings_saved = Signal(object)
    status_known = Signal(object)
    """``SuggestionStatus``."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._library: Library | None = None

    def set_library(self, library: Library | None) -> None:
        self._library = library

    def load(self) -> None:
        """Asks for the switches, and then for the state of what is derived."""
        library = self._library
        if library is None:
            return

        def work(_: CancelToken) -> SuggestionSettings:
            from newsroom.desk.suggesting import load_settings

            return load_settings(library)

        def on_answered(outcome: Outcome[SuggestionSettings]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif library is self._library:
                self.settings_loaded.emit(outcome.value)

        self._lanes.read("suggestions.settings", work, on_answered, owner=self)
        self.ask_status()

    def ask_status(self) -> None:
        """``status_known`` answers, where it can be told."""
        library = self._library
        if library is None:
            return

        def work(token: CancelToken) -> SuggestionStatus:
            status: SuggestionStatus = helper_of(library).ask("status", token=token)
            return status

        def on_answered(outcome: Outcome[SuggestionStatus]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif library is self._library:
                self.status_known.emit(outcome.value)

        self._lanes.think("suggestions.status", work, on_answered, owner=self)

    def switch(self, kind: SuggestionKind, on: bool) -> None:
        """Turns one kind on or off, for everybody who works on the library."""
        library = self._library
        if library is None:
            return

        def work() -> SuggestionSettings:
            from newsroom.desk.suggesting import load_settings, save_settings

            settings = replace(load_settings(library), **{kind.value: on})
            save_settings(library, settings)
            return settings

        def on_answered(outcome: Outcome[SuggestionSettings]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                self.load()
            else:
                self.settings_saved.emit(outcome.value)

        self._lanes.write(work, on_answered, owner=self)
