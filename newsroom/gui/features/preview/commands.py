"""The preview's actions: for its bar, its menu and the command palette. They do nothing by themselves."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from newsroom.gui.features.preview.looks import Appearance, Device


class PreviewCommands(QObject):
    """Made once, for the pane, whose window their keys work in."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        tr = self.tr
        self.devices = QActionGroup(self)
        self._choice(
            self.devices, "preview.desktop", tr("Page on a desktop"), tr("Desktop"), "Alt+1", Device.DESKTOP
        )
        self._choice(
            self.devices, "preview.tablet", tr("Page on a tablet"), tr("Tablet"), "Alt+2", Device.TABLET
        )
        self._choice(self.devices, "preview.phone", tr("Page on a phone"), tr("Phone"), "Alt+3", Device.PHONE)
        self.appearances = QActionGroup(self)
        self._choice(
            self.appearances, "preview.light", tr("Page in light"), tr("Light"), "", Appearance.LIGHT
        )
        self._choice(self.appearances, "preview.dark", tr("Page in dark"), tr("Dark"), "", Appearance.DARK)
        self._choice(
            self.appearances, "preview.print", tr("Page as printed"), tr("Print"), "", Appearance.PRINT
        )
        self.browser = self._act(
            "preview.browser", tr("Open the page in the browser"), tr("Open in browser"), "Ctrl+F5"
        )
        self.save = self._act("preview.save", tr("Save the page as a file…"), tr("Save as a file"), "")
        self.pdf = self._act("preview.pdf", tr("Save the page as a PDF…"), tr("PDF"), "Ctrl+P")

    def all(self) -> list[QAction]:
        """All but saving as a file, which the palette knows as the article's own."""
        return [*self.devices.actions(), *self.appearances.actions(), self.browser, self.pdf]

    def set_article_is_open(self, is_open: bool) -> None:
        for action in (self.browser, self.save, self.pdf):
            action.setEnabled(is_open)

    def _act(self, name: str, text: str, short: str, key: str) -> QAction:
        action = QAction(text, self._pane)
        action.setObjectName(name)
        action.setIconText(short)
        if key:
            action.setShortcut(QKeySequence(key))
        self._pane.addAction(action)
        return action

    def _choice(self, group: QActionGroup, name: str, text: str, short: str, key: str, data: object) -> None:
        action = self._act(name, text, short, key)
        action.setCheckable(True)
        action.setData(data)
        group.addAction(action)
