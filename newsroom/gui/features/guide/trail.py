"""Where one was in the guide, for the way back. No widgets."""

from typing import NamedTuple

_LONGEST = 100


class Place(NamedTuple):
    """A document, and a heading in it; no heading is its beginning."""

    name: str
    anchor: str = ""


class Trail:
    """Places one after the other, as in a browser: going on from the middle forgets what came after."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def go(self, place: Place) -> None:
        """Somebody went there; again to where one is, is no step."""
        if self.here != place:
            self._places = [*self._places[: self._at + 1], place][-_LONGEST:]
            self._at = len(self._places) - 1

    def step(self, steps: int) -> Place | None:
        """Back or on; None where there is nothing."""
        if not 0 <= self._at + steps < len(self._places):
            return None
        self._at += steps
        return self._places[self._at]

    @property
    def here(self) -> Place | None:
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0


def place_of(link: str, here: Place) -> Place | None:
    """Where a link of a document leads; None for what is no document of the guide."""
    target, _, anchor = link.partition("#")
    if not target:
        return Place(here.name, anchor)
    name = target.rpartition("/")[2]
    return Place(name, anchor) if name.endswith(".md") and "://" not in target else None
