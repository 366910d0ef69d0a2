"""What a table shows of an article beside its row: the names of what it is tied to."""

from typing import NamedTuple


class RowDetails(NamedTuple):
    """In the article's own order."""

    tags: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
