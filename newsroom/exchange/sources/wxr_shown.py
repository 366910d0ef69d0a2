"""What a WordPress post shows that stands elsewhere: blocks that posts share, pictures of galleries, players."""

import json
import re
from collections.abc import Callable, Mapping
from html import escape

from newsroom.exchange.sources.urls import path_of
from newsroom.exchange.sources.wxr_media import MediaFile

_SHARED = re.compile(
    r"<!--\s{0,20}wp:block\s+\{[^<>{}]{0,300}?\"ref\"\s*:\s*(?P<id>\d{1,9})[^<>{}]{0,300}\}\s*/-->"
)
_GALLERY = re.compile(r"(?<!\[)\[gallery(?P<said>\s[^\[\]]{0,2000})?/?\](?!\])")
_IDS = re.compile(r"""\b(?:ids|include)\s*=\s*["']?(?P<ids>[\d,\s]{1,1000})""")
_PLAYER = re.compile(
    r"(?<!\[)\[(?P<name>audio|video)(?P<said>\s[^\[\]]{0,2000})/?\](?:\s{0,20}\[/(?P=name)\])?(?!\])"
)
_ADDRESS = re.compile(
    r"""\b(?:src|mp3|m4a|ogg|wav|wma|flac|mp4|m4v|webm|ogv|flv)\s*=\s*["'](?P<address>[^"'<>\s]{3,1000})["']"""
)
# The frames that page builders put around texts; what stands between them is the text.
_FRAME = re.compile(
    r"\[/?(?P<name>et_pb_(?:section|row|column|text)(?:_inner)?|vc_(?:section|row|column|column_text)(?:_inner)?"
    r"|fusion_(?:builder_(?:container|row|column)(?:_inner)?|text)|av_(?:section|textblock|one_full))(?:\s[^\[\]]{0,4000})?\]"
)
_OWN_BLOCK = re.compile(
    r"<!--\s{0,20}wp:(?P<name>[a-z][\w-]{0,60}/[\w-]{1,60})\s+(?P<data>\{[^<>]{2,20000}?\})\s*/-->"
)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp")
_MOST = 100
_DEEPEST = 3
_LARGEST_ADDED = 1024 * 1024


def ids_shown(content: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of the shared blocks and of the pictures of galleries that a text shows."""
    blocks = (int(match["id"]) for match in _SHARED.finditer(content)) if "wp:block" in content else ()
    pictures = (
        (id for match in _GALLERY.finditer(content) for id in _ids_of(match)) if "[gallery" in content else ()
    )
    return tuple(dict.fromkeys(blocks))[:_MOST], tuple(dict.fromkeys(pictures))[:_MOST]


def with_shared(content: str, blocks: Mapping[int, str]) -> str:
    """The text with the shared blocks in it, also those that stand in others; no more of them than a text can be."""
    room = _LARGEST_ADDED

    def shown(match: re.Match[str]) -> str:
        nonlocal room
        block = blocks.get(int(match["id"]))
        if block is None or len(block) > room:
            return match[0]
        room -= len(block)
        return block

    for _ in range(_DEEPEST if blocks else 0):
        before, content = content, _SHARED.sub(shown, content)
        if before == content:
            break
    return content


def with_media(content: str, pictures: Mapping[int, MediaFile], own: tuple[MediaFile, ...]) -> str:
    """The text with galleries as pictures and players as links. A bare gallery shows ``own``, the post's files."""
    if "[gallery" in content:
        own = tuple(file for file in own if path_of(file.address).lower().endswith(_PICTURES))
        content = _GALLERY.sub(_gallery_maker(pictures, own), content)
    if "[audio" in content or "[video" in content:
        content = _PLAYER.sub(_player, content)
    return content


def without_frames(content: str, notes: list[str]) -> str:
    """The text without the frames of a page builder; noted."""
    names = dict.fromkeys(match["name"] for match in _FRAME.finditer(content)) if "[/" in content else {}
    if not names:
        return content
    notes.append(f"The frames of a page builder were taken off: {', '.join(list(names)[:8])}.")
    return _FRAME.sub("\n\n", content)


def data_of_blocks(content: str) -> list[dict[str, object]]:
    """What plugins say in blocks that they fill in themselves: their names, with what stands in them."""
    found: list[dict[str, object]] = []
    for match in _OWN_BLOCK.finditer(content) if "/-->" in content else ():
        try:
            said = json.loads(match["data"])
        except (ValueError, RecursionError):
            said = match["data"]
        if said and len(found) < _MOST:
            found.append({"block": match["name"], "said": said})
    return found


def _ids_of(match: re.Match[str]) -> list[int]:
    said = _IDS.search(match["said"] or "")
    return [int(id) for id in re.findall(r"\d{1,9}", said["ids"])] if said else []


def _gallery_maker(
    pictures: Mapping[int, MediaFile], own: tuple[MediaFile, ...]
) -> Callable[[re.Match[str]], str]:
    def made(match: re.Match[str]) -> str:
        ids = _ids_of(match)
        files = [pictures[id] for id in ids if id in pictures] if ids else list(own)
        return (
            "\n\n" + "".join(map(_figure, files)) + "\n\n"
            if files and len(files) >= len(set(ids))
            else match[0]
        )

    return made


def _figure(file: MediaFile) -> str:
    if not path_of(file.address).lower().endswith(_PICTURES):
        return f'\n\n<a href="{escape(file.address)}">{escape(file.title or file.address)}</a>\n\n'
    words = f"<figcaption>{escape(file.caption)}</figcaption>" if file.caption else ""
    return f'<figure><img src="{escape(file.address)}" alt="{escape(file.alt)}">{words}</figure>'


def _player(match: re.Match[str]) -> str:
    address = _ADDRESS.search(match["said"])
    if address is None:
        return match[0]
    where = escape(address["address"])
    return f'\n\n<a href="{where}">{where}</a>\n\n'
