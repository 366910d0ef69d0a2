"""The view of licences is complete: every library of the lock that is installed, with its terms."""

from pathlib import Path

from installers.contents import shipped_libraries
from newsroom.licences import shipped

ROOT = Path(__file__).resolve().parents[2]


def test_every_locked_library_is_told_with_its_terms() -> None:
    told = {licence.name.casefold().replace("-", "_"): licence for licence in shipped()}
    locked = {library.metadata["Name"].casefold().replace("-", "_") for library in shipped_libraries(ROOT)}
    assert locked and not locked - set(told)
    assert all(licence.terms and licence.version for licence in told.values())
    assert "Permission is hereby granted" in told["sqlalchemy"].text
