"""The page of backups: the list of them, what is done with one, where they go, the check-up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.backups import Backup, BackupStatus
from newsroom.domain.health import Health
from newsroom.domain.times import now
from newsroom.gui.directions import left_to_right
from newsroom.gui.features.backups.presenter import BackupsPresenter
from newsroom.gui.features.backups.settings_view import SettingsView
from newsroom.gui.features.backups.words import age_words, content_words, health_words, status_words
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.file_dialogs import ask_folder
from newsroom.gui.widgets.flow_layout import FlowLayout
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable
from newsroom.gui.widgets.searching import matches

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_LEAST_TABLE = 150


class BackupsPanel(PageFrame):
    """Who makes backups, restores them and checks is told what is wanted, and tells how far it is."""

    status_message = Signal(str)
    settings_changed = Signal()
    backup_wanted = Signal()
    restore_wanted = Signal(object, object)
    """A backup's folder, and the folder of the new library: ``Path`` each."""
    check_wanted = Signal(bool)
    """Whether what is derived shall be mended."""
    stop_wanted = Signal()

    def __init__(self, presenter: BackupsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Backups"))
        self._presenter = presenter
        self._is_working = False
        self.model: RowsModel[Backup] = RowsModel(self._columns(), lambda one: one.folder, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Backups that there are"))
        self.table.set_widths(150, 300, 0)
        self.table.set_empty_words(
            self.tr(
                "No backup yet. The first one is made by itself, some minutes after the library was opened."
            )
        )
        self.state = _text()
        self.problem = _text("problem")
        self.health = _text("")
        self.problem.hide()
        self.health.hide()
        self.settings = SettingsView(presenter)
        self._there = QWidget()
        self.backup = QPushButton(self.tr("Back up now"))
        self.restore = QPushButton(self.tr("Restore into a new library…"))
        self.restore.setToolTip(self.tr("Makes a new library beside this one. Nothing is ever overwritten."))
        self.check = QPushButton(self.tr("Check the library"))
        self.check.setToolTip(self.tr("Looks whether all of it is whole. Nothing is changed."))
        self.mend = QPushButton(self.tr("Mend what is derived"))
        self.mend.hide()
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.hide()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[Backup], ...]:
        return (
            Column(
                "made", self.tr("Made"), lambda one: age_words(one.made_at, now()), is_bold=True, tip=_moment
            ),
            Column("what", self.tr("What is in it"), content_words),
            Column(
                "where",
                self.tr("Where"),
                lambda one: left_to_right(str(one.folder.parent)),
                tone=lambda _: "dim",
                tip=_place,
            ),
        )

    def _lay_out(self) -> None:
        row = QWidget()
        line = FlowLayout(row, spacing=8)
        for button in (self.backup, self.restore, self.check, self.mend, self.stop):
            line.addWidget(button)
        there = QVBoxLayout(self._there)
        there.setContentsMargins(0, 0, 0, 0)
        for widget in (self.state, self.problem):
            there.addWidget(widget)
        there.addWidget(row)
        there.addWidget(self.health)
        there.addWidget(self.table, 1)
        self.table.setMinimumHeight(_LEAST_TABLE)
        column = self.column
        column.addWidget(self._there, 1)
        column.addSpacing(6)
        column.addWidget(self.settings)

    def _connect(self) -> None:
        self.backup.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.ask_restore)
        self.check.clicked.connect(partial(self.check_wanted.emit, False))
        self.mend.clicked.connect(partial(self.check_wanted.emit, True))
        self.stop.clicked.connect(self.stop_wanted)
        self.table.row_activated.connect(self.ask_restore)
        self.table.current_changed.connect(self._show_buttons)
        presenter = self._presenter
        presenter.status_known.connect(self._on_presenter_status_known)
        presenter.settings_saved.connect(self.settings_changed)
        presenter.failed.connect(self.show_problem)

    # What the shell asks

    def set_library(self, library: Library | None) -> None:
        self.health.hide()
        self.mend.hide()
        self.show_problem("")
        self.settings.empty()
        self._presenter.set_library(library)
        if self.isVisible():
            self._presenter.load()

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.model.set_look(colors, scale)
        self.table.set_look(colors, scale)
        self.settings.set_scale(scale)
        widgets: tuple[QWidget, ...] = (
            self.state,
            self.problem,
            self.health,
            self.backup,
            self.restore,
            self.check,
            self.mend,
            self.stop,
        )
        for widget in widgets:
            widget.setFont(ui_font(scale))

    def apply(self, changes: ChangeSet) -> None:
        """What there is, is asked when the page is shown, and after each backup."""

    def show_matching(self, query: str) -> bool:
        """Leaves what answers to a search; whether there is anything."""
        words = [button.text() for button in (self.backup, self.restore, self.check)]
        is_there = matches(query, self.state.text(), self.tr("backups restore damaged"), *words)
        self._there.setVisible(is_there)
        return self.settings.show_matching(query) or is_there

    def save_now(self) -> None:
        """A setting is saved as it is changed."""
        self.settings.commit()

    def load(self) -> None:
        """A backup was made, or one was not."""
        self._presenter.load()

    def show_progress(self, words: str) -> None:
        """What is being done, and how far it is; nothing where that is over."""
        self._is_working = bool(words)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._show_buttons()

    def show_health(self, health: Health) -> None:
        """What a check-up found."""
        self.health.setText(health_words(health))
        self.health.show()
        self.mend.setVisible(health.can_be_mended and not health.is_damaged)

    def show_problem(self, words: str) -> None:
        """What went wrong; an empty text shows nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.load()

    # What is done with one

    def ask_restore(self) -> None:
        """Asks where the new library goes."""
        backup = self.table.current
        if backup is None or self._is_working:
            return
        library = self._presenter.library
        ask_folder(
            self,
            self.tr("A new or empty folder for the restored library"),
            lambda to: self.restore_wanted.emit(backup.folder, to),
            beside=library.path.parent if library is not None else None,
        )

    def _show_buttons(self) -> None:
        for button in (self.backup, self.check, self.mend):
            button.setEnabled(not self._is_working)
        self.restore.setEnabled(not self._is_working and self.table.current is not None)
        had_focus = self.stop.hasFocus()
        self.stop.setVisible(self._is_working)
        if had_focus and not self._is_working:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_presenter_status_known(self, status: BackupStatus) -> None:
        backups = [one for place in status.places for one in place.backups]
        self.model.set_rows(sorted(backups, key=lambda one: (one.made_at, str(one.folder)), reverse=True))
        self.state.setText(status_words(status, now()))
        self.show_problem("\n".join(status.problems))
        self.settings.show_settings(status.settings)
        self._show_buttons()


def _text(name: str = "dim") -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label


def _moment(backup: Backup) -> str:
    return f"{backup.made_at:%Y-%m-%d %H:%M:%S} GMT"


def _place(backup: Backup) -> str:
    return str(backup.folder)
