"""What is derived from a library, kept up with it: vectors, marks and links of each article, rarity of words.

The library says which articles changed (``article_change``); what was read last is kept with what was derived from it,
in one transaction, so that a kill at any moment loses nothing but time.
"""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection, Store
from newsroom.storage.suggestion_file import BrokenFileError, KnownText, SuggestionFile, discard
from newsroom.suggesting.features import Rarity, TextBag, pack, unpack
from newsroom.suggesting.likeness import marks, shingles, shingles_of
from newsroom.suggesting.mentions import NameStarts
from newsroom.suggesting.postings import add_postings

Progress = Callable[[int, int], None]
"""How many are done, of how many."""

_BATCH = 200
_SAMPLE = 20_000
# To settle takes a tenth of a second: it is left to a moment that nobody waits in, for as long as that is bearable.
_MOST_FRESH = 60
_MOST_FRESH_BESIDE_WORK = 300
_MOST_FRESH_WHILE_SCANNING = 16_000
_TARGET = re.compile(r"\]\(article:(\d{1,18})\)")
_SCANNED, _SEEN, _DONE = "scanned", "seen", b"done"
_log = logging.getLogger(__name__)


def no_progress(done: int, total: int) -> None:
    """For who does not want to know."""


class _Kept(NamedTuple):
    """What every draft asks of the derived file: the same until it changes."""

    scanned: bytes | None
    seen: int
    size: int
    fresh: dict[int, bytes]


class Archive:
    """One library's derived data, open. Any thread; one at a time brings them up to date."""

    def __init__(self, store: Store, path: Path | None) -> None:
        """``path`` None keeps them in memory: of a library that cannot be written."""
        self.store = store
        self.path = path
        self._following = threading.Lock()
        self._lock = threading.Lock()
        self._rarity: Rarity | None = None
        self._kept: _Kept | None = None
        self._version, self._n_looks, self._n_writes = -1, 0, 0
        self.names = NameStarts()
        self.file = SuggestionFile.open(path)

    def close(self) -> None:
        self.file.close()

    def begin_anew(self) -> None:
        """Throws away everything derived; the next ``follow`` reads the library from its beginning."""
        _log.info("suggestions: what was derived is made anew")
        with self._following, self._lock:
            self.file.close()
            if self.path is not None:
                discard(self.path)
            self.file = SuggestionFile.open(self.path)
            self._rarity, self._kept, self._version = None, None, -1

    def look(self) -> int:
        """Forgets what was read before, where another process has written since; a number that then grows."""
        ((version,),) = self.file.ask("PRAGMA data_version")
        with self._lock:
            if version != self._version:
                self._version = version
                self._rarity = self._kept = None
                self._n_looks += 1
                self.file.look_again()
            return self._n_looks

    @property
    def rarity(self) -> Rarity:
        """Of the words in all articles that are known."""
        with self._lock:
            if self._rarity is None:
                self._rarity = self._load_rarity()
            return self._rarity

    def n_waiting(self, connection: Connection) -> int:
        """How many articles have not been read as they are now."""
        self.look()
        now = self._now()
        if now.scanned != _DONE:
            return max(1, source.n_articles(connection) - self.n_known())
        last, n = source.changes_after(connection, now.seen)
        return source.n_articles(connection) if last < now.seen else n

    @property
    def size(self) -> int:
        """About how many articles are known. Cheap: ids are given out in turn."""
        return self._now().size

    @property
    def fresh(self) -> Mapping[int, bytes]:
        """The vectors of those that are not in the index of features yet."""
        return self._now().fresh

    def n_known(self) -> int:
        ((n,),) = self.file.ask("SELECT count(*) FROM known")
        return int(n)

    def follow(
        self, *, most: int | None = None, progress: Progress = no_progress, token: CancelToken | None = None
    ) -> int:
        """Reads what has changed in the library, at most so many articles; answers how many it read.

        Raises ``CancelledError`` between two batches; what was read by then is kept.
        """
        with self._following:
            try:
                return self._follow(most, progress, token)
            finally:
                with self._lock:
                    self._kept = None
                    self._n_writes += 1

    def _follow(self, most: int | None, progress: Progress, token: CancelToken | None) -> int:
        read = self._scan(most, progress, token)
        while most is None or read < most:
            n = self._read_changes(_BATCH if most is None else min(_BATCH, most - read), token)
            read += n
            if not n:
                break
        if most is None:
            self._settle_if_over(_MOST_FRESH)
        return read

    def _scan(self, most: int | None, progress: Progress, token: CancelToken | None) -> int:
        """The first reading of all, from where it was left, be it by another process that reads at the same time."""
        with self.store.read(token) as connection:
            scanned, seen = self.file.state(_SCANNED), self.file.state(_SEEN)
            if scanned == _DONE and source.last_change(connection) >= int(seen or 0):
                return 0
            total = source.n_articles(connection)
        if scanned is None or scanned == _DONE:
            self._begin_scan({_SCANNED: scanned, _SEEN: seen}, token)
        read = fresh = 0
        while most is None or read < most:
            scanned = self.file.state(_SCANNED)
            if scanned == _DONE:
                break
            with self.store.read(token) as connection:
                n = _BATCH if most is None else min(_BATCH, most - read)
                ids = source.ids_after(connection, int(scanned), n)
                known = [self._known(text) for text in source.texts(connection, ids)]
            if not ids:
                self._settle()
                self.file.put_state({_SCANNED: _DONE})
                break
            if self.file.put(known, was={_SCANNED: scanned}, state={_SCANNED: str(ids[-1]).encode()}):
                read += len(ids)
                fresh += len(ids)
                progress(read, max(total, read))
            if fresh >= _MOST_FRESH_WHILE_SCANNING:
                self._settle()
                fresh = 0
        return read

    def _begin_scan(self, was: Mapping[str, object], token: CancelToken | None) -> None:
        """Counts how rare words are, in all texts or in a sample, before the first text is packed by it."""
        rarity = Rarity.none()
        with self.store.read(token) as connection:
            seen = source.last_change(connection)
            step = max(1, source.n_articles(connection) // _SAMPLE)
            last = 0
            while ids := source.ids_after(connection, last, _BATCH * step):
                for text in source.texts(connection, ids[::step]):
                    rarity.add(TextBag(text.headline, text.lede, text.body).features[0])
                last = ids[-1]
        began = self.file.begin_anew(was, {_SEEN: seen, _SCANNED: b"0"} | _counted(rarity))
        with self._lock:
            self._rarity = rarity if began else None

    def _read_changes(self, most: int, token: CancelToken | None) -> int:
        with self.store.read(token) as connection:
            changes = source.changes_since(connection, int(self.file.state(_SEEN) or 0), most)
            if not changes:
                return 0
            texts = source.texts(connection, [id for _, id in changes])
        ids = {text.id for text in texts}
        before = self.file.vectors(ids).keys()
        rarity = self.rarity
        known = []
        for text in texts:
            bag = TextBag(text.headline, text.lede, text.body)
            if text.id not in before:
                rarity.add(bag.features[0])
            known.append(self._known(text, bag))
        self.file.put(known, gone=[id for _, id in changes if id not in ids], state={_SEEN: changes[-1][0]})
        self._settle_if_over(_MOST_FRESH_BESIDE_WORK)
        return len(changes)

    def _known(self, text: source.SourceText, bag: TextBag | None = None) -> KnownText:
        bag = bag or TextBag(text.headline, text.lede, text.body)
        kept = marks(shingles_of(bag.text_numbers) if bag.text_words else shingles(bag.headline_words))
        targets = {*text.targets, *map(int, _TARGET.findall(text.body))} - {text.id}
        return KnownText(
            text.id,
            text.search_key,
            pack(bag, self.rarity),
            tuple(kept.tolist()),
            kept.astype("<u8").tobytes(),
            tuple(sorted(targets)),
        )

    def _now(self) -> "_Kept":
        with self._lock:
            if self._kept is not None:
                return self._kept
            number = self._n_writes
        scanned, seen = self.file.states(_SCANNED, _SEEN)
        kept = _Kept(scanned, int(seen or 0), max(self.file.newest(), 1), dict(self.file.fresh()))
        with self._lock:
            if number == self._n_writes:
                self._kept = kept
        return kept

    def _load_rarity(self) -> Rarity:
        counted = self.file.state("frequencies")
        if counted is None:
            return Rarity.none()
        rarity = Rarity(np.frombuffer(counted, "<u4").copy(), int(self.file.state("n_counted")))
        if self.file.state(_SCANNED) == _DONE:  # before that, all were counted beforehand
            for _, vector in self.file.fresh():
                rarity.add(unpack(vector)[0])
        return rarity

    def _settle_if_over(self, most: int) -> None:
        ((n_fresh,),) = self.file.ask("SELECT count(*) FROM fresh")
        if n_fresh > most:
            self._settle()

    def _settle(self) -> None:
        """Puts the fresh articles into the index, and keeps how rare words are with them."""
        rarity = self.rarity
        add_postings(self.file, self.file.fresh(), rarity, _counted(rarity))


def _counted(rarity: Rarity) -> dict[str, object]:
    """How rare words are, as the derived file keeps it."""
    return {"frequencies": rarity.frequencies.astype("<u4").tobytes(), "n_counted": rarity.n}


__all__ = ["Archive", "BrokenFileError", "Progress", "no_progress"]
