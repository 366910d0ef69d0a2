"""What writes leave for a quiet moment: parts of the search indexes that want to be merged."""

from sqlalchemy import Connection

from newsroom.storage.search_index import INDEXES

_N_PAGES = 64


def merge_some(connection: Connection) -> bool:
    """Merges some 64 pages of each index at most, milliseconds. Answers whether there was anything to merge."""
    driver = connection.connection.driver_connection
    assert driver is not None
    merged = False
    for index in INDEXES:
        before = driver.total_changes
        driver.execute(index.merge(_N_PAGES))
        # FTS5: where nothing was merged, fewer than two rows have changed.
        merged |= driver.total_changes - before >= 2
    return merged
