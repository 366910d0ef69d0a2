"""What more than one test of faults needs."""

import shutil
import subprocess
from pathlib import Path

import pytest

SHIM = Path(__file__).with_name("powercut.c")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that tells what a process does to its files, for ``LD_PRELOAD``."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to make the shim with")
    made = tmp_path_factory.mktemp("shim") / "powercut.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, SHIM, "-ldl", "-lpthread"], check=True)
    return made
