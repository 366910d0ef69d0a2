"""The program's mark in all sizes and forms, rendered from ``resources/icons/newsroom.svg`` by Qt."""

import struct
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES = {b"ic04": 16, b"ic05": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def source(root: Path) -> Path:
    """The drawing that all sizes are made of."""
    return root / "resources" / "icons" / "newsroom.svg"


def render_icons(root: Path, folder: Path) -> None:
    """Writes ``newsroom-SIZE.png``, ``newsroom.ico`` and ``newsroom.icns``; the same bytes for the same Qt."""
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(source(root)))
    if not renderer.isValid():
        raise ValueError(f"{source(root).name} cannot be drawn")
    drawn = {size: _png(renderer, size) for size in sorted({*SIZES, *_ICO_SIZES, *_ICNS_TYPES.values()})}
    for size in SIZES:
        (folder / f"newsroom-{size}.png").write_bytes(drawn[size])
    (folder / "newsroom.ico").write_bytes(ico([drawn[size] for size in _ICO_SIZES], _ICO_SIZES))
    (folder / "newsroom.icns").write_bytes(icns({kind: drawn[size] for kind, size in _ICNS_TYPES.items()}))


def ico(pictures: list[bytes], sizes: tuple[int, ...]) -> bytes:
    """An icon file of Windows that holds these PNGs."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for size, picture in zip(sizes, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + b"".join(pictures)


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """An icon file of macOS that holds these PNGs by their types."""
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def _png(renderer: object, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    assert isinstance(renderer, QSvgRenderer)
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())
