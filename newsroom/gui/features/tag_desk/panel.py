"""The page of tags: all of them, those that are alike, and the vocabularies that they stand for, as tabs."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.gui.features.tag_desk.presenter import TagsPresenter
from newsroom.gui.features.tag_desk.tags_view import TagsView
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_SHOWN = frozenset({Changed.TAG, Changed.COUNTS})


class TagDeskPanel(PageFrame):
    """What is changed elsewhere is shown when the page is next in view."""

    status_message = Signal(str)
    tag_wanted = Signal(int)

    def __init__(self, presenter: TagsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Tags"))
        self.presenter = presenter
        self._stale = False
        self._colors, self._scale = colors, 1.0
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Views of the tags"))
        self.tags = TagsView(presenter, colors)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tags)
        self.tabs.addTab(self.tr("All tags"))
        self.head.insertWidget(1, self.tabs)
        self.column.addWidget(self.stack, 1)
        self.tags.said.connect(self.status_message)
        self.tags.tag_wanted.connect(self.tag_wanted)
        self.setFocusProxy(self.tags)
        self.set_look(colors, 1.0)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self._colors, self._scale = colors, scale
        self.tags.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self.tags.set_zone(zone)

    def apply(self, changes: ChangeSet) -> None:
        if changes.kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def save_now(self) -> None:
        self.tags.commit()

    def show_alike(self) -> None:
        """The tab of tags that may be one."""
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def _refresh(self) -> None:
        self._stale = False
        self.presenter.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
