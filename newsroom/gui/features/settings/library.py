"""The library as settings tell of it: where it is, how large, what is free beside it; and the ways to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from newsroom.domain.cancel import CancelToken
from newsroom.domain.kept import Room
from newsroom.gui.features.settings.section import PlainSection
from newsroom.gui.features.settings.sizes import size_words
from newsroom.gui.when import articles
from newsroom.gui.widgets.setting_row import FactRow
from newsroom.gui.widgets.settings_list import SettingsList
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_LITTLE = 2_000_000_000


class LibraryView(SettingsList, PlainSection):
    """Asks in the read lane how large all of it is, each time it is shown."""

    folder_wanted = Signal(object)
    """Its ``Path``, to be shown by the system."""
    other_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, lanes: Runner) -> None:
        super().__init__()
        self._lanes = lanes
        self._library: Library | None = None
        self.show_folder = QPushButton(self.tr("Show the folder"))
        self.other = QPushButton(self.tr("Open another library…"))
        self.new = QPushButton(self.tr("Make a new library…"))
        self.place = FactRow(
            self.tr("Where it is"),
            [self.show_folder],
            hint=self.tr("All of it is in this folder: texts, pictures, the journal, backups."),
            also=self.tr("path folder disk"),
        )
        self.room = FactRow(self.tr("How large it is"), [], also=self.tr("disk space free articles size"))
        self.another = FactRow(
            self.tr("Others"), [self.other, self.new], also=self.tr("switch library folder sample")
        )
        self.add_group("", [self.place, self.room, self.another])
        self.another.show_value(self.tr("A library is one newsroom’s. What is open here stays as it is."))
        self.column.addStretch(1)
        self.show_folder.clicked.connect(self._on_show_folder_clicked)
        self.other.clicked.connect(self.other_wanted)
        self.new.clicked.connect(self.new_wanted)

    @override
    def set_library(self, library: Library | None) -> None:
        self._library = library
        self.place.show_value("" if library is None else library.path)
        self.room.show_value("")
        self.show_folder.setEnabled(library is not None)
        if self.isVisible():
            self.load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Asks for its size."""
        library = self._library
        if library is None:
            return
        if not self.room.value:
            self.room.show_value(self.tr("Being measured …"))

        def work(token: CancelToken) -> Room:
            from newsroom.desk.kept import room_of

            return room_of(library, token=token)

        def on_answered(outcome: Outcome[Room]) -> None:
            if library is self._library:
                self._show_room(None if isinstance(outcome, Err) else outcome.value)

        self._lanes.read("settings.library", work, on_answered, owner=self)

    def _show_room(self, room: Room | None) -> None:
        if room is None:
            self.room.show_value(self.tr("It could not be measured."))
            return
        words = self.tr("{0}, {1} on the disk")
        self.room.show_value(words.format(articles(room.n_articles), size_words(room.n_bytes)))
        is_little = room.n_free is not None and room.n_free < _LITTLE
        free = "" if room.n_free is None else self.tr("{0} are free.").format(size_words(room.n_free))
        self.room.show_hint("" if is_little else free)
        self.room.show_problem(free if is_little else "")
        if room.read_only:
            self.place.show_hint(self.tr("It cannot be written now: nothing is saved in it."))

    def _on_show_folder_clicked(self) -> None:
        if self._library is not None:
            self.folder_wanted.emit(self._library.path)
