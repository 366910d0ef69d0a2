"""What readers of sources have in common: items, read one after the other, each an article or the reason why not.

A reader is a module that has the three functions of ``Reader``. It holds no library, no clock and no whole export.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from newsroom.domain.errors import NewsroomError
from newsroom.domain.importing import ImportedArticle


class SourceError(NewsroomError):
    """The source, or one item of it, brings nothing; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the library knows that helps to read a source. It can be sent to another process.

    ``pages``: whether the standing pages of an export (imprint, contact) come, too, not only its posts.
    """

    zone: tzinfo
    credit: str
    sections: tuple[str, ...]
    now: datetime
    pages: bool = False


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One item of a source, found but not yet understood. It can be sent to another process.

    ``name`` is its place in the source, for a person (``posts/a.md``, ``item 12, line 340``). ``key`` names it for good
    within its source; ``digest`` changes when what it says does. ``payload`` is what the reader's ``article_of`` takes.
    With a ``problem``, a sentence, it brings nothing, and the rest is as far as known.
    """

    name: str
    key: str
    digest: str
    payload: object = None
    problem: str = ""


class Reader(Protocol):
    """The functions of a reader's module."""

    def recognises(self, path: Path, head: bytes, /) -> bool:
        """Whether the source looks like this reader's. ``head``: the first 64 KB of a file; empty for a folder."""
        ...

    def items(self, path: Path, around: Surroundings, /) -> Iterator[SourceItem]:
        """The items, read as they are asked for, in constant memory. Never writes, never asks the network.

        Raises ``SourceError`` where nothing at all, or nothing more, can be read. One broken item is a ``problem``.
        """
        ...

    def article_of(self, payload: object, around: Surroundings, /) -> ImportedArticle:
        """What an item says. Pure; it may be called in another process. Raises ``SourceError``."""
        ...
