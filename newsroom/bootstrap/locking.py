"""Lets one process at a time set up a checkout. Leaves no file behind: it locks one that is always there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.bootstrap.errors import say

_FAR_BEYOND_END = 1 << 30  # on Windows a locked byte cannot be read by others: lock one that is not there


@contextmanager
def set_up_lock(root: str) -> Iterator[int | None]:
    """Holds the checkout's lock, waiting for whoever has it. Gives a descriptor for child processes to hold it too.

    Where the file system knows no locks, it goes on without one and gives None.
    """
    descriptor = os.open(os.path.join(root, "main.py"), os.O_RDONLY)
    try:
        yield descriptor if _locked(descriptor) else None
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        return _lock(descriptor, wait=False)
    except OSError as error:
        if not isinstance(error, (BlockingIOError, PermissionError)):
            return False
    say("Newsroom is being set up by another start; waiting for it ...")
    try:
        return _lock(descriptor, wait=True)
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(descriptor: int, *, wait: bool) -> bool:
        while True:
            os.lseek(descriptor, _FAR_BEYOND_END, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError:
                if not wait:
                    raise
                time.sleep(0.5)
            else:
                return True

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
