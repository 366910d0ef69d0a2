"""A ``.deb`` in a clean Debian: ``python3 -m installers.trials PACKAGE --root FOLDER --out FOLDER [--before OLDER]``.

On demand, as root, on Debian with debootstrap: makes the Debian in ``--root`` if there is none yet (some minutes and a
network), installs, upgrades and removes the package with apt in it, and has ordinary users do the errand there. The
pictures are left in ``--out``: look at them.
"""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.clean_debian import Debian, toured

_READ_ONLY = "mount --bind /usr /usr; mount -o remount,ro,bind /usr"
_FULL = "mkdir -p /usr/lib/newsroom; mount -t tmpfs -o size=100m full /usr/lib/newsroom"
_UNTIL_OPEN = "for n in $(seq 120); do [ -e /home/ed/desk/newsroom.db-shm ] && break; sleep 1; done"
_OLDEST = "0.0.1"
_DATABASE = "newsroom.db"


class Trials:
    """The cases, in their order: each raises ``AssertionError`` with what was said."""

    def __init__(
        self, debian: Debian, package: Path, before: Path | None, out: Path, older: Path | None = None
    ) -> None:
        self._debian = debian
        self._package = package
        self._before = before
        self._older = older
        self._out = out
        self._articles: list[dict[str, object]] = []

    def cases(self) -> list[Callable[[], None]]:
        return [
            self.the_version_before_makes_a_library,
            self.a_full_disk_stops_the_upgrade_and_no_more,
            self.it_installs_over_the_version_before,
            self.its_library_is_whole,
            self.a_library_of_an_older_schema_is_migrated_and_kept_as_it_was,
            self.a_library_of_a_newer_version_is_refused_and_not_touched,
            self.the_errand_of_an_ordinary_user_without_a_network,
            self.a_second_user_whose_home_has_spaces_and_other_letters,
            self.a_screen_without_opengl_and_shared_memory,
            self.an_installation_that_is_read_only,
            self.shared_memory_that_may_not_be_written_is_told,
            self.a_window_outlives_the_upgrade_under_it,
            self.an_older_package_over_it_wants_to_be_asked_for,
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

    def its_library_is_whole(self) -> None:
        assert self._listed() == self._articles
        self._ask("--library", "desk", "doctor")

    def a_library_of_an_older_schema_is_migrated_and_kept_as_it_was(self) -> None:
        if self._older is None:
            return
        folder = self._give(self._older, "older")
        (before,) = _rows(folder / _DATABASE, "PRAGMA user_version")
        headlines = _rows(folder / _DATABASE, "SELECT id, headline FROM article ORDER BY id")
        texts = _rows(folder / _DATABASE, "SELECT article_id, body FROM article_text ORDER BY article_id")
        self._ask("--library", "older", "list")
        self._ask("--library", "older", "doctor")
        (after,) = _rows(folder / _DATABASE, "PRAGMA user_version")
        assert after > before, "it was not migrated"
        assert _rows(folder / _DATABASE, "SELECT id, headline FROM article ORDER BY id") == headlines
        assert (
            _rows(folder / _DATABASE, "SELECT article_id, body FROM article_text ORDER BY article_id")
            == texts
        )
        (kept,) = (folder / "backups").glob(f"newsroom-{before[0]}-*.db")
        assert _rows(kept, "SELECT id, headline FROM article ORDER BY id") == headlines

    def a_library_of_a_newer_version_is_refused_and_not_touched(self) -> None:
        folder = self._give(self._debian.home("ed") / "desk", "newer")
        with closing(sqlite3.connect(folder / _DATABASE)) as connection, connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._own(folder)
        bytes_before = (folder / _DATABASE).read_bytes()
        said = self._debian.run("newsroom", "--library", "newer", "list", user="ed")
        assert said.code == 1 and "newer version" in said.text and "Traceback" not in said.text, said.text
        assert (folder / _DATABASE).read_bytes() == bytes_before

    def the_errand_of_an_ordinary_user_without_a_network(self) -> None:
        self._tour("ed")

    def a_second_user_whose_home_has_spaces_and_other_letters(self) -> None:
        self._tour("zwei")
        assert self._listed() == self._articles

    def a_screen_without_opengl_and_shared_memory(self) -> None:
        self._tour("ed", opengl=False)

    def an_installation_that_is_read_only(self) -> None:
        command = ("newsroom", "--library", "desk", "preview", "1", "--out", "page.html")
        said = self._debian.run(*command, user="ed", before=_READ_ONLY)
        assert said.code == 0, said.text

    def shared_memory_that_may_not_be_written_is_told(self) -> None:
        said = self._debian.run(*toured("tour-without-shm"), user="ed", shm="0755")
        assert said.code == 1 and "/dev/shm" in said.text, said.text

    def a_window_outlives_the_upgrade_under_it(self) -> None:
        """The window of the version before is open while all its files are replaced; then a start hands it a text."""
        self._install(self._before or self._package)
        self._put(self._package)
        home = self._debian.home("ed")
        reports = home / ".local" / "state" / "newsroom" / "reports"
        shutil.rmtree(reports, ignore_errors=True)
        (home / "story.md").write_text("The river rose.\n\nNobody was hurt.\n", encoding="utf-8")
        package = _inside(self._package)
        script = (
            "Xvfb -displayfd 3 -screen 0 1280x800x24 3>/tmp/display >/dev/null 2>&1 & sleep 3; "
            "export DISPLAY=:$(cat /tmp/display); "
            "runuser -u ed -- env -C /home/ed HOME=/home/ed newsroom --library desk >/home/ed/window.log 2>&1 & "
            f"window=$!; {_UNTIL_OPEN}; sleep 10; "
            f"dpkg --install {package} || exit 3; "
            "runuser -u ed -- env -C /home/ed HOME=/home/ed newsroom --library desk story.md || exit 4; "
            "sleep 10; kill -0 $window || exit 5; kill -TERM $window; wait $window; exit 0"
        )
        said = self._debian.run("bash", "-c", script)
        log = (home / "window.log").read_text(encoding="utf-8", errors="replace")
        # A helper that begins while files are being replaced may fail, which the terminal tells; it is begun again.
        assert said.code == 0, f"{log}\n{said.code}: {said.text}"
        assert not list(reports.glob("report-*")), "there is a report of an error"

    def an_older_package_over_it_wants_to_be_asked_for(self) -> None:
        """apt refuses; dpkg does it and says so. The library, of one and the same schema here, opens with both."""
        older = _as_version(self._package, _OLDEST, self._out)
        self._put(older)
        said = self._debian.run("apt-get", "install", "-y", _inside(older))
        assert said.code and "downgrade" in said.text.casefold(), said.text
        assert self._installed() != _OLDEST
        said = self._debian.run("dpkg", "--install", _inside(older))
        assert said.code == 0 and "downgrading" in said.text, said.text
        assert self._installed() == _OLDEST
        assert self._listed() == self._articles
        (self._debian.root / _inside(older).removeprefix("/")).unlink()
        older.unlink()
        self._install(self._package)

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

    def _installed(self) -> str:
        return self._debian.run("dpkg-query", "-W", "-f", "${Version}", "newsroom").text.strip()

    def _give(self, library: Path, name: str) -> Path:
        """A copy of a library, the user's own."""
        folder = self._debian.home("ed") / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(library, folder)
        self._own(folder)
        return folder

    def _own(self, folder: Path) -> None:
        owner = self._debian.home("ed").stat()
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, owner.st_uid, owner.st_gid)

    def _ask(self, *arguments: str) -> str:
        said = self._debian.run("newsroom", *arguments, user="ed")
        assert said.code == 0, said.text
        return said.text

    def _listed(self) -> list[dict[str, object]]:
        articles: list[dict[str, object]] = json.loads(self._ask("--library", "desk", "list", "--json"))
        return articles

    def _tour(self, user: str, *, opengl: bool = True) -> None:
        name = "tour" if opengl else "tour-without-opengl"
        folder = self._debian.home(user) / name
        shutil.rmtree(folder, ignore_errors=True)
        said = self._debian.run(*toured(name, opengl=opengl), user=user, net=False)
        pictures = sorted(folder.glob("*.png"))
        shutil.copytree(folder, self._out / f"{user}-{name}", dirs_exist_ok=True)
        assert said.code == 0 and len(pictures) >= 15, said.text


def _inside(package: Path) -> str:
    """Where a package lies in the Debian; two of the same version do not get into each other's way."""
    return f"/root/{package.parent.name}-{package.name}"


def _as_version(package: Path, version: str, out: Path) -> Path:
    """The same package, not compressed, that calls itself of another version."""
    made = out / f"newsroom_{version}.deb"
    with TemporaryDirectory(dir=out) as folder:
        subprocess.run(["dpkg-deb", "--raw-extract", package, folder], check=True)
        control = Path(folder, "DEBIAN", "control")
        lines = control.read_text(encoding="utf-8").splitlines()
        lines = [f"Version: {version}" if line.startswith("Version:") else line for line in lines]
        control.write_text("\n".join([*lines, ""]), encoding="utf-8")
        subprocess.run(["dpkg-deb", "-Znone", "--root-owner-group", "--build", folder, made], check=True)
    return made


def _rows(database: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(question).fetchall()


def main() -> int:
    """Answers 0 when all went as it should; says of each case how it went."""
    parser = argparse.ArgumentParser(
        prog="python3 -m installers.trials", description="Tries a .deb in a clean Debian."
    )
    parser.add_argument("package", type=Path, help="the .deb")
    parser.add_argument("--root", type=Path, required=True, help="where the Debian is, or is made")
    parser.add_argument("--out", type=Path, required=True, help="where the pictures go")
    parser.add_argument("--before", type=Path, help="the .deb of the version before")
    parser.add_argument("--older", type=Path, help="a library that a version with an older schema made")
    parser.add_argument(
        "--case", default="", metavar="WORD", help="only the cases whose names have it, and the first"
    )
    options = parser.parse_args()
    debian = Debian(options.root.resolve())
    debian.make()
    before = options.before.resolve() if options.before else None
    failed = 0
    options.out.mkdir(parents=True, exist_ok=True)
    trials = Trials(debian, options.package.resolve(), before, options.out.resolve(), options.older)
    first, *others = trials.cases()
    for case in (first, *(case for case in others if options.case in case.__name__)):
        begun = time.monotonic()
        try:
            case()
            answer = "as it should"
        except (AssertionError, OSError, subprocess.SubprocessError, sqlite3.Error, ValueError) as error:
            failed += 1
            answer = f"FAILED\n{str(error)[-3000:]}"
        sys.stdout.write(f"{case.__name__.replace('_', ' ')} ({time.monotonic() - begun:.0f} s): {answer}\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
