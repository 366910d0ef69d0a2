"""Packages: the same bytes for the same content, in the forms that systems read."""

import shutil
import subprocess
import tarfile
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installers import deb, rpm
from installers.archive import Entry, write_tar
from installers.icons import SIZES, render_icons, source
from installers.linux_tree import metainfo, screenshots, shared_files
from newsroom import __version__
from newsroom.desk.places import DATABASE

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "installers" / "linux"
FILES = [Entry("b/two", b"2"), Entry("b/one", b"1", executable=True), Entry("a/link", "../b/one")]


def test_an_archive_depends_on_its_content_alone(tmp_path: Path) -> None:
    write_tar(FILES, tmp_path / "1", 1_700_000_000, 0)
    write_tar(FILES[::-1], tmp_path / "2", 1_700_000_000, 0)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    with tarfile.open(tmp_path / "1") as tar:
        assert tar.getnames() == ["a", "b", "a/link", "b/one", "b/two"]
        assert {member.mtime for member in tar} == {1_700_000_000}
        assert [oct(tar.getmember(name).mode) for name in ("b/one", "b/two")] == ["0o755", "0o644"]


def test_a_debian_package_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("no dpkg-deb here")
    monkeypatch.setattr(deb.elf, "newest_glibc", lambda folder: deb.elf.Newest("2.36", "x"))
    made = deb.make(FILES, tmp_path, tmp_path, "1.2.3", 1_700_000_000, 0)
    first = made.read_bytes()
    assert deb.make(FILES, tmp_path, tmp_path, "1.2.3", 1_700_000_000, 0).read_bytes() == first
    told = subprocess.run(["dpkg-deb", "--info", made], capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3" in told and "libc6 (>= 2.36)" in told
    listed = subprocess.run(
        ["dpkg-deb", "--contents", made], capture_output=True, text=True, check=True
    ).stdout
    assert "./b/one" in listed and "root/root" in listed


def test_it_depends_on_what_is_not_shipped() -> None:
    wanted = deb.dependencies("2.36")
    assert "libnss3" in wanted and "libasound2t64 | libasound2" in wanted
    assert not any("xcb-cursor" in name for name in wanted)


def test_icons_of_all_sizes(tmp_path: Path) -> None:
    render_icons(ROOT, tmp_path)
    for size in SIZES:
        data = (tmp_path / f"newsroom-{size}.png").read_bytes()
        assert data[:4] == b"\x89PNG" and int.from_bytes(data[16:20], "big") == size
    assert (tmp_path / "newsroom.ico").read_bytes()[:6] == b"\0\0\1\0\7\0"
    icns = (tmp_path / "newsroom.icns").read_bytes()
    assert icns[:4] == b"icns" and int.from_bytes(icns[4:8], "big") == len(icns)
    assert b"<text" not in source(ROOT).read_bytes()  # it needs no font


def test_the_desktop_entry() -> None:
    reader = ConfigParser(interpolation=None)
    reader.read(LINUX / "newsroom.desktop", "utf-8")
    entry = reader["Desktop Entry"]
    assert (entry["Exec"], entry["Icon"], entry["Terminal"]) == ("newsroom %F", "newsroom", "false")
    if shutil.which("desktop-file-validate"):
        told = subprocess.run(
            ["desktop-file-validate", str(LINUX / "newsroom.desktop")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.returncode, told.stdout) == (0, "")


def test_the_metadata_bears_the_version() -> None:
    component = ElementTree.fromstring(metainfo(LINUX, __version__, 1_700_000_000))
    release = component.find("releases/release")
    assert release is not None and release.attrib == {"version": __version__, "date": "2023-11-14"}
    assert component.findtext("launchable") == "newsroom.desktop"


def test_what_is_shared_is_there(tmp_path: Path) -> None:
    render_icons(ROOT, tmp_path)
    for entry in shared_files(ROOT, tmp_path, __version__, 0):
        assert not isinstance(entry.content, Path) or entry.content.is_file()


def test_a_package_of_rpm_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpm.elf, "newest_glibc", lambda folder: rpm.elf.Newest("2.36", "x"))
    monkeypatch.setattr(rpm, "libraries", lambda frozen: ["libnss3.so()(64bit)"])
    files = [
        Entry("usr/lib/newsroom/größe/two", b"2" * 10_001),
        Entry("usr/lib/newsroom/one", b"1", executable=True),
        Entry("usr/bin/newsroom", "../lib/newsroom/one"),
    ]
    made = rpm.make(files, tmp_path, tmp_path, "1.2.3", 1_700_000_000, 0)
    first = made.read_bytes()
    assert rpm.make(files[::-1], tmp_path, tmp_path, "1.2.3", 1_700_000_000, 0).read_bytes() == first
    assert first[:4] == b"\xed\xab\xee\xdb"
    if shutil.which("rpm") is None:
        return

    def told(*arguments: str) -> str:
        command = ["rpm", "--dbpath", str(tmp_path / "none"), *arguments, str(made)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "digests OK" in told("-K")
    assert told("-qp", "--qf", "[%{FILENAMES} %{FILEMODES:octal} %{FILELINKTOS}|]").split("|") == [
        "/usr/bin/newsroom 120777 ../lib/newsroom/one",
        "/usr/lib/newsroom 40755 ",
        "/usr/lib/newsroom/größe 40755 ",
        "/usr/lib/newsroom/größe/two 100644 ",
        "/usr/lib/newsroom/one 100755 ",
        "",
    ]
    assert "libnss3.so()(64bit)" in told("-qp", "--requires")


def test_the_kind_of_file_that_a_library_is() -> None:
    kinds = ElementTree.parse(LINUX / "newsroom.mime.xml").getroot()
    names = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = kinds.findall(f"{names}mime-type")
    glob = kind.find(f"{names}glob")
    assert glob is not None and glob.attrib["pattern"] == DATABASE
    entry = (LINUX / "newsroom.desktop").read_text("utf-8")
    assert kind.attrib["type"] in entry


def test_screenshots_are_pictures_of_the_guide() -> None:
    assert screenshots("") == ""
    shown = ElementTree.fromstring(screenshots("https://example.org/pictures/"))
    for image in shown.iter("image"):
        address = image.text or ""
        assert address.startswith("https://example.org/pictures/")
        assert (ROOT / "docs" / "pictures" / address.rpartition("/")[2]).is_file()
