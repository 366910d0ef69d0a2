"""The place of one section: its title, and below it the widget, as soon as it is needed, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from newsroom.gui.features.settings.section import Section, SectionView
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.searching import marked, matches

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class Holder(QWidget):
    """``view`` is None until ``make``. Knows the library only as being there or not."""

    def __init__(self, section: Section, colors: Colors) -> None:
        super().__init__()
        self.section = section
        self.view: SectionView | None = None
        self._has_library = False
        self._colors = colors
        self._title = QLabel(section.title)
        self._none = QLabel(self.tr("These are settings of a library, and none is open."))
        self._none.setObjectName("dim")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self._title)
        self._column.addWidget(self._none)
        self._none.setVisible(section.needs_library)

    def make(self, library: Library | None, colors: Colors, scale: float) -> SectionView:
        """Makes the widget; whatever is in view stays so."""
        widget = self.section.make()
        self.view = view = cast("SectionView", widget)
        self._column.addWidget(widget, 1)
        view.set_look(colors, scale)
        view.set_library(library)
        widget.setVisible(self._is_usable)
        return view

    @property
    def widget(self) -> QWidget | None:
        return cast("QWidget | None", self.view)

    @property
    def _is_usable(self) -> bool:
        return self._has_library or not self.section.needs_library

    def set_library(self, library: Library | None) -> None:
        self._has_library = library is not None
        self._none.setVisible(not self._is_usable)
        if self.view is not None:
            self.view.set_library(library)
        if self.widget is not None:
            self.widget.setVisible(self._is_usable)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._title.setFont(ui_font(scale, pixels=18, bold=True))
        self._none.setFont(ui_font(scale))
        if self.view is not None:
            self.view.set_look(colors, scale)

    def show_matching(self, query: str) -> bool:
        """Leaves what answers to a search; all of it where its title does. Whether there is anything."""
        by_title = bool(query) and matches(query, self.section.title, self.section.words)
        colors = self._colors
        self._title.setTextFormat(Qt.TextFormat.RichText if query else Qt.TextFormat.PlainText)
        words = marked(self.section.title, query, ground=colors.accent_soft, ink=colors.ink)
        self._title.setText(words if query else self.section.title)
        if self.view is None or not self._is_usable:
            return by_title or not query
        return self.view.show_matching("" if by_title else query) or by_title
