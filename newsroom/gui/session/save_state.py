"""What the status bar says about the open draft's safety, and how long the saving waits. Knows no draft."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SaveKind = Literal["saved", "unsaved", "saving", "failed", "none"]


@dataclass(frozen=True, slots=True)
class SaveState:
    """``saved`` means: durable in the library, all of it. ``at`` is when that was; ``message`` says why it failed.

    ``journal`` says that changes cannot be written down as they are typed, and where they are instead; else empty.
    """

    kind: SaveKind
    at: datetime | None = None
    message: str = ""
    journal: str = ""


NOTHING_OPEN = SaveState("none")


@dataclass(frozen=True, slots=True)
class Timings:
    """A save begins ``idle_ms`` after the last change, ``longest_ms`` after the first one at the latest.

    A failed one is tried again after ``retry_ms``, then after twice as long each time, up to ``longest_retry_ms``.
    ``watch_ms`` is how often the library is asked for others' changes while the window is active, ``far_watch_ms``
    while it is not.
    """

    idle_ms: int = 1000
    longest_ms: int = 5000
    retry_ms: int = 2000
    longest_retry_ms: int = 60_000
    watch_ms: int = 1000
    far_watch_ms: int = 5000
