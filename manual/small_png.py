"""Pictures of a window as small files: with a palette of the colours that it has, since a window has few."""

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from newsroom.domain.errors import NewsroomError

_N_COLORS = 256
_PACKED = 0  # Qt's quality for PNG: 0 packs hardest


def write_small(image: QImage, path: Path) -> None:
    """Writes an opaque picture; the same picture gives the same bytes. Raises ``NewsroomError``."""
    if not with_palette(image).save(str(path), quality=_PACKED):
        raise NewsroomError(f"The picture {path} could not be written.")


def with_palette(image: QImage) -> QImage:
    """The most frequent colours as they are, each other one as the nearest of these."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    colors, places, counts = np.unique(pixels & 0xFFFFFF, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_N_COLORS]
    palette = colors[order]
    indexed = QImage(plain.width(), plain.height(), QImage.Format.Format_Indexed8)
    indexed.setColorTable([int(color) | 0xFF000000 for color in palette])
    wanted = _nearest(colors, palette)[places].reshape(pixels.shape).astype(np.uint8)
    lines = np.frombuffer(indexed.bits(), np.uint8).reshape(indexed.height(), indexed.bytesPerLine())
    lines[:, : plain.width()] = wanted[:, : plain.width()]
    return indexed


def _nearest(
    colors: "np.ndarray[tuple[int], np.dtype[np.uint32]]",
    palette: "np.ndarray[tuple[int], np.dtype[np.uint32]]",
) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    channels, few = _channels(colors), _channels(palette)
    pieces = [
        ((piece[:, None, :] - few[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        for piece in np.array_split(channels, max(1, len(channels) // 512))
    ]
    return np.concatenate(pieces)


def _channels(
    colors: "np.ndarray[tuple[int], np.dtype[np.uint32]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    return np.stack([(colors >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)
