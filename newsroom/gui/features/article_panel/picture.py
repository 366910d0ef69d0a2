"""The lead picture: taken in, described, taken away; its thumbnail is made beside the GUI thread. No widgets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from newsroom.domain.article import Picture
from newsroom.domain.changes import Changed
from newsroom.domain.errors import NewsroomError
from newsroom.gui.features.article_panel.acts import PanelDesk
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.thumbnails import as_png, thumbnail

TEXTS = ("alt", "caption", "credit", "date")


class PicturePresenter(QObject):
    """``changed`` when the picture or its words may be others, ``thumbnail_ready`` with its image. GUI thread only."""

    changed = Signal()
    thumbnail_ready = Signal(object)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._size = QSize(208, 140)
        self._shown: tuple[str, QSize] | None = None
        self.taking_in = False
        self.unreadable = False
        article.switched.connect(self._on_article_switched)
        article.field_changed.connect(self._on_article_field_changed)

    @property
    def picture(self) -> Picture | None:
        draft = self._article.draft
        picture: Picture | None = draft.value("picture") if draft is not None else None
        return picture

    def _on_article_switched(self) -> None:
        self.taking_in = False
        self._refresh()

    def _on_article_field_changed(self, field: str) -> None:
        if field == "picture":
            self._refresh()

    def _refresh(self) -> None:
        self.changed.emit()
        self._ask_thumbnail()

    # Taking in

    def take_in(self, data: bytes | Path) -> None:
        """A file, or what one holds, becomes the lead picture; words come with it if the file has some."""
        name = data.name if isinstance(data, Path) else ""
        self._take_in(lambda desk: desk.add_picture(data, name))

    def take_in_image(self, image: QImage) -> None:
        """An image of the clipboard, kept as PNG."""
        self._take_in(lambda desk: desk.add_picture(as_png(image), ""))

    def _take_in(self, work: Callable[[PanelDesk], Picture]) -> None:
        if self._article.draft is None:
            self._article.status_message.emit(self.tr("Open an article first; the picture belongs to one."))
            return
        self.taking_in = True
        self.changed.emit()
        self._article.make(
            Changed.MEDIA,
            work,
            self._on_taken_in,
            self._on_refused,
            put_on=lambda draft, picture: draft.set_field("picture", picture),
        )

    def _on_taken_in(self, picture: Picture) -> None:
        self.taking_in = False
        self._article.set_value("picture", picture)
        self.changed.emit()

    def _on_refused(self) -> None:
        self.taking_in = False
        self.changed.emit()

    # Words and removal

    def set_text(self, name: str, text: str) -> None:
        """One of ``TEXTS``, as typed."""
        picture = self.picture
        if picture is not None:
            value = text or None if name == "date" else text
            changes: dict[str, str | None] = {name: value}
            self._article.set_value("picture", _with(picture, changes), typing=True)

    def remove(self) -> None:
        self._article.set_value("picture", None)

    # The thumbnail

    def set_size(self, size: QSize) -> None:
        """How large the thumbnail is wanted, in pixels of the screen."""
        if size != self._size:
            self._size = size
            self._ask_thumbnail()

    def _ask_thumbnail(self) -> None:
        picture = self.picture
        wanted = (picture.file, self._size) if picture is not None else None
        if wanted == self._shown:
            return
        if picture is None or self._shown is None or self._shown[0] != picture.file:
            self.thumbnail_ready.emit(QImage())
        self._shown = wanted
        if picture is None:
            return
        file, size = picture.file, self._size

        def done(image: QImage) -> None:
            if self._shown == (file, size):
                self.unreadable = image.isNull()
                self.thumbnail_ready.emit(image)
                self.changed.emit()

        self._article.ask("panel.thumbnail", lambda desk: _thumbnail(desk, file, size), done)


def _with(picture: Picture, changes: dict[str, str | None]) -> Picture:
    values: dict[str, str | None] = {name: getattr(picture, name) for name in TEXTS} | changes
    return replace(
        picture,
        alt=values["alt"] or "",
        caption=values["caption"] or "",
        credit=values["credit"] or "",
        date=values["date"],
    )


def _thumbnail(desk: PanelDesk, file: str, size: QSize) -> QImage:
    try:
        return thumbnail(desk.media_path(file), size)
    except NewsroomError:
        return QImage()
