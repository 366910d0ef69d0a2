"""What folders and archives of files have in common: a file's entry, how large one may be, why one cannot be read."""

from dataclasses import dataclass

from newsroom.exchange.sources.items import SourceError

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a container: its path from the top, with ``/``, as text that can be shown, and its size in bytes.

    With a ``problem``, a sentence, it cannot be read. ``place`` is the name as the container itself has it.
    """

    name: str
    place: str
    size: int = 0
    problem: str = ""


def os_reason(error: Exception) -> str:
    """What the system says about a file, as a sentence for a person."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, PermissionError):
        return "You may not read it."
    if isinstance(error, OSError) and error.strerror:
        return f"It cannot be read: {error.strerror}."
    return "It cannot be read: its name cannot be used."


def too_large(limit: int) -> SourceError:
    """What is said of a file that is larger than the limit, in bytes."""
    return SourceError(f"It is larger than {max(1, limit // 1024 // 1024)} MB.")
