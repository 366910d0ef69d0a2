"""Measures inside of a package: its frozen folder once more, made of links, with what measures beside its modules."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.processes import LIMIT_S, ROOT, answer_of, environment

VARIABLE = "NEWSROOM_FROZEN"
ARGUMENTS = "NEWSROOM_MEASURED"
_PROGRAM = "newsroom-cli.exe" if sys.platform == "win32" else "newsroom"


@contextmanager
def opened(frozen: Path, place: Path) -> Iterator[Path]:
    """The program of such a folder below ``place``, which is gone afterwards. Raises ``OSError``.

    Only links where both lie on one disk. The program is run as it is: as a helper of itself it runs what measures.
    """
    if not (frozen / _PROGRAM).is_file():
        raise FileNotFoundError(f"There is no frozen program in {frozen}.")
    folder = place / "frozen"
    shutil.copytree(frozen, folder, symlinks=True, copy_function=_link)
    shutil.copytree(
        ROOT / "benchmarks", folder / "_internal" / "benchmarks", ignore=shutil.ignore_patterns("__pycache__")
    )
    try:
        yield folder / _PROGRAM
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_inside_of(program: Path, module: str, *arguments: object) -> dict[str, Any]:
    """What a module of ``benchmarks.inside`` answers that is run by this program. Raises ``RuntimeError``."""
    command = [str(program), "--newsroom-helper", f"benchmarks.inside.{module}:run_packaged"]
    given = json.dumps([time.monotonic(), *map(str, arguments)])
    done = subprocess.run(
        command,
        env={**environment(), ARGUMENTS: given},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    return answer_of(f"{module} in {program.parent}", done)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copy2(source, target)
