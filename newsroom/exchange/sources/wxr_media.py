"""Where a WordPress export describes its media files: found in a first pass, read again one by one when asked for.

What is held is some fifty bytes a file, however long its description.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.raw import opened, text_of
from newsroom.exchange.sources.wxr_post import post_of
from newsroom.exchange.sources.xml_parts import XmlPart, parts_of
from newsroom.exchange.sources.xml_trees import XmlFile

_TYPE = re.compile(rb"post_type>\s*(?:<!\[CDATA\[)?\s*(?P<kind>attachment|wp_block|guest-author)\s*[\]<]")
_ID = re.compile(rb"post_id>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})\s*[\]<]")
_PARENT = re.compile(rb"post_parent>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})\s*[\]<]")
_ALT = "_wp_attachment_image_alt"
_CREDITS = ("_media_credit", "media_credit", "_wp_attachment_credit", "_image_credit", "photo_credit")
_SHIFT = 32
_MOST_SHARED, _LARGEST_SHARED = 500, 64 * 1024
_MOST_GUESTS = 20_000


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of the export's media library, in plain words."""

    address: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    description: str = ""


class MediaIndex:
    """The media files of one export, by their numbers and by the posts that they belong to."""

    def __init__(self, path: Path, file: XmlFile) -> None:
        self._path = path
        self._file = file
        self._places = array("q")
        self._lengths = array("q")
        self._items = array("q")
        self._lines = array("q")
        self._used = bytearray()
        self._by_id = array("q")
        self._by_post = array("q")
        self._shared: dict[int, str] = {}
        self._guests: dict[str, str] = {}
        self._whole: list[bytes] | None = None  # of a file in whose bytes no place can be found again

    def find(self) -> None:
        """The first pass over the export. Raises ``SourceError``."""
        with opened(self._path) as file:
            self._whole = [] if file.shift is None else None
            for part in parts_of(file):
                kind = _TYPE.search(part.data) if part.number else None
                if kind is not None and kind["kind"] == b"attachment":
                    self._add(part, file.shift or 0)
                elif kind is not None:
                    self._add_shared(part)
        self._by_id = array("q", sorted(self._by_id))
        self._by_post = array("q", sorted(self._by_post))

    def by_id(self, id: int) -> MediaFile | None:
        """The file with that number."""
        return next(self._read(self._by_id, id), None)

    def of_post(self, id: int) -> tuple[MediaFile, ...]:
        """The files that were put into that post, in the export's order."""
        return tuple(self._read(self._by_post, id)) if id else ()

    def shared(self, id: int) -> str:
        """The content of the block of that number, which several posts show; empty where there is none."""
        return self._shared.get(id, "")

    def guest(self, login: str) -> str:
        """The name of an author without an account, whom a plugin keeps as a post; empty where there is none."""
        return self._guests.get(login, "")

    def knows(self, item: int) -> bool:
        """Whether the export's item of that number is one of the files."""
        at = bisect_left(self._items, item)
        return at < len(self._items) and self._items[at] == item

    def unused(self) -> Iterator[tuple[str, MediaFile | None]]:
        """The files that were not asked for, each with its place in the export; None for one that cannot be read."""
        for number, used in enumerate(self._used):
            if not used:
                yield f"item {self._items[number]}, line {self._lines[number]}", self._media_file(number)

    def _add(self, part: XmlPart, shift: int) -> None:
        number = len(self._places)
        self._places.append(part.offset + shift)
        self._lengths.append(len(part.data))
        self._items.append(part.number)
        self._lines.append(part.line)
        self._used.append(0)
        if self._whole is not None:
            self._whole.append(part.data)
        for pattern, numbers in ((_ID, self._by_id), (_PARENT, self._by_post)):
            found = pattern.search(part.data)
            if found and int(found[1]):
                numbers.append((int(found[1]) << _SHIFT) + number)

    def _add_shared(self, part: XmlPart) -> None:
        """A block that posts share, or an author whom they name."""
        if len(part.data) > _LARGEST_SHARED:
            return
        try:
            post = post_of(text_of(part.data, self._file.encoding), self._file)
        except SourceError:
            return
        if post.kind == "wp_block" and post.id and len(self._shared) < _MOST_SHARED:
            self._shared[post.id] = post.fields.get("content:encoded", "")
        name = plain(post.meta_of("cap-display_name")) or plain(post["title"])
        if post.kind == "guest-author" and name and len(self._guests) < _MOST_GUESTS:
            for login in (post.meta_of("cap-user_login"), post["wp:post_name"].removeprefix("cap-")):
                self._guests.setdefault(login, name)

    def _read(self, numbers: "array[int]", id: int) -> Iterator[MediaFile]:
        if not 0 < id < 1 << (63 - _SHIFT):
            return
        for at in range(bisect_left(numbers, id << _SHIFT), len(numbers)):
            if numbers[at] >> _SHIFT != id:
                return
            number = numbers[at] & ((1 << _SHIFT) - 1)
            found = self._media_file(number)
            if found is not None:
                self._used[number] = 1
                yield found

    def _media_file(self, number: int) -> MediaFile | None:
        try:
            post = post_of(text_of(self._bytes(number), self._file.encoding), self._file)
        except (SourceError, OSError):
            return None
        address = post["wp:attachment_url"] or post["guid"]
        if post.kind != "attachment" or not address:
            return None
        return MediaFile(
            address,
            plain(post["title"]),
            plain(post.meta_of(_ALT)),
            plain(post["excerpt:encoded"]),
            plain(post.meta_of(*_CREDITS)),
            plain(post["content:encoded"]),
        )

    def _bytes(self, number: int) -> bytes:
        if self._whole is not None:
            return self._whole[number]
        with self._path.open("rb") as file:
            file.seek(self._places[number])
            return file.read(self._lengths[number])
