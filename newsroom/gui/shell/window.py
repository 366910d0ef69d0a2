"""The main window's frame: bars, panes, pages, and what is remembered of them. Knows no article."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.dressing import Dressing
from newsroom.gui.shell.dropping import Dropping
from newsroom.gui.shell.frames import Center, Frame
from newsroom.gui.shell.panes import ARTICLE, LIST, NAMES, RIGHT, SIDEBAR, Panes
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.right_pane import RightPane
from newsroom.gui.shell.status_bar import StatusBar
from newsroom.gui.shell.top_bar import TopBar
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.focus import focus_first, has_focus_inside

if TYPE_CHECKING:
    from newsroom.gui.shell.notice_bar import NoticeBar

_LEAST_WIDTH, _LEAST_HEIGHT = 960, 540
_FIRST_WIDTH, _FIRST_HEIGHT = 1440, 900
_FRAME = QMargins(8, 40, 8, 8)  # what a desktop puts around a window at most: not known before one is shown
_TAB = Qt.FocusReason.TabFocusReason


class Page(StrEnum):
    """What stands between the bars."""

    DESK = "desk"
    WELCOME = "welcome"
    REVIEW = "review"
    SETTINGS = "settings"
    IMPORTS = "imports"
    TABLE = "table"
    REPLACE = "replace"
    TAGS = "tags"
    SERIES = "series"
    SECTIONS = "sections"
    AUTHORS = "authors"
    ACTS = "acts"
    HISTORY = "history"
    KEYS = "keys"
    DAMAGED = "damaged"
    ABOUT = "about"
    GUIDE = "guide"
    NEWS = "news"


class MainWindow(QWidget):
    """The desk's four panes, or another page. Closing only asks: who can save first answers with ``end``."""

    close_asked = Signal()
    activated = Signal()
    tab_changed = Signal(str)
    page_changed = Signal()
    painted = Signal()
    """For the first time."""

    def __init__(
        self, book: ActionBook, preferences: Preferences, colors: Colors, dressing: Dressing
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        dressing.begin(self)
        self.setWindowTitle(self.tr("Newsroom"))
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.book = book
        self._preferences = preferences
        self._dressing = dressing
        self._ended = False
        self._painted = False
        self._pages: dict[Page, QWidget] = {}
        self._strips: dict[str, QWidget] = {}
        self._last_focus: dict[str, QWidget] = {}
        self._last_pane = ARTICLE
        self._before_focus_mode: tuple[str, ...] | None = None
        self.dropping = Dropping(self)
        self._build(colors)
        self._restore()

    def _build(self, colors: Colors) -> None:
        book = self.book
        self.top_bar = TopBar(book, colors)
        self.status_bar = StatusBar(colors)
        self.center = Center([book["article.new"], book["article.paste"]])
        self._notice: NoticeBar | None = None
        self.right = RightPane()
        self.sidebar = Frame("sidebar", margins=(8, 10))
        self.list = Frame("listpane")
        frames = {SIDEBAR: self.sidebar, LIST: self.list, ARTICLE: self.center, RIGHT: self.right}
        self.panes = Panes(frames)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self.top_bar, self._stack, self.status_bar):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self._stack, 1)
        self.add_page(Page.DESK, self.panes)
        self.right.tab_changed.connect(self._on_right_tab_changed)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.top_bar.set_look(colors, scale)
        self.status_bar.set_look(colors, scale)
        self.panes.set_scale(scale)

    @property
    def notice(self) -> NoticeBar:
        """The bar above the status bar; made when first used."""
        if self._notice is None:
            from newsroom.gui.shell.notice_bar import NoticeBar

            self._notice = NoticeBar()
            self._notice.left.connect(self._on_notice_left)
            self._column.insertWidget(2, self._notice)
        return self._notice

    def _on_notice_left(self) -> None:
        self.focus_pane(ARTICLE if self.page is Page.DESK else self.page.value)

    # Pages

    def add_page(self, page: Page, widget: QWidget) -> None:
        self._pages[page] = widget
        self._stack.addWidget(widget)

    def on_page_dressed(self, page: Page, then: Callable[[], object]) -> None:
        """Calls it after each change of the look: at once where the page is in view, else before it is shown."""
        self._dressing.follow(self._pages[page], then)

    def add_strip(self, name: str, widget: QWidget) -> None:
        """A bar of its own between the pages and the bars below; F6 comes to it while it is shown."""
        self._strips[name] = widget
        self._column.insertWidget(2, widget)

    def show_page(self, page: Page) -> None:
        if self._stack.currentWidget() is not self._pages[page]:
            self._dressing.freshen(self._pages[page])
            self._stack.setCurrentWidget(self._pages[page])
            self.page_changed.emit()

    @property
    def page(self) -> Page:
        current = self._stack.currentWidget()
        return next(page for page, widget in self._pages.items() if widget is current)

    # Panes

    def toggle_pane(self, name: str) -> None:
        self.panes.show_pane(name, not self.panes.is_shown(name))

    def show_tab(self, tab: str) -> None:
        """Shows the right pane with this tab."""
        self.panes.show_pane(RIGHT, True)
        self.right.show_tab(tab)

    def toggle_tab(self, tab: str) -> None:
        """From this tab back to the article's own, or to this one from anywhere."""
        shown = self.panes.is_shown(RIGHT) and self.right.tab == tab
        self.show_tab("article" if shown and tab != "article" else tab)

    def set_focus_mode(self, on: bool) -> None:
        """Hides all panes but the article; what was shown comes back afterwards."""
        if on and self._before_focus_mode is None:
            self._before_focus_mode = tuple(name for name in NAMES if self.panes.is_shown(name))
            for name in NAMES:
                self.panes.show_pane(name, False)
        elif not on and self._before_focus_mode is not None:
            shown, self._before_focus_mode = self._before_focus_mode, None
            for name in shown:
                self.panes.show_pane(name, True)

    def focus_pane(self, name: str) -> None:
        """The focus to where it last was in this pane; shows the pane if it was hidden."""
        if name in NAMES:
            self.panes.show_pane(name, True)
        place = self._places()[name]
        last = self._last_focus.get(name)
        if last is not None and isValid(last) and last.isVisible() and place.isAncestorOf(last):
            last.setFocus(_TAB)
        else:
            focus_first(place)

    def focus_again(self) -> None:
        """The focus to where it last was on the desk."""
        self.focus_pane(self._last_pane)

    def focus_next_pane(self, step: int) -> None:
        """Round the panes and the bars."""
        places = {name: place for name, place in self._places().items() if place.isVisible()}
        names = list(places)
        here = next((n for n, name in enumerate(names) if has_focus_inside(places[name])), -1)
        if here < 0:
            here = -1 if step > 0 else 0
        self.focus_pane(names[(here + step) % len(names)])

    def note_focus(self, widget: QWidget | None) -> None:
        """Remembers where the focus is, for the next time in its pane."""
        if widget is None:
            return
        for name, place in self._places().items():
            if place.isAncestorOf(widget):
                self._last_focus[name] = widget
                if name in NAMES:
                    self._last_pane = name

    def _places(self) -> dict[str, QWidget]:
        if self.page is not Page.DESK:
            middle: dict[str, QWidget] = {self.page.value: self._pages[self.page]}
        else:
            middle = {name: self.panes.frame(name) for name in NAMES}
        return {**middle, **self._strips, "status": self.status_bar, "top": self.top_bar}

    def _on_right_tab_changed(self, tab: str) -> None:
        self.panes.set_tab(tab)
        self.tab_changed.emit(tab)

    # What is remembered

    def _restore(self) -> None:
        if not self.restoreGeometry(self._preferences.data("window/geometry")):
            self.setGeometry(first_geometry(QGuiApplication.primaryScreen().availableGeometry()))
        self.panes.set_widths(self._preferences.widths("panes/widths"))
        for name in self._preferences.recent("panes/hidden"):
            if name in NAMES:
                self.panes.show_pane(name, False)

    def remember(self) -> None:
        """Writes down the layout, at the end."""
        self.note_layout()
        self._preferences.save()

    def note_layout(self) -> None:
        """The layout, for a start after an end that nobody foresees; it is written some time."""
        self._preferences.set_data("window/geometry", self.saveGeometry())
        self._preferences.set_widths("panes/widths", self.panes.widths())
        shown = self._before_focus_mode or [name for name in NAMES if self.panes.is_shown(name)]
        self._preferences.set_text("panes/hidden", "\n".join(name for name in NAMES if name not in shown))

    def end(self) -> None:
        """Closes for good."""
        self._ended = True
        self.close()

    def come_to_front(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, also where a desktop leaves that to the space bar alone."""
        focus = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if is_enter and isinstance(focus, QPushButton | QToolButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)  # when the panes have been painted too

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Goes on where all is safe at once: ``end`` cannot close what is being closed."""
        if not self._ended:
            self.close_asked.emit()
        event.setAccepted(self._ended)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()


def first_geometry(screen: QRect) -> QRect:
    """In the middle of what a screen has free, as large as is good or as it allows, the frame reckoned in."""
    room = screen - _FRAME
    size = QSize(_FIRST_WIDTH, _FIRST_HEIGHT).expandedTo(room.size() * 0.6).boundedTo(room.size())
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
