"""What the editor aims at in the panel: nothing of it is to move. No logic of suggestions."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from newsroom.gui.features.article_panel.rows import has_focus_inside
from newsroom.gui.features.article_panel.suggestion_views import Group
from newsroom.gui.features.article_panel.suggestions import SuggestionsPresenter

STILL_MS = 350
"""A pointer that rested so long in the panel is on its way to nothing."""


class Aim(QObject):
    """Says whether the pointer or the focus is on one of the groups, and whether a hand is at work in the panel.

    A group that comes or grows pushes down all below it: a row that is being dragged, a cross about to be clicked.
    """

    def __init__(self, groups: Sequence[Group], panel: QWidget, heard_by: SuggestionsPresenter) -> None:
        super().__init__(panel)
        self._groups = tuple(groups)
        self._panel = panel
        self._heard_by = heard_by
        self._was = False
        self._moved = QElapsedTimer()
        for group in groups:
            group.installEventFilter(self)
        panel.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        panel.installEventFilter(self)
        heard_by.is_hand_near = self.is_hand_near
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def is_hand_near(self) -> bool:
        """Whether the pointer moves in the panel, moved there a moment ago, or holds something anywhere."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return True
        return self._moved.isValid() and not self._moved.hasExpired(STILL_MS)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel:
            if event.type() == QEvent.Type.HoverMove:
                self._moved.start()
            elif event.type() == QEvent.Type.Leave:
                self._moved.invalidate()
        elif event.type() in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.Hide):
            self._look()
        return False

    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._look()

    def _look(self) -> None:
        if not shiboken6.isValid(self._heard_by):
            return  # the program ends
        is_aimed = any(
            group.isVisible() and (group.underMouse() or has_focus_inside(group)) for group in self._groups
        )
        if is_aimed != self._was:
            self._was = is_aimed
            self._heard_by.set_aimed(is_aimed)
