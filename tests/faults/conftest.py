"""What more than one test of faults needs."""

import shutil
import subprocess
from pathlib import Path

import pytest


def made_shim(source: str, folders: pytest.TempPathFactory) -> Path:
    """A library for ``LD_PRELOAD``, of a source beside this file."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to make the shim with")
    made = folders.mktemp("shim") / f"{source}.so"
    file = Path(__file__).with_name(source)
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, file, "-ldl", "-lpthread"], check=True)
    return made


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that tells what a process does to its files."""
    return made_shim("powercut.c", tmp_path_factory)
