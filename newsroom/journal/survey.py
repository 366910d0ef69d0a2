"""What journals of a library there are, for a check-up and for salvage. Blocking; locks none of them, changes none."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.journal.places import Places, open_to_read
from newsroom.journal.recovery import DAMAGED_COPY, FoundDraft, has_bytes, read_journal


@dataclass(frozen=True, slots=True)
class SeenJournal:
    """One file, as it is now: a window may be writing on in it."""

    id: str
    file: Path
    is_home: bool
    """Whether it lies in the library."""
    n_frames: int
    has_unsaved: bool
    """Whether it has what the library did not have when it was written; what was on its way there counts."""
    is_damaged: bool
    """Whether something in it follows that cannot be read."""


@dataclass(frozen=True, slots=True)
class Survey:
    """``unreadable`` lie in the library; ``unknown``, in the user's own folder, may be another library's.

    ``kept`` are copies of damaged journals: what could be read of them was put back.
    """

    journals: tuple[SeenJournal, ...]
    unreadable: tuple[Path, ...]
    unknown: tuple[Path, ...]
    kept: tuple[Path, ...]


def survey(places: Places) -> Survey:
    """All of one library, in it and in the user's own folder for the program's state."""
    seen: list[SeenJournal] = []
    unreadable: list[Path] = []
    unknown: list[Path] = []
    for id, file in places.files():
        is_home = places.is_home(file)
        draft, is_another = _read(id, file, places)
        if draft is not None:
            has_unsaved = draft.draft.dirty or draft.sent is not None
            seen.append(SeenJournal(id, file, is_home, draft.n_frames, has_unsaved, draft.is_damaged))
        elif not is_another and has_bytes(file):
            (unreadable if is_home else unknown).append(file)
    return Survey(tuple(seen), tuple(unreadable), tuple(unknown), tuple(_kept(places)))


def _read(id: str, file: Path, places: Places) -> tuple[FoundDraft | None, bool]:
    """The draft, if one can be read; whether it can, and is another library's."""
    handle = open_to_read(file)
    if handle is None:
        return None, False
    try:
        draft = read_journal(id, file, handle)
    finally:
        os.close(handle)
    if draft is None or places.is_home(file) or draft.library == str(places.library):
        return draft, False
    return None, True


def _kept(places: Places) -> Iterator[Path]:
    with suppress(OSError):
        for file in sorted((places.library / "journal").iterdir()):
            if file.suffix == DAMAGED_COPY:
                yield file
