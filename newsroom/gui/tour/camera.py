"""Numbered pictures of the window."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from newsroom.domain.errors import NewsroomError


class Camera:
    """Writes ``01-welcome.png`` and so on into a folder; pictures of an earlier tour there go first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pictures: list[Path] = []
        for old in folder.glob("[0-9][0-9]-*.png"):
            if re.fullmatch(r"\d\d-[a-z-]+\.png", old.name):
                old.unlink()

    def take(self, window: QWidget, name: str) -> None:
        """The window as it is painted now, with a dialog that is open in front of it."""
        path = self._folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        dialog = QApplication.activeModalWidget()
        picture = (dialog or window).grab()
        if not picture.save(str(path)):
            raise NewsroomError(f"The picture {path} could not be written.")
        self.pictures.append(path)
