"""Searches that a person keeps in the sidebar."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from newsroom.domain.query import Order

SearchId = NewType("SearchId", int)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A line of search under a name. ``text`` is as it was written; names in it that have changed since still lead on.

    ``known``: what its names stood for when it was kept: (link, key of the name, id).
    """

    id: SearchId
    name: str
    text: str
    created_at: datetime
    order: Order = Order.NEWEST
    known: tuple[tuple[str, str, int], ...] = ()
