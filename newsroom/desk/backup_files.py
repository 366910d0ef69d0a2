"""Files of backups: copied and hashed in pieces, linked where that will do, durable. Knows no library."""

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsroom.domain.cancel import CancelToken

_PIECE_BYTES = 1 << 20
_SYNC_BYTES = 8 << 20


def hash_of(path: Path, token: CancelToken | None = None) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises ``OSError``, ``CancelledError``."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
            if token is not None:
                token.raise_if_cancelled()
    return digest.hexdigest()


def copy_file(
    source: Path, target: Path, *, tell: Callable[[int], None] | None = None, token: CancelToken | None = None
) -> str:
    """Copies to a new file, which is on the disk when this returns. Answers the SHA-256 of what was read.

    Raises ``OSError``, ``CancelledError``, leaving nothing.
    """
    digest = hashlib.sha256()
    made = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with source.open("rb", buffering=0) as reading, made.open("xb", buffering=0) as writing:
            n_done = n_synced = 0
            while piece := reading.read(_PIECE_BYTES):
                if token is not None:
                    token.raise_if_cancelled()
                digest.update(piece)
                _write_all(writing.write, piece)
                n_done += len(piece)
                if n_done - n_synced >= _SYNC_BYTES:
                    os.fsync(writing.fileno())
                    n_synced = n_done
                if tell is not None:
                    tell(n_done)
            os.fsync(writing.fileno())
        made.replace(target)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    return digest.hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the same bytes, or a copy where the disk has no such thing. Raises ``OSError``."""
    try:
        os.link(source, target)
    except OSError:
        copy_file(source, target)


def _write_all(write: Callable[[memoryview], int | None], piece: bytes) -> None:
    """An unbuffered file may take less than it is given, where the disk is nearly full."""
    view = memoryview(piece)
    while view:
        view = view[write(view) or 0 :]
