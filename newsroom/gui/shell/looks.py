"""The look of all windows: light, dark or as the system is, and the size of all text. Owns both; draws nothing."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.theme import MAX_SCALE, MIN_SCALE, Colors, colors_of, qt_palette, style_sheet, ui_font

_STEP = 0.1


class Mode(StrEnum):
    """Which palette is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Looks(QObject):
    """Applies the look to the application and tells it to who paints by hand."""

    changed = Signal(object, float)

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        name = preferences.text("look/mode", Mode.SYSTEM.value)
        self._mode = Mode(name) if name in set(Mode) else Mode.SYSTEM
        self._scale = min(MAX_SCALE, max(MIN_SCALE, preferences.number("look/scale", 1.0)))
        application.styleHints().colorSchemeChanged.connect(self._on_hints_color_scheme_changed)
        self.colors = self._wanted_colors()
        self._apply()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        return self._scale

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._preferences.set_text("look/mode", mode.value)
        self._follow()

    def switch(self) -> None:
        """From light to dark or back, whatever the system says."""
        self.set_mode(Mode.LIGHT if self.colors.dark else Mode.DARK)

    def enlarge(self, steps: int) -> None:
        """The text a tenth of its normal size larger or smaller for each step; 0 steps: the normal size."""
        scale = round(self._scale + _STEP * steps, 2) if steps else 1.0
        scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        if scale != self._scale:
            self._scale = scale
            self._preferences.set_text("look/scale", str(scale))
            self._apply()
            self.changed.emit(self.colors, self._scale)

    def _wanted_colors(self) -> Colors:
        if self._mode is Mode.SYSTEM:
            return colors_of(self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark)
        return colors_of(self._mode is Mode.DARK)

    def _on_hints_color_scheme_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        colors = self._wanted_colors()
        if colors is not self.colors:
            self.colors = colors
            self._apply()
            self.changed.emit(colors, self._scale)

    def _apply(self) -> None:
        self._application.setFont(ui_font(self._scale))
        self._application.setPalette(qt_palette(self.colors))
        self._application.setStyleSheet(style_sheet(self.colors, self._scale))
