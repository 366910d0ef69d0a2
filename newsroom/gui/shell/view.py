"""How the window shows itself: panes, tabs, looks, palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from newsroom.gui.shell.looks import Looks, Mode
from newsroom.gui.shell.panes import LIST, RIGHT, SIDEBAR
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.window import MainWindow, Page

if TYPE_CHECKING:
    from newsroom.gui.shell.command_palette import CommandPalette
    from newsroom.gui.shell.palette_lines import Headline

_RECENT = "commands/recent"


class WindowView(QObject):
    """Acts on the one window. GUI thread only."""

    search_wanted = Signal(object, str)
    """The palette's ``Where``, and the words to look for there."""
    headlines_wanted = Signal(str)
    """The palette asks for articles by their headlines: ``show_headlines``."""
    article_wanted = Signal(int)

    def __init__(
        self, window: MainWindow, looks: Looks, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.window = window
        self._looks = looks
        self._preferences = preferences
        self._palette: CommandPalette | None = None
        window.panes.shown_changed.connect(self._on_panes_shown_changed)
        for name in (SIDEBAR, LIST, RIGHT):
            window.book[f"view.{name}"].setChecked(window.panes.is_shown(name))
        window.book[f"view.{looks.mode.value}"].setChecked(True)
        looks.changed.connect(self._on_looks_changed)
        looks.mode_chosen.connect(self._on_looks_mode_chosen)

    # Panes

    def toggle_preview(self) -> None:
        self.window.toggle_tab("preview")

    def show_article_tab(self) -> None:
        self.window.show_tab("article")
        self.window.focus_pane(RIGHT)

    def toggle_pane(self, name: str) -> None:
        self.window.toggle_pane(name)

    def next_pane(self) -> None:
        self.window.focus_next_pane(1)

    def previous_pane(self) -> None:
        self.window.focus_next_pane(-1)

    def focus_list(self) -> None:
        if self.window.page is Page.DESK:
            self.window.focus_pane(LIST)

    def _on_panes_shown_changed(self, name: str, shown: bool) -> None:
        self.window.book[f"view.{name}"].setChecked(shown)

    def toggle_full_screen(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        window.book["view.full_screen"].setChecked(window.isFullScreen())

    # Looks

    def set_mode(self, mode: Mode) -> None:
        self._looks.set_mode(mode)

    def switch_look(self) -> None:
        self._looks.switch()

    def _on_looks_mode_chosen(self) -> None:
        self.window.book[f"view.{self._looks.mode.value}"].setChecked(True)

    def enlarge(self, steps: int) -> None:
        self._looks.enlarge(steps)
        self.window.status_bar.show_message(self.tr("Text at {0} %").format(round(self._looks.scale * 100)))

    def _on_looks_changed(self) -> None:
        self.window.set_look(self._looks.colors, self._looks.scale)
        if self._palette is not None:
            self._palette.set_look(self._looks.colors, self._looks.scale)

    # Palette, menu, about

    def open_palette(self) -> None:
        """Opens the palette, or closes it where it is open."""
        palette = self._made_palette()
        if palette.isVisible():
            palette.close_palette()
        else:
            palette.open(self.window.book.all(), self._preferences.recent(_RECENT))

    def open_article_palette(self) -> None:
        """Asks which article to open."""
        self._made_palette().open((), (), articles_only=True)

    def show_headlines(self, query: str, headlines: Sequence[Headline]) -> None:
        """The palette's answer."""
        if self._palette is not None:
            self._palette.show_headlines(query, headlines)

    def _made_palette(self) -> CommandPalette:
        if self._palette is None:
            from newsroom.gui.shell.command_palette import CommandPalette

            self._palette = CommandPalette(self.window, self._looks.colors)
            self._palette.set_look(self._looks.colors, self._looks.scale)
            self._palette.ran.connect(self._on_palette_ran)
            self._palette.search_wanted.connect(self.search_wanted)
            self._palette.headlines_wanted.connect(self.headlines_wanted)
            self._palette.article_wanted.connect(self.article_wanted)
        return self._palette

    def _on_palette_ran(self, name: str) -> None:
        self._preferences.add_recent(_RECENT, name)

    def open_menu(self) -> None:
        self.window.top_bar.menu_button.showMenu()
