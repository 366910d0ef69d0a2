"""A clean Debian in a folder, made by debootstrap: packages are installed in it, and its users run them.

As root, on Debian. Every command runs in namespaces of its own, so nothing is left mounted.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SUITE = "bookworm"
TOOLS = ("xvfb", "xauth", "fonts-noto-core", "locales-all")
USERS = {"ed": "/home/ed", "zwei": "/home/zwei größe 文"}
_LIMIT_S = 900
# As an ordinary boot has it: a root of its own, not a chroot, in which no program may make a sandbox.
_ENTER = """\
set -e
mount --make-rprivate /
mount --bind "$TRIAL_ROOT" "$TRIAL_ROOT"
cd "$TRIAL_ROOT"
mkdir -p .outside
pivot_root . .outside
cd /
mount -t proc proc /proc
mkdir -p /dev/shm /dev/pts
mount -t tmpfs -o mode=$TRIAL_SHM shm /dev/shm
mount -t devpts -o ptmxmode=666,newinstance devpts /dev/pts
umount -l /.outside
rmdir /.outside
eval "$TRIAL_BEFORE"
exec "$@"
"""


class Said(NamedTuple):
    """What a command answered: its exit code, and all that it said."""

    code: int
    text: str


class Debian:
    """A Debian in a folder, entered anew for each command."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self) -> None:
        """Raises ``CalledProcessError`` or ``OSError``, with what was said."""
        if not (self.root / "etc" / "debian_version").exists():
            subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(self.root)], check=True)
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        self._must("apt-get", "update")
        self._must("apt-get", "install", "-y", "--no-install-recommends", *TOOLS)
        for user, home in USERS.items():
            if user not in (self.root / "etc" / "passwd").read_text(encoding="utf-8"):
                self._must("useradd", "--create-home", "--home-dir", home, "--shell", "/bin/bash", user)

    def _must(self, *command: str) -> None:
        said = self.run(*command)
        if said.code:
            raise OSError(f"{' '.join(command)} failed:\n{said.text}")

    def run(
        self, *command: str, user: str = "", net: bool = True, shm: str = "1777", before: str = ":"
    ) -> Said:
        """Runs a command as root, or as a user in his home under a virtual screen."""
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **{name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")},
            "TRIAL_ROOT": str(self.root),
            "TRIAL_SHM": shm,
            "TRIAL_BEFORE": before,
        }
        if user:
            command = ("runuser", "-u", user, "--", "env", "-C", USERS[user], f"HOME={USERS[user]}", *command)
        spaces = ["unshare", "--mount", "--pid", "--fork", *([] if net else ["--net"])]
        answer = subprocess.run(
            [*spaces, "sh", "-c", _ENTER, "enter", *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_LIMIT_S,
            check=False,
        )
        return Said(answer.returncode, answer.stdout)

    def home(self, user: str) -> Path:
        return self.root / USERS[user].removeprefix("/")


def toured(folder: str, *, opengl: bool = True) -> tuple[str, ...]:
    """The command that does the errand under a virtual screen and leaves its pictures in a folder.

    Without OpenGL the screen has no shared memory either, as one over a network, and nobody tells WebEngine.
    """
    screen = "-screen 0 1440x900x24"
    flags: tuple[str, ...] = ("QTWEBENGINE_CHROMIUM_FLAGS=--disable-gpu",)
    if not opengl:
        screen, flags = f"{screen} -extension GLX -extension MIT-SHM", ()
    return ("env", *flags, "xvfb-run", "-a", "-s", screen, "newsroom", "tour", "--out", folder)
