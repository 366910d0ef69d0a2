"""``journal``: how soon a key is with the system and on the disk, what it costs the typist, and how soon it is back."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, median, milliseconds, percentile
from benchmarks.inside.texts import long_text
from benchmarks.processes import run_inside
from benchmarks.typing import LONG_ARTICLE, make_library
from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.domain.times import now
from newsroom.journal.places import Places
from newsroom.journal.recorder import DraftJournal
from newsroom.journal.recovery import find
from newsroom.journal.stream import Stream
from newsroom.journal.writer import JournalWriter

_WORDS = 10_000
_KEYS_OF_AN_HOUR = 18_000  # five a second
_BETWEEN_S = 0.007  # so that the hour takes two minutes
_SAVED_EVERY = 25
_CALM_S, _CALM_BETWEEN_S = 20.0, 0.125
_TYPED = "the fleet sails at dawn whatever the weather "
_IN_WINDOW = 60


def measure(folder: Path, rounds: int) -> list[Figure]:
    text = long_text(_WORDS)
    handed, durable, bare = _an_hour(folder / "hour", text)
    busy = _share_of_a_core(folder / "calm", text)
    make_library(folder / "library", text)
    with_it, without = [], []
    for _ in range(rounds):
        answer = run_inside("journalled", folder / "library", folder, LONG_ARTICLE, _IN_WINDOW)
        with_it += answer["on_ms"]
        without += answer["off_ms"]
    back = [milliseconds(lambda: _look(folder / "hour")) for _ in range(rounds)]
    read = [milliseconds(lambda: _read_bare(folder / "hour")) for _ in range(rounds)]
    hour = f"an hour of typing ({_KEYS_OF_AN_HOUR:,} keys)"
    n = len(handed)
    key = f"a key in the window, {_WORDS:,} words, the journal on beside off, its own processor time, median"
    return [
        Figure(
            "journal", f"{hour}: a key to the system, the latest of all", max(handed), None, most=250, n=n
        ),
        Figure(
            "journal",
            f"{hour}: a key to the disk, 99 of 100, beside the bare disk",
            percentile(durable, 0.99),
            percentile(bare, 0.99),
            most=250,
            n=n,
        ),
        Figure(
            "journal",
            f"{hour}: a key to the disk, the latest, beside the bare disk",
            max(durable),
            max(bare),
            n=n,
        ),
        Figure(
            "journal",
            "the journal's threads at eight keys a second",
            busy,
            None,
            unit="% of a core",
            most=1.0,
        ),
        Figure("journal", key, median(with_it), median(without), most_ratio=1.05, n=len(with_it)),
        Figure(
            "journal",
            f"{hour} read again, beside its bytes",
            median(back),
            median(read),
            most=200,
            n=len(back),
        ),
    ]


class _Desk:
    """A draft with a journal, and when its last key was typed."""

    def __init__(self, folder: Path, text: str) -> None:
        (folder / "library").mkdir(parents=True)
        self.places = Places(folder / "library", folder / "state")
        self.writer = JournalWriter(self.places)
        self.draft = Draft(_article(text))
        self.journal = DraftJournal(self.writer, self.draft)
        self.journal.note_shown(True)
        self.typed = 0.0
        self._version = 1

    def key(self, n: int) -> None:
        self.typed = time.perf_counter()
        self.draft.edit_text("body", len(self.draft.buffer("body")) // 2 + n, 0, _TYPED[n % len(_TYPED)])

    def save(self) -> None:
        """As the session does after a durable save."""
        put_together, revision = self.draft.sending(), self.draft.revision
        self._version += 1
        self.draft.mark_saved(put_together(), self._version, revision)
        self.journal.settle()


def _an_hour(folder: Path, text: str) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds from each key until it was handed over, until it was durable, and of bare appends with a sync."""
    desk = _Desk(folder, text)
    bare = _BareDisk(folder / "bare")
    latest: list[tuple[float, float, float]] = []
    waiting: list[_Waiting] = []
    with bare.beside():
        for n in range(_KEYS_OF_AN_HOUR):
            desk.key(n)
            stream = desk.journal.stream
            assert stream is not None
            waiting.append(_Waiting(desk.typed, stream, stream.n_added))
            if n % _SAVED_EVERY == _SAVED_EVERY - 1:
                desk.save()
            _collect(waiting, latest)
            time.sleep(_BETWEEN_S)
        end = time.perf_counter() + 5
        while waiting and time.perf_counter() < end:
            _collect(waiting, latest)
            time.sleep(0.002)
    desk.journal.leave()
    desk.writer.close()
    handed = [1000 * (handed - typed) for typed, handed, _ in latest]
    return handed, [1000 * (durable - typed) for typed, _, durable in latest], bare.times


class _Waiting:
    """One key, and how far it is; looked at every few milliseconds, so that a figure is that much too large."""

    def __init__(self, typed: float, stream: Stream, note: int) -> None:
        self.typed, self.stream, self.note = typed, stream, note
        self.handed = 0.0


def _collect(waiting: list[_Waiting], latest: list[tuple[float, float, float]]) -> None:
    present = time.perf_counter()
    left = []
    for key in waiting:
        is_there = key.stream.n_taken >= key.note and key.stream.is_written
        if not key.handed and (is_there or key.stream.is_ended):
            key.handed = present
        if key.handed and (key.stream.n_durable >= key.note or key.stream.is_ended):
            latest.append((key.typed, key.handed, present))
        else:
            left.append(key)
    waiting[:] = left


class _BareDisk:
    """Appends as many bytes as a group of keys takes and makes them durable, ten times a second."""

    def __init__(self, file: Path) -> None:
        self.times: list[float] = []
        self._file = file
        self._ended = threading.Event()

    @contextmanager
    def beside(self) -> Iterator[None]:
        thread = threading.Thread(target=self._run)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _run(self) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        while not self._ended.wait(0.1):
            self.times.append(milliseconds(lambda: _append(handle)))
        os.close(handle)


def _append(handle: int) -> None:
    os.write(handle, b"x" * 400)
    (getattr(os, "fdatasync", None) or os.fsync)(handle)


def _share_of_a_core(folder: Path, text: str) -> float:
    """Per cent, of all threads but the typist's, at eight keys a second with a save every three seconds."""
    desk = _Desk(folder, text)
    desk.key(0)
    time.sleep(1)
    begun, others = time.perf_counter(), _others_s()
    n = 1
    while time.perf_counter() - begun < _CALM_S:
        desk.key(n)
        n += 1
        time.sleep(_CALM_BETWEEN_S)
    share = 100 * (_others_s() - others) / (time.perf_counter() - begun)
    desk.journal.drop()
    desk.writer.close()
    return share


def _others_s() -> float:
    return time.process_time() - time.thread_time()


def _look(folder: Path) -> None:
    found = find(Places(folder / "library", folder / "state"))
    for draft in found.drafts:
        os.close(draft.handle)
    if len(found.drafts) != 1:
        raise RuntimeError(f"{len(found.drafts)} drafts were found")


def _read_bare(folder: Path) -> None:
    for file in (folder / "library" / "journal").iterdir():
        file.read_bytes()


def _article(text: str) -> Article:
    moment = now()
    content = Content(headline="The fleet", body=text)
    return Article(ArticleId(7), "uid", 1, State.DRAFT, "abcdefg", None, None, moment, moment, content)
