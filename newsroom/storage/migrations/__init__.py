"""The migrations, oldest first. Each is a module with ``upgrade()``, written with Alembic's operations.

Its number, from 1, is its place in this list and the database's ``user_version``. A migration that was released is
never changed.
"""

from types import ModuleType


def migrations() -> tuple[ModuleType, ...]:
    """All of them. Importing one imports Alembic: call this only to make or migrate a library."""
    from newsroom.storage.migrations import (
        m0001_first,
        m0002_finding,
        m0003_imports,
        m0004_ordering,
        m0005_suggesting,
        m0006_history,
        m0007_bulk,
    )

    return (
        m0001_first,
        m0002_finding,
        m0003_imports,
        m0004_ordering,
        m0005_suggesting,
        m0006_history,
        m0007_bulk,
    )
