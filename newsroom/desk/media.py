"""Pictures: taken into the library's media folder under the hash of their content, and found there again."""

import hashlib
import os
import re
from math import ceil
from pathlib import Path

from newsroom.desk.files import write_atomically
from newsroom.desk.library import Library
from newsroom.desk.picture_files import PictureFacts, kind_refused, read_picture
from newsroom.domain.article import Picture
from newsroom.domain.errors import LibraryError, NotFoundError, RefusedError
from newsroom.domain.names import tidy
from newsroom.storage.media import record_media
from newsroom.storage.store import Connection

_MB = 1024 * 1024
MAX_PICTURE_BYTES = 32 * _MB
MAX_PIXELS = 200_000_000
_FILE = re.compile(r"[0-9a-f]{64}\.[a-z]{3,4}")


def add_picture(library: Library, data: bytes | Path, *, name: str = "") -> Picture:
    """Takes a picture into the library, once however often it comes; durable when it returns.

    ``name`` is what messages call it. Raises ``RefusedError`` for what is no picture, or one that no page should carry.
    """
    if isinstance(data, Path):
        name = name or data.name
        data = _read(data)
    facts = check_picture(data, name)
    if library.read_only:
        raise LibraryError("The library can only be read. The picture was not added.")
    file = keep_file(library.media_folder, data, facts)
    with library.store.write() as connection:
        record(connection, file, data, facts)
    return Picture(file)


def media_path(library: Library, file: str) -> Path:
    """Where the file lies. Raises ``NotFoundError`` for what is no name of ours, or not there."""
    path = library.media_folder / file
    if not _FILE.fullmatch(file) or not path.is_file():
        raise NotFoundError(f"The library has no picture “{tidy(file)}”.")
    return path


def check_picture(data: bytes, name: str = "") -> PictureFacts:
    """What the picture is. Raises ``RefusedError``."""
    what = f"“{tidy(name)}”" if tidy(name) else "This"
    if len(data) > MAX_PICTURE_BYTES:
        raise _too_large(what, len(data))
    facts = read_picture(data)
    if facts is None:
        kind = kind_refused(data)
        if kind == "SVG":
            raise RefusedError(
                f"{what} is an SVG file, which may carry scripts. Save it as PNG and take that."
            )
        if kind:
            raise RefusedError(
                f"{what} is a {kind} file, which browsers do not show. Save it as JPEG and take that."
            )
        raise RefusedError(f"{what} is no picture. PNG, JPEG, GIF, WebP, AVIF and BMP are taken.")
    if facts.width * facts.height > MAX_PIXELS:
        raise RefusedError(
            f"{what} is too large: {facts.width} by {facts.height} pixels. Scale it down first."
        )
    return facts


def _too_large(what: str, n_bytes: int) -> RefusedError:
    size = ceil(n_bytes / _MB * 10) / 10
    shown = f"{size:.1f}" if size < 100 else f"{size:.0f}"
    return RefusedError(f"{what} is too large: {shown} MB, where {MAX_PICTURE_BYTES // _MB} are the most.")


def keep_file(folder: Path, data: bytes, facts: PictureFacts) -> str:
    """Writes the file unless it is there, whole or not at all, and on the disk when it returns. Returns its name."""
    file = hashlib.sha256(data).hexdigest() + facts.suffix
    path = folder / file
    try:
        if path.is_file() and path.stat().st_size == len(data):
            return file
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise LibraryError(
            f"The picture could not be kept: {error.strerror}. Nothing was changed."
        ) from error
    return file


def record(connection: Connection, file: str, data: bytes, facts: PictureFacts) -> None:
    """The library knows the file from now on."""
    record_picture(connection, file, len(data), facts)


def record_picture(connection: Connection, file: str, n_bytes: int, facts: PictureFacts) -> None:
    """The same, where the bytes are no longer at hand."""
    size = (facts.width, facts.height)
    hash = file.partition(".")[0]
    record_media(connection, hash=hash, file=file, mime=facts.mime, size=size, n_bytes=n_bytes)


def _read(path: Path) -> bytes:
    """A file that is too large is refused unread. Raises ``RefusedError``."""
    try:
        with path.open("rb") as file:
            n_bytes = os.fstat(file.fileno()).st_size
            if n_bytes > MAX_PICTURE_BYTES:
                raise _too_large(f"“{tidy(path.name)}”", n_bytes)
            return file.read(MAX_PICTURE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise RefusedError(f"“{tidy(path.name)}” was not taken: {reason}.") from error
