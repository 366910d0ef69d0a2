"""The documents as a site of plain files, which needs no server and no network."""

import subprocess
import sys
from pathlib import Path


def build_site(root: Path, out: Path) -> int:
    """Answers the exit code. A link that leads nowhere, or a page that no list has, fails it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean"]
    done = subprocess.run([*command, "--site-dir", str(out)], cwd=root, check=False)
    if not done.returncode:
        print(out / "index.html")
    return done.returncode
