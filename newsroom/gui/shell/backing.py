"""Backups in the window: every hour by themselves, their age in the status bar, their settings and commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.errors import NotFoundError
from newsroom.gui.shell.actions import Act, ActionSpec
from newsroom.gui.shell.caring import Caring
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.settings import BACKUPS, Settings
from newsroom.gui.widgets.file_dialogs import ask_folder
from newsroom.jobs.outcome import Err, Ok, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.backups import BackupReport, BackupStatus, CareProgress, Restored
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.health import Health
    from newsroom.gui.features.backups import BackupsPanel

FIRST_MS, EVERY_MS = 90_000, 300_000
"""How long after opening one is looked for, and how often then. What is looked at are some small files."""
_STATUS_MS = 6_000
_SOON_MS = 1_000


class Backing(QObject):
    """GUI thread only. The work is a helper process's, which gives way to all others."""

    open_wanted = Signal(object)
    """The library at this ``Path`` was restored."""

    def __init__(
        self, parts: Parts, settings: Settings, caring: Caring, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._settings = settings
        self._caring = caring
        self._library: Library | None = None
        self._timer = self._single_shot(self._on_timer_timed_out)
        self._status_timer = self._single_shot(self.show_status)
        self._status_timer.setInterval(_STATUS_MS)
        settings.made.connect(self._on_settings_made)
        parts.window.status_bar.backup_clicked.connect(self.show_page)

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    # Commands

    def specs(self) -> list[ActionSpec]:
        """Their commands."""
        spec = ActionSpec
        return [
            spec("library.backup", self.tr("Back up now"), needs="library"),
            spec("library.backups", self.tr("Backups"), ("Ctrl+Alt+B",), needs="library"),
            spec("library.restore", self.tr("Restore a backup into a new library…")),
            spec("library.check", self.tr("Check the library"), needs="library"),
        ]

    def acts(self) -> Mapping[str, Act]:
        """What each does."""
        return {
            "library.backup": self.back_up,
            "library.backups": self.show_page,
            "library.restore": self.ask_restore,
            "library.check": self.check,
        }

    def show_page(self) -> None:
        if self._parts.library is not None:
            self._settings.show(BACKUPS)

    # The library

    def set_library(self) -> None:
        """The parts' library is another one now."""
        self._caring.stop()
        self._library = self._parts.library
        self._parts.window.status_bar.show_backup(None, known=False)
        if self._library is not None:
            self._timer.start(FIRST_MS)
            self._status_timer.start()

    def show_status(self) -> None:
        """Asks for the last good backup, for the status bar and the page."""
        library = self._library
        if library is None or library is not self._parts.library:
            return

        def work() -> BackupStatus:
            from newsroom.desk.backups import status

            return status(library)

        def on_answered(outcome: Outcome[BackupStatus]) -> None:
            if isinstance(outcome, Ok) and library is self._parts.library:
                status = outcome.value
                at = status.newest.made_at if status.newest is not None else None
                self._parts.window.status_bar.show_backup(at, "\n".join(status.problems))

        self._parts.lanes.read("shell.backups", lambda _token: work(), on_answered, owner=self)
        if (page := self.page) is not None and page.isVisible():
            page.load()

    def _on_timer_timed_out(self) -> None:
        self._timer.start(EVERY_MS)
        library = self._library
        if library is None or library is not self._parts.library or self._caring.is_busy:
            return
        if library.was_cut_short:
            library.was_cut_short = False
            self._look_quickly(library)
            return

        def work() -> bool:
            from newsroom.desk.backups import backup_is_due

            return backup_is_due(library)

        def on_answered(outcome: Outcome[bool]) -> None:
            if isinstance(outcome, Ok) and outcome.value and library is self._parts.library:
                self._back_up(library, only_due=True)

        self._parts.lanes.read("shell.backup", lambda _token: work(), on_answered, owner=self)

    def _look_quickly(self, library: Library) -> None:
        """It was not closed in order: whether that has left a mark."""

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Ok) and outcome.value:
                self._warn(outcome.value)
            self._timer.start(0)

        self._caring.begin("quick", library.path, show=lambda *_: None, done=on_answered)

    # Making

    def back_up(self) -> None:
        """Now, whatever there is already."""
        if self._parts.library is not None:
            self._back_up(self._parts.library, only_due=False)

    def _back_up(self, library: Library, *, only_due: bool) -> None:
        def work(tell: Callable[[CareProgress], None], token: CancelToken) -> BackupReport:
            from newsroom.desk.backups import RATE_BESIDE_WORK, is_ours_alone, make_backup
            from newsroom.jobs.care_helper import care

            if is_ours_alone(library):
                return make_backup(library, only_due=only_due, tell=tell, token=token)
            report: BackupReport = care(
                "backup", library.path, only_due, RATE_BESIDE_WORK, token=token, tell=tell
            )
            return report

        def on_answered(outcome: Outcome[BackupReport]) -> None:
            self.show_status()
            if isinstance(outcome, Err):
                if not only_due and outcome.expected:
                    self._say(str(outcome.error))
                return
            for words in outcome.value.problems:
                if "damaged" in words:
                    self._warn(words)
            if not only_due:
                made = self.tr("Backed up, and verified.")
                self._say(" ".join((*([made] if outcome.value.made else []), *outcome.value.problems)))

        begun = self._caring.begin("backup", show=self._show_progress, done=on_answered, work=work)
        if not begun and not only_due:
            self._say(self.tr("Something is being done with the library already."))

    # Restoring

    def ask_restore(self) -> None:
        """Asks which backup; then where it shall go."""
        library = self._parts.library
        ask_folder(
            self._parts.window,
            self.tr("The folder of a backup"),
            self._ask_place,
            beside=library.backups_folder if library is not None else None,
        )

    def _ask_place(self, backup: Path) -> None:
        library = self._parts.library
        ask_folder(
            self._parts.window,
            self.tr("A new or empty folder for the restored library"),
            lambda to: self.restore(backup, to),
            beside=library.path.parent if library is not None else None,
        )

    def restore(self, backup: Path, to: Path) -> None:
        """Makes a library at ``to``, and offers to open it."""
        from newsroom.desk.restoring import find_backup

        try:
            database = find_backup(str(backup))
        except NotFoundError as error:
            self._fail(str(error))
            return

        def on_answered(outcome: Outcome[Restored]) -> None:
            if isinstance(outcome, Err):
                if outcome.expected:
                    self._fail(str(outcome.error))
                return
            path = outcome.value.path
            words = self.tr("The backup was restored to {0}.").format(path)
            offer = (self.tr("Open it"), lambda: self.open_wanted.emit(path))
            self._parts.window.notice.show_notice(words, [offer], stays=True)

        if not self._caring.begin("restore", database, to, show=self._show_progress, done=on_answered):
            self._say(self.tr("Something is being done with the library already."))

    # The check-up

    def check(self) -> None:
        """Looks at everything, on the page."""
        self._check(mend=False)

    def _check(self, *, mend: bool) -> None:
        library = self._parts.library
        if library is None:
            return
        self.show_page()

        def on_answered(outcome: Outcome[Health]) -> None:
            page = self.page
            if isinstance(outcome, Ok) and page is not None and library is self._parts.library:
                page.show_health(outcome.value)
            elif isinstance(outcome, Err) and outcome.expected:
                self._fail(str(outcome.error))

        act = "repair" if mend else "check"
        if not self._caring.begin(act, library.path, show=self._show_progress, done=on_answered):
            self._say(self.tr("Something is being done with the library already."))

    # What is said

    def _warn(self, words: str) -> None:
        self._parts.window.notice.show_notice(words, [(self.tr("Check the library"), self.check)], stays=True)

    def _fail(self, words: str) -> None:
        self._parts.window.notice.show_notice(words, stays=True)

    def _say(self, words: str) -> None:
        self._parts.window.status_bar.show_message(words)

    def _show_progress(self, words: str, _share: float | None) -> None:
        if (page := self.page) is not None:
            page.show_progress(words)
        self._parts.window.status_bar.show_progress(words)

    @property
    def page(self) -> BackupsPanel | None:
        """Their section of the settings, if it was made."""
        return cast("BackupsPanel | None", self._settings.view(BACKUPS))

    def _on_settings_made(self, section: str, widget: object) -> None:
        if section != BACKUPS:
            return
        panel = cast("BackupsPanel", widget)
        panel.backup_wanted.connect(self.back_up)
        panel.restore_wanted.connect(self.restore)
        panel.check_wanted.connect(lambda mend: self._check(mend=mend))
        panel.stop_wanted.connect(self._caring.stop)
        panel.settings_changed.connect(self._on_panel_settings_changed)

    def _on_panel_settings_changed(self) -> None:
        """Another place, or the switch: a backup may be due by now."""
        self.show_status()
        self._timer.start(_SOON_MS)
