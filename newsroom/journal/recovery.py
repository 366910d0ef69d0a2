"""Finds the journals that an earlier run of the program left, and reads them: drafts with their undo. Blocking.

Whatever a file holds: bounded work, no traceback, and no file is changed. What another process writes is left to it.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import Content
from newsroom.domain.draft import Draft
from newsroom.journal.frames import MOST_BYTES, Frames, Rest, read_frames
from newsroom.journal.notes import Begun, begin_from_bytes, notes_from_bytes
from newsroom.journal.places import Places, lock, open_to_read
from newsroom.journal.replay import UNREADABLE, Place, Replay

DAMAGED_COPY = ".damaged"
"""What the copy of a journal is called that could not be read to its end, after the journal's own name."""
_LATEST_MS = 253_402_300_799_000  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """A draft as it was when the program ended. ``id`` is the journal's.

    ``sent`` is what was on its way to the library, and at which of the draft's revisions: whether it has arrived only
    the library knows. ``is_damaged``: something follows that cannot be read, and the file should be kept.
    """

    id: str
    file: Path
    draft: Draft
    extra: dict[str, object] | None
    continues: tuple[str, ...]
    place: Place | None
    is_shown: bool
    at: datetime | None
    sent: tuple[Content, int] | None
    is_damaged: bool
    handle: int
    n_frames: int
    library: str
    """The one that it was written for."""


@dataclass(frozen=True, slots=True)
class Found:
    """``drafts``, the one that was written to last at the end; ``unreadable`` files of the library stay as they are."""

    drafts: tuple[FoundDraft, ...]
    unreadable: tuple[Path, ...]


def find(places: Places) -> Found:
    """All that is left of this library. Their files are locked until ``handle`` is closed."""
    found: dict[str, FoundDraft] = {}
    unreadable: list[Path] = []
    for id, file in places.files():
        handle = open_to_read(file)
        if handle is not None and not lock(handle):
            os.close(handle)  # another window writes it
            continue
        draft = None if handle is None else read_journal(id, file, handle)
        if draft is None:
            if places.is_home(file) and has_bytes(file):
                unreadable.append(file)
        elif not places.is_home(file) and draft.library != str(places.library):
            pass  # another library's, in the folder that all share
        elif id not in found or found[id].n_frames < draft.n_frames:
            if id in found:
                _let_go(found[id])  # the same journal in two places: one is the beginning of the other
            found[id] = draft
            continue
        if handle is not None:
            os.close(handle)
    return Found(tuple(_newest_last(found.values())), tuple(unreadable))


def _newest_last(drafts: Iterable[FoundDraft]) -> list[FoundDraft]:
    """Without those that another one continues."""
    everything = list(drafts)
    continued = {id for draft in everything for id in draft.continues}
    kept = [draft for draft in everything if draft.id not in continued]
    for draft in everything:
        if draft not in kept:
            _let_go(draft)
    earliest = datetime.min.replace(tzinfo=UTC)
    return sorted(kept, key=lambda draft: draft.at or earliest)


def _let_go(draft: FoundDraft) -> None:
    os.close(draft.handle)


def has_bytes(file: Path) -> bool:
    """Whether anything may be in it that had reached the disk; one that cannot be read may.

    Not where it was only begun, ends within its first frame, or was left as zeros by a power cut.
    """
    handle = open_to_read(file)
    try:
        if handle is None:
            return file.lstat().st_size > 0
        with open(handle, "rb") as stream:
            data = stream.read(MOST_BYTES)
    except (OSError, MemoryError):
        return True
    frames = read_frames(data)
    is_begun = not frames.payloads and frames.rest is not Rest.DAMAGED
    return bool(data.strip(b"\0")) and not is_begun


def read_journal(id: str, file: Path, handle: int) -> FoundDraft | None:
    """The draft that a journal tells of, as far as it can be read; None where that is nothing. Leaves it open."""
    try:
        with open(handle, "rb", closefd=False) as stream:
            frames = read_frames(stream.read(MOST_BYTES))
            is_read = not stream.read(1)
    except (OSError, MemoryError):
        return None
    if not frames.payloads:
        return None
    try:
        begun = begin_from_bytes(frames.payloads[0])
        replay = Replay(begun)
    except UNREADABLE:
        return None
    at_ms, is_whole = _replay(replay, frames)
    return _found(id, file, handle, begun, replay, at_ms, frames, is_whole=is_whole and is_read)


def _replay(replay: Replay, frames: Frames) -> tuple[int, bool]:
    """When the last of them was written, and whether all could be done again."""
    last_ms = 0
    try:
        for payload in frames.payloads[1:]:
            at_ms, notes = notes_from_bytes(payload)
            for note in notes:
                replay.apply(note)
            last_ms = at_ms
    except UNREADABLE:
        return last_ms, False
    finally:
        replay.finish()
    return last_ms, True


def _found(
    id: str,
    file: Path,
    handle: int,
    begun: Begun,
    replay: Replay,
    at_ms: int,
    frames: Frames,
    *,
    is_whole: bool,
) -> FoundDraft:
    sent = replay.sent
    return FoundDraft(
        id=id,
        file=file,
        draft=replay.draft,
        extra=begun.extra,
        continues=begun.continues,
        place=replay.place,
        is_shown=replay.is_shown,
        at=datetime.fromtimestamp(at_ms / 1000, UTC) if 0 < at_ms <= _LATEST_MS else None,
        sent=None if sent is None else (sent, replay.sent_revision()),
        is_damaged=frames.rest is Rest.DAMAGED or not is_whole,
        handle=handle,
        n_frames=len(frames.payloads),
        library=begun.library,
    )
