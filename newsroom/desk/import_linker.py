"""The end of an import: links between its articles, in short transactions, once all of them are there."""

import time
from collections.abc import Callable, Collection, Iterable

from newsroom.desk.import_linking import link_some, own_hosts
from newsroom.desk.import_record import RunRecord
from newsroom.desk.library import Library
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.storage.import_links import Origin, find_named

_WANTED_S = 0.085
_CHUNK = 64
_MANY_LINKS = 1_000


class Linker:
    """For one run of an import, on its thread. Raises ``CancelledError`` between two transactions.

    ``count`` is told of the articles that got links.
    """

    def __init__(
        self,
        library: Library,
        record: RunRecord,
        token: CancelToken,
        count: Callable[[Iterable[ArticleId]], None],
    ) -> None:
        self._count = count
        self._library = library
        self._record = record
        self._token = token

    def link(self, named_origins: Collection[int], folders: Iterable[tuple[str, Origin]]) -> None:
        """All that waits for articles that have come. ``folders``: what each is called, and what came from it."""
        tally = self._record.tally
        tally.is_linking = True
        self._find_hosts(folders)
        self._find_named(named_origins)
        after = 0
        while True:
            self._token.raise_if_cancelled()
            with self._library.store.write() as connection:
                linked, after = link_some(connection, after, _CHUNK, time_limit(_WANTED_S))
                self._count(linked)
                self._record.keep(connection)
            self._record.kept()
            tally.tell()
            if not after:
                return

    def _find_named(self, origins: Collection[int]) -> None:
        for origin_id in sorted(origins):
            after: str | None = ""
            while after is not None:
                self._token.raise_if_cancelled()
                with self._library.store.write() as connection:
                    after = find_named(connection, origin_id, after, _MANY_LINKS)

    def _find_hosts(self, folders: Iterable[tuple[str, Origin]]) -> None:
        for shown, origin in folders:
            with self._library.store.write() as connection:
                hosts = own_hosts(connection, origin)
            for host in hosts:
                words = (
                    f"Links to {host} were taken for links within it, because many of them fit its articles."
                )
                self._record.note(words, shown)


def time_limit(seconds: float) -> Callable[[], bool]:
    """Whether there is time left of so many seconds from now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end
