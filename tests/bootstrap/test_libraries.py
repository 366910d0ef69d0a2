"""Missing system libraries: found before Qt starts, installed by root or after a yes, else named in one line."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from newsroom.bootstrap import libraries
from newsroom.bootstrap.errors import SetupError
from newsroom.bootstrap.packages import FONT, PACKAGES
from newsroom.bootstrap.probe import missing_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="apt and dnf are not there")


class System:
    """A pretended system: what it lacks, which tools it has, who asks; and what was run on it."""

    def __init__(self, *missing: str) -> None:
        self.missing = list(missing)
        self.tools = ["apt-get", "sudo"]
        self.t64: list[str] = []
        self.root = False
        self.fonts = True
        self.works = True
        self.ran: list[list[str]] = []

    def run(self, command: list[str]) -> str:
        self.ran.append(command)
        if "install" in command and self.works:
            self.missing = [
                name for name in self.missing if name not in PACKAGES or PACKAGES[name].apt not in command
            ]
            self.fonts = self.fonts or FONT.apt in command
        return "what apt said\n"


Use = Callable[[System], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Puts a pretended system in the place of the real one."""

    def use(system: System) -> None:
        monkeypatch.setattr(libraries, "find_missing", lambda python, level: list(system.missing))
        monkeypatch.setattr(libraries, "has_fonts", lambda: system.fonts)
        monkeypatch.setattr(libraries, "_is_root", lambda: system.root)
        monkeypatch.setattr(libraries, "_in_apt_lists", lambda name: name in system.t64 or "t64" not in name)
        monkeypatch.setattr(libraries, "_run", system.run)
        monkeypatch.setattr(
            shutil, "which", lambda name: f"/usr/bin/{name}" if name in system.tools else None
        )

    return use


def refusal(use: Use, system: System) -> str:
    """The one line in which this system is refused."""
    use(system)
    with pytest.raises(SetupError) as caught:
        libraries.ensure_libraries("python", "window")
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_nothing_missing(use: Use) -> None:
    system = System()
    use(system)
    libraries.ensure_libraries("python", "window")
    assert not system.ran


def test_an_ordinary_user_gets_the_line_to_type(use: Use) -> None:
    system = System("libEGL.so.1", "libnss3.so", "libsmime3.so", "libxcb-cursor.so.0")
    assert refusal(use, system).endswith(": sudo apt-get install libegl1 libnss3 libxcb-cursor0")
    assert not system.ran


def test_without_sudo_it_is_su(use: Use) -> None:
    system = System("libEGL.so.1")
    system.tools = ["apt-get"]
    assert refusal(use, system).endswith(": su -c 'apt-get install libegl1'")


def test_fedora(use: Use) -> None:
    system = System("libEGL.so.1", "libxcb-shape.so.0", "libxcb-dri3.so.0")
    system.tools = ["dnf", "sudo"]
    assert refusal(use, system).endswith(": sudo dnf install libglvnd-egl libxcb")


def test_newer_debian_has_other_names(use: Use) -> None:
    system = System("libglib-2.0.so.0", "libasound.so.2", "libEGL.so.1")
    system.t64 = ["libglib2.0-0t64", "libasound2t64"]
    assert refusal(use, system).endswith(" install libglib2.0-0t64 libasound2t64 libegl1")


def test_a_system_of_another_kind_gets_the_names_of_the_libraries(use: Use) -> None:
    system = System("libEGL.so.1", "libGL.so.1")
    system.tools = []
    assert "packages of libEGL.so.1, libGL.so.1, then start again" in refusal(use, system)


def test_a_library_that_we_do_not_know_is_named(use: Use) -> None:
    assert "packages of libnew.so.3, then start again" in refusal(use, System("libnew.so.3"))


def test_root_installs_without_being_asked(use: Use) -> None:
    system = System("libEGL.so.1")
    system.root, system.fonts = True, False
    use(system)
    libraries.ensure_libraries("python", "window")
    (command,) = system.ran
    assert command[0] == "apt-get"
    assert command[-5:] == ["install", "-y", "--no-install-recommends", "libegl1", "fonts-noto-core"]


def test_a_fresh_container_fetches_the_lists_first(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    system = System("libEGL.so.1")
    system.root = True
    use(system)
    monkeypatch.setattr(libraries, "_in_apt_lists", lambda name: False)
    libraries.ensure_libraries("python", "window")
    assert [command[3] for command in system.ran] == ["update", "install"]
    # A new system often installs updates of its own first: that is waited for, as apt has it.
    assert all(command[1:3] == ["-o", "DPkg::Lock::Timeout=120"] for command in system.ran)


def test_root_whose_apt_fails_tries_once_and_keeps_what_it_said(use: Use) -> None:
    system = System("libEGL.so.1")
    system.root, system.works = True, False
    use(system)
    with pytest.raises(SetupError, match=r"start again: apt-get install libegl1$") as caught:
        libraries.ensure_libraries("python", "window")
    assert len(system.ran) == 1 and caught.value.details == "what apt said\n"


def test_fonts_alone_never_refuse(use: Use) -> None:
    for root in (False, True):
        system = System()
        system.fonts, system.root, system.works = False, root, False
        use(system)
        libraries.ensure_libraries("python", "window")
        assert len(system.ran) == int(root)


class Terminal(io.StringIO):
    """Somebody who sees what is written, and types an answer."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "yes"), [("\n", True), ("y\n", True), ("Yes\n", True), ("n\n", False), ("", False)]
)
def test_who_has_sudo_is_asked(typed: str, yes: bool, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    system = System("libEGL.so.1", "libGL.so.1")
    use(system)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", Terminal())
    if yes:
        libraries.ensure_libraries("python", "window")
    else:
        assert "sudo apt-get install libegl1 libgl1" in refusal(use, system)
    assert len(system.ran) == int(yes)


@pytest.mark.parametrize(("level", "cursor"), [("window", True), ("offscreen", False)])
def test_without_a_display_less_is_needed(level: str, cursor: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Sequence[str]] = []

    def run(command: Sequence[str], **_: object) -> object:
        seen.append(command)
        return type("Done", (), {"stdout": "libEGL.so.1\n\n"})

    monkeypatch.setattr(subprocess, "run", run)
    assert libraries.find_missing("python", level) == ["libEGL.so.1"]
    assert ("libxcb-cursor.so.0" in seen[0]) is cursor and "libEGL.so.1" in seen[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the names are those of Linux")
def test_the_probe_tells_what_is_missing() -> None:
    assert missing_of(["libc.so.6", "libnot-there.so.9", "libnot-there.so.9"]) == ["libnot-there.so.9"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the names are those of Linux")
def test_this_system_has_what_the_tests_need() -> None:
    assert libraries.find_missing(sys.executable, "offscreen") == []
