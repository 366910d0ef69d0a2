"""What suggestions cost, in processor time: all panels for one draft, one article more; and what they store."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.figures import Figure, median
from benchmarks.sized import Sized
from newsroom.desk.articles import get_article, new_article, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import Library
from newsroom.desk.suggesting import (
    draft_of_article,
    follow,
    learn,
    learning_is_due,
    note_saved,
    status,
    suggest,
)
from newsroom.domain.article import Content
from newsroom.domain.query import ListQuery

_NAME, _BY = "suggest", "benchmark"
_SMALL = 20_000
_MOST_MS, _MOST_MS_LARGE = 15.0, 100.0
_MOST_SAVED_MS = 5.0
# The vocabulary's tables, 8 MB, weigh on small libraries; of large ones it is 2 KB.
_MOST_KB = 4.0
_ASKED, _WARMING = 200, 30
_SUMS = 100_000


def measure_costs(library: Library, size: Sized) -> Iterator[Figure]:
    """All panels for one draft, and one article more: the 95th of a hundred, in processor time.

    Drafts are asked about one after the other, as when nobody writes; and each right after a save, when what is kept
    between drafts is forgotten and new articles wait to be put into the index. How long a loop takes tells how quick
    the machine was at that moment: on one that is busy with other things, processor time is longer as well.
    """
    start = time.process_time()
    n_read = follow(library)
    if n_read:
        each = (time.process_time() - start) * 1000 / n_read
        yield Figure(_NAME, f"an article of {size.words} read the first time", each, None, n=n_read)
    if learning_is_due(library):
        learn(library)
    rows = list_articles(library, ListQuery(), limit=_ASKED + _WARMING).rows
    drafts = [draft_of_article(get_article(library, row.id)) for row in rows]
    loops: list[float] = []
    asked: list[float] = []
    for one in drafts:
        loops.append(_cost(_loop))
        asked.append(_cost(partial(suggest, library, one)))
    asked = asked[_WARMING:]
    yield Figure(_NAME, f"a loop of {_SUMS:,} sums meanwhile, median", median(loops), None, n=len(loops))
    most = _MOST_MS if size.n <= _SMALL else _MOST_MS_LARGE
    yield Figure(
        _NAME,
        f"all panels for one draft, of {size.words}, median",
        median(asked),
        None,
        n=len(asked),
    )
    yield Figure(
        _NAME,
        f"all panels for one draft, of {size.words}, 95 of 100",
        _95(asked),
        None,
        most=most,
        n=len(asked),
    )
    saved: list[float] = []
    after: list[float] = []
    for one in drafts[:_WARMING]:
        made = new_article(library, Content(headline=one.headline, body=f"{one.body} more"), by=_BY)
        saved.append(_cost(partial(note_saved, library, made.id)))
        trash_article(library, made.id, by=_BY)
        note_saved(library, made.id)
        after.append(_cost(partial(suggest, library, drafts[-1 - len(after)])))
    follow(library)
    yield Figure(_NAME, f"one article more, of {size.words}, median", median(saved), None, n=len(saved))
    yield Figure(
        _NAME,
        f"one article more, of {size.words}, 95 of 100",
        _95(saved),
        None,
        most=_MOST_SAVED_MS,
        n=len(saved),
    )
    yield Figure(
        _NAME,
        f"all panels right after a save, of {size.words}, 95 of 100",
        _95(after),
        None,
        most=most,
        n=len(after),
    )
    known = status(library)
    yield Figure(
        _NAME,
        f"derived data an article, of {size.words}",
        known.n_bytes / max(known.n_known, 1) / 1000,
        None,
        unit="KB",
        most=_MOST_KB,
        n=known.n_known,
    )


def _cost(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def _loop() -> None:
    total = 0
    for n in range(_SUMS):
        total += n


def _95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
