"""One place of backups: a folder with a folder for each, and one pool of pictures that all of them share.

Each is written under another name and renamed when it was verified: what has a backup's name is whole. Any thread.
"""

import builtins
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.desk.backup_files import copy_file, hash_of, link_or_copy
from newsroom.desk.files import sync_folder, write_atomically
from newsroom.desk.places import DATABASE
from newsroom.domain.backups import Backup, BackupSettings, kept, reserve, room_for_all
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.domain.times import from_rfc3339, to_rfc3339

MANIFEST = "backup.json"
POOL = "media"
FORMAT = 1
_MAKING, _GOING = ".making-", ".going-"
_AMPLE = 1.02


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a backup's database: how to know that it is whole, and which pictures belong to it."""

    made_at: datetime
    library: str
    schema: int
    sha256: str
    n_bytes: int
    counts: Mapping[str, int]
    media: Mapping[str, int]
    missing: tuple[str, ...]
    """Pictures that the library itself had lost by then."""
    fingerprint: tuple[int, ...]
    """Of the library's files when it was made: the same ones need no other backup."""


class BackupPlace:
    """``shares_disk``: the library lies on the same disk, so a second name for a picture's bytes is enough."""

    def __init__(self, folder: Path, *, shares_disk: bool) -> None:
        self.folder = folder
        self.shares_disk = shares_disk

    def list(self) -> tuple[Backup, ...]:
        """Those that are there, newest first."""
        found = []
        for folder in self._folders():
            manifest = read_manifest(folder)
            if manifest is not None:
                found.append(as_backup(folder, manifest))
        return tuple(sorted(found, key=lambda one: (one.made_at, one.id), reverse=True))

    def begin(self) -> Path:
        """An empty folder to make one in. What a crash has left of others goes. Raises ``OSError``."""
        for left in (_MAKING, _GOING):
            for folder in self.folder.glob(f"{left}*"):
                shutil.rmtree(folder, ignore_errors=True)
        making = self.folder / f"{_MAKING}now"
        making.mkdir()
        return making

    def finish(self, making: Path, manifest: Manifest) -> Backup:
        """Gives it its name: from now on it counts. Raises ``OSError``."""
        write_atomically(making / MANIFEST, json.dumps(_as_json(manifest), ensure_ascii=False).encode())
        sync_folder(making)
        folder = self._free_name(manifest.made_at)
        making.rename(folder)
        sync_folder(self.folder)
        return as_backup(folder, manifest)

    def add_pictures(
        self, media: Path, names: Iterable[str], token: CancelToken | None = None
    ) -> tuple[str, ...]:
        """Takes in those that the pool has not. Answers what is missing in the library, or no longer what it was."""
        pool = self.folder / POOL
        pool.mkdir(exist_ok=True)
        missing = []
        for name in names:
            if token is not None:
                token.raise_if_cancelled()
            if not (pool / name).is_file() and not self._add_picture(media / name, pool / name):
                missing.append(name)
        sync_folder(pool)
        return tuple(missing)

    def _add_picture(self, source: Path, target: Path) -> bool:
        """A picture is named by its hash, and is taken only as what it is called."""
        hash = target.name.partition(".")[0]
        try:
            if self.shares_disk:
                if hash_of(source) != hash:
                    return False
                link_or_copy(source, target)
            elif copy_file(source, target) != hash:
                target.unlink()
                return False
        except FileNotFoundError:
            return False
        return True

    def make_room(self, n_bytes: int) -> None:
        """Removes the oldest ones, if that is what it takes; never the newest.

        Raises ``LibraryError`` where no room can be made, removing none.
        """
        usage = shutil.disk_usage(self.folder)
        need = round(n_bytes * _AMPLE)
        there = self.list()
        taken, free = sum(one.n_bytes for one in there), usage.free
        limit, least = room_for_all(free, taken), reserve(usage.total)
        going: list[Backup] = []
        while len(there) - len(going) > 1 and (taken + need > limit or free - need < least):
            one = there[-1 - len(going)]
            going.append(one)
            taken, free = taken - one.n_bytes, free + one.n_bytes
        if free - need < least:
            raise LibraryError(
                f"There is no room for a backup in {self.folder}: it takes {in_bytes(need)}, and "
                f"{in_bytes(usage.free)} are free, of which some must stay so. The older ones are kept. "
                "Make room, or choose another place."
            )
        self._remove(going)

    def thin(self, settings: BackupSettings) -> None:
        """Removes what the settings do not keep, and pictures that none needs any more."""
        there = self.list()
        stays = kept([one.made_at for one in there], settings)
        self._remove([one for one in there if one.made_at not in stays])
        self._tidy_pool()

    def _remove(self, backups: Iterable[Backup]) -> None:
        """By another name first: what is cut short in the middle counts no more, and goes when the next is made."""
        for one in backups:
            going = self.folder / f"{_GOING}{one.id}"
            try:
                one.folder.rename(going)
            except OSError:  # somebody looks into it
                going = one.folder
                with suppress(OSError):
                    (going / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(going, ignore_errors=True)

    def _tidy_pool(self) -> None:
        manifests = [
            manifest for folder in self._folders() if (manifest := read_manifest(folder)) is not None
        ]
        if len(manifests) < len(self._folders()):
            return  # one that cannot be read, of a newer program perhaps, needs pictures that nobody knows
        needed = {name for one in manifests for name in one.media}
        pool = self.folder / POOL
        if pool.is_dir():
            for file in pool.iterdir():
                if file.name not in needed:
                    with suppress(OSError):
                        file.unlink()

    def _folders(self) -> builtins.list[Path]:
        try:
            return [
                folder
                for folder in self.folder.iterdir()
                if not folder.name.startswith(".") and (folder / MANIFEST).is_file()
            ]
        except OSError:
            return []

    def _free_name(self, made_at: datetime) -> Path:
        name = made_at.strftime("%Y-%m-%dT%H-%M-%SZ")
        names = [name, *(f"{name}-{n}" for n in range(2, 100))]
        return next(folder for one in names if not (folder := self.folder / one).exists())


def as_backup(folder: Path, manifest: Manifest) -> Backup:
    return Backup(
        folder.name,
        manifest.made_at,
        folder,
        manifest.counts.get("article", 0),
        len(manifest.media),
        manifest.n_bytes,
    )


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a backup's folder; None where it has none that can be read, or no database."""
    try:
        values = json.loads((folder / MANIFEST).read_text("utf-8"))
        if values["format"] != FORMAT or (folder / DATABASE).stat().st_size != values["bytes"]:
            return None
        return Manifest(
            from_rfc3339(values["made_at"]),
            str(values["library"]),
            int(values["schema"]),
            str(values["sha256"]),
            int(values["bytes"]),
            dict(values["counts"]),
            dict(values["media"]),
            tuple(values["missing"]),
            tuple(values["fingerprint"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def in_bytes(n: int) -> str:
    """``1.2 GB``, ``340 MB``."""
    return f"{n / 1e9:.1f} GB" if n >= 1e9 else f"{n / 1e6:.0f} MB" if n >= 1e6 else f"{max(1, n // 1000)} KB"


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": to_rfc3339(manifest.made_at),
        "library": manifest.library,
        "schema": manifest.schema,
        "sha256": manifest.sha256,
        "bytes": manifest.n_bytes,
        "counts": dict(manifest.counts),
        "media": dict(manifest.media),
        "missing": list(manifest.missing),
        "fingerprint": list(manifest.fingerprint),
    }
