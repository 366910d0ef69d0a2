"""How long the window could not answer: three ways to tell the longest of its event loop's turns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.figures import Figure

FRAME_MS = 16.0


class Span(NamedTuple):
    """One turn of the event loop, in milliseconds."""

    wall_ms: float
    own_ms: float
    """The thread's own processor time."""
    here_ms: float
    """By the clock, without what the host of a virtual machine took away meanwhile; ``wall_ms`` where it is not told.

    That is its own processor time, its wait for a processor of this machine, and its wait for anything else.
    """


def spans_of(told: Iterable[Sequence[float]]) -> list[Span]:
    """As another process has told them."""
    return [Span(*one) for one in told]


def span_figures(name: str, what: str, spans: Sequence[Span], floor: Sequence[Span] | None) -> list[Figure]:
    """The target is for what the window, its helpers and this machine did to it.

    A virtual machine stands still at times, whatever runs in it: a thread that only spins sees that, too. The clock
    beside it, and the floor's, show how much that was.
    """
    said = {
        "here_ms": ("by the clock, less what the machine's host took", FRAME_MS),
        "own_ms": ("in its own processor time", None),
        "wall_ms": ("by the clock", None),
    }
    return [
        Figure(
            name,
            f"{what}, {words}",
            max(getattr(span, field) for span in spans),
            max(getattr(span, field) for span in floor) if floor else None,
            most=most,
            n=len(spans),
        )
        for field, (words, most) in said.items()
    ]
