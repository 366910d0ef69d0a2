"""Which schema a database has. Light: opening a library that is up to date needs no more than this."""

import struct
from dataclasses import dataclass
from typing import Any

# "NwsR" in the file's header: the file is ours, whatever it is called.
APPLICATION_ID = 0x4E777352
HEADER_SIZE = 100
# The number of the newest migration (migrations/).
VERSION = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """What the header of a database says: whose it is, and which migration it had last."""

    application_id: int
    version: int

    @property
    def is_ours(self) -> bool:
        return self.application_id == APPLICATION_ID


def mark_in(header: bytes) -> Mark:
    """Reads the first ``HEADER_SIZE`` bytes of a file (sqlite.org/fileformat.html, 1.3), which opens nothing."""
    (version,) = struct.unpack_from(">i", header, 60)
    (application_id,) = struct.unpack_from(">i", header, 68)
    return Mark(application_id, version)


def read_mark(driver: Any) -> Mark:
    """Reads the header through a connection of the driver."""
    (application_id,) = driver.execute("PRAGMA application_id").fetchone()
    (version,) = driver.execute("PRAGMA user_version").fetchone()
    return Mark(application_id, version)


def write_mark(driver: Any, version: int) -> None:
    """Part of the transaction that is open, if one is."""
    driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    driver.execute(f"PRAGMA user_version = {version}")
