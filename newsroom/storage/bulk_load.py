"""Many new articles at once: triggers that follow each row rest, and what they keep is kept for all together.

A row in ``bulk_load`` says so. It comes and goes within one transaction: no other connection ever sees it, and what is
undone takes it along. ``bulk_sums`` does what the triggers would have done.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from newsroom.storage.asking import ask_value, run_many

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


def is_left_open(connection: Connection) -> bool:
    """Whether a row stands there outside of any load: the triggers rest, and counters and indexes fall behind."""
    return ask_value(connection, "SELECT 1 FROM bulk_load") is not None


def end_all(connection: Connection) -> None:
    """Takes such a row away: the triggers work again. What they missed is not made up for."""
    connection.exec_driver_sql("DELETE FROM bulk_load")
