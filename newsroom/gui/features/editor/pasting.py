"""What a clipboard or a drop holds for the text: Markdown, a web page, plain text, pictures.

Edits nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from newsroom.domain.text_buffer import one_line_end
from newsroom.gui.features.editor.draft_text_edit import TEXT_MIME

AT_ONCE_HTML = 20_000
"""Characters of HTML that are made Markdown in the window's own time: some two milliseconds."""
MOST_HTML = 1_000_000
"""Characters beyond which a page is pasted as plain text, and said so."""
_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp"}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+")
_TAG = re.compile(r"<[^>]*>")


class Pasted(Protocol):
    """HTML made Markdown, and what could not be kept, in words."""

    @property
    def markdown(self) -> str: ...
    @property
    def dropped(self) -> tuple[str, ...]: ...


CleanHtml = Callable[[str], Pasted]


class Beside(Protocol):
    """Runs work beside the GUI thread, then ``done`` on it; with None where the work failed."""

    def __call__(self, work: Callable[[], Pasted], done: Callable[[Pasted | None], None], /) -> None: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """Text for the article, pictures for it (bytes of a PNG, or files), and what was left out, in words."""

    text: str = ""
    pictures: tuple[bytes | Path, ...] = ()
    dropped: tuple[str, ...] = ()
    too_long: bool = False
    html: str = ""
    """A long page, still to be made Markdown; ``text`` is its plain text."""
    is_page: bool = False
    """The text was made of a page: its footnotes are none of the article's."""


def incoming(mime: QMimeData, clean_html: CleanHtml | None, *, plain: bool = False) -> Incoming:
    """What the clipboard's data means here; ``plain`` wants its plain text and nothing else."""
    if plain:
        return Incoming(one_line_end(mime.text()))
    if mime.hasFormat(TEXT_MIME):
        return Incoming(_decoded(mime.data(TEXT_MIME)))
    pictures = _picture_files(mime)
    if pictures:
        return Incoming(pictures=pictures)
    html = mime.html() if mime.hasHtml() else ""
    if mime.hasImage() and not mime.text().strip() and not _TAG.sub("", html).strip():
        return Incoming(pictures=_picture(mime))
    text = one_line_end(mime.text())
    if html and clean_html is not None:
        if len(html) > MOST_HTML:
            return Incoming(text, too_long=True)
        if len(html) > AT_ONCE_HTML:
            return Incoming(text, html=html)
        pasted = clean_html(html)
        return Incoming(one_line_end(pasted.markdown), dropped=tuple(pasted.dropped), is_page=True)
    return Incoming(text)


def has_files(mime: QMimeData) -> bool:
    """Whether there are files of this machine among what comes."""
    return any(url.isLocalFile() for url in mime.urls())


def has_pictures(mime: QMimeData) -> bool:
    """Whether some of those files are pictures."""
    return bool(_picture_files(mime))


def _picture_files(mime: QMimeData) -> tuple[Path, ...]:
    files = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return tuple(path for path in files if path.suffix.lower() in _PICTURES)


def is_address(text: str) -> bool:
    """Whether the text is one web address and nothing else."""
    return len(text) < 2000 and _ADDRESS.fullmatch(text.strip()) is not None


def _decoded(data: QByteArray) -> str:
    return bytes(data.data()).decode("utf-8", "replace")


def _picture(mime: QMimeData) -> tuple[bytes, ...]:
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return ()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    return (bytes(buffer.data().data()),) if writer.write(image) else ()
