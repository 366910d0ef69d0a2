"""Finds the data that checkouts share, in ``../shared/data`` beside the project. Where it is absent a test skips."""

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """A file or folder of the shared data; skips the test where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared data has no {name} here")
    return path


def shared_files(archive: str, ending: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of a shared ``.tar.gz``, nothing unpacked; skips the test where it is absent."""
    data = shared(archive).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is not None and member.name.endswith(ending):
                yield member.name, file.read()
