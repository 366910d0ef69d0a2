"""Privacy: what is kept, where and how much; what may be deleted; and that nothing leaves the machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from newsroom.domain.cancel import CancelToken
from newsroom.domain.kept import DELETABLE, Kept, KeptKind
from newsroom.gui.features.settings.section import PlainSection
from newsroom.gui.features.settings.sizes import size_words
from newsroom.gui.when import number
from newsroom.gui.widgets.setting_row import FactRow, SettingRow
from newsroom.gui.widgets.settings_list import SettingsList
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_OF_LIBRARY = (KeptKind.LIBRARY, KeptKind.PICTURES, KeptKind.BACKUPS, KeptKind.DERIVED, KeptKind.JOURNAL)


class PrivacyView(SettingsList, PlainSection):
    """Asks in the read lane what there is, each time it is shown."""

    folder_wanted = Signal(object)
    """A ``Path``, to be shown by the system."""
    derived_wanted = Signal()
    """What suggestions derived is to be deleted: that is their section's."""
    forget_wanted = Signal()
    """What was opened last, and where."""
    said = Signal(str)

    def __init__(self, lanes: Runner, settings_folder: Path) -> None:
        super().__init__()
        self._lanes = lanes
        self._settings_folder = settings_folder
        self._library: Library | None = None
        self._folders: dict[KeptKind, Path] = {}
        self._folder_buttons: dict[KeptKind, QPushButton] = {}
        self._delete_buttons: dict[KeptKind, QPushButton] = {}
        self.promise = FactRow(
            self.tr("Nothing leaves this machine"),
            [],
            also=self.tr("network telemetry internet cloud offline"),
        )
        self.promise.show_value(
            self.tr(
                "Newsroom asks no server for anything: no figures about you, no look for a newer version, no texts. The"
                " preview loads nothing from the network. What goes out goes because you say so each time: a link, or"
                " a page that you open in the browser, a file that you save elsewhere."
            )
        )
        self.rows = {kind: self._row(kind) for kind in KeptKind}
        self.forget = QPushButton(self.tr("Forget them"))
        self.last = FactRow(
            self.tr("What was opened last"),
            [self.forget],
            hint=self.tr(
                "The last library, the article open in each, commands used last: so that they are found again."
            ),
            also=self.tr("recent history"),
        )
        beside = [kind for kind in KeptKind if kind not in _OF_LIBRARY]
        self.add_group("", [self.promise])
        self.add_group(self.tr("In the library"), [self.rows[kind] for kind in _OF_LIBRARY])
        self.add_group(self.tr("Beside it, for you"), [*(self.rows[kind] for kind in beside), self.last])
        self.column.addStretch(1)
        self.forget.clicked.connect(self.forget_wanted)
        self.setFocusProxy(self._folder_buttons[KeptKind.SETTINGS])

    def _row(self, kind: KeptKind) -> SettingRow:
        label, hint = self._words()[kind]
        show = QPushButton(self.tr("Show"))
        show.setAccessibleName(self.tr("Show the folder: {0}").format(label))
        show.clicked.connect(partial(self._on_show_clicked, kind))
        show.setEnabled(False)
        self._folder_buttons[kind] = show
        acts = [show]
        if kind in DELETABLE or kind is KeptKind.DERIVED:
            delete = QPushButton(
                self.tr("Delete and rebuild…") if kind is KeptKind.DERIVED else self.tr("Delete")
            )
            delete.setAccessibleName(f"{delete.text()}: {label}")
            delete.clicked.connect(partial(self._on_delete_clicked, kind))
            self._delete_buttons[kind] = delete
            acts.append(delete)
        return FactRow(label, acts, hint=hint)

    def _words(self) -> dict[KeptKind, tuple[str, str]]:
        tr = self.tr
        return {
            KeptKind.LIBRARY: (
                tr("Articles and their history"),
                tr("All texts, each kept state of them, tags, series, the log of acts."),
            ),
            KeptKind.PICTURES: (tr("Pictures"), ""),
            KeptKind.BACKUPS: (tr("Backups"), tr("A second place, if one is chosen, has the same.")),
            KeptKind.DERIVED: (
                tr("What suggestions derived"),
                tr("Reckoned from the articles of this library alone; never needed to read them."),
            ),
            KeptKind.JOURNAL: (
                tr("Journal"),
                tr("What is typed and not saved yet, with its undo. It empties itself as articles are saved."),
            ),
            KeptKind.ELSEWHERE: (
                tr("Journal of libraries that could not be written"),
                tr("Texts that were typed while their library’s disk was full, read-only or gone."),
            ),
            KeptKind.SETTINGS: (
                tr("Settings"), tr("The window’s layout, what is chosen on this page, your keys.")
            ),
            KeptKind.REPORTS: (
                tr("Reports of errors"),
                tr("Where in the program something broke. They hold no text, and are sent nowhere."),
            ),
            KeptKind.CACHE: (tr("Cache"), tr("What was found out about this machine. It comes again by itself.")),
        }  # fmt: skip

    # What there is

    @override
    def set_library(self, library: Library | None) -> None:
        self._library = library
        if self.isVisible():
            self.load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Asks for all places."""
        library, folder = self._library, self._settings_folder

        def work(token: CancelToken) -> tuple[Kept, ...]:
            from newsroom.desk.kept import list_kept

            return list_kept(library, folder, token=token)

        def on_answered(outcome: Outcome[tuple[Kept, ...]]) -> None:
            if not isinstance(outcome, Err) and library is self._library:
                there = {kept.kind: kept for kept in outcome.value}
                for kind in KeptKind:
                    self._show(kind, there.get(kind))

        self._lanes.read("settings.kept", work, on_answered, owner=self)

    def _show(self, kind: KeptKind, kept: Kept | None) -> None:
        row = self.rows[kind]
        buttons = (self._folder_buttons[kind], self._delete_buttons.get(kind))
        has_some = kept is not None and kept.n_files > 0
        had_focus = any(button is not None and button.hasFocus() for button in buttons)
        for button in buttons:
            if button is not None:
                button.setEnabled(has_some)
        if had_focus and not has_some:
            self._folder_buttons[KeptKind.SETTINGS].setFocus()
        if kept is None:
            row.show_value(self.tr("No library is open."))
            return
        self._folders[kind] = kept.path if kept.path.is_dir() else kept.path.parent
        if not kept.n_files:
            row.show_value(self.tr("Nothing now. Its place: {0}").format(kept.path))
            return
        words = self.tr("{0} in {1} files: {2}") if kept.n_files > 1 else self.tr("{0}: {2}")
        row.show_value(words.format(size_words(kept.n_bytes), number(kept.n_files), kept.path))

    # What is done

    def _on_show_clicked(self, kind: KeptKind) -> None:
        if kind in self._folders:
            self.folder_wanted.emit(self._folders[kind])

    def _on_delete_clicked(self, kind: KeptKind) -> None:
        if kind is KeptKind.DERIVED:
            self.derived_wanted.emit()
            return

        def work() -> Kept:
            from newsroom.desk.kept import delete_kept

            return delete_kept(kind)

        def on_answered(outcome: Outcome[Kept]) -> None:
            if isinstance(outcome, Err):
                self.said.emit(str(outcome.error))
            else:
                self._show(kind, outcome.value)
                self.said.emit(self.tr("Deleted."))

        self._lanes.write(work, on_answered, owner=self)
