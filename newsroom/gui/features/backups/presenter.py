"""What there is of backups, and their settings, asked and saved in lanes. Makes none. No widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from newsroom.domain.backups import BackupStatus
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.backups import BackupSettings
    from newsroom.domain.cancel import CancelToken


class BackupsPresenter(QObject):
    """GUI thread only. A setting is saved as it is changed."""

    status_known = Signal(object)
    """``BackupStatus``."""
    settings_saved = Signal()
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.library: Library | None = None
        self._settings: BackupSettings | None = None

    def set_library(self, library: Library | None) -> None:
        self.library = library
        self._settings = None

    def load(self) -> None:
        """``status_known`` answers."""
        library = self.library
        if library is None:
            return

        def work(_: CancelToken) -> BackupStatus:
            from newsroom.desk.backups import status

            return status(library)

        def on_answered(outcome: Outcome[BackupStatus]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif library is self.library:
                self._settings = outcome.value.settings
                self.status_known.emit(outcome.value)

        self._lanes.read("backups.status", work, on_answered, owner=self)

    def change(self, **changes: Any) -> None:
        """Saves some of the settings beside those that the library has; what is refused is said, and what was before is
        shown again."""
        library, known = self.library, self._settings
        if library is None:
            return
        if known is not None:
            self._settings = replace(known, **changes)
            if self._settings == known:
                return

        def work() -> None:
            from newsroom.desk.backups import load_settings, save_settings

            save_settings(library, replace(load_settings(library), **changes))

        def on_answered(outcome: Outcome[None]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self.settings_saved.emit()
            self.load()

        self._lanes.write(work, on_answered, owner=self)
