"""What a picture's first bytes say of it: its kind and its size. Reads bytes, decodes no picture, touches no disk."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """``suffix`` has its dot. Width and height are in pixels, as shown (a photograph on its side is turned)."""

    mime: str
    suffix: str
    width: int
    height: int


# Size in pixels, and whether the picture is shown turned by a quarter.
_Size = tuple[int, int]
_BOXES_WITHIN = {b"meta", b"iprp", b"ipco"}
_NO_SIZE_MARKERS = {0xC4, 0xC8, 0xCC}
_QUARTER_TURNS = range(5, 9)


def read_picture(data: bytes) -> PictureFacts | None:
    """None for what is no PNG, JPEG, GIF, WebP, AVIF or BMP, or breaks off before it says its size."""
    for starts, mime, suffix, size_of in _KINDS:
        if starts(data):
            try:
                size = size_of(data)
            except (struct.error, IndexError):
                return None
            if size is None or min(size) < 1:
                return None
            return PictureFacts(mime, suffix, *size)
    return None


def kind_refused(data: bytes) -> str:
    """The name of a kind that is a picture but none for a page: ``SVG``, ``HEIC``, ``TIFF``; else empty."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<svg") or (
        head.startswith((b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in head
    ):
        return "SVG"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return "HEIC"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "TIFF"
    return ""


def _png(data: bytes) -> _Size | None:
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> _Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> _Size:
    (header,) = struct.unpack_from("<I", data, 14)
    width, height = struct.unpack_from("<HH" if header == 12 else "<ii", data, 18)
    return width, abs(height)


def _webp(data: bytes) -> _Size | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg(data: bytes) -> _Size | None:
    """Walks the segments up to the frame's header; a note on the way says whether the camera was turned."""
    position, turned = 2, False
    while data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # these have no length
            position += 2
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE_MARKERS:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return (height, width) if turned else (width, height)
        if marker in (0xD9, 0xDA):
            return None
        if marker == 0xE1:
            turned = turned or _exif_orientation(data[position + 4 : position + 2 + length]) in _QUARTER_TURNS
        position += 2 + length
    return None


def _exif_orientation(segment: bytes) -> int:
    """1 to 8; 1, upright, where nothing is said."""
    if not segment.startswith(b"Exif\0\0"):
        return 1
    tiff = segment[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (n_entries,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(min(n_entries, 1000)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == 0x0112:
                return int(value)
    except struct.error:
        return 1
    return 1


def _avif(data: bytes) -> _Size | None:
    """The largest of the pictures inside: the others are its tiles, its mask or a thumbnail."""
    sizes, turned = [], False
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"ispe" and end - start >= 12:
            sizes.append(struct.unpack_from(">II", data, start + 4))
        elif kind == b"irot" and end > start:
            turned = bool(data[start] & 1)
    if not sizes:
        return None
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return (height, width) if turned else (width, height)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind and place of each box of an ISO file that may hold a picture's properties, nested ones too."""
    while start + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, start)
        inside = start + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, start + 8)
            inside += 8
        stop = end if length == 0 else start + length
        if stop > end or stop < inside:
            return
        yield kind, inside, stop
        if kind in _BOXES_WITHIN:
            yield from _boxes(data, inside + (4 if kind == b"meta" else 0), stop)
        start = stop


_KINDS: tuple[tuple[Callable[[bytes], bool], str, str, Callable[[bytes], _Size | None]], ...] = (
    (lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), "image/png", ".png", _png),
    (lambda data: data.startswith(b"\xff\xd8\xff"), "image/jpeg", ".jpg", _jpeg),
    (lambda data: data[:6] in (b"GIF87a", b"GIF89a"), "image/gif", ".gif", _gif),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", "image/webp", ".webp", _webp),
    (lambda data: data[4:12] in (b"ftypavif", b"ftypavis"), "image/avif", ".avif", _avif),
    (lambda data: data.startswith(b"BM") and len(data) > 26, "image/bmp", ".bmp", _bmp),
)
