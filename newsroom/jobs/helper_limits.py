"""What a helper process may take of the machine. Called by the helper itself, before it does anything."""

import os
import sys
from contextlib import suppress

_NICENESS = 15


def give_way() -> None:
    """To everything else that runs: for work that nobody waits for."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_NICENESS)


def limit_memory(n_bytes: int) -> None:
    """More than this raises ``MemoryError`` in the helper, or ends it, instead of starving the window. Linux only:

    elsewhere the system has no such limit that holds.
    """
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            most = n_bytes if hard == resource.RLIM_INFINITY else min(n_bytes, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
