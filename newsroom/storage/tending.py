"""What writes leave for a quiet moment: parts of the search indexes that want to be merged."""

from typing import Any

from sqlalchemy import Connection

from newsroom.storage.search_index import INDEXES

_N_PAGES = 64


def merge_some(connection: Connection) -> bool:
    """Merges some 64 pages of each index at most, milliseconds. Answers whether there was anything to merge.

    Any two parts of like age are merged, not only the four that SQLite would wait for: each word that is looked for is
    sought in each part.
    """
    driver: Any = connection.connection.driver_connection
    merged = False
    for index in INDEXES:
        if driver.execute(index.is_settled()).fetchone() is None:
            for statement in index.settle():
                driver.execute(statement)
        before = driver.total_changes
        driver.execute(index.merge(_N_PAGES))
        # FTS5: where nothing was merged, fewer than two rows have changed.
        merged |= driver.total_changes - before >= 2
    return merged
