"""The page of tags: all of them, those that are alike, and the vocabularies that they stand for, as tabs."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.gui.features.tag_desk.alike_presenter import AlikePresenter
from newsroom.gui.features.tag_desk.alike_view import AlikeView
from newsroom.gui.features.tag_desk.presenter import TagsPresenter
from newsroom.gui.features.tag_desk.tags_view import TagsView
from newsroom.gui.features.tag_desk.vocabulary_presenter import VocabularyPresenter
from newsroom.gui.features.tag_desk.vocabulary_view import VocabularyView
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.library_page import LibraryPage

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_ALIKE, _VOCABULARY = 1, 2


class TagDeskPanel(LibraryPage):
    """Alt+1 to Alt+3 go to the tabs."""

    shows = frozenset({Changed.TAG, Changed.COUNTS})
    tag_wanted = Signal(int)

    def __init__(
        self,
        presenter: TagsPresenter,
        alike: AlikePresenter,
        vocabulary: VocabularyPresenter,
        colors: Colors,
    ) -> None:
        super().__init__(self.tr("Tags"))
        self.presenter, self._alike_presenter, self._vocabulary_presenter = presenter, alike, vocabulary
        self._has_looked = False
        self._colors, self._scale = colors, 1.0
        self.tags = TagsView(presenter, colors)
        self._views: dict[int, TagsView | AlikeView | VocabularyView] = {0: self.tags}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Views of the tags"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tags)
        self.head.insertWidget(1, self.tabs, 3)
        self.column.addWidget(self.stack, 1)
        self._add_tabs()
        self.tags.said.connect(self.status_message)
        self.tags.tag_wanted.connect(self.tag_wanted)
        self.tags.watch_concepts(vocabulary)
        self.setFocusProxy(self.tags)
        self.set_look(colors, 1.0)

    def _add_tabs(self) -> None:
        for place, title in enumerate((self.tr("All tags"), self.tr("Alike"), self.tr("Vocabularies"))):
            self.tabs.addTab(title)
            shortcut = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.show_tab, place))
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self._has_looked = False
        self.presenter.set_library(library)
        self._alike_presenter.set_library(library)
        self._vocabulary_presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self._colors, self._scale = colors, scale
        for view in self._views.values():
            view.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self.tags.set_zone(zone)

    def save_now(self) -> None:
        self.tags.sides.commit()

    @override
    def refresh(self) -> None:
        self.presenter.refresh()
        self._vocabulary_presenter.refresh()
        if self.tabs.currentIndex() == _VOCABULARY:
            self._vocabulary_presenter.ask_proposals()

    # Tabs

    def show_tab(self, place: int) -> None:
        """That tab, with the focus in it."""
        self.tabs.setCurrentIndex(place)
        self._view(place).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_alike(self) -> None:
        """The tab of tags that may be one."""
        self.show_tab(_ALIKE)

    def show_vocabularies(self) -> None:
        """The tab of what tags can stand for."""
        self.show_tab(_VOCABULARY)

    def _view(self, place: int) -> TagsView | AlikeView | VocabularyView:
        """What the tab shows, made when it is first asked for."""
        if place not in self._views:
            view: AlikeView | VocabularyView
            if place == _ALIKE:
                view = AlikeView(self._alike_presenter, self._colors)
            else:
                view = VocabularyView(self._vocabulary_presenter, self._colors)
            self._views[place] = view
            self.stack.addWidget(view)
            view.said.connect(self.status_message)
            view.set_look(self._colors, self._scale)
        return self._views[place]

    def _on_tabs_current_changed(self, place: int) -> None:
        view = self._view(place)
        self.stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        if place == _ALIKE and not self._has_looked:
            self._has_looked = True
            self._alike_presenter.look()
        elif place == _VOCABULARY:
            self._vocabulary_presenter.refresh()
            self._vocabulary_presenter.ask_proposals()
