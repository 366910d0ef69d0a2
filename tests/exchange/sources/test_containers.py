"""Folders and archives are read within their bounds, whatever stands in them; what is not read has a reason."""

import io
import os
import stat
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.exchange.sources import folder_container
from newsroom.exchange.sources.containers import Container, is_container, open_container
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.tree_names import common_folder, joined, problem_of
from tests.exchange.sources.around import written

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as Unix has them")


def names(container: Container) -> list[str]:
    return [entry.name for entry in container.entries() if not entry.problem]


def problems(container: Container) -> dict[str, str]:
    return {entry.name: entry.problem for entry in container.entries() if entry.problem}


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    written(
        tmp_path,
        {"b.md": "b", "a/2.md": "2", "a/10.md": "10", "a/.DS_Store": "", ".git/config": "x", "ж.md": "ж"},
    )
    with open_container(tmp_path) as folder:
        assert names(folder) == ["a/10.md", "a/2.md", "b.md", "ж.md"]
        assert list(problems(folder)) == [".git/"]
        assert folder.read("a/2.md") == b"2" and folder.has("b.md") and not folder.has("c.md")


def test_a_large_folder_is_looked_through_several_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_container, "_AT_ONCE", 3)
    written(tmp_path, {f"{n:02}.md": "" for n in range(10)})
    assert names(open_container(tmp_path)) == [f"{n:02}.md" for n in range(10)]


@posix
def test_links_lead_nowhere(tmp_path: Path) -> None:
    inside = written(tmp_path / "in", {"a.md": "a"})
    written(tmp_path, {"secret.md": "s"})
    (inside / "out.md").symlink_to(tmp_path / "secret.md")
    (inside / "loop").symlink_to(inside)
    (inside / "again.md").symlink_to(inside / "a.md")
    folder = open_container(inside)
    assert names(folder) == ["a.md"]
    assert set(problems(folder)) == {"out.md", "loop", "again.md"}
    for place in ("out.md", "../secret.md", "/../secret.md", str(tmp_path / "secret.md")):
        with pytest.raises(SourceError):
            folder.read(place)
    assert folder.read("loop/a.md") == b"a"


@posix
def test_a_file_that_became_a_link_during_the_walk_is_not_followed(tmp_path: Path) -> None:
    inside = written(tmp_path / "in", {"a.md": "a"})
    written(tmp_path, {"secret.md": "s"})
    folder = open_container(inside)
    entry = next(folder.entries())
    (inside / "a.md").unlink()
    (inside / "a.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(SourceError):
        folder.read(entry.place)


@posix
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    folder = open_container(tmp_path)
    with pytest.raises(SourceError, match="not an ordinary file"):
        folder.read("pipe.md")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text_are_read_all_the_same(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_bytes(b"x")
    folder = open_container(tmp_path)
    [entry] = folder.entries()
    assert entry.name == "caf\\xe9.md" and folder.read(entry.place) == b"x"


def test_a_file_has_a_limit(tmp_path: Path) -> None:
    written(tmp_path, {"a.md": b"x" * 100})
    with pytest.raises(SourceError, match="larger than"):
        open_container(tmp_path).read("a.md", 99)
    assert len(open_container(tmp_path).read("a.md", 100)) == 100


def test_an_archive_is_seen_from_the_folder_that_holds_all(tmp_path: Path) -> None:
    archive = open_container(
        zip_of(tmp_path / "a.zip", {"site/b.md": b"b", "site/a/c.md": b"c", "__MACOSX/site/._b": b""})
    )
    assert names(archive) == ["a/c.md", "b.md"]
    assert archive.read("a/c.md") == b"c" and archive.has("b.md")
    with archive.stream("b.md") as file:
        assert file.read() == b"b"
    archive.close()


def test_what_leads_out_of_a_zip_has_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../up.md", "/whole.md", "C:/drive.md", "a\\..\\..\\back.md", "good.md"):
            archive.writestr(name, b"x")
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("good.md", b"y")
    with open_container(path) as found:
        assert names(found) == ["good.md"] and found.read("good.md") == b"x"
        assert set(problems(found)) == {
            "../up.md",
            "/whole.md",
            "C:/drive.md",
            "a/../../back.md",
            "link.md",
            "good.md",
        }
        with pytest.raises(SourceError):
            found.read("../up.md")


def test_bombs_and_locked_files_are_left_alone(tmp_path: Path) -> None:
    path = zip_of(
        tmp_path / "a.zip", {"bomb.txt": b"\0" * 20_000_000, "small.txt": b"x" * 1000, "locked.txt": b"x"}
    )
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"locked.txt"))
    data[at + 8] |= 1
    path.write_bytes(data)
    with open_container(path) as found:
        assert names(found) == ["small.txt"]
        assert "unpack" in problems(found)["bomb.txt"] and "password" in problems(found)["locked.txt"]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_a_tar_is_read_without_its_links_and_devices(tmp_path: Path, name: str) -> None:
    mode = {"a.tar": "w", "a.tgz": "w:gz"}.get(name) or f"w:{name.rpartition('.')[2]}"
    with tarfile.open(tmp_path / name, mode) as archive:
        for inner, kind in (("x/b.md", tarfile.REGTYPE), ("x/l.md", tarfile.SYMTYPE), ("x/n", tarfile.CHRTYPE),
                            ("../o.md", tarfile.REGTYPE), ("x/a.md", tarfile.REGTYPE)):  # fmt: skip
            member = tarfile.TarInfo(inner)
            member.type, member.size, member.linkname = (
                kind,
                1 if kind == tarfile.REGTYPE else 0,
                "/etc/passwd",
            )
            archive.addfile(member, io.BytesIO(b"x"))
    with open_container(tmp_path / name) as found:
        assert names(found) == ["a.md", "b.md"] and found.read("b.md") == b"x"
        assert len(problems(found)) == 3


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar", "missing.zip"])
def test_what_is_broken_is_said(tmp_path: Path, name: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 and more \x1f\x8b")
    with pytest.raises(SourceError, match=r"\.$"):
        open_container(tmp_path / name)


def test_a_word_file_is_no_archive(tmp_path: Path) -> None:
    assert is_container(tmp_path, b"")
    assert is_container(tmp_path / "a.zip", b"PK\x03\x04")
    assert not is_container(tmp_path / "a.docx", b"PK\x03\x04")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=300), name=st.sampled_from(["x.zip", "x.tar", "x.tar.gz", "x.tar.xz"]))
def test_any_archive_is_read_or_refused(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    try:
        with open_container(tmp_path / name) as found:
            for entry in found.entries():
                if not entry.problem:
                    found.read(entry.place)
    except SourceError:
        return


@given(st.text(), st.text())
def test_a_joined_name_never_leads_out(folder: str, target: str) -> None:
    found = joined(folder.strip("/"), target)
    assert not found.startswith("/") and found != ".." and not found.startswith("../")


@given(st.lists(st.text(alphabet="ab/", min_size=1).filter(lambda name: not problem_of(name)), min_size=1))
def test_the_common_folder_begins_every_name(found: list[str]) -> None:
    common = common_folder(found)
    assert all(name.startswith(common) for name in found) and (not common or common.endswith("/"))
