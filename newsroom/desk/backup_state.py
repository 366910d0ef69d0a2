"""What a library's folder remembers of its backups, beside the database: it must be read when that cannot be.

Where the second place is, and why the last attempt in each place came to nothing.
"""

import json
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from newsroom.desk.files import write_atomically
from newsroom.desk.places import BACKUPS

_STATE = "state.json"


@dataclass(frozen=True, slots=True)
class BackupState:
    """``second`` is the library's own folder in the second place; "" where none is set."""

    second: str = ""
    problem: str = ""
    second_problem: str = ""


def read_state(library: Path) -> BackupState:
    """What is remembered; nothing where nothing can be read."""
    try:
        values = json.loads((library / BACKUPS / _STATE).read_text("utf-8"))
        known = {name: values.get(name, "") for name in ("second", "problem", "second_problem")}
    except (OSError, ValueError, AttributeError):
        return BackupState()
    return BackupState(**{name: value for name, value in known.items() if isinstance(value, str)})


def write_state(library: Path, state: BackupState) -> None:
    """As well as it can be: what cannot be written is not worth failing for."""
    if state != read_state(library):
        with suppress(OSError):
            write_atomically(library / BACKUPS / _STATE, json.dumps(asdict(state)).encode())


def folder_in(place: str, library: Path) -> Path:
    """A library's own folder in a second place: no two libraries, and no two machines, ever share one."""
    mark = sha256(f"{platform.node()}\0{library.absolute()}".encode("utf-8", "surrogateescape")).hexdigest()
    return Path(place) / f"{library.absolute().name or 'library'}-{mark[:8]}"
