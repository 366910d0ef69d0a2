"""A small checkout of its own for each test: the real front door, a program that tells what it got, tiny locks."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The Python that the tests' own environment was made with: an environment may have no pip of its own.
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
PROGRAM = """
import sys
def main(argv=None):
    import tiny
    print("prefix", sys.prefix)
    print("arguments", sys.argv[1:])
    return 7 if "--fail" in sys.argv else 0
"""
NO_ENSUREPIP = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "ensurepip" else found(name, package)
"""


@dataclass(frozen=True)
class Checkout:
    """A copy of the front door with its own program."""

    root: Path
    environment: dict[str, str]

    def without_ensurepip(self) -> "Checkout":
        """The same, started by a Python as Debian has it: ensurepip is kept in python3-venv. It is quicker, too."""
        folder = self.root.parent / "debian"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(NO_ENSUREPIP, "utf-8")
        return Checkout(self.root, {**self.environment, "PYTHONPATH": str(folder)})

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Types ``python3 main.py`` and waits for the end."""
        return subprocess.run(
            self.command(*arguments),
            env={**self.environment, **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )

    def begin(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Types ``python3 main.py`` and does not wait."""
        return subprocess.Popen(
            self.command(*arguments),
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def command(self, *arguments: str) -> list[str]:
        return [BASE_PYTHON, str(self.root / "main.py"), *arguments]

    @property
    def venv(self) -> Path:
        return self.root / ".venv"


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one wheel, ``tiny`` 1.0."""
    folder = tmp_path_factory.mktemp("wheels")
    info = "tiny-1.0.dist-info"
    files = {
        "tiny.py": "",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_record_hash(text)},{len(text)}\n" for name, text in files.items())
    with zipfile.ZipFile(folder / "tiny-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)
    return folder


@pytest.fixture
def checkout(tmp_path: Path, wheels: Path) -> Checkout:
    """A checkout in a folder with a space and a letter beyond ASCII in its name."""
    root = tmp_path / "news room é"
    (root / "newsroom").mkdir(parents=True)
    shutil.copy(ROOT / "main.py", root)
    shutil.copy(ROOT / "newsroom" / "__init__.py", root / "newsroom")
    shutil.copytree(
        ROOT / "newsroom" / "bootstrap",
        root / "newsroom" / "bootstrap",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    # The free space of the machine that runs the tests is not what they are about.
    preparing = root / "newsroom" / "bootstrap" / "preparing.py"
    preparing.write_text(
        preparing.read_text("utf-8").replace("NEEDED_BYTES = 1_000_000_000", "NEEDED_BYTES = 1")
    )
    (root / "newsroom" / "app.py").write_text(PROGRAM, "utf-8")
    lock = tiny_lock(wheels)
    (root / "requirements.lock").write_text(lock, "utf-8")
    (root / "requirements-dev.lock").write_text(lock, "utf-8")
    return Checkout(root, _offline(wheels, tmp_path))


@pytest.fixture(scope="session")
def pip_will_do() -> bool:
    """Whether the base Python's own pip can install into another environment, so that ensurepip is not needed."""
    done = subprocess.run(
        [BASE_PYTHON, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    found = re.match(r"pip (\d+)\.(\d+)", done.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= (22, 3)


@pytest.fixture
def quick_checkout(checkout: Checkout, pip_will_do: bool) -> Checkout:
    """A checkout that is set up without ensurepip, where that is possible."""
    return checkout.without_ensurepip() if pip_will_do else checkout


def tiny_lock(wheels: Path, digest: str = "") -> str:
    """A lock that names ``tiny`` with the hash of its wheel, or with another."""
    digest = digest or hashlib.sha256((wheels / "tiny-1.0-py3-none-any.whl").read_bytes()).hexdigest()
    return f"tiny==1.0 \\\n    --hash=sha256:{digest}\n"


def _record_hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def _offline(wheels: Path, tmp_path: Path) -> dict[str, str]:
    """This process's environment, less its settings of pip, with our wheels alone to install from."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return {
        **kept,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "TMPDIR": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
