"""Locks between processes: a file that one process holds until it lets go or dies, however it dies."""

import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class ProcessLock:
    """Held while it exists, from ``take`` to ``release``. The file stays: removing it would let two hold it."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> "ProcessLock | None":
        """The lock, or None when another process (or another lock of this one) holds it. Raises ``OSError``."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return None
        except OSError as error:
            # A file system without locks: then there is nothing to tell two apart by, and one must be let in.
            if error.errno not in _NO_LOCKS:
                os.close(handle)
                raise
        return cls(path, handle)

    def release(self) -> None:
        """Again does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
