"""Contents as revisions keep them: compressed JSON; the texts may be packed before the rest. Pure."""

import json
import zlib
from dataclasses import dataclass

from newsroom.domain.article import Content
from newsroom.domain.serial import content_to_json

_LEVEL = 1  # a revision takes a fifth of the time and a tenth more room than at the usual level
_WINDOW = 15
_TEXTS = ("headline", "lede", "body")


@dataclass(frozen=True, slots=True)
class PackedTexts:
    """The beginning of a packed content: its texts, which stand first and make up most of it.

    ``check`` is the checksum so far. ``texts`` are headline, lede and body: it goes with contents that have just these.
    """

    texts: tuple[str, str, str]
    data: bytes
    check: int


def pack_texts(headline: str, lede: str, body: str) -> PackedTexts:
    """Can be sent to another process."""
    text = _json({"headline": headline, "lede": lede, "body": body})[:-1]
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW)
    data = deflate.compress(text) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return PackedTexts((headline, lede, body), data, zlib.adler32(text))


def packed(content: Content, begun: PackedTexts | None = None) -> bytes:
    """What ``revisions.unpack`` reads, in little time. Begins with ``begun`` where that goes with it."""
    values = content_to_json(content)
    if begun is None or begun.texts != (content.headline, content.lede, content.body):
        return zlib.compress(_json(values), _LEVEL)
    for name in _TEXTS:
        del values[name]
    rest = b"," + _json(values)[1:]
    # A second stretch of the same stream, in small memory, and the checksum of both at its end.
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -9, 1)
    end = deflate.compress(rest) + deflate.flush()
    return begun.data + end + zlib.adler32(rest, begun.check).to_bytes(4, "big")


def _json(values: object) -> bytes:
    return _encode(values).encode("utf-8")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
