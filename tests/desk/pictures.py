"""Small pictures for tests: the bytes that say what they are, and no more."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """A whole black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def jpeg(width: int, height: int, *, orientation: int | None = None, order: str = ">") -> bytes:
    exif = b""
    if orientation is not None:
        mark = b"MM\0*" if order == ">" else b"II*\0"
        tiff = mark + struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
        segment = b"Exif\0\0" + tiff
        exif = b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    tables = b"\xff\xc4" + struct.pack(">H", 4) + b"\0\0"
    return b"\xff\xd8" + exif + tables + b"\xff" + frame + b"\xff\xda\0\x02\xff\xd9"


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def bmp(width: int, height: int) -> bytes:
    return b"BM" + bytes(12) + struct.pack("<IiiHH", 40, width, -height, 1, 24) + bytes(24)


def webp(kind: str, width: int, height: int) -> bytes:
    if kind == "VP8X":
        body = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == "VP8L":
        body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    else:
        body = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    data = b"WEBP" + kind.encode().ljust(4) + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data)) + data


def avif(width: int, height: int, *, turned: bool = False) -> bytes:
    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    sizes = box(b"ispe", struct.pack(">III", 0, 64, 64)) + box(b"ispe", struct.pack(">III", 0, width, height))
    turn = box(b"irot", b"\x01") if turned else b""
    meta = box(b"meta", bytes(4) + box(b"iprp", box(b"ipco", sizes + turn)))
    return box(b"ftyp", b"avif\0\0\0\0mif1avif") + meta
