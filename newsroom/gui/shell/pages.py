"""Pages that take the whole window between the bars, each a feature, made when it is first shown.

A new one is a member of ``Page``, a line in ``_MAKERS``, and a command (commands.py) whose act is ``show``. Who has
more than the parts for it sets its maker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from newsroom.gui.shell.act_notices import ActNotices
from newsroom.gui.shell.page_feature import PageFeature
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.acting import Acting
    from newsroom.gui.theme import Colors
    from newsroom.jobs.lanes import Runner


class Pages(QObject):
    """GUI thread only."""

    made = Signal(object, object)
    """A page was made: its ``Page`` and its widget. Who knows what else it says connects it."""

    def __init__(self, parts: Parts, notices: ActNotices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._notices = notices
        self._before: dict[Page, Page] = {}  # where one was when a page came that needs no library
        self._makers = dict(_MAKERS)

    def set_maker(self, page: Page, maker: Maker) -> None:
        """How the page is made, for who has more than the parts."""
        self._makers[page] = maker

    def all(self) -> Iterator[PageFeature]:
        """Those that were made."""
        yield from self._parts.pages.values()

    def get(self, page: Page) -> PageFeature:
        """The page, made if it was not, in view or not."""
        return self._parts.pages.get(page) or self._make(page)

    def show(self, page: Page) -> PageFeature:
        """The page, in view and with the focus."""
        feature = self.get(page)
        before = self._parts.window.page
        if page in _ANYWHERE and before is not page:
            self._before[page] = before
        self._parts.window.show_page(page)
        feature.setFocus(Qt.FocusReason.OtherFocusReason)
        return feature

    def leave(self) -> None:
        """Back to the desk; from a page that needs no library, to where one was."""
        page = self._before.pop(self._parts.window.page, Page.DESK)
        if page in _WITHOUT_A_LIBRARY and self._parts.library is not None:
            page = Page.DESK
        self._parts.window.show_page(page)
        if page is Page.DESK:
            self._parts.window.focus_again()
        elif page in self._parts.pages:
            self._parts.pages[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, changes: ChangeSet) -> None:
        """Tells each what was changed."""
        for feature in self.all():
            feature.apply(changes)

    def save_now(self) -> None:
        """What was typed into any of them is on its way into the library when this returns."""
        for feature in self.all():
            feature.save_now()

    def _make(self, page: Page) -> PageFeature:
        parts = self._parts
        if page in _ACTING:
            self._notices.begin()
        feature = parts.pages[page] = self._makers[page](parts, self.leave)
        assert isinstance(feature, QWidget)

        def show_look() -> None:
            feature.set_look(parts.looks.colors, parts.looks.scale)

        parts.window.add_page(page, feature)
        parts.window.on_page_dressed(page, show_look)
        show_look()
        feature.set_library(parts.library)
        self.made.emit(page, feature)
        return feature


Leave = Callable[[], None]
Maker = Callable[[Parts, Leave], PageFeature]


def _review(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.pasting import build

    view = build(parts.lanes, parts.looks.colors)
    view.closed.connect(leave)
    return view


def _imports(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.imports import build

    panel = build(parts.lanes, parts.looks.colors, parts.bus)
    panel.closed.connect(leave)
    panel.status_message.connect(parts.window.status_bar.show_message)
    return panel


def _table(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.archive import build_table

    assert parts.acting is not None
    page = build_table(parts.lanes, parts.archive, parts.looks.colors, parts.acting, parts.preferences)
    page.closed.connect(leave)
    page.status_message.connect(parts.window.status_bar.show_message)
    return page


def _replace(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.replacing import build

    assert parts.acting is not None
    panel = build(parts.lanes, parts.looks.colors, parts.acting)
    panel.closed.connect(leave)
    panel.status_message.connect(parts.window.status_bar.show_message)
    return panel


def _tags(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.tag_desk import build

    return _acting(parts, leave, build)


def _series(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.series_desk import build

    return _acting(parts, leave, build)


def _sections(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.section_desk import build

    return _acting(parts, leave, build)


def _authors(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.author_desk import build

    return _acting(parts, leave, build)


def _acts(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.act_log import build

    return _acting(parts, leave, build)


def _history(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.history import build

    panel = build(parts.lanes, parts.looks.colors)
    panel.closed.connect(leave)
    panel.status_message.connect(parts.window.status_bar.show_message)
    return panel


class _ActingPage(PageFeature, Protocol):
    closed: SignalInstance
    status_message: SignalInstance


def _acting(
    parts: Parts, leave: Leave, build: Callable[[Runner, Colors, Acting], _ActingPage]
) -> PageFeature:
    assert parts.acting is not None
    panel = build(parts.lanes, parts.looks.colors, parts.acting)
    panel.closed.connect(leave)
    panel.status_message.connect(parts.window.status_bar.show_message)
    return panel


def _about(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.about import build
    from newsroom.versions import version_line

    panel = build(parts.lanes, parts.looks.colors, version_line())
    panel.closed.connect(leave)
    return panel


def _guide(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.guide import build

    page = build(parts.lanes, parts.looks.colors)
    page.closed.connect(leave)
    page.status_message.connect(parts.window.status_bar.show_message)
    return page


def _news(parts: Parts, leave: Leave) -> PageFeature:
    from newsroom.gui.features.whats_new import build

    page = build(parts.lanes, parts.looks.colors)
    page.closed.connect(leave)
    return page


# Pages that need no library; they come from anywhere, and lead back there.
_ANYWHERE = frozenset({Page.ABOUT, Page.GUIDE, Page.NEWS, Page.SETTINGS, Page.KEYS})
# What is in view while none is open.
_WITHOUT_A_LIBRARY = frozenset({Page.WELCOME, Page.DAMAGED})
# Pages that act on the archive.
_ACTING = frozenset(
    {Page.TABLE, Page.REPLACE, Page.TAGS, Page.SERIES, Page.SECTIONS, Page.AUTHORS, Page.ACTS}
)
_MAKERS: Mapping[Page, Maker] = {
    Page.IMPORTS: _imports,
    Page.REVIEW: _review,
    Page.ABOUT: _about,
    Page.GUIDE: _guide,
    Page.NEWS: _news,
    Page.TABLE: _table,
    Page.REPLACE: _replace,
    Page.TAGS: _tags,
    Page.SERIES: _series,
    Page.SECTIONS: _sections,
    Page.AUTHORS: _authors,
    Page.ACTS: _acts,
    Page.HISTORY: _history,
}
