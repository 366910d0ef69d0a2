"""What tags are learned from: which articles, their vectors and tags, and the folds that they are dealt into.

What is weighed must have been predicted for articles that the predictor had not seen: each fold is asked of models that
were trained on the others.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import Ids, Vector, unpack, weighted
from newsroom.suggesting.linear import NO_TEXTS, Texts, number_anew

MOST_ARTICLES = 20_000
MOST_TAGS = 2_000
# Of a million articles, sixty of each tag were a hundred thousand more.
_NEWEST_OF_A_TAG, _MOST_OF_TAGS = 60, 20_000
_LEAST_ARTICLES = 2
_FOLDS = 4
_FEWER_FOLDS, _FEWEST_FOLDS = 3, 2
_NEWEST_SHARE = 4
_MUCH = 4_000_000
_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Articles, newest first, with their vectors and tags."""

    ids: list[int]
    tags_of: Mapping[int, tuple[int, ...]]
    texts: Texts
    tags: list[int]
    """Those that get models, the most frequent first: linear.py wants that."""
    counts_untagged: bool
    keys: Mapping[int, int]
    """The articles' places in time."""
    before: int
    drafts: frozenset[int] = frozenset()
    """Those that were never published: their time is only that of the last hand on them."""

    @property
    def is_much(self) -> bool:
        """Whether it takes minutes."""
        return len(self.ids) * len(self.tags) > _MUCH

    def having(self) -> list[Ids]:
        """Of each tag that gets a model, the places of the articles that have it."""
        rows: dict[int, list[int]] = {tag: [] for tag in self.tags}
        for row, id in enumerate(self.ids):
            for tag in self.tags_of.get(id, ()):
                if tag in rows:
                    rows[tag].append(row)
        return [np.array(some, np.int64) for some in rows.values()]

    def without_texts(self) -> "Lesson":
        """What is still needed when all models are trained."""
        return replace(self, texts=NO_TEXTS)

    def sizes(self, most: int | None = None) -> Counter[int]:
        """On how many of them, or of the first of them, each tag is."""
        return Counter(tag for id in self.ids[:most] for tag in self.tags_of.get(id, ()))


def lesson_before(connection: Connection, archive: Archive, before: int) -> Lesson:
    """All that is learned from, of what is older than a search key."""
    chosen, drafts, counts_untagged = _choose(connection, before)
    known = archive.file.known_among(chosen)
    keys = {id: key for id, key in chosen.items() if id in known}
    tags_of: dict[int, tuple[int, ...]] = {}
    for id, tag in source.links(connection, "tag", keys):
        tags_of[id] = (*tags_of.get(id, ()), tag)
    counts = Counter(tag for tags in tags_of.values() for tag in tags)
    often = sorted(
        (tag for tag, n in counts.items() if n >= _LEAST_ARTICLES), key=lambda tag: (-counts[tag], tag)
    )[:MOST_TAGS]
    there = source.tag_sizes(connection, often)
    ids = [*keys]
    texts = number_anew(lambda: _vectors(archive, ids))
    tags = [tag for tag in often if tag in there]
    return Lesson(ids, tags_of, texts, tags, counts_untagged, keys, before, drafts)


def folds_of(lesson: Lesson, n_weighed: int) -> npt.NDArray[np.int64]:
    """0 for the newest quarter, which is predicted from what is older alone; the others are dealt by their ids. Of
    drafts nobody knows what their time is, and they are not finished: they are no witness while there are others.

    Those that are not weighed are in none, -1, where enough of them are learned from: then one more fold will do.
    """
    n = len(lesson.ids)
    has_enough_beside = lesson.is_much and n >= 2 * n_weighed
    n_folds = _FEWEST_FOLDS if has_enough_beside else _FEWER_FOLDS if lesson.is_much else _FOLDS
    n_others, n_newest = n_folds - 1, n // _NEWEST_SHARE
    folds = np.array([1 + zlib.crc32(str(id).encode()) % n_others for id in lesson.ids], np.int64)
    keys = np.array([lesson.keys[id] for id in lesson.ids], np.int64)
    is_draft = np.array([id in lesson.drafts for id in lesson.ids], bool)
    newest = np.lexsort((-keys, is_draft))
    if has_enough_beside:
        folds[n_weighed:] = -1
        n_newest = n_weighed // 2
    folds[newest[:n_newest]] = 0
    return folds


def _vectors(archive: Archive, ids: Sequence[int]) -> Iterator[Vector]:
    """A few at a time: all of them take a hundred megabytes."""
    for first in range(0, len(ids), _READ_AT_ONCE):
        some = ids[first : first + _READ_AT_ONCE]
        packed = archive.file.vectors(some)
        for id in some:
            yield weighted(*unpack(packed.get(id, b"")), archive.rarity)


def _choose(connection: Connection, before: int) -> tuple[dict[int, int], frozenset[int], bool]:
    """Newest articles, and of each tag so many more that it can be learned; with their keys, newest first. Which of
    them are drafts, and whether one without tags says that none belongs.
    """
    listed = source.newest_listed(connection, MOST_ARTICLES, before=before)
    keys = {id: key for id, key, _ in listed}
    if len(listed) == MOST_ARTICLES:
        keys |= _more_of_tags(connection, keys, before)
    tagged = {id for id, _ in source.links(connection, "tag", keys)}
    published = {id for id, _, was_published in listed if was_published}
    counts_untagged = len(published & tagged) * 2 >= len(published)
    kept = {id: key for id, key in keys.items() if id in tagged or (counts_untagged and id in published)}
    drafts = frozenset(id for id, _, was_published in listed if not was_published)
    return kept, drafts.intersection(kept), counts_untagged


def _more_of_tags(connection: Connection, keys: Mapping[int, int], before: int) -> dict[int, int]:
    """The newest of each tag that the newest articles have too few of: of each as many as there is room for."""
    sizes = dict(source.most_used_tags(connection, _LEAST_ARTICLES, MOST_TAGS))
    had = Counter(tag for _, tag in source.links(connection, "tag", keys))
    level = next(
        level
        for level in range(_NEWEST_OF_A_TAG, -1, -1)
        if sum(max(min(level, n) - had[tag], 0) for tag, n in sizes.items()) <= _MOST_OF_TAGS
    )
    more: dict[int, int] = {}
    for tag in sizes:
        if had[tag] < level:
            more |= dict(source.newest_with_tag(connection, tag, level, before=before))
    return {id: key for id, key in more.items() if id not in keys}
