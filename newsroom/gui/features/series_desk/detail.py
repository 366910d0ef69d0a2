"""One series beside the list: its members in order in the middle, what it is at the far side."""

from __future__ import annotations

from datetime import UTC, tzinfo
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from newsroom.domain.ordering import SeriesRow
from newsroom.domain.times import now
from newsroom.gui.features.series_desk.members_view import MembersView
from newsroom.gui.features.series_desk.picture import SeriesPicture
from newsroom.gui.features.series_desk.words import (
    facts,
)
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.committing import CommitLine, CommitText
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn


class SeriesDetail(QSplitter):
    """Says what is wished; changes nothing by itself."""

    renamed = Signal(str)
    described = Signal(str)
    earlier_changed = Signal(int)
    picture_given = Signal(object)
    """A file, or an image that has none."""
    picture_gone = Signal()
    thumbnail_wanted = Signal(str, QSize)
    close_wanted = Signal(bool)
    delete_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.row: SeriesRow | None = None
        self.zone: tzinfo = UTC
        self.members = MembersView(colors)
        self.fields = DetailColumn()
        self.name = CommitLine(name=self.tr("Name of the series"))
        self.earlier = CommitLine(name=self.tr("Number of earlier articles elsewhere"), may_be_empty=True)
        self.earlier.setToolTip(
            self.tr("Articles of this story that are not in the library: numbers count them")
        )
        self.description = CommitText(
            name=self.tr("Description of the series"), placeholder=self.tr("What its page says of it")
        )
        self.picture = SeriesPicture(colors)
        self._file = ""
        self.list = QPushButton(self.tr("List its articles"))
        self.close_button = QPushButton()
        self.delete = QPushButton(self.tr("Delete"))
        self.fields.add("", ButtonRow(self.list, self.close_button, self.delete))
        self.fields.add(self.tr("Name"), self.name)
        self.fields.add(self.tr("Earlier articles elsewhere"), self.earlier)
        self.fields.add(self.tr("Description"), self.description)
        self.fields.add(self.tr("Picture"), self.picture)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 0, 0, 0)
        column.addWidget(self.fields)
        self.addWidget(self.members)
        self.addWidget(side)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setSizes([520, 300])
        self.name.committed.connect(self.renamed)
        self.description.committed.connect(self.described)
        self.earlier.committed.connect(self._on_earlier_committed)
        self.picture.given.connect(self._on_picture_given)
        self.picture.box.pixels_changed.connect(self._ask_thumbnail)
        self.picture.remove_wanted.connect(self.picture_gone)
        self.list.clicked.connect(self.list_wanted)
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self.delete.clicked.connect(self.delete_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.members.set_look(colors, scale)
        self.fields.set_scale(scale)
        self.description.setFont(ui_font(scale))
        self.description.set_lines(5)
        self.picture.set_look(colors, scale)

    def show_row(self, row: SeriesRow) -> None:
        """The series as it is now; of the same one, what is typed and not taken yet stays."""
        anew = self.row is None or self.row.series.id != row.series.id
        self.row = row
        series = row.series
        if self.members.n_earlier != series.earlier_elsewhere:
            self.members.n_earlier = series.earlier_elsewhere
            self.members.table.viewport().update()
        self.fields.title.setText(series.name)
        self.fields.facts.setText(facts(row, now(), self.zone))
        self.name.show_value(series.name, anew=anew)
        self.earlier.show_value(str(series.earlier_elsewhere), anew=anew)
        self.description.show_value(series.description, anew=anew)
        self._show_picture()
        self.close_button.setText(self.tr("Close") if row.closed_at is None else self.tr("Reopen"))
        self.close_button.setToolTip(
            self.tr("The story has ended: the series is not suggested any more")
            if row.closed_at is None
            else self.tr("The story goes on")
        )
        self.delete.setVisible(row.n_articles == 0)

    def _show_picture(self) -> None:
        file = self.row.picture.file if self.row is not None and self.row.picture is not None else ""
        if file == self._file and file:
            return
        self._file = file
        self.picture.box.show_image(QImage())
        self.picture.show_state(is_there=bool(file))
        self._ask_thumbnail()

    def _ask_thumbnail(self) -> None:
        if self._file:
            self.thumbnail_wanted.emit(self._file, self.picture.size_wanted)

    def show_thumbnail(self, file: str, image: QImage) -> None:
        """What was asked for by ``thumbnail_wanted``; of another picture by now it is passed over."""
        if file == self._file:
            self.picture.box.show_image(image)
            words = self.tr("The picture cannot be shown") if image.isNull() else ""
            self.picture.show_state(is_there=True, words=words)

    def _on_picture_given(self, picture: Path | QImage) -> None:
        self.picture.show_state(is_there=bool(self._file), words=self.tr("Taking the picture in…"))
        self.picture_given.emit(picture)

    def commit(self) -> None:
        """Takes what is typed, as if the focus left it."""
        for field in (self.name, self.earlier, self.description):
            field.commit()

    def go_to_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _on_earlier_committed(self, text: str) -> None:
        digits = "".join(letter for letter in text if letter.isdecimal())
        if text and not digits:
            self.earlier.show_value(str(self.row.series.earlier_elsewhere) if self.row else "", anew=True)
        else:
            self.earlier_changed.emit(int(digits[:9] or "0"))

    def _on_close_button_clicked(self) -> None:
        if self.row is not None:
            self.close_wanted.emit(self.row.closed_at is None)
