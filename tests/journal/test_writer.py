"""The journal on a real disk: handed over and durable soon, moved where it must be, back when it can be."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.domain.article import Content
from newsroom.domain.draft import Draft
from newsroom.domain.errors import LibraryError
from newsroom.journal import stream as stream_module
from newsroom.journal.frames import MAGIC, Framer, read_frames
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.recorder import MOST_NOTES, DraftJournal
from newsroom.journal.recovery import FoundDraft, find
from newsroom.journal.stream import Stream
from newsroom.journal.survey import survey
from newsroom.journal.writer import ALL_WELL, JournalState, JournalWriter
from tests.journal.acts import Clock, an_article, state_of


class Desk:
    """A library's folder, the user's own, and a writer."""

    def __init__(self, folder: Path) -> None:
        self.library = folder / "library"
        self.library.mkdir()
        self.state = folder / "state"
        self.places = Places(self.library, self.state)
        self.states: list[JournalState] = []
        self.writer = JournalWriter(self.places, self.states.append)

    def draft(self, *, id: int = 7) -> Draft:
        return Draft(an_article(id=id), clock=Clock())

    def again(self) -> None:
        """The next start."""
        assert self.writer.close()
        self.writer = JournalWriter(self.places, self.states.append)

    def found(self) -> tuple[FoundDraft, ...]:
        found = find(self.places)
        assert found.unreadable == ()
        for draft in found.drafts:
            os.close(draft.handle)
        return found.drafts

    def only(self) -> FoundDraft:
        (draft,) = self.found()
        return draft


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    assert one.writer.close()


def wait(until: Callable[[], bool], timeout_s: float = 10) -> None:
    end = time.monotonic() + timeout_s
    while not until():
        assert time.monotonic() < end
        time.sleep(0.005)


def type_into(draft: Draft, text: str) -> None:
    for character in text:
        draft.edit_text("body", len(draft.buffer("body")), 0, character)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_what_is_typed_is_there_after_the_end(desk: Desk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    journal.note_shown(True)
    type_into(draft, " More 🙂.")
    draft.set_field("label", "Analysis")
    journal.note_place("body", 4, 2)
    assert journal.keep() is not None
    desk.again()
    found = desk.only()
    assert state_of(found.draft) == state_of(draft)
    assert found.is_shown and found.place is not None and found.place.position == 4
    assert found.at is not None and not found.is_damaged


def test_a_clock_that_jumps_changes_neither_text_nor_undo(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    present = time.time_ns()
    year = 365 * 86_400 * 1_000_000_000
    for jump in (0, -year, 86_400 * 1_000_000_000, -present - year, 9000 * year):
        monkeypatch.setattr("newsroom.journal.writer.time.time_ns", lambda at=present + jump: at)
        type_into(draft, " word")
        journal.keep()
    desk.again()
    found = desk.only()
    assert state_of(found.draft) == state_of(draft) and found.at is None  # no such year


def test_a_draft_in_which_nothing_changes_leaves_no_file(desk: Desk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    draft.break_step()
    draft.sending()
    assert journal.keep() is None
    journal.drop()
    assert files(desk.library / "journal") == []


def test_what_the_library_has_leaves_no_file(desk: Desk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "!")
    journal.keep()
    assert len(files(desk.library / "journal")) == 1
    journal.drop()
    desk.again()
    assert files(desk.library / "journal") == []


def test_it_is_handed_over_without_being_asked(desk: Desk) -> None:
    draft = desk.draft()
    DraftJournal(desk.writer, draft)
    type_into(draft, "!")
    wait(lambda: any(file.stat().st_size for file in files(desk.library / "journal")), 2)


def test_a_file_that_this_process_writes_is_not_taken_by_another_look(desk: Desk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "!")
    journal.keep()
    assert desk.found() == ()


def test_a_long_journal_begins_anew(desk: Desk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    for n in range(MOST_NOTES + 1):
        draft.edit_text("body", 0, 0, "x" if n % 7 else " ")
    put_together, revision = draft.sending(), draft.revision
    draft.mark_saved(put_together(), 4, revision)
    journal.settle()
    type_into(draft, "after")
    journal.keep()
    wait(lambda: len(files(desk.library / "journal")) == 1)
    desk.again()
    assert state_of(desk.only().draft) == state_of(draft)


def test_a_recovered_draft_takes_the_place_of_what_it_was_found_in(desk: Desk) -> None:
    draft = desk.draft()
    DraftJournal(desk.writer, draft).keep()
    type_into(draft, "!")
    desk.again()
    found = find(desk.places).drafts[0]
    desk.writer.hold(found.id, found.handle)
    again = DraftJournal(desk.writer, found.draft, continues=(found.id, *found.continues))
    type_into(found.draft, "?")
    again.keep()
    wait(lambda: len(files(desk.library / "journal")) == 1)
    desk.again()
    only = desk.only()
    assert only.draft.text("body").endswith("Second.!?")
    assert only.id != found.id


def test_of_two_that_continue_one_another_the_later_counts(desk: Desk) -> None:
    """The program was killed between writing the new one and taking the old one away."""
    draft = desk.draft()
    DraftJournal(desk.writer, draft)
    type_into(draft, "!")
    desk.again()
    old = files(desk.library / "journal")[0]
    kept = old.read_bytes()
    found = find(desk.places).drafts[0]
    desk.writer.hold(found.id, found.handle)
    DraftJournal(desk.writer, found.draft, continues=(found.id,)).keep()
    type_into(found.draft, "?")
    desk.again()
    old.write_bytes(kept)
    assert desk.only().draft.text("body").endswith("!?")


class Disk:
    """Refuses writes in the folders that are full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full: set[Path] = set()
        self.synced_badly = False
        self._write = stream_module._write_at
        monkeypatch.setattr(stream_module, "_write_at", self.write)
        sync = stream_module.sync_data
        monkeypatch.setattr(
            stream_module, "sync_data", lambda handle: self._fail() if self.synced_badly else sync(handle)
        )

    def write(self, handle: int, place: int, data: bytes) -> None:
        folder = Path(os.readlink(f"/proc/self/fd/{handle}")).parent
        if folder in self.full:
            self._write(handle, place, data[: len(data) // 2])  # as much as there is room for
            raise OSError(28, os.strerror(28))
        self._write(handle, place, data)

    def _fail(self) -> None:
        self.synced_badly = False
        raise OSError(5, os.strerror(5))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    if not Path("/proc/self/fd").exists():
        pytest.skip("no way to see which file is written")
    monkeypatch.setattr("newsroom.journal.writer.RETRY_S", 0.02)
    monkeypatch.setattr("newsroom.journal.writer._GO_HOME_S", 0.02)
    return Disk(monkeypatch)


def test_a_full_disk_moves_it_elsewhere_and_room_brings_it_back(desk: Desk, disk: Disk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "before ")
    journal.keep()
    disk.full.add(desk.library / "journal")
    type_into(draft, "during ")
    kept = journal.keep()
    assert kept is not None and kept.parent == desk.state
    wait(lambda: desk.states[-1:] == [JournalState(os.strerror(28), desk.state)])
    disk.full.clear()
    wait(lambda: desk.states[-1] == ALL_WELL)
    type_into(draft, "after")
    kept = journal.keep()
    assert kept is not None and kept.parent == desk.library / "journal"
    desk.again()
    assert files(desk.state) == []
    assert state_of(desk.only().draft) == state_of(draft)


def test_where_no_place_takes_it_that_is_said_and_it_resumes(desk: Desk, disk: Disk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "before ")
    journal.keep()
    disk.full |= {desk.library / "journal", desk.state}
    type_into(draft, "during ")
    with pytest.raises(LibraryError, match=r"No space left.*stands in the window only"):
        journal.keep()
    wait(lambda: desk.states[-1] == JournalState(os.strerror(28)))
    disk.full.clear()
    wait(lambda: desk.states[-1] == ALL_WELL)
    journal.keep()
    desk.again()
    assert state_of(desk.only().draft) == state_of(draft)


def test_killed_on_a_full_disk_what_had_been_written_is_there(desk: Desk, disk: Disk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "before")
    journal.keep()
    there = state_of(draft)
    disk.full |= {desk.library / "journal", desk.state}
    type_into(draft, " during")
    with pytest.raises(LibraryError):
        journal.keep()
    (file,) = files(desk.library / "journal")
    copied = shutil.copy(file, desk.library.parent / "copy")
    desk.writer.close()
    file.unlink(missing_ok=True)
    shutil.copy(copied, file)
    found = desk.only()
    assert state_of(found.draft) == there and not found.is_damaged


def test_a_disk_that_loses_what_it_took_is_not_trusted(desk: Desk, disk: Disk) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    disk.synced_badly = True
    type_into(draft, "!")
    wait(lambda: not disk.synced_badly)
    first = journal.keep()
    desk.again()
    assert first is not None
    assert state_of(desk.only().draft) == state_of(draft)


@pytest.mark.skipif(os.name != "posix", reason="what is open cannot be moved there")
@pytest.mark.parametrize("happens", ["moved", "deleted"])
def test_a_library_that_goes_away_is_not_written_into(
    desk: Desk, happens: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.journal.writer._GO_HOME_S", 0.02)
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    type_into(draft, "before ")
    journal.keep()
    away = desk.library.with_name("away")
    desk.library.rename(away)
    if happens == "deleted":
        shutil.rmtree(away)
    type_into(draft, "during ")
    kept = journal.keep()
    assert kept is not None and kept.parent == desk.state
    assert not desk.library.exists()
    if happens == "moved":
        away.rename(desk.library)
        wait(lambda: desk.states[-1] == ALL_WELL)
        type_into(draft, "after")
        journal.keep()
    desk.again()
    assert state_of(desk.only().draft) == state_of(draft)


def test_journals_of_another_library_in_the_users_folder_are_left(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = JournalWriter(Places(tmp_path / "other", desk.state))
    shutil.rmtree(tmp_path / "other")
    draft = desk.draft()
    kept = DraftJournal(other, draft)
    type_into(draft, "!")
    assert kept.keep() is not None
    other.close()
    assert desk.found() == ()
    assert len(files(desk.state)) == 1


def test_a_note_that_cannot_be_written_down_ends_the_journal_not_the_thread(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    draft, other = desk.draft(), desk.draft(id=8)
    journal, kept = DraftJournal(desk.writer, draft), DraftJournal(desk.writer, other)
    type_into(draft, "!")
    journal.keep()
    draft.set_field("label", object())
    with pytest.raises(LibraryError):
        journal.keep()
    wait(lambda: bool(desk.states) and bool(desk.states[-1].problem))
    caplog.clear()
    type_into(other, "!")
    kept.keep()
    draft.set_field("label", "Analysis")
    draft.mark_saved(Content(), 4)
    draft.undo_steps()  # what is wrong is still in the undo: the journal cannot begin anew with it
    desk.again()
    assert {found.draft.text("body")[-1] for found in desk.found()} == {"!"}


@pytest.mark.parametrize(
    ("data", "may_hold_a_text"),
    [
        (b"", False),
        (MAGIC[:8], False),
        (MAGIC, False),
        (b"\0" * 5000, False),  # as a power cut leaves one
        (MAGIC + Framer().frame(b"x" * 400)[:-9], False),  # torn
        (MAGIC + Framer().frame(b"x" * 400), True),  # whole, and told in a way that nobody knows
        (MAGIC + Framer().frame(b"x" * 400)[:-9] + b"\0" * 20 + b"words", True),
        (b"something else entirely", True),
        (MAGIC.replace(b"1", b"2") + b"of a version to come", True),
        (os.urandom(3000), True),
    ],
)
def test_a_file_that_is_none_of_ours_is_left_as_it_is(desk: Desk, data: bytes, may_hold_a_text: bool) -> None:
    file = a_file(desk)
    file.write_bytes(data)
    found = find(desk.places)
    assert found.drafts == ()
    assert found.unreadable == ((file,) if may_hold_a_text else ())
    assert file.read_bytes() == data


def a_file(desk: Desk) -> Path:
    folder = desk.library / "journal"
    folder.mkdir(exist_ok=True)
    return folder / "draft-0123456789abcdef.journal"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_file_is_not_waited_for(desk: Desk) -> None:
    file = a_file(desk)
    os.mkfifo(file)
    elsewhere = file.with_name("draft-0123456789abcdee.journal")
    elsewhere.symlink_to("/dev/zero")
    assert find(desk.places).drafts == () and survey(desk.places).journals == ()
    os.mkfifo(file.with_name("unsaved-uid-1.json"))
    assert OldCopies(desk.library, desk.state).all() == []


def test_of_a_file_longer_than_is_read_the_rest_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.draft()
    journal = DraftJournal(desk.writer, draft)
    for _ in range(2):
        type_into(draft, "!")
        file = journal.keep()
    assert file is not None
    journal.leave()
    desk.again()
    frames = read_frames(file.read_bytes()).payloads
    for n_left, is_damaged in ((len(frames[-1]) + 8, True), (3, True), (0, False)):
        monkeypatch.setattr("newsroom.journal.recovery.MOST_BYTES", file.stat().st_size - n_left)
        (found,) = find(desk.places).drafts
        os.close(found.handle)
        assert found.is_damaged is is_damaged, n_left


def test_bytes_are_taken_from_any_place() -> None:
    stream = Stream.__new__(Stream)
    stream._chunks, stream._n_bytes = [b"abc", b"", b"defg", b"h"], 8
    for place in range(1, 9):
        assert stream._bytes_from(place) == b"abcdefgh"[place:]
