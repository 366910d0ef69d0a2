"""The journal of one draft: its bytes in memory, and the file that has them, in the first place that takes them.

For the journal's threads. All bytes are kept until the journal goes, so that another place can have them whole.
"""

import errno
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from newsroom.domain.draft import Note
from newsroom.journal.frames import MAGIC, Framer
from newsroom.journal.notes import Begin, begin_to_bytes, notes_to_bytes
from newsroom.journal.places import Places, file_in, lock, sync_folder

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
if hasattr(os, "fdatasync"):
    sync_data = os.fdatasync
else:
    sync_data = os.fsync


class GoneError(OSError):
    """The file is no longer at its place: what is written into it nobody will find."""


class Stream:
    """``take`` and ``write`` are for one thread, ``sync`` for another; ``n_taken`` and ``n_durable`` count notes."""

    def __init__(self, begin: Begin, places: Places) -> None:
        self.id = token_hex(8)
        self.begin: Begin | None = begin
        self.continues = begin.continues
        self.problem = ""
        self.is_broken = False
        """A note could not be put into bytes: nothing after it may be, either, and the draft wants a new journal."""
        self.is_ended = False
        self.try_at = 0.0
        """When what no place took is tried again, by the clock that only goes on."""
        self.n_failures = 0
        self.n_added = 0
        self.n_taken = 0
        self.n_durable = 0
        self.file: Path | None = None
        self._places = places
        self._framer = Framer()
        self._chunks: list[bytes] = []
        self._n_bytes = 0
        self._handle: int | None = None
        self._n_written = 0  # bytes of ours that the file has
        self._n_written_notes = 0
        self._is_named = False
        self._distrusted: Path | None = None
        self._in_use = threading.Lock()  # the handle: closed while it is synced it may be another file's

    @property
    def is_elsewhere(self) -> bool:
        """Whether it lies in another place than in the library."""
        return self.file is not None and not self._places.is_home(self.file)

    @property
    def is_written(self) -> bool:
        """Whether the system has all that was taken."""
        return self._handle is not None and self._n_written == self._n_bytes

    def take(self, at_ms: int, notes: Sequence[Note], count: int) -> None:
        """More to be written: ``count`` of what was added."""
        if self.is_broken:
            return
        if self.begin is not None:
            payload = begin_to_bytes(self.begin, str(self._places.library))
            self.begin = None  # the text need not be kept twice
            self._add(MAGIC + self._framer.frame(payload))
        if notes:
            self._add(self._framer.frame(notes_to_bytes(at_ms, notes)))
        self.n_taken += count

    def _add(self, data: bytes) -> None:
        self._chunks.append(data)
        self._n_bytes += len(data)

    def write(self) -> None:
        """Hands over to the system what it has not yet. Raises ``OSError`` where no place takes it; try again then."""
        n_notes = self.n_taken
        try:
            if self._handle is None:
                self._write_anew(self._distrusted)
            else:
                self._append()
        except OSError as error:
            self._write_elsewhere(error)
        self._n_written_notes = n_notes

    def _append(self) -> None:
        assert self._handle is not None and self.file is not None
        if not _is_same_file(self._handle, self.file):
            raise GoneError(errno.ENOENT, "no longer at its place", str(self.file))
        if self._n_written < self._n_bytes:
            _write_at(self._handle, self._n_written, self._bytes_from(self._n_written))
            self._n_written = self._n_bytes

    def _bytes_from(self, place: int) -> bytes:
        if place == 0:
            self._chunks = [b"".join(self._chunks)]
            return self._chunks[0]
        parts: list[bytes] = []
        end = self._n_bytes
        for chunk in reversed(self._chunks):
            end -= len(chunk)
            parts.append(chunk[max(0, place - end) :])
            if end <= place:
                break
        return b"".join(reversed(parts))

    def _write_elsewhere(self, error: OSError) -> None:
        """What stands in the file that failed is left there, without what may be half a frame."""
        failed = self.file
        if self._handle is not None and not isinstance(error, GoneError):
            with suppress(OSError):
                os.ftruncate(self._handle, self._n_written)
        try:
            self._write_anew(failed)
        except OSError as other:
            self.n_failures += 1
            self.problem = _reason(error)
            raise other from error
        self.problem = _reason(error)

    def _write_anew(self, without: Path | None) -> None:
        """Into a file of the first place that takes all of it."""
        failure: OSError = GoneError(errno.ENOENT, "no longer at its place", str(self._places.library))
        for folder in self._places.folders():
            file = file_in(folder, self.id)
            if file == without:
                continue
            try:
                handle = self._file_with_all(folder, file)
            except OSError as error:
                failure = error
                if not self.problem:
                    self.problem = _reason(error)
                continue
            self._change_to(handle, file)
            self._distrusted = None
            if not self.is_elsewhere:
                self.problem = ""
            return
        raise failure

    def _file_with_all(self, folder: Path, file: Path) -> int:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, _FLAGS, 0o600)
        try:
            if not lock(handle):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
            try:
                os.ftruncate(handle, 0)
                _write_at(handle, 0, self._bytes_from(0))
            except OSError:
                with suppress(OSError):
                    file.unlink(missing_ok=True)
                raise
        except BaseException:
            os.close(handle)
            raise
        return handle

    def _change_to(self, handle: int, file: Path) -> None:
        with self._in_use:
            old, self._handle = self._handle, handle
            self.file, self._is_named = file, False
            self._n_written = self._n_bytes
            self.n_durable = 0
        if old is not None:
            os.close(old)

    def go_home(self) -> bool:
        """Back into the library, if it can be written again. The file elsewhere stays until that one is durable."""
        home, away = self._places.folders()[0], self.file
        file = file_in(home, self.id)
        if not self._places.is_home(file):
            return False
        try:
            handle = self._file_with_all(home, file)
            try:
                os.fsync(handle)
                sync_folder(home)
            except OSError:
                os.close(handle)
                raise
        except OSError:
            return False
        self._change_to(handle, file)
        self._n_written_notes = self.n_taken
        self.problem = ""
        if away is not None:
            with suppress(OSError):
                away.unlink(missing_ok=True)
        return True

    def sync(self) -> bool:
        """Makes durable what the system has; whether there was anything to do. Raises ``OSError``: write anew then."""
        with self._in_use:
            n_notes = self._n_written_notes
            if self._handle is None or self.file is None or (self.n_durable == n_notes and self._is_named):
                return False
            sync_data(self._handle)
            if not self._is_named:
                sync_folder(self.file.parent)
                self._is_named = True
            self.n_durable = n_notes
            return True

    def distrust(self, error: OSError) -> None:
        """A disk that could not make the file durable may have lost any of it: all is written anew."""
        self.problem = _reason(error)
        self.n_failures += 1
        self._distrusted = self.file
        self._close()

    def close(self) -> None:
        """The file stays."""
        self._close()

    def drop(self) -> None:
        """The file goes, and the memory.

        First it is made durable that nothing in it is unsaved: a file that a power cut brings back must say so.
        """
        with suppress(OSError):
            self.sync()
        self._close()
        self._places.remove(self.id)
        self._chunks, self._n_bytes = [], 0

    def _close(self) -> None:
        with self._in_use:
            handle, self._handle = self._handle, None
            self._n_written = self.n_durable = 0
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def _write_at(handle: int, place: int, data: bytes) -> None:
    os.lseek(handle, place, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _is_same_file(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(file))
    except OSError:
        return False


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
