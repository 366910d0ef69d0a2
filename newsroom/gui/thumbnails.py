"""Other forms of pictures: small, or encoded. Both take their time: for a lane."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter


def thumbnail(path: Path, size: QSize) -> QImage:
    """The picture cut to the size, scaled while it is decoded; a null image where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
        want = size.transposed() if turned else size
        reader.setScaledSize(full.scaled(want, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    if not full.isValid():
        image = image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
    x, y = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image.copy(max(0, x), max(0, y), size.width(), size.height())


def as_png(image: QImage) -> bytes:
    """Of an image that has no file, as of the clipboard."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
