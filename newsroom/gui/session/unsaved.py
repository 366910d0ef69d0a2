"""Copies on disk of texts that the library would not take: written at a failed save, put back at the next opening.

Blocking: for a lane, never the GUI thread. Knows no Qt.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import content_from_json, content_to_json
from newsroom.domain.times import from_rfc3339, to_rfc3339

_NAME = re.compile(r"unsaved-[\w-]{1,80}\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class UnsavedCopy:
    """A draft as it stood. ``key`` names it among the copies: its uid, or one of its own while it has no row."""

    key: str
    id: ArticleId
    version: int
    base: Content
    content: Content
    at: datetime


class UnsavedCopies:
    """The copies of one library: in its ``journal`` folder, else in the user's own folder for the program's state."""

    def __init__(self, library: Path, state_folder: Path | None = None) -> None:
        self._library = library.absolute()
        self._state_folder = state_folder

    def keep(self, copy: UnsavedCopy) -> Path:
        """Writes the copy, durably, in place of the one before. Raises ``LibraryError`` when no folder takes it."""
        data = self._to_bytes(copy)
        reason = ""
        for folder in self._folders():
            try:
                return _write(folder, f"unsaved-{copy.key}.json", data)
            except OSError as error:
                reason = error.strerror or type(error).__name__
        raise LibraryError(
            f"No copy of the unsaved text could be written either ({reason}). It stands in the window only:"
            " make room on the disk, or copy the text into another program, before you close it."
        )

    def drop(self, key: str) -> None:
        """The text is in the library now."""
        for folder in self._folders():
            with suppress(OSError):
                (folder / f"unsaved-{key}.json").unlink(missing_ok=True)

    def all(self) -> list[UnsavedCopy]:
        """The copies that there are, oldest first. A file that cannot be read is left where it is."""
        newest: dict[str, UnsavedCopy] = {}
        for copy in self._read_all():
            known = newest.get(copy.key)
            if known is None or known.at < copy.at:
                newest[copy.key] = copy
        return sorted(newest.values(), key=lambda copy: copy.at)

    def _read_all(self) -> Iterator[UnsavedCopy]:
        for folder in self._folders():
            with suppress(OSError):
                for file in sorted(folder.iterdir()):
                    copy = self._read(file) if _NAME.fullmatch(file.name) else None
                    if copy is not None:
                        yield copy

    def _read(self, file: Path) -> UnsavedCopy | None:
        try:
            value = json.loads(file.read_bytes())
            if value["library"] != str(self._library) and file.parent != self._library / "journal":
                return None  # another library's, in the folder of state
            return UnsavedCopy(
                key=file.name.removeprefix("unsaved-").removesuffix(".json"),
                id=ArticleId(int(value["id"])),
                version=int(value["version"]),
                base=content_from_json(value["base"]),
                content=content_from_json(value["content"]),
                at=from_rfc3339(value["at"]),
            )
        except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return None

    def _to_bytes(self, copy: UnsavedCopy) -> bytes:
        value = {
            "library": str(self._library),
            "id": copy.id,
            "version": copy.version,
            "at": to_rfc3339(copy.at),
            "content": content_to_json(copy.content),
            "base": content_to_json(copy.base),
        }
        return json.dumps(value, ensure_ascii=False, indent=1).encode()

    def _folders(self) -> list[Path]:
        if self._state_folder is None:
            from platformdirs import user_state_path

            self._state_folder = user_state_path("newsroom", appauthor=False) / "unsaved"
        # A library that was moved away is not begun anew: what stands at its place keeps it from coming back.
        at_its_place = [self._library / "journal"] if self._library.is_dir() else []
        return [*at_its_place, self._state_folder]


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _write(folder: Path, name: str, data: bytes) -> Path:
    """A whole file or none, on the disk when it returns."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{name}.new"
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / name)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return folder / name
