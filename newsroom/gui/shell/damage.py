"""The ways on from a damaged library: a copy of the last backup, salvage, a closer look; mending, where that is all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from newsroom.gui.shell.caring import Caring
from newsroom.gui.shell.entrance import free_place
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.jobs.outcome import Err, Ok, Outcome

if TYPE_CHECKING:
    from newsroom.domain.backups import Backup, BackupStatus, Restored
    from newsroom.domain.health import Health, Salvaged
    from newsroom.gui.features.damaged import DamagedView


class Damage(QObject):
    """GUI thread only."""

    open_wanted = Signal(object)
    other_wanted = Signal()
    salvaged = Signal(object)
    """A ``Salvaged``: its library is being opened."""

    def __init__(self, parts: Parts, caring: Caring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._caring = caring
        self._view: DamagedView | None = None
        self._path = Path()
        self._words = ""
        self._backup: Backup | None = None

    def show(self, path: Path, words: str) -> None:
        """The library at that path is damaged. What its backups are is asked first: some small files."""
        self._path, self._words = path, words

        def work() -> BackupStatus:
            from newsroom.desk.backups import status_of

            return status_of(path)

        def on_answered(outcome: Outcome[BackupStatus]) -> None:
            self._backup = outcome.value.newest if isinstance(outcome, Ok) else None
            self._show()

        self._parts.lanes.read("shell.damage", lambda _token: work(), on_answered, owner=self)

    def _show(self) -> None:
        from newsroom.domain.times import now
        from newsroom.gui.features.backups.words import age_words, content_words

        view, backup = self.view(), ""
        if self._backup is not None:
            backup = self.tr("Made {0}: {1}. It becomes a new library beside this one.").format(
                age_words(self._backup.made_at, now()), content_words(self._backup)
            )
        view.show_damage(self._path, self._words, backup)
        self._parts.window.show_page(Page.DAMAGED)
        self._parts.window.show()
        view.focus_first()

    def view(self) -> DamagedView:
        """Made when first needed."""
        if self._view is None:
            from newsroom.gui.features.damaged import DamagedView

            looks = self._parts.looks
            view = self._view = DamagedView(looks.colors)
            view.set_look(looks.colors, looks.scale)
            looks.changed.connect(view.set_look)
            view.restore_wanted.connect(self.restore)
            view.salvage_wanted.connect(self.salvage)
            view.check_wanted.connect(self.check)
            view.mend_wanted.connect(self.mend)
            view.folder_wanted.connect(self._on_view_folder_wanted)
            view.other_wanted.connect(self.other_wanted)
            view.stop_wanted.connect(self._caring.stop)
            self._parts.window.add_page(Page.DAMAGED, view)
        return self._view

    def restore(self) -> None:
        """The last backup, in a library beside this one, which is opened then."""
        from newsroom.desk.restoring import find_backup

        if self._backup is None:
            return
        to = free_place(self._path.with_name(f"{self._path.name}-restored"))

        def on_answered(outcome: Outcome[Restored]) -> None:
            if isinstance(outcome, Ok):
                self.open_wanted.emit(outcome.value.path)
            else:
                self._fail(outcome)

        database = find_backup(str(self._backup.folder))
        self._caring.begin("restore", database, to, show=self.view().show_progress, done=on_answered)

    def salvage(self) -> None:
        """All that can be read, in a library beside this one, which is opened then."""
        to = free_place(self._path.with_name(f"{self._path.name}-salvaged"))

        def on_answered(outcome: Outcome[Salvaged]) -> None:
            if isinstance(outcome, Ok):
                self.salvaged.emit(outcome.value)
                self.open_wanted.emit(outcome.value.path)
            else:
                self._fail(outcome)

        self._caring.begin("salvage", self._path, to, show=self.view().show_progress, done=on_answered)

    def check(self) -> None:
        """What is damaged, more exactly."""

        def on_answered(outcome: Outcome[Health]) -> None:
            if isinstance(outcome, Ok):
                self.view().show_findings(outcome.value)
                self.view().focus_first()
            else:
                self._fail(outcome)

        self._caring.begin("check", self._path, show=self.view().show_progress, done=on_answered)

    def mend(self) -> None:
        """What follows from what is whole, in the library itself; opened then, if that was all."""

        def on_answered(outcome: Outcome[Health]) -> None:
            if not isinstance(outcome, Ok):
                self._fail(outcome)
            elif outcome.value.is_damaged or outcome.value.can_be_mended:
                self.view().show_findings(outcome.value)
                self.view().focus_first()
            else:
                self.open_wanted.emit(self._path)

        self._caring.begin("repair", self._path, show=self.view().show_progress, done=on_answered)

    def _on_view_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _fail(self, outcome: Err) -> None:
        if outcome.expected:
            self.view().show_problem(str(outcome.error))
        self.view().focus_first()
