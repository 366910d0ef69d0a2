"""Many new articles at once: triggers that follow each row rest, and what they keep is kept for all together.

A row in ``bulk_load`` says so. It comes and goes within one transaction: no other connection ever sees it, and what is
undone takes it along. ``bulk_sums`` does what the triggers would have done.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from newsroom.storage.asking import run_many

UNLESS_IN_BULK = "NOT EXISTS (SELECT 1 FROM bulk_load)"
"""Condition of each trigger on a new row of an article."""
_BEGIN = "INSERT INTO bulk_load (id) VALUES (?)"
_END = "DELETE FROM bulk_load WHERE id = ?"
_ROW = [(1,)]


@contextmanager
def in_bulk(connection: Connection) -> Iterator[None]:
    """New rows of articles inside the block change nothing else. Not to be nested; nothing else may be written."""
    run_many(connection, _BEGIN, _ROW)
    try:
        yield
    finally:
        run_many(connection, _END, _ROW)
