"""Authors: the names that bylines have had."""

from newsroom.desk.library import Library
from newsroom.storage import authors


def complete_authors(library: Library, text: str, *, limit: int = 12) -> tuple[str, ...]:
    """Names in which a word begins with the text, those on most articles first; of an empty text, the usual ones."""
    with library.store.read() as connection:
        return authors.complete_authors(connection, text, limit)
