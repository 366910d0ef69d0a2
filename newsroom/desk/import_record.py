"""What an import remembers of itself: its run in the library, how far it is, and the lines of its report."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsroom.desk.import_counting import Sayings, Tally
from newsroom.desk.import_lines import TrialLines
from newsroom.desk.import_reading import said
from newsroom.desk.import_writing import ReadItem
from newsroom.desk.library import Library
from newsroom.domain.errors import LibraryError
from newsroom.domain.importing import (
    MOST_LINES,
    MOST_NEW,
    ImportProgress,
    ImportReport,
    Outcome,
    ReportLine,
    RunState,
)
from newsroom.domain.times import now
from newsroom.storage.import_runs import begin_run, end_run, go_on, keep_lines
from newsroom.storage.store import Connection

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecordMark:
    """How far a record was, for ``RunRecord.back_to``."""

    counts: Counter[str]
    n_lines: int
    n_kept: int
    n_new: int


class RunRecord:
    """Of one import, on its thread. ``is_kept``: False for a dry run, which the library does not remember."""

    def __init__(
        self, library: Library, by: str, progress: Callable[[ImportProgress], None] | None, *, is_kept: bool
    ) -> None:
        self._library = library
        self._by = by
        self._is_kept = is_kept
        self.tally = Tally(progress)
        self._sayings = Sayings()
        self._run_id: int | None = None
        self._waiting: list[ReportLine] = []
        self._lines: list[ReportLine] = []
        self._n_lines = 0
        self._new: list[ReportLine] = []
        self._trial = None if is_kept else TrialLines()

    @property
    def is_waiting(self) -> bool:
        """Whether the library does not have all lines yet."""
        return bool(self._waiting)

    def begin(self, sources: Sequence[str], kind: str | None) -> None:
        """The library knows of the run from now on."""
        if not self._is_kept:
            return
        with self._library.store.write() as connection:
            self._run_id = begin_run(
                connection, by=self._by, sources=sources, kind=kind, n_total=self.tally.n_total, at=now()
            )

    def end(self, state: RunState, message: str | None) -> None:
        """Whatever it ended with. That it cannot be kept is no error of the import."""
        if self._run_id is None:
            return
        try:
            with self._library.store.write() as connection:
                self.keep(connection)
                end_run(connection, self._run_id, state, at=now(), message=message)
            self.kept()
        except LibraryError as error:
            _log.warning("the end of import %d could not be kept: %s", self._run_id, error)

    def report(self, state: RunState) -> ImportReport:
        """What came of it."""
        more = self._n_lines > len(self._lines)
        new = tuple(self._new) if self._is_kept and len(self._new) <= MOST_NEW else ()
        return ImportReport(
            self.tally.counts, tuple(self._lines), self._run_id, state, more, self._trial, new
        )

    def what_arrived(self) -> str:
        """A sentence for who is told that it failed."""
        n = self.tally.counts.n_imported + self.tally.counts.n_updated
        if not n:
            return "Nothing was imported."
        return f"The import stopped; {n} of its articles had arrived. Importing the same again goes on."

    def add_item(self, item: ReadItem) -> None:
        """Counts what came of it; a line where that deserves a word."""
        self.tally.add(item.outcome)
        arrived = item.outcome not in (Outcome.CONFLICT, Outcome.SKIPPED)
        notes = self._sayings.new(item.notes) if arrived else item.notes
        where = item.place.shown, item.place.place_of(item.item)
        if item.outcome is Outcome.IMPORTED and item.article.own is None and len(self._new) <= MOST_NEW:
            self._new.append(ReportLine(item.outcome, *where, (), item.id, item.headline))
        if notes or not arrived:
            self.add(ReportLine(item.outcome, *where, said(notes), item.id, item.headline))

    def add(self, line: ReportLine) -> None:
        """A line of the report."""
        self._n_lines += 1
        if len(self._lines) < MOST_LINES:
            self._lines.append(line)
        if self._trial is not None:
            self._trial.add(line)
        else:
            self._waiting.append(line)

    def note(self, words: str, source: str = "") -> None:
        """A word about the import, or about one of its sources."""
        self.add(ReportLine(Outcome.NOTE, source, "", (words,)))

    def note_often(self) -> None:
        """What was said of many items."""
        for words in self._sayings.often():
            self.note(words)

    def keep(self, connection: Connection) -> None:
        """Lines and counts so far, as part of the transaction that brought it there; ``kept`` once that is durable."""
        if self._run_id is not None:
            keep_lines(connection, self._run_id, self._waiting)
            go_on(connection, self._run_id, self.tally.counts, self.tally.n_total, at=now())

    def kept(self) -> None:
        """The library has them."""
        self._waiting.clear()

    def mark(self) -> RecordMark:
        """How far it is."""
        return RecordMark(self.tally.mark(), self._n_lines, len(self._lines), len(self._new))

    def back_to(self, mark: RecordMark) -> None:
        """What was counted and said since did not come."""
        self.tally.back_to(mark.counts)
        del self._lines[mark.n_kept :]
        del self._new[mark.n_new :]
        if self._is_kept:
            del self._waiting[len(self._waiting) - (self._n_lines - mark.n_lines) :]
        self._n_lines = mark.n_lines
