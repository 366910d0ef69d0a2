"""A ``.deb`` in a clean Debian: ``python3 -m installers.trials PACKAGE --root FOLDER --out FOLDER [--before OLDER]``.

On demand, as root, on Debian with debootstrap: makes the Debian in ``--root`` if there is none yet (some minutes and a
network), installs, upgrades and removes the package with apt in it, and has ordinary users do the errand there. The
pictures are left in ``--out``: look at them. Everything runs in namespaces of its own, so nothing is left mounted.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
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
_READ_ONLY = "mount --bind /usr /usr; mount -o remount,ro,bind /usr"
_FULL = "mkdir -p /usr/lib/newsroom; mount -t tmpfs -o size=100m full /usr/lib/newsroom"


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


class Trials:
    """The cases, in their order: each raises ``AssertionError`` with what was said."""

    def __init__(self, debian: Debian, package: Path, before: Path | None, out: Path) -> None:
        self._debian = debian
        self._package = package
        self._before = before
        self._out = out
        self._articles: list[dict[str, object]] = []

    def cases(self) -> list[Callable[[], None]]:
        return [
            self.the_version_before_makes_a_library,
            self.a_full_disk_stops_the_upgrade_and_no_more,
            self.it_installs_over_the_version_before,
            self.its_library_is_migrated_and_whole,
            self.the_errand_of_an_ordinary_user_without_a_network,
            self.a_second_user_whose_home_has_spaces_and_other_letters,
            self.an_installation_that_is_read_only,
            self.shared_memory_that_may_not_be_written_is_told,
            self.a_window_outlives_the_upgrade_under_it,
            self.it_is_removed_and_the_library_stays,
        ]

    def the_version_before_makes_a_library(self) -> None:
        self._install(self._before or self._package)
        shutil.rmtree(self._debian.home("ed") / "desk", ignore_errors=True)
        self._ask("new", "desk", "--sample")
        self._articles = self._listed()

    def a_full_disk_stops_the_upgrade_and_no_more(self) -> None:
        self._put(self._package)
        said = self._debian.run("dpkg", "--install", _inside(self._package), before=_FULL)
        assert said.code and "No space left" in said.text, said.text
        database = self._debian.home("ed") / "desk" / "newsroom.db"
        assert database.stat().st_size, "the library was touched"

    def it_installs_over_the_version_before(self) -> None:
        self._install(self._package)
        assert self._debian.run("newsroom", "--version").code == 0

    def its_library_is_migrated_and_whole(self) -> None:
        assert self._listed() == self._articles
        self._ask("--library", "desk", "doctor")

    def the_errand_of_an_ordinary_user_without_a_network(self) -> None:
        self._tour("ed")

    def a_second_user_whose_home_has_spaces_and_other_letters(self) -> None:
        self._tour("zwei")
        assert self._listed() == self._articles

    def an_installation_that_is_read_only(self) -> None:
        command = ("newsroom", "--library", "desk", "preview", "1", "--out", "page.html")
        said = self._debian.run(*command, user="ed", before=_READ_ONLY)
        assert said.code == 0, said.text

    def shared_memory_that_may_not_be_written_is_told(self) -> None:
        said = self._debian.run(*_toured("tour-without-shm"), user="ed", shm="0755")
        assert said.code == 1 and "/dev/shm" in said.text, said.text

    def a_window_outlives_the_upgrade_under_it(self) -> None:
        """The window of the version before is open while all its files are replaced; then a start hands it a text."""
        self._install(self._before or self._package)
        self._put(self._package)
        home = self._debian.home("ed")
        (home / "story.md").write_text("The river rose.\n\nNobody was hurt.\n", encoding="utf-8")
        package = _inside(self._package)
        script = (
            "export DISPLAY=:77; Xvfb :77 -screen 0 1280x800x24 >/dev/null 2>&1 & sleep 3; export DISPLAY=:77; "
            "runuser -u ed -- env -C /home/ed HOME=/home/ed newsroom --library desk >/home/ed/window.log 2>&1 & "
            "window=$!; sleep 25; "
            f"dpkg --install {package} || exit 3; "
            "runuser -u ed -- env -C /home/ed HOME=/home/ed newsroom --library desk story.md || exit 4; "
            "sleep 10; kill -0 $window || exit 5; kill -TERM $window; wait $window; exit 0"
        )
        said = self._debian.run("bash", "-c", script)
        log = (home / "window.log").read_text(encoding="utf-8", errors="replace")
        assert said.code == 0 and "Traceback" not in log, f"{said.text}\n{log}"
        reports = home / ".local" / "state" / "newsroom" / "reports"
        assert not list(reports.glob("report-*")), "there is a report of an error"

    def it_is_removed_and_the_library_stays(self) -> None:
        said = self._debian.run("apt-get", "remove", "-y", "newsroom")
        assert said.code == 0, said.text
        assert not (self._debian.root / "usr" / "lib" / "newsroom").exists(), "its folder is still there"
        assert (self._debian.home("ed") / "desk" / "newsroom.db").is_file(), "the library is gone"

    # What they are made of

    def _put(self, package: Path) -> None:
        place = self._debian.root / _inside(package).removeprefix("/")
        place.unlink(missing_ok=True)
        shutil.copy(package, place)

    def _install(self, package: Path) -> None:
        self._put(package)
        options = ("-y", "--allow-downgrades", "--reinstall")
        said = self._debian.run("apt-get", "install", *options, _inside(package))
        assert said.code == 0, said.text

    def _ask(self, *arguments: str) -> str:
        said = self._debian.run("newsroom", *arguments, user="ed")
        assert said.code == 0, said.text
        return said.text

    def _listed(self) -> list[dict[str, object]]:
        articles: list[dict[str, object]] = json.loads(self._ask("--library", "desk", "list", "--json"))
        return articles

    def _tour(self, user: str) -> None:
        said = self._debian.run(*_toured("tour"), user=user, net=False)
        pictures = sorted((self._debian.home(user) / "tour").glob("*.png"))
        shutil.copytree(self._debian.home(user) / "tour", self._out / user, dirs_exist_ok=True)
        assert said.code == 0 and len(pictures) >= 15, said.text


def _inside(package: Path) -> str:
    """Where a package lies in the Debian; two of the same version do not get into each other's way."""
    return f"/root/{package.parent.name}-{package.name}"


def _toured(folder: str) -> tuple[str, ...]:
    flags = "QTWEBENGINE_CHROMIUM_FLAGS=--disable-gpu"
    return (
        "env",
        flags,
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1440x900x24",
        "newsroom",
        "tour",
        "--out",
        folder,
    )


def main() -> int:
    """Answers 0 when all went as it should; says of each case how it went."""
    parser = argparse.ArgumentParser(
        prog="python3 -m installers.trials", description="Tries a .deb in a clean Debian."
    )
    parser.add_argument("package", type=Path, help="the .deb")
    parser.add_argument("--root", type=Path, required=True, help="where the Debian is, or is made")
    parser.add_argument("--out", type=Path, required=True, help="where the pictures go")
    parser.add_argument("--before", type=Path, help="the .deb of the version before")
    parser.add_argument(
        "--case", default="", metavar="WORD", help="only the cases whose names have it, and the first"
    )
    options = parser.parse_args()
    debian = Debian(options.root.resolve())
    debian.make()
    before = options.before.resolve() if options.before else None
    failed = 0
    first, *others = Trials(debian, options.package.resolve(), before, options.out.resolve()).cases()
    for case in (first, *(case for case in others if options.case in case.__name__)):
        begun = time.monotonic()
        try:
            case()
            answer = "as it should"
        except (AssertionError, OSError, subprocess.TimeoutExpired, ValueError) as error:
            failed += 1
            answer = f"FAILED\n{str(error)[-3000:]}"
        sys.stdout.write(f"{case.__name__.replace('_', ' ')} ({time.monotonic() - begun:.0f} s): {answer}\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
