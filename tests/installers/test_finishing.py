"""What is added to the frozen folder is told to PyInstaller, too, and bears the commit's name and time."""

from pathlib import Path

import pytest

from installers import commit, finishing, licences
from newsroom.versions import BUILD_FILE


def test_what_is_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "_internal"
    (inside / "newsroom").mkdir(parents=True)

    def gather(frozen: Path) -> Path:
        folder = frozen / "_internal" / "newsroom" / "licences"
        folder.mkdir()
        (folder / "Python.txt").write_text("PSF", "utf-8")
        return folder

    monkeypatch.setattr(licences, "gather", gather)
    told = finishing.finish(tmp_path)
    assert {kind for _, _, kind in told} == {"DATA"}
    assert all(Path(source) == inside / name and Path(source).is_file() for name, source, _ in told)
    names = {name.replace("\\", "/") for name, _, _ in told}
    assert {f"newsroom/{BUILD_FILE}", "newsroom/licences/Python.txt"} < names
    assert any(name.startswith("shiboken6/files.dir/") and name.endswith(".pyc") for name in names)
    assert names == {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()}


def test_the_build_bears_the_time_that_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    assert commit.source_date() == 1772323200 and commit.build_name().endswith(", 2026-03-01")


def test_without_a_history_there_is_no_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(commit, "ROOT", tmp_path / "absent")
    assert commit.build_name() == "unknown, 1970-01-01"
