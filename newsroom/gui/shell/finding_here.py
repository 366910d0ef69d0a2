"""The key that finds in the text goes, where there is no text, to the line that finds in what is in view."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from newsroom.gui.widgets.focus import line_that_finds


class FindingHere(QObject):
    """Has the keys of the editor's own command, also when they are changed. GUI thread only."""

    def __init__(self, find: QAction, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._lines: dict[QAction, QWidget] = {}
        find.changed.connect(self._on_find_changed)

    def add(self, place: QWidget, *, inside: QWidget | None = None) -> None:
        """While the focus is in the place; the line is there, or ``inside`` of another."""
        action = QAction(self._find.text(), place)
        action.setShortcuts(self._find.shortcuts())
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._on_action_triggered)
        self._lines[action] = inside or place
        place.addAction(action)

    def _on_action_triggered(self) -> None:
        action = self.sender()
        line = line_that_finds(self._lines[action]) if isinstance(action, QAction) else None
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def _on_find_changed(self) -> None:
        for action in self._lines:
            action.setShortcuts(self._find.shortcuts())
