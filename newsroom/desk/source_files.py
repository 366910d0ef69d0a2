"""Which reader reads a source. Opens no library; the readers themselves stand in ``exchange/sources``."""

import os
import stat
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from newsroom.desk.kinds import SourceKind
from newsroom.exchange.sources.container_parts import os_reason
from newsroom.exchange.sources.containers import is_container, open_container
from newsroom.exchange.sources.items import Reader, SourceError
from newsroom.exchange.sources.other_kinds import reason_of

_HEAD = 64 * 1024
_PIECE = 1024 * 1024
_MOST_COPIED = 4 * 1024 * _PIECE
_MOST_COUNTED = 8 * 1024 * _PIECE
# In the order in which they are asked whether a source is theirs: what an export looks like is surer than its name.
_READERS = {
    SourceKind.WXR: "wxr",
    SourceKind.GHOST: "ghost",
    SourceKind.JSONL: "jsonl",
    SourceKind.FEED: "feeds",
    SourceKind.NINJS: "ninjs",
    SourceKind.DOCX: "word",
    SourceKind.CSV: "csv_table",
    SourceKind.HTML: "html_page",
    SourceKind.FOLDER: "folder",
    SourceKind.MARKDOWN: "markdown",
    SourceKind.TEXT: "wire_text",
}
NAMED_BY_THEIR_SYSTEM = frozenset(("wxr", "ghost", "feeds", "jsonl"))
"""Readers whose items have the names that the exporting system gave them."""
_SIGNS = {
    "wxr": (b"<item>", b"<item "),
    "feeds": (b"<item>", b"<item ", b"<entry>", b"<entry "),
    "jsonl": (b"\n",),
}
_SYSTEMS = (SourceKind.WXR, SourceKind.GHOST, SourceKind.JSONL, SourceKind.FEED)
_EXPORTS = frozenset((".xml", ".json", ".jsonl", ".ndjson", ".rss", ".atom", ".wxr"))
_NOT_COUNTED = frozenset(".jpg .jpeg .png .gif .webp .svg .avif .ico .mp3 .mp4 .css .js .woff .woff2".split())
_OTHERS = "Files of the kind {0} cannot be imported."


def path_name(path: Path) -> str:
    """The path as text that can be stored and shown, also where its bytes are no text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@cache
def reader_named(name: str) -> Reader:
    """The reader of that name, as ``reader_of`` answers it. Loaded when first asked for."""
    reader: Any = import_module(f"newsroom.exchange.sources.{name}")
    found: Reader = reader
    return found


def reader_of(path: Path, kind: SourceKind | None) -> str:
    """The name of the reader for a source; ``kind`` is what it was said to be. Raises ``SourceError``."""
    head = head_of(path)
    if kind is not None:
        return _READERS[kind]
    for name in _READERS.values():
        if reader_named(name).recognises(path, head):
            return name
    if not head and not path.is_dir():
        raise SourceError("It is empty.")
    ending = path.suffix.lower()
    raise SourceError(reason_of(ending, head) or _OTHERS.format(ending or "without an ending"))


def export_in(source: Path, name: str, aside: Path) -> Path | None:
    """The file in a folder or an archive that its reader leaves out, if it is the export of a system.

    What lies in an archive is copied into the folder ``aside``.
    """
    if os.path.splitext(name)[1].lower() not in _EXPORTS:
        return None
    try:
        with open_container(source) as container, container.stream(name) as file:
            head = file.read(_HEAD)
            if not any(reader_named(_READERS[kind]).recognises(Path(name), head) for kind in _SYSTEMS):
                return None
            if source.is_dir():
                return source / name
            return _copied(head, file, aside / f"{len(os.listdir(aside))}{os.path.splitext(name)[1]}")
    except (SourceError, OSError, EOFError, ValueError):
        return None


def _copied(head: bytes, file: IO[bytes], target: Path) -> Path | None:
    n_left = _MOST_COPIED - len(head)
    with target.open("wb") as copy:
        copy.write(head)
        while piece := file.read(_PIECE):
            n_left -= len(piece)
            if n_left < 0:
                return None
            copy.write(piece)
    return target


def is_tree(path: Path) -> bool:
    """Whether the source is a folder or an archive, of which the items' keys are paths. Raises ``SourceError``."""
    return is_container(path, head_of(path))


def head_of(path: Path) -> bytes:
    """The first bytes of a file; none of a folder. Raises ``SourceError``; never waits for a pipe or a device."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return b""
        if not stat.S_ISREG(mode):
            raise SourceError("It is not an ordinary file.")
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError) as error:
        raise SourceError(os_reason(error)) from None


def count_items(path: Path, reader: str) -> int | None:
    """How many items a source has, about; None where only reading it would tell."""
    try:
        if path.is_dir():
            return _count_files(path)
        if reader in _SIGNS:
            return _count_signs(path, _SIGNS[reader])
    except OSError:
        return None
    return (
        1 if reader in ("markdown", "wire_text", "html_page", "word", "ninjs") and not is_tree(path) else None
    )


def _count_files(path: Path) -> int:
    return sum(
        os.path.splitext(name)[1].lower() not in _NOT_COUNTED
        for _, folders, names in os.walk(path)
        if not _drop_hidden(folders)
        for name in names
    )


def _drop_hidden(folders: list[str]) -> bool:
    folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
    return False


def _count_signs(path: Path, signs: tuple[bytes, ...]) -> int | None:
    """How often one of them stands in a file; a gigabyte takes a second."""
    if path.stat().st_size > _MOST_COUNTED:
        return None
    longest = max(map(len, signs))
    n, rest = 0, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            data = rest + piece
            n += sum(data.count(sign) for sign in signs)
            rest = data[len(data) - longest + 1 :] if longest > 1 else b""
            n -= sum(rest.count(sign) for sign in signs)
    return n + sum(rest.count(sign) for sign in signs)
