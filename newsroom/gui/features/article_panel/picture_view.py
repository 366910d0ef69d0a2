"""The lead picture: its thumbnail with the words beside it, or the place to drop one. No logic."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsroom.gui.features.article_panel.edits import InlineLine, InlineText, UndoKeys
from newsroom.gui.features.article_panel.picture import PicturePresenter
from newsroom.gui.features.article_panel.rows import RemoveButton, has_focus_inside
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.picture_taking import PictureTaker

_WIDTH, _HEIGHT = 104, 70
_DATE_WIDTH = 80
_LARGEST_BOX = 1.2


class PictureView(PictureTaker):
    """Takes what is dropped anywhere on it."""

    def __init__(self, presenter: PicturePresenter, colors: Colors, undo_keys: UndoKeys) -> None:
        super().__init__(colors)
        self._presenter = presenter
        self._scale = 1.0
        self._colors = colors
        self.caption = InlineText(self.tr("Caption"), self.tr("Caption"))
        self.credit = InlineLine(self.tr("Credit of the picture"), self.tr("Credit"))
        self.date = InlineLine(self.tr("Date of the picture"), self.tr("Date"))
        self.alt = InlineText(
            self.tr("Alternative text, for who does not see the picture"), self.tr("No alternative text")
        )
        self.remove = RemoveButton(self.tr("Remove the picture"), colors)
        for edit in (self.credit, self.date, self.alt):
            edit.setProperty("quiet", True)
        self._lay_out()
        for edit in (self.caption, self.credit, self.date, self.alt):
            undo_keys.watch(edit)
        self._connect()
        self.set_look(colors, 1.0)
        self._on_presenter_changed()

    def _lay_out(self) -> None:
        self._words = QWidget()
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.credit)
        column.addWidget(self.date)
        column.addWidget(self.alt)
        column.addStretch(1)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.given.connect(self._on_given)
        self.box.remove_asked.connect(self._presenter.remove)
        self.box.pixels_changed.connect(self._ask_size)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.caption.edited.connect(self._on_caption_edited)
        self.alt.edited.connect(self._on_alt_edited)
        self.credit.textEdited.connect(self._on_credit_edited)
        self.date.textEdited.connect(self._on_date_edited)
        self._presenter.changed.connect(self._on_presenter_changed)
        self._presenter.thumbnail_ready.connect(self.box.show_image)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.box.set_look(colors, scale)
        self.remove.set_look(colors, scale)
        for edit in (self.caption, self.credit, self.date, self.alt):
            edit.setFont(ui_font(scale, pixels=12.5))
        self.date.setMinimumWidth(round(_DATE_WIDTH * scale) // 2)
        self.date.setMaximumWidth(round(_DATE_WIDTH * scale))
        self._show_alt_warning()
        self._fit_box()

    def _show_alt_warning(self) -> None:
        palette = self.alt.palette()
        palette.setColor(palette.ColorRole.PlaceholderText, QColor(self._colors.warn))
        self.alt.setPalette(palette)

    def _fit_box(self) -> None:
        empty = self._presenter.picture is None
        size = self._box_size(1.0)
        self.box.setMinimumSize(size)
        self.box.setMaximumSize(QSize(16_777_215, round(56 * self._scale)) if empty else size)
        if empty:
            self.box.setMinimumHeight(round(56 * self._scale))
        self._line.setStretchFactor(self.box, 1 if empty else 0)

    def _on_presenter_changed(self) -> None:
        picture = self._presenter.picture
        if picture is None:
            if has_focus_inside(self._words):
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            words = self.tr("Drop, paste or choose a picture")
            self.box.setAccessibleName(
                self.tr("Lead picture: none. Enter chooses a file, a paste takes one.")
            )
        else:
            words = self.tr("The picture cannot be shown") if self._presenter.unreadable else ""
            self.box.setAccessibleName(
                self.tr("Lead picture. Enter chooses another, a paste takes one, Delete removes it.")
            )
            self.caption.show_text(picture.caption)
            self.alt.show_text(picture.alt)
            self.credit.show_text(picture.credit)
            self.date.show_text(picture.date or "")
        self.box.setToolTip(self.box.accessibleName())
        self.box.show_words(self.tr("Taking the picture in…") if self._presenter.taking_in else words)
        self._words.setVisible(picture is not None)
        self.remove.setVisible(picture is not None)
        self._fit_box()
        self._ask_size()

    def _ask_size(self) -> None:
        self._presenter.set_size(self._box_size(self.devicePixelRatioF()))

    def _box_size(self, ratio: float) -> QSize:
        """Of the thumbnail; it leaves large text its room. ``ratio`` is the screen's pixels to one of ours."""
        scale = min(self._scale, _LARGEST_BOX) * ratio
        return QSize(round(_WIDTH * scale), round(_HEIGHT * scale))

    # Words

    def _on_caption_edited(self, text: str) -> None:
        self._presenter.set_text("caption", text)

    def _on_alt_edited(self, text: str) -> None:
        self._presenter.set_text("alt", text)

    def _on_credit_edited(self, text: str) -> None:
        self._presenter.set_text("credit", text)

    def _on_date_edited(self, text: str) -> None:
        self._presenter.set_text("date", text)

    def _on_remove_clicked(self) -> None:
        self._presenter.remove()

    # Taking one in

    def _on_given(self, picture: Path | QImage) -> None:
        if isinstance(picture, QImage):
            self._presenter.take_in_image(picture)
        else:
            self._presenter.take_in(picture)
