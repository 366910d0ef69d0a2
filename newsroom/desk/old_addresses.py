"""Pages of tags, series, authors and sections by the end of their address, one that they had before included."""

from dataclasses import dataclass

from newsroom.desk.library import Library
from newsroom.domain.text_buffer import storable
from newsroom.storage.old_names import find_place

_FIRST_STEPS = {"tag": "tag", "series": "series", "author": "author"}


@dataclass(frozen=True, slots=True)
class Place:
    """What a page is of. ``path`` is its address now: another one than was asked for has moved."""

    kind: str
    id: int
    name: str
    path: str


def resolve_place(library: Library, path: str) -> Place | None:
    """``/tag/us``, ``/series/the-strike``, ``/author/ana-ruiz``, ``/world``: what is there, or what became of it."""
    steps = storable(path).strip().strip("/").split("/")
    first = steps[0] if len(steps) == 2 else ""
    kind = _FIRST_STEPS.get(first, "section" if len(steps) == 1 else "")
    if not kind:
        return None
    with library.store.read() as connection:
        found = find_place(connection, kind, steps[-1])
    if found is None:
        return None
    id, name, slug = found
    return Place(kind, id, name, f"/{first}/{slug}" if first else f"/{slug}")
