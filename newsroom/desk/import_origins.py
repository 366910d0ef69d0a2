"""Who an item is: by which name it is known again, and within which origin its addresses mean something.

An item of an export has the name that the exporting system gave it, whatever the file is called. A file is known by its
path; a folder or an archive that was moved, renamed or packed anew is known again by what is in it, and so is a file
with several items.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from newsroom.desk.source_files import NAMED_BY_THEIR_SYSTEM, is_tree, path_name
from newsroom.exchange.sources.addresses import link_key
from newsroom.exchange.sources.items import SourceItem
from newsroom.storage.import_links import (
    Origin,
    ensure_origin,
    find_origin,
    keep_sample,
    known_folders,
    set_same,
)
from newsroom.storage.store import Connection

N_PEEKED = 64
_MOST_PEEKED = 16 * 1024 * 1024  # bytes that wait while one looks
_OF_SEVERAL = frozenset(("jsonl", "csv_table", "wire_text"))
_SHARE_OF_EQUALS = 0.6
_LEAST_EQUALS = 3
_LONGEST_NAME = 1_500
# An address, a UUID, a tag URI, a long number in hexadecimal: no other system gives the same.
_MEANS_THE_SAME_ANYWHERE = re.compile(
    r"://|^(?:tag|urn|uid):|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{20,}$", re.IGNORECASE
)
Sample = Sequence[tuple[str, str]]


def peeked_of(place: "SourcePlace", items: Iterator[SourceItem]) -> list[SourceItem]:
    """The first items, by which the place may be known again: of a folder, an archive, a file with several."""
    most = N_PEEKED if place.is_tree or place.reader in _OF_SEVERAL else 1
    found: list[SourceItem] = []
    n_bytes = 0
    for item in islice(items, most):
        found.append(item)
        data = getattr(item.payload, "data", b"")
        n_bytes += len(data) if isinstance(data, bytes) else 0
        if n_bytes > _MOST_PEEKED:
            break
    return found


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A source as an import knows it. ``shown`` is how it was given; ``root`` the folder, archive or file itself.

    ``name`` is the root's own, or that under which its items came first. ``is_tree``: its items' keys are paths in it.
    """

    path: Path
    shown: str
    reader: str
    root: str
    name: str
    is_tree: bool
    moved_from: str | None = None

    def item_name(self, item: SourceItem) -> str:
        """By which the item is known for good in any library."""
        if self.reader in NAMED_BY_THEIR_SYSTEM and _MEANS_THE_SAME_ANYWHERE.search(item.key):
            return f"{self.reader}:{item.key}"[:_LONGEST_NAME]
        if not self.is_tree and item.key in ("", self.path.name):
            return self.name
        return f"{self.name}/{item.key}"[:_LONGEST_NAME]

    def tree_path(self, item: SourceItem) -> str | None:
        """The item's path from the root, with a stroke before it: other files link to it so."""
        if self.reader == "jsonl":
            return f"/{item.name}" if item.name.endswith(".md") else None
        if self.is_tree:
            return f"/{item.key}"
        return f"/{path_name(Path(self.path.name))}" if self.reader not in NAMED_BY_THEIR_SYSTEM else None

    def place_of(self, item: SourceItem) -> str:
        """The item's place in the source, for a person; nothing where the source is the item."""
        return "" if not self.is_tree and item.name == path_name(Path(self.path.name)) else item.name

    @property
    def scope(self) -> str:
        """The name of the origin within which paths mean something: files that lie together link to one another."""
        if self.is_tree or self.reader in NAMED_BY_THEIR_SYSTEM:
            return self.name
        return os.path.dirname(self.name) or self.name


def place_of(path: Path, reader: str) -> SourcePlace:
    """The source by its own path."""
    root = path_name(path.resolve())
    shown = path_name(path)
    if path.is_dir() and not shown.endswith("/"):
        shown += "/"
    return SourcePlace(path, shown, reader, root, root, is_tree(path))


def inside(place: SourcePlace, archive: SourcePlace, name: str) -> SourcePlace:
    """A file that was taken out of an archive, as it is known there."""
    root = f"{archive.name}/{name}"
    return SourcePlace(place.path, f"{archive.shown}: {name}", place.reader, root, root, place.is_tree)


def known_again(connection: Connection, place: SourcePlace, peeked: Iterable[SourceItem]) -> SourcePlace:
    """The place with the name under which its items came before, where they did: in the same folder, or in another."""
    name = _name_within(connection, place.root)
    if name is not None or not place.is_tree:
        return _named(place, name or place.root, None)
    return _moved_here(connection, place, sample_of(peeked))


def file_known_again(connection: Connection, place: SourcePlace, peeked: Iterable[SourceItem]) -> SourcePlace:
    """The same for a file with several items, which may have been moved alone."""
    name = _name_within(connection, place.root)
    return (
        _moved_here(connection, place, sample_of_file(peeked)) if name is None else _named(place, name, None)
    )


def _moved_here(connection: Connection, place: SourcePlace, sample: Sample) -> SourcePlace:
    if find_origin(connection, place.root) is not None:
        return place
    for known, others in known_folders(connection):
        above = _place_in(sample, others) if known != place.root else None
        if above is not None:
            return _named(place, known + above, known)
    return place


def keep_place(connection: Connection, place: SourcePlace, peeked: Iterable[SourceItem]) -> Origin:
    """Remembers the place, so that it is known again; answers the origin of its items."""
    if place.is_tree:
        known = ensure_origin(connection, place.root)
        if sample := sample_of(peeked):
            keep_sample(connection, known.id, sample)
        if place.name != place.root:
            set_same(connection, known.id, place.name)
    elif sample := sample_of_file(peeked):
        known = ensure_origin(connection, place.root)
        keep_sample(connection, known.id, sample)
        if place.moved_from:
            set_same(connection, known.id, place.name)
    return ensure_origin(connection, place.scope)


def sample_of_file(items: Iterable[SourceItem]) -> Sample:
    """Of a file with several items, so that no folder is taken for it; nothing of one with few."""
    sample = [(f":{key}", digest) for key, digest in sample_of(items)]
    return sample if len(sample) >= _LEAST_EQUALS else []


def sample_of(items: Iterable[SourceItem]) -> Sample:
    """Keys and digests of what can be read."""
    return [(item.key, item.digest) for item in items if not item.problem]


def host_of(addresses: Iterable[str]) -> str | None:
    """The host of the first address that has one."""
    for address in addresses:
        key = link_key(address)
        if key.startswith("//"):
            return key[2:].partition("/")[0]
    return None


def site_name(host: str) -> str:
    """The name of the origin that is a site."""
    return f"//{host}"


def _named(place: SourcePlace, name: str, moved_from: str | None) -> SourcePlace:
    return SourcePlace(place.path, place.shown, place.reader, place.root, name, place.is_tree, moved_from)


def _name_within(connection: Connection, root: str) -> str | None:
    """The name of a path that lies in a folder which goes by another name; None where it lies in none."""
    folder = root
    while folder:
        origin = find_origin(connection, folder)
        if origin is not None and origin.same_as:
            return origin.same_as + root[len(folder) :]
        above = os.path.dirname(folder)
        folder = "" if above == folder else above
    return None


def _place_in(sample: Sample, known: Sample) -> str | None:
    """Where in a known tree the sample's items lie: ``""`` at its top, ``/posts`` in a folder; None where they do not.

    Most of what both begin with must be the same, item for item. An archive is read from the only folder at its top.
    """
    found: Counter[str] = Counter()
    keys = {digest: key for key, digest in known}
    for key, digest in sample:
        before = keys.get(digest)
        if before is not None and (before == key or before.endswith(f"/{key}")):
            found[f"/{before[: -len(key)]}".rstrip("/")] += 1
    least = min(len(sample), len(keys))
    ((above, n_equal),) = found.most_common(1) or [("", 0)]
    return above if n_equal >= max(1, min(_LEAST_EQUALS, least), _SHARE_OF_EQUALS * least) else None
