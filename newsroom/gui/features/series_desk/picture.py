"""The picture of a series: chosen, dropped, pasted, taken away. No logic."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.picture_taking import PictureTaker

_WIDTH, _HEIGHT = 168, 112
_LARGEST = 1.5


class SeriesPicture(PictureTaker):
    """Says what is wished; changes nothing by itself."""

    remove_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._scale = 1.0
        self.remove = QPushButton(self.tr("Take it away"))
        self.remove.setAccessibleName(self.tr("Take the picture of the series away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.box.remove_asked.connect(self._on_box_remove_asked)
        self.remove.clicked.connect(self.remove_wanted)
        self.show_state(is_there=False)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._scale = min(scale, _LARGEST)
        self.box.set_look(colors, scale)
        self.box.setFixedSize(round(_WIDTH * self._scale), round(_HEIGHT * self._scale))

    @property
    def size_wanted(self) -> QSize:
        """Of the thumbnail, in pixels of the screen."""
        return self.box.size() * self.devicePixelRatioF()

    def show_state(self, *, is_there: bool, words: str = "") -> None:
        """``words`` in place of a picture that is there and not shown, or not yet."""
        self.remove.setVisible(is_there)
        self.box.show_words(words if is_there or words else self.tr("Drop, paste or choose a picture"))
        self.box.setAccessibleName(
            self.tr("Picture of the series. Enter chooses another, a paste takes one, Delete takes it away.")
            if is_there
            else self.tr("Picture of the series: none. Enter chooses a file, a paste takes one.")
        )
        self.box.setToolTip(self.box.accessibleName())

    def _on_box_remove_asked(self) -> None:
        if self.remove.isVisibleTo(self):
            self.remove_wanted.emit()
