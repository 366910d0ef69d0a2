"""A picture is dropped or pasted: the first that is one is taken, and what is not taken is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.picture_taking import PictureTaker

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Taker(PictureTaker):
    def __init__(self) -> None:
        super().__init__(LIGHT)
        QHBoxLayout(self).addWidget(self.box)
        self.got: list[object] = []
        self.said: list[str] = []
        self.given.connect(self.got.append)
        self.status_message.connect(self.said.append)

    def drop(self, mime: QMimeData) -> bool:
        """As a file manager would; answers whether it was let go here."""
        enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
        enter.ignore()
        self.dragEnterEvent(enter)
        if not enter.isAccepted():
            return False
        drop = QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NONE)
        drop.ignore()
        self.dropEvent(drop)
        return bool(drop.isAccepted())


@pytest.fixture
def taker(qtbot: QtBot) -> Taker:
    taker = Taker()
    qtbot.addWidget(taker)
    taker.show()
    return taker


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/desk/{name}") for name in names])
    return mime


def test_a_file_of_a_file_manager_is_taken(taker: Taker) -> None:
    assert taker.drop(files("fleet at dawn.JPG"))
    assert taker.got == [Path("/desk/fleet at dawn.JPG")] and taker.said == []


def test_of_several_files_the_first_picture_is_taken_and_that_is_said(taker: Taker) -> None:
    assert taker.drop(files("notes.txt", "fleet.png", "harbour.png"))
    assert taker.got == [Path("/desk/fleet.png")]
    assert "“fleet.png”" in taker.said[0] and "3 files" in taker.said[0]


def test_what_is_no_picture_by_its_name_is_for_the_desk_to_refuse(taker: Taker) -> None:
    assert taker.drop(files("notes.txt", "folder"))
    assert taker.got == [Path("/desk/notes.txt")]


def test_words_are_not_taken(taker: Taker) -> None:
    mime = QMimeData()
    mime.setText("https://a.example/fleet.png")
    assert not taker.drop(mime)
    mime.setUrls([QUrl("https://a.example/fleet.png")])
    assert not taker.drop(mime)
    assert taker.got == []


def test_the_clipboards_picture_is_taken_or_its_absence_said(taker: Taker) -> None:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    taker.paste()
    assert isinstance(taker.got[0], QImage) and taker.said == []
    QGuiApplication.clipboard().setText("words")
    taker.paste()
    assert len(taker.got) == 1 and taker.said == ["There is no picture on the clipboard."]
