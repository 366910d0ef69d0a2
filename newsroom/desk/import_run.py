"""One import: sources are read one after the other, items ahead of what is written, and written in short batches."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.desk.import_counting import SeenKeys
from newsroom.desk.import_helpers import Answer, ReadingHelpers
from newsroom.desk.import_linker import Linker, time_limit
from newsroom.desk.import_origins import (
    SourcePlace,
    file_known_again,
    inside,
    known_again,
    peeked_of,
    place_of,
    sample_of_file,
)
from newsroom.desk.import_pictures import Pictures
from newsroom.desk.import_places import Places
from newsroom.desk.import_record import RunRecord
from newsroom.desk.import_sources import is_plain, n_total, surroundings_of, without_end
from newsroom.desk.import_writing import WORKED_ON, ReadItem, Writer, known_items, tell_of_doubles
from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library
from newsroom.desk.source_files import (
    NAMED_BY_THEIR_SYSTEM,
    export_in,
    path_name,
    reader_named,
    reader_of,
)
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import (
    ImportProgress,
    ImportReport,
    Outcome,
    OwnPlace,
    ReportLine,
    RunState,
)
from newsroom.domain.text_buffer import storable
from newsroom.exchange.sources.items import SourceError, SourceItem
from newsroom.storage.import_links import Origin
from newsroom.storage.import_sources import KnownSource, find_sources, writing_mark
from newsroom.storage.store import Connection

_LONGEST_BATCH_S = 0.1
_WANTED_BATCH_S = 0.085
_MOST_IN_BATCH = 200
_FIRST_BATCH = 8
_CHUNK = 64
_CHUNK_S = 0.05
_SETTLE_S = 1.0
_FEW = 12  # items that are not worth a helper
_DUPLICATE = "Another item of this source has the same mark; this one is an article of its own."
_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Ticket:
    """An item on its way to be read. With an ``outcome`` that is settled already."""

    place: SourcePlace
    item: SourceItem
    name: str
    outcome: Outcome | None = None
    notes: tuple[str, ...] = ()


class ImportRun:
    """For one thread; ``run`` once."""

    def __init__(
        self,
        library: Library,
        *,
        kind: SourceKind | None,
        dry_run: bool,
        pages: bool,
        by: str,
        progress: Callable[[ImportProgress], None] | None,
        token: CancelToken | None,
    ) -> None:
        self._library = library
        self._kind = kind
        self._dry_run = dry_run
        self._by = by
        self._token = token or CancelToken()
        self._around = replace(surroundings_of(library), pages=pages)
        self._record = RunRecord(library, by, progress, is_kept=not dry_run)
        self._tally = self._record.tally
        self._seen = SeenKeys()
        self._helpers: ReadingHelpers[_Ticket] = ReadingHelpers(self._around)
        self._pictures = Pictures(library, keeps=not dry_run)
        self._writer = Writer(by)
        self._places = Places()
        self._aside = TemporaryDirectory(prefix="newsroom-import-", ignore_cleanup_errors=True)
        self._ready: list[ReadItem] = []
        self._n_put = 0
        self._n_remote = 0
        self._batch = _FIRST_BATCH
        self._settled_at = time.monotonic()
        self._waiting: list[tuple[SourcePlace, SourceItem]] = []
        self._taken_at = time.monotonic()
        self._known_folder = ("", True)
        self._peeked: dict[SourcePlace, Sequence[SourceItem]] = {}
        self._folders: dict[int, tuple[str, Origin]] = {}

    def run(self, paths: Iterable[Path]) -> ImportReport:
        """Imports the sources. Raises ``LibraryError`` where the library cannot be written; what came before stays."""
        paths = list(paths)
        state, message = RunState.DONE, None
        try:
            self._begin(paths)
            for path in paths:
                self._source(path)
            self._take()
            if self._places.is_open:
                self._settle_places()
            self._settle_all()
            self._link()
        except CancelledError:
            state = RunState.CANCELLED
        except LibraryError as error:
            state, message = RunState.FAILED, str(error)
            raise LibraryError(f"{error} {self._record.what_arrived()}") from error
        finally:
            self._helpers.close()
            self._pictures.close()
            self._aside.cleanup()
            self._record.end(state, message)
        self._tally.tell(now=True)
        counts = self._tally.counts
        _log.info("import by %s: %d new, %d changed", self._by, counts.n_imported, counts.n_updated)
        return self._record.report(state)

    # Its beginning and its end

    def _link(self) -> None:
        if self._n_remote:
            words = f"{self._n_remote} of the articles have a picture on the network: its address is kept with them."
            self._record.note(words)
        self._record.note_often()
        if not self._dry_run:
            origins = self._writer.named_origins
            linker = Linker(self._library, self._record, self._token, self._count_linked)
            linker.link(origins, self._folders.values())

    def _count_linked(self, ids: Iterable[ArticleId]) -> None:
        """Articles with links to others, each once, however often it got some."""
        self._tally.add_linked(sum(not self._seen.add(f"linked {id}") for id in ids))

    def _begin(self, paths: Sequence[Path]) -> None:
        self._tally.n_total = n_total(paths, self._kind)
        if self._tally.n_total is None or self._tally.n_total > _FEW:
            self._helpers.expect()
        self._record.begin([path_name(path) for path in paths], self._kind.value if self._kind else None)

    # Reading

    def _source(self, path: Path, lies_in: tuple[SourcePlace, str] | None = None) -> None:
        """Reads one source; ``lies_in`` is the archive that it was taken out of, and its name there."""
        self._token.raise_if_cancelled()
        place = SourcePlace(path, path_name(path), "", "", "", is_tree=False)
        exports: list[tuple[Path, str]] = []
        try:
            place = place_of(path, reader_of(path, self._kind))
            if lies_in is not None:
                place = inside(place, *lies_in)
        except SourceError as error:
            self._waiting.append((place, SourceItem("", "", "", problem=str(error))))
            return
        items = without_end(reader_named(place.reader).items(path, self._around))
        peeked = peeked_of(place, items)
        place = self._known_again(place, peeked)
        for item in chain(peeked, items):
            if item.problem and place.is_tree and self._kind is None:
                export = export_in(path, item.name, Path(self._aside.name))
                if export is not None:
                    exports.append((export, item.name))
                    continue
            self._waiting.append((place, item))
            if len(self._waiting) >= _CHUNK or time.monotonic() - self._taken_at > _CHUNK_S:
                self._take()
        for export, name in exports:
            self._source(export, None if path.is_dir() else (place, name))

    def _known_again(self, place: SourcePlace, peeked: Sequence[SourceItem]) -> SourcePlace:
        if place.is_tree or place.reader not in NAMED_BY_THEIR_SYSTEM:
            folder = place.root if place.is_tree else os.path.dirname(place.root)
            if place.is_tree or self._known_folder[0] != folder:
                with self._library.store.read() as connection:
                    place = known_again(connection, place, peeked)
                self._known_folder = folder, place.name == place.root
            elif not self._known_folder[1]:
                with self._library.store.read() as connection:
                    place = known_again(connection, place, peeked)
        is_of_several = not place.is_tree and bool(sample_of_file(peeked))
        if is_of_several and place.name == place.root:
            with self._library.store.read() as connection:
                place = file_known_again(connection, place, peeked)
        if place.is_tree or is_of_several:
            self._peeked[place] = [replace(item, payload=None) for item in peeked]
        if place.moved_from:
            self._record.note(_moved(place.moved_from), place.shown)
        return place

    def _take(self) -> None:
        """Looks items up, and sends those to be read that are not known as they are."""
        waiting = [one for one in self._waiting if not isinstance(one[1].payload, OwnPlace)]
        places = [one[1].payload for one in self._waiting if isinstance(one[1].payload, OwnPlace)]
        self._waiting = []
        if places and not self._dry_run:
            self._bring_places(places)
        if waiting and self._places.is_open:
            self._settle_places()
        items = [item for _, item in waiting]
        tickets = [self._ticket(place, item) for place, item in waiting]
        names = [ticket.name for ticket in tickets if ticket.outcome is None]
        with self._library.store.read() as connection:
            known = find_sources(connection, names) if names else {}
        self._taken_at = time.monotonic()
        for ticket, item in zip(tickets, items, strict=True):
            self._token.raise_if_cancelled()
            self._put(ticket, item, known.get(ticket.name))
            while self._helpers.is_full:
                self._helpers.wait()
                self._drain()
                self._token.raise_if_cancelled()
        self._drain()

    def _bring_places(self, places: Sequence[OwnPlace]) -> None:
        """What articles are sorted under comes before them."""
        with self._library.store.write() as connection:
            self._writer.forget()
            problems = self._places.bring(connection, places)
        for problem in problems:
            self._record.note(problem)

    def _settle_places(self) -> None:
        with self._library.store.write() as connection:
            self._places.settle(connection)

    def _ticket(self, place: SourcePlace, item: SourceItem) -> _Ticket:
        item = SourceItem(storable(item.name), storable(item.key), item.digest, None, item.problem)
        ticket = _Ticket(place, item, place.item_name(item))
        if item.problem:
            return ticket
        is_met = self._seen.add(ticket.name)
        if self._seen.add(f"{ticket.name}\n{item.digest}"):
            ticket.outcome = Outcome.UNCHANGED
        elif is_met:
            n = 2
            while self._seen.add(f"{ticket.name}#{n}"):
                n += 1
            ticket.name = f"{ticket.name}#{n}"
            ticket.notes = (_DUPLICATE,)
        return ticket

    def _put(self, ticket: _Ticket, item: SourceItem, known: KnownSource | None) -> None:
        if item.problem or ticket.outcome is not None:
            self._helpers.put_read(ticket, item.problem)
        elif known is not None and known.digest == item.digest:
            ticket.outcome = Outcome.UNCHANGED
            self._helpers.put_read(ticket, "")
        elif self._n_put < _FEW and is_plain(item.payload):
            self._n_put += 1
            self._helpers.read_here(ticket, ticket.place.reader, item.payload)
        else:
            self._helpers.put(ticket, ticket.place.reader, item.payload)

    # Writing

    def _drain(self) -> None:
        """Settles what has been read."""
        for ticket, answer in self._helpers.ready():
            self._on_read(ticket, answer)
            if len(self._ready) >= self._batch:
                self._write()
        if (self._ready or self._record.is_waiting) and time.monotonic() - self._settled_at > _SETTLE_S:
            self._write()
        self._tally.tell()

    def _settle_all(self) -> None:
        while self._helpers.n_waiting:
            self._helpers.wait()
            self._drain()
            self._token.raise_if_cancelled()
        while self._ready:
            self._write()

    def _on_read(self, ticket: _Ticket, answer: Answer) -> None:
        self._tally.source = partial(_shown, ticket)
        if isinstance(answer, str):
            outcome = ticket.outcome or Outcome.SKIPPED
            self._tally.add(outcome)
            if outcome is Outcome.SKIPPED:
                where = ticket.place.shown, ticket.place.place_of(ticket.item)
                self._record.add(ReportLine(outcome, *where, (answer,)))
            return
        pictures = self._pictures.take(ticket.place, ticket.place.tree_path(ticket.item), answer.article)
        self._n_remote += pictures.is_remote
        notes = [*ticket.notes, *answer.article.notes, *pictures.notes]
        self._ready.append(ReadItem(ticket.place, ticket.item, ticket.name, answer, pictures, notes))

    def _write(self) -> None:
        batch, self._ready = self._ready[: self._batch], self._ready[self._batch :]
        self._settled_at = time.monotonic()
        if self._dry_run:
            self._foresee(batch)
            return
        mark = self._record.mark()
        try:
            waiting, took_s = self._write_batch(batch)
        except BaseException:
            # Nothing of the batch has come, so nothing of it counts.
            self._record.back_to(mark)
            self._writer.forget()
            raise
        self._pictures.forget_new()
        self._record.kept()
        self._count_linked(item.id for item in batch if item.is_linked and item.id is not None)
        self._ready = [*waiting, *self._ready]
        self._adapt(len(batch) - len(waiting), took_s)

    def _write_batch(self, batch: Sequence[ReadItem]) -> tuple[list[ReadItem], float]:
        """One transaction: what waits for another one, and how long others had to wait for this one."""
        with self._library.store.write() as connection:
            begun = time.monotonic()
            self._writer.go_on(connection, writing_mark(connection))
            self._pictures.record_new(connection)
            self._keep_places(connection, batch)
            waiting = self._writer.write(connection, batch, time_limit(_LONGEST_BATCH_S))
            left = set(map(id, waiting))
            done = [item for item in batch if id(item) not in left]
            for item in done:
                self._record.add_item(item)
            self._record.keep(connection)
            self._writer.ended(writing_mark(connection))
        return waiting, time.monotonic() - begun

    def _keep_places(self, connection: Connection, batch: Sequence[ReadItem]) -> None:
        for item in batch:
            if item.place in self._peeked:
                origin = self._writer.keep_place(connection, item.place, self._peeked.pop(item.place))
                if item.place.is_tree:
                    self._folders[origin.id] = item.place.shown, origin

    def _foresee(self, batch: Sequence[ReadItem]) -> None:
        with self._library.store.read() as connection:
            known = known_items(connection, batch)
            new = [item for item in batch if item.name not in known]
            tell_of_doubles(connection, new, lambda one: self._seen.add(f"headline {one}"))
        for item in batch:
            found = known.get(item.name)
            item.outcome = Outcome.IMPORTED
            item.headline = item.article.headline
            if found is not None:
                item.id, item.headline = found.article_id, found.headline
                item.outcome = Outcome.CONFLICT if found.is_edited else Outcome.UPDATED
            if item.outcome is Outcome.CONFLICT:
                item.notes.insert(0, WORKED_ON)
            self._record.add_item(item)

    def _adapt(self, n: int, took_s: float) -> None:
        """The next batch takes as long as wanted, if it is like this one."""
        if n >= self._batch:
            wanted = int(n * _WANTED_BATCH_S / max(took_s, 0.001))
            self._batch = max(1, min(_MOST_IN_BATCH, 2 * self._batch, wanted))
        elif took_s > _LONGEST_BATCH_S:
            self._batch = max(1, self._batch // 2)


def _shown(ticket: _Ticket) -> str:
    return ReportLine(Outcome.NOTE, ticket.place.shown, ticket.place.place_of(ticket.item)).where


def _moved(name: str) -> str:
    return f"It was imported before, from {name}: its articles are known again."
