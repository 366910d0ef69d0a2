"""A text to be read, as rich text that reaches for nothing."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override


class PlainReader(QTextBrowser):
    """Text alone: nothing is loaded from anywhere, and no link is followed."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None
