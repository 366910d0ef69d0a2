"""The four panes side by side: sidebar, list, article, right. Owns their widths and which of them are shown."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from newsroom.gui.widgets.focus import has_focus_inside

SIDEBAR, LIST, ARTICLE, RIGHT = NAMES = ("sidebar", "list", "article", "right")
_LEAST = {SIDEBAR: 130, LIST: 220, ARTICLE: 340, RIGHT: 270}
# Share of the window, least and most pixels of a width that nobody has chosen yet.
_FIRST = {
    SIDEBAR: (0.136, 160, 260),
    LIST: (0.217, 260, 440),
    RIGHT: (0.258, 310, 560),
    f"{RIGHT}-preview": (0.32, 430, 900),
}


class Panes(QSplitter):
    """All but the article can be hidden, and keep their widths meanwhile; the article takes what is left."""

    shown_changed = Signal(str, bool)

    def __init__(self, frames: Mapping[str, QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._frames = dict(frames)
        self._widths: dict[str, int] = {}
        self._shown = dict.fromkeys(NAMES, True)
        self._tab = "article"
        self._scale = 1.0
        for index, name in enumerate(NAMES):
            frame = frames[name]
            frame.setMinimumWidth(_LEAST[name])
            self.addWidget(frame)
            self.setStretchFactor(index, 1 if name == ARTICLE else 0)
        self.splitterMoved.connect(self._on_self_splitter_moved)

    def frame(self, name: str) -> QWidget:
        return self._frames[name]

    def is_shown(self, name: str) -> bool:
        return self._shown[name]

    def show_pane(self, name: str, shown: bool) -> None:
        """Shows or hides a pane; a focus in it goes to the article."""
        if name == ARTICLE or self._shown[name] == shown:
            return
        self._shown[name] = shown
        frame = self._frames[name]
        if not shown and has_focus_inside(frame):
            self._frames[ARTICLE].setFocus()
        frame.setVisible(shown)
        self._place()
        self.shown_changed.emit(name, shown)

    def width_of(self, name: str) -> int:
        """The width that a pane has or will have, in pixels."""
        key = self._key(name)
        if key in self._widths:
            return self._widths[key]
        share, least, most = _FIRST.get(key, _FIRST[name])
        return round(max(least, min(most, self.width() * share)) * self._scale)

    def set_scale(self, scale: float) -> None:
        """The size of the text: widths that nobody has chosen follow it."""
        self._scale = scale
        self._place()

    def _key(self, name: str) -> str:
        return f"{name}-{self._tab}" if name == RIGHT else name

    def set_tab(self, tab: str) -> None:
        """What the right pane shows: it has a width for each of its tabs."""
        self._tab = tab
        self._place()

    def widths(self) -> dict[str, int]:
        """The widths that somebody has chosen, to be remembered."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Widths that were remembered."""
        self._widths.update(widths)
        self._place()

    def _on_self_splitter_moved(self, _position: int, _index: int) -> None:
        for name, size in zip(NAMES, self.sizes(), strict=True):
            if name != ARTICLE and self._shown[name] and size != self.width_of(name):
                self._widths[self._key(name)] = size

    def _place(self) -> None:
        if not self.width():
            return
        sizes = {name: self.width_of(name) if self._shown[name] else 0 for name in (SIDEBAR, LIST, RIGHT)}
        room = self.width() - self.handleWidth() * (sum(self._shown.values()) - 1)
        # Large text wants wide panes: as far as the window has room, each gets its share.
        scale = min(self._scale, room / sum(_LEAST[name] for name in NAMES if self._shown[name]))
        least = {name: round(_LEAST[name] * max(1.0, scale)) for name in NAMES}
        # In a small window the right pane gives way first, then the list.
        for name in (RIGHT, LIST, SIDEBAR):
            lacking = least[ARTICLE] - (room - sum(sizes.values()))
            if lacking > 0 and sizes[name]:
                sizes[name] = max(min(sizes[name], least[name]), sizes[name] - lacking)
        sizes[ARTICLE] = room - sum(sizes.values())
        self.setSizes([sizes[name] for name in NAMES])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
