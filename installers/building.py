"""The whole build: icons, the frozen folder, the packages of this system. Run in the checkout's environment."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installers import deb, elf, icu, rpm, tarball
from installers.commit import source_date
from installers.icons import render_icons
from installers.linux_tree import system_tree
from newsroom import __version__

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("tarball", "deb", "rpm")


def main() -> int:
    """Reads the command line, builds, and says what was made and how large it is."""
    parser = argparse.ArgumentParser(
        prog="python3 -m installers", description="Makes the packages of this system."
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where packages go (default: dist)")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build", help="where work is done (default: build)"
    )
    parser.add_argument("--quick", action="store_true", help="compress little: for trials")
    parser.add_argument("--frozen", action="store_true", help="take the frozen folder that is there already")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)} (default: all)")
    options = parser.parse_args()
    unknown = sorted(set(options.kinds) - set(KINDS))
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}")
    work = options.work.resolve()
    if not options.frozen:
        freeze(work)
    frozen = frozen_folder(work)
    if not frozen.is_dir():
        parser.error(f"there is no {frozen} yet: without --frozen it is made")
    _say(f"{frozen.name}: {size_of(frozen) / 1e6:.0f} MB unpacked")
    if sys.platform.startswith("linux"):
        _pack(options.kinds or KINDS, frozen, work, options.out.resolve(), 0 if options.quick else 9)
    else:
        _say(f"The folder is {frozen}. What makes an installer of it: see docs/guide/installing.md")
    return 0


def _pack(kinds: Sequence[str], frozen: Path, work: Path, out: Path, preset: int) -> None:
    needed = elf.newest_glibc(frozen)
    _say(f"needs glibc {needed.version} (for {needed.file})")
    out.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        made = _make(kind, frozen, work, out, preset)
        _say(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")


def freeze(work: Path) -> None:
    """Makes the frozen folder anew. Raises ``CalledProcessError``; PyInstaller has told why."""
    work.mkdir(parents=True, exist_ok=True)
    render_icons(ROOT, work / "icons")
    environment = {
        **os.environ,
        "NEWSROOM_CHECKOUT": str(ROOT),
        "NEWSROOM_BUILD": str(work),
        "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller"),
        "SOURCE_DATE_EPOCH": str(source_date()),
        "PYTHONHASHSEED": "0",
        # Modules as they are: together with all else they are packed better than each by itself.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(work / "frozen"), "--workpath", str(work / "work")]
    shutil.rmtree(work / "frozen", ignore_errors=True)
    subprocess.run(
        [*command, *folders, str(ROOT / "installers" / "newsroom.spec")], env=environment, check=True
    )
    if sys.platform.startswith("linux"):
        _strip(frozen_folder(work) / "_internal")
        for library in frozen_folder(work).rglob("libicudata.so.*"):
            icu.slim(library, work)


def _strip(inside: Path) -> None:
    """Takes debuggers' symbols out of Python, its modules and ICU. Not out of what wheels have patched: it breaks."""
    for path in filter(_may_be_stripped, elf.elf_files(inside)):
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
        elf.drop_foreign_run_path(path)


def _may_be_stripped(path: Path) -> bool:
    return ".cpython-" in path.name or path.name.startswith(("libpython", "libicu", "nh3."))


def frozen_folder(work: Path) -> Path:
    """The folder that PyInstaller makes."""
    return work / "frozen" / "newsroom"


def size_of(folder: Path) -> int:
    """Bytes of all files below the folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _make(kind: str, frozen: Path, work: Path, out: Path, preset: int) -> Path:
    date = source_date()
    if kind == "tarball":
        return tarball.make(ROOT, frozen, work / "icons", out, __version__, date, preset)
    tree = system_tree(ROOT, frozen, work / "icons", __version__, date)
    make = rpm.make if kind == "rpm" else deb.make
    return make(tree, frozen, out, __version__, date, preset)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
