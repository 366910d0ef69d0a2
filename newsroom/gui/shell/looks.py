"""The look of all windows: which palette, and the size of text, of the list and of the article. Draws nothing."""

from enum import StrEnum
from math import isfinite

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from newsroom.gui.shell.dressing import Dressing
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.theme import MAX_SCALE, MIN_SCALE, Colors, colors_of, qt_palette, style_sheet, ui_font

_STEP = 0.1
_SYSTEM_HIGH = "look/system_high"
MIN_SHARE, MAX_SHARE = 0.7, 1.8


class Mode(StrEnum):
    """Which palette is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CONTRAST_DARK = "contrast_dark"

    @property
    def is_high(self) -> bool:
        return self in (Mode.CONTRAST, Mode.CONTRAST_DARK)


class Place(StrEnum):
    """A part of the window whose text has a size of its own, beside that of all text."""

    LIST = "list"
    ARTICLE = "article"


class Looks(QObject):
    """Applies the look to the application and to the parts of its window, and tells it to who paints by hand.

    GUI thread only.
    """

    changed = Signal(object, float)
    """``Colors`` and the scale of all text; those of the places are asked for."""
    share_changed = Signal(object)
    """The ``Place`` whose text has another size now, while all other text keeps its own."""
    mode_chosen = Signal()

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        self.dressing = Dressing(self)
        # As it was last time: it is asked when all else is there, and the first paint has the right look.
        self._is_system_high = preferences.flag(_SYSTEM_HIGH, False)
        self._mode, self._scale, self._shares = self._remembered()
        application.styleHints().colorSchemeChanged.connect(self._on_hints_color_scheme_changed)
        self.colors = self._wanted_colors()
        self._apply()

    def _remembered(self) -> tuple[Mode, float, dict[Place, float]]:
        preferences = self._preferences
        name = preferences.text("look/mode", Mode.SYSTEM.value)
        mode = Mode(name) if name in set(Mode) else Mode.SYSTEM
        scale = preferences.number("look/scale", 1.0)
        shares = {place: _share(preferences.number(f"look/{place.value}", 1.0)) for place in Place}
        return mode, min(MAX_SCALE, max(MIN_SCALE, scale)), shares

    def read_again(self) -> None:
        """Takes the look that is remembered by now: another window may have changed it."""
        before = self._mode, self._scale, self._shares
        self._mode, self._scale, self._shares = self._remembered()
        if self._mode is not before[0]:
            self.mode_chosen.emit()
        if self._scale != before[1]:
            self.colors = self._wanted_colors()
            self._show()
        else:
            self._follow()
        for place in Place:
            if self._shares[place] != before[2][place]:
                self.share_changed.emit(place)

    def follow_contrast(self, is_high: bool) -> None:
        """Whether the system wishes for high contrast: who wants the look as the system has it gets it so."""
        if is_high != self._is_system_high:
            self._is_system_high = is_high
            self._preferences.set_flag(_SYSTEM_HIGH, is_high)
            self._follow()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        return self._scale

    def share_of(self, place: Place) -> float:
        """The size of the text in a place, as a factor of that of all text."""
        return self._shares[place]

    def scale_of(self, place: Place) -> float:
        """The size of the text in a place, as a factor of its normal size."""
        return round(self._scale * self._shares[place], 3)

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._preferences.set_text("look/mode", mode.value)
        self._follow()
        self.mode_chosen.emit()

    def switch(self) -> None:
        """From light to dark or back, whatever the system says; within high contrast, too."""
        dark = not self.colors.dark
        if self.colors.high:
            self.set_mode(Mode.CONTRAST_DARK if dark else Mode.CONTRAST)
        else:
            self.set_mode(Mode.DARK if dark else Mode.LIGHT)

    def enlarge(self, steps: int) -> None:
        """The text a tenth of its normal size larger or smaller for each step; 0 steps: the normal size."""
        self.set_scale(round(self._scale + _STEP * steps, 2) if steps else 1.0)

    def set_scale(self, scale: float) -> None:
        """The size of all text, as a factor of its normal size."""
        scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        if scale != self._scale:
            self._scale = scale
            self._preferences.set_text("look/scale", str(scale))
            self._show()

    def set_share(self, place: Place, share: float) -> None:
        """The size of the text in one place."""
        share = _share(share)
        if share != self._shares[place]:
            self._shares[place] = share
            self._preferences.set_text(f"look/{place.value}", str(share))
            self.share_changed.emit(place)

    def _wanted_colors(self) -> Colors:
        if self._mode is Mode.SYSTEM:
            dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return colors_of(dark, high=self._is_system_high)
        return colors_of(self._mode in (Mode.DARK, Mode.CONTRAST_DARK), high=self._mode.is_high)

    def _on_hints_color_scheme_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        colors = self._wanted_colors()
        if colors is not self.colors:
            self.colors = colors
            self._show()

    def _show(self) -> None:
        self._apply()
        self.changed.emit(self.colors, self._scale)

    def _apply(self) -> None:
        self._application.setFont(ui_font(self._scale))
        self._application.setPalette(qt_palette(self.colors))
        self.dressing.change(style_sheet(self.colors, self._scale))


def _share(value: float) -> float:
    """Within its limits; what is no number is 1."""
    return round(min(MAX_SHARE, max(MIN_SHARE, value)), 2) if isfinite(value) else 1.0
