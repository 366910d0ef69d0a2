"""A package that was made, on demand: ``NEWSROOM_FROZEN`` names the frozen folder (``build/frozen/newsroom``)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installers import allowed, contents, deb, elf
from installers.contents import is_licence, program_modules, shipped_libraries
from newsroom import __version__
from newsroom.bootstrap.packages import PACKAGES
from newsroom.licences import CHROMIUM, parts_of_chromium

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(os.environ.get("NEWSROOM_FROZEN", "absent"))
# The wheels' floor where the base is that old; what is built on Debian 12 may need what that has.
NEWEST_GLIBC = tuple(map(int, os.environ.get("NEWSROOM_GLIBC", "2.36").split(".")))
MOST_BYTES = 420_000_000

pytestmark = [
    pytest.mark.skipif(not FROZEN.is_dir(), reason="on demand: NEWSROOM_FROZEN names no folder"),
    pytest.mark.slow,
    pytest.mark.webengine,
]


def run(*arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
        **variables,
    }
    program = (
        "newsroom-cli.exe" if sys.platform == "win32" else "newsroom"
    )  # the other one has no terminal there
    command = [str(FROZEN / program), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")
def test_every_file_runs_on_the_glibc_that_is_promised() -> None:
    newest = elf.newest_glibc(FROZEN)
    assert tuple(map(int, newest.version.split("."))) <= NEWEST_GLIBC, newest


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")
def test_every_library_is_shipped_or_depended_on() -> None:
    shipped = {path.name for path in FROZEN.rglob("*")}
    wanted = {library for path in elf.elf_files(FROZEN) for library in elf.demands(path).libraries}
    rest = wanted - shipped - set(PACKAGES) - set(deb.ALSO)
    assert {library for library in rest if allowed.library_stem(library) not in deb.GLIBC} == set()


def test_its_size() -> None:
    size = sum(path.stat().st_size for path in FROZEN.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < MOST_BYTES


def test_it_knows_its_version() -> None:
    assert run("--version").stdout.startswith(f"newsroom {__version__}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the linker of Linux")
def test_the_command_line_loads_no_qt() -> None:
    told = run("--version", LD_DEBUG="files")
    assert "libpython3" in told.stderr and "libQt6" not in told.stderr


def test_nothing_is_shipped_that_the_program_is_not_locked_to() -> None:
    inside = FROZEN / "_internal"
    ours = {*contents.modules_of_libraries(ROOT), "newsroom", "PySide6", "shiboken6"}
    folders = {path.name for path in inside.iterdir() if path.is_dir()}
    others = {name for name in folders if not name.endswith((".dist-info", ".libs")) and name not in ours}
    assert others <= {f"python{sys.version_info.major}.{sys.version_info.minor}"}


def test_the_terms_of_all_that_is_shipped_are_whole() -> None:
    folder = FROZEN / "_internal" / "newsroom" / "licences"
    told = {entry["name"]: entry for entry in json.loads((folder / "index.json").read_text("utf-8"))}
    for name in ("PySide6", "PySide6_Addons", "Qt", "Qt WebEngine (Chromium)", "shiboken6"):
        text = (folder / told[name]["file"]).read_text("utf-8")
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in text and "TERMS AND CONDITIONS" in text
    without = {name for name, entry in told.items() if not entry["file"]}
    assert not without
    for library in shipped_libraries(ROOT):
        if library.metadata["Name"] not in told:
            named = f"{library.metadata['Name']}-{library.version}.dist-info".casefold().replace("-", "_")
            (metadata,) = (
                path
                for path in (FROZEN / "_internal").glob("*.dist-info")
                if path.name.casefold().replace("-", "_") == named
            )
            assert any(is_licence(path.name) or "licenses" in path.parts for path in metadata.rglob("*")), (
                named
            )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")
def test_every_program_and_library_has_its_terms_told() -> None:
    folder = FROZEN / "_internal" / "newsroom" / "licences"
    told = {entry["name"].casefold() for entry in json.loads((folder / "index.json").read_text("utf-8"))}
    told |= {library.metadata["Name"].casefold() for library in shipped_libraries(ROOT)}
    named = {path: owner_of(path.relative_to(FROZEN)) for path in elf.elf_files(FROZEN)}
    assert len(named) > 100
    assert {path: owner for path, owner in named.items() if owner.casefold() not in told} == {}
    parts = list(parts_of_chromium(folder / CHROMIUM))
    assert len(parts) > 400 and all(part.text for part in parts)


def owner_of(path: Path) -> str:
    """What a shipped file of machine code belongs to, as the licences name it."""
    parts = path.parts[1:]
    if not parts:
        return "PyInstaller's starter"
    if len(parts) == 1:
        return "Python" if path.name.startswith("libpython") else path.name.partition(".so")[0]
    if parts[0].startswith("python3"):
        return "Python"
    if parts[0] == "PySide6" and parts[1] == "Qt":
        if "WebEngine" in path.name:
            return "Qt WebEngine (Chromium)"
        return "ICU" if path.name.startswith("libicu") else "Qt"
    return {"PySide6": "PySide6", "yaml": "PyYAML"}.get(parts[0], parts[0].removesuffix(".libs"))


def test_all_commands_are_there(tmp_path: Path) -> None:
    from newsroom.cli.main import COMMANDS

    assert program_modules(ROOT)
    for name in COMMANDS:
        told = run(name, "--help")
        assert (told.returncode, told.stderr) == (0, ""), name


def test_helpers_start_as_the_program_itself(tmp_path: Path) -> None:
    library = tmp_path / "größe \u6587" / "library"
    library.parent.mkdir()
    story = tmp_path / "story.md"
    story.write_text("# A headline\n\nSome text.\n", "utf-8")
    assert run("new", library, "--sample").returncode == 0
    for command in (
        ["import", story],
        ["suggest", "3"],
        ["preview", "3", "--out", tmp_path / "page.html"],
        ["doctor"],
    ):
        told = run("--library", library, *command)
        assert told.returncode == 0, told.stderr
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")


def test_the_errand(tmp_path: Path) -> None:
    told = run("tour", "--out", tmp_path / "tour", XDG_CONFIG_HOME=str(tmp_path))
    assert told.returncode == 0, told.stdout + told.stderr
    assert len(list((tmp_path / "tour").glob("*.png"))) >= 15
