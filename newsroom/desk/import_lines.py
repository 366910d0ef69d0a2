"""The lines of a report: those that the library keeps, and those of a dry run, which it must not keep."""

import threading
from contextlib import ExitStack

from typing_extensions import override

from newsroom.desk.library import Library
from newsroom.domain.importing import Outcome, ReportGroup, ReportLine, ReportLines, ReportPage
from newsroom.storage.import_runs import keep_lines, lines_aside, load_groups, load_lines

_MOST_GROUPS = 200
_AT_ONCE = 500
_TRIAL = 0


class RunLines(ReportLines):
    """Of a run that the library remembers."""

    def __init__(self, library: Library, run_id: int) -> None:
        self._library = library
        self._run_id = run_id

    @override
    def page(
        self, *, outcome: Outcome | None = None, said: str | None = None, after: int = 0, limit: int = 200
    ) -> ReportPage:
        with self._library.store.read() as connection:
            lines = load_lines(connection, self._run_id, outcome, said, after, limit + 1)
        return ReportPage(lines[:limit], len(lines) > limit)

    @override
    def groups(self, *, outcome: Outcome | None = None) -> tuple[ReportGroup, ...]:
        with self._library.store.read() as connection:
            return load_groups(connection, self._run_id, outcome, _MOST_GROUPS)


class TrialLines(ReportLines):
    """Of a dry run: beside the library, as long as somebody holds them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[ReportLine] = []
        self._stack = ExitStack()
        self._connection = self._stack.enter_context(lines_aside())

    def add(self, line: ReportLine) -> None:
        """The next line."""
        with self._lock:
            self._waiting.append(line)
            if len(self._waiting) >= _AT_ONCE:
                self._keep()

    @override
    def page(
        self, *, outcome: Outcome | None = None, said: str | None = None, after: int = 0, limit: int = 200
    ) -> ReportPage:
        with self._lock:
            self._keep()
            lines = load_lines(self._connection, _TRIAL, outcome, said, after, limit + 1)
        return ReportPage(lines[:limit], len(lines) > limit)

    @override
    def groups(self, *, outcome: Outcome | None = None) -> tuple[ReportGroup, ...]:
        with self._lock:
            self._keep()
            return load_groups(self._connection, _TRIAL, outcome, _MOST_GROUPS)

    def _keep(self) -> None:
        keep_lines(self._connection, _TRIAL, self._waiting)
        self._waiting.clear()
