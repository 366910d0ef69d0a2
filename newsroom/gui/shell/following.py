"""The window follows while it runs: the system's wish for contrast, and settings that another window changed.

Loaded when all else is there: asking for either is nothing that the first paint needs.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.watched_file import WatchedFile
from newsroom.gui.shell.writing import Writing


class Following(QObject):
    """GUI thread only."""

    def __init__(
        self, application: QApplication, parts: Parts, writing: Writing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._writing = writing
        # Both are kept: for PySide the second one ends with the first.
        self._style_hints = application.styleHints()
        self._hints = self._style_hints.accessibility()
        self._hints.contrastPreferenceChanged.connect(self._on_hints_contrast_preference_changed)
        self._file = WatchedFile(parts.preferences.path, self)
        self._file.changed.connect(self._on_file_changed)

    def begin(self) -> None:
        """From now on; also what was so before."""
        self._on_hints_contrast_preference_changed()
        self._file.begin()

    def _on_hints_contrast_preference_changed(self) -> None:
        is_high = self._hints.contrastPreference() == Qt.ContrastPreference.HighContrast
        self._parts.looks.follow_contrast(is_high)

    def _on_file_changed(self) -> None:
        self._parts.preferences.read_again()
        self._parts.looks.read_again()
        self._writing.read_again()
