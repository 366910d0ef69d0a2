"""The script of the installer for Windows compiles; Linux can do that much."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installers.icons import render_icons

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("makensis") is None, reason="no makensis here")
def test_it_compiles_and_packs_what_is_frozen(tmp_path: Path) -> None:
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "newsroom.exe").write_bytes(b"MZ")
    render_icons(ROOT, tmp_path)
    made = tmp_path / "newsroom-1.2.3-setup.exe"
    given = {"VERSION": "1.2.3", "FROZEN": frozen, "OUT": made, "ICON": tmp_path / "newsroom.ico"}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    done = subprocess.run(
        ["makensis", "-WX", *defined, str(ROOT / "installers" / "windows.nsi")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert made.read_bytes()[:2] == b"MZ"
