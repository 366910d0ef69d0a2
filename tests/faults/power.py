"""What the disk holds after the power was cut at some moment of a process that ran under ``powercut.c``.

What was written and not yet synced is there or not, sector by sector; names that were made, changed or removed last, in
their order or not yet. What a completed sync had promised is there.
"""

import random
import struct
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<QQQ")
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Op:
    """One thing done to a file: see ``powercut.c``. ``place`` is an offset, a size or a sync's number."""

    what: str
    path: str
    data: bytes
    place: int


def read_ops(log: Path) -> list[Op]:
    data, place, ops = log.read_bytes(), 0, []
    while place < len(data):
        what = chr(data[place])
        n_path, n_data, where = _HEAD.unpack_from(data, place + 1)
        place += 1 + _HEAD.size
        path = data[place : place + n_path].decode()
        ops.append(Op(what, path, data[place + n_path : place + n_path + n_data], where))
        place += n_path + n_data
    return ops


@dataclass
class _File:
    """``durable``, then what is pending over it, in order, and how much of that a sync that runs will have promised."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    syncs: dict[int, int] = field(default_factory=dict)


class Disk:
    """Takes ops one after the other; ``cut`` tells what a cut now may leave."""

    def __init__(self, root: Path) -> None:
        """``root`` holds what is on the disk, durably, before the first op."""
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._durable_names: dict[str, int] = {}
        self._changes: list[dict[str, int | None]] = []
        for path in root.rglob("*"):
            if path.is_file():
                self._names[str(path)] = self._new(path.read_bytes())
        self._durable_names = dict(self._names)

    def _new(self, data: bytes = b"") -> int:
        self._files[len(self._files)] = _File(bytearray(data))
        return len(self._files) - 1

    def take(self, op: Op) -> None:
        if op.what == "C":
            self._change({op.path: self._new()})
        elif op.what == "U":
            self._change({op.path: None})
        elif op.what == "L":
            self._change({op.data.decode(): self._names[op.path]})
        elif op.what == "R":
            self._rename(op.path, op.data.decode())
        elif op.what == "D":
            self._settle_names(len(self._changes))
        elif op.path in self._names:
            self._take_data(self._files[self._names[op.path]], op)

    def _rename(self, path: str, to: str) -> None:
        """A file, or a folder with all that is in it, at once."""
        if path in self._names:
            self._change({path: None, to: self._names[path]})
            return
        within = {name: inode for name, inode in self._names.items() if name.startswith(f"{path}/")}
        gone: dict[str, int | None] = dict.fromkeys(within)
        self._change(gone | {to + name[len(path) :]: inode for name, inode in within.items()})

    def _take_data(self, file: _File, op: Op) -> None:
        if op.what in "WT":
            file.pending.append(op)
        elif op.what == "B":
            file.syncs[op.place] = len(file.pending)
        elif op.what == "S" and op.place in file.syncs:
            n = file.syncs.pop(op.place)
            for done in file.pending[:n]:
                _apply(file.durable, done)
            del file.pending[:n]
            file.syncs = {number: max(0, waiting - n) for number, waiting in file.syncs.items()}
            self._settle_names(self._last_change(op.path))

    def _change(self, names: dict[str, int | None]) -> None:
        for path, inode in names.items():
            _set(self._names, path, inode)
        self._changes.append(names)

    def _last_change(self, path: str) -> int:
        """A file that was synced has its name, too."""
        return max((n + 1 for n, names in enumerate(self._changes) if path in names), default=0)

    def _settle_names(self, n: int) -> None:
        for change in self._changes[:n]:
            for path, inode in change.items():
                _set(self._durable_names, path, inode)
        del self._changes[:n]

    def durable(self, ending: str) -> dict[str, bytes]:
        """What is promised of the files whose names end so."""
        return {
            path: bytes(self._files[inode].durable)
            for path, inode in self._durable_names.items()
            if path.endswith(ending)
        }

    def cut(self, target: Path, root: Path, rng: random.Random) -> None:
        """Writes into ``target`` what may be left below ``root``."""
        names = dict(self._durable_names)
        for change in self._changes[: rng.randint(0, len(self._changes))]:
            for path, inode in change.items():
                _set(names, path, inode)
        how = rng.choice(("nothing", "some", "torn"))
        for path, inode in names.items():
            file = target / Path(path).relative_to(root)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_left(self._files[inode], how, rng))


def _set(names: dict[str, int], path: str, inode: int | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def _left(file: _File, how: str, rng: random.Random) -> bytes:
    data = bytearray(file.durable)
    if how == "some":
        for op in file.pending[: rng.randint(0, len(file.pending))]:
            _apply(data, op)
    elif how == "torn":
        for op in file.pending:
            if op.what == "T" and rng.random() < 0.5:
                _apply(data, op)
            elif op.what == "W":
                _apply_torn(data, op, rng)
    return bytes(data)


def _apply_torn(data: bytearray, op: Op, rng: random.Random) -> None:
    """Some sectors of it, each whole or up to some byte."""
    start, end = op.place, op.place + len(op.data)
    while start < end:
        stop = min(end, (start // _SECTOR + 1) * _SECTOR)
        part = op.data[start - op.place : stop - op.place]
        if rng.random() < 0.6:
            part = part[: rng.randint(0, len(part))] if rng.random() < 0.3 else part
            _apply(data, Op("W", op.path, part, start))
        start = stop


def _apply(data: bytearray, op: Op) -> None:
    if op.what == "T":
        del data[op.place :]
        data.extend(b"\0" * (op.place - len(data)))
    elif op.data:
        data.extend(b"\0" * (op.place - len(data)))
        data[op.place : op.place + len(op.data)] = op.data
