"""Where the program's own files are, in a checkout and installed."""

from pathlib import Path

import pytest

from newsroom import paths


def test_a_checkout_s_resources() -> None:
    assert paths.resources_root() == Path(__file__).resolve().parents[1] / "resources"
    assert (paths.resources_root() / "themes").is_dir()


def test_a_checkout_s_documents() -> None:
    assert (paths.documents_root() / "guide" / "index.md").is_file()
    assert paths.changes_file() == Path(__file__).resolve().parents[1] / "CHANGELOG.md"


def test_an_installed_package_s_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site-packages" / "newsroom"
    (installed / "docs").mkdir(parents=True)
    (installed / "docs" / "CHANGELOG.md").touch()
    monkeypatch.setattr(paths, "__file__", str(installed / "paths.py"))
    assert paths.documents_root.__wrapped__() == installed / "docs"
    monkeypatch.setattr(paths, "documents_root", lambda: installed / "docs")
    assert paths.changes_file.__wrapped__() == installed / "docs" / "CHANGELOG.md"


def test_an_installed_package_s_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site-packages" / "newsroom"
    (installed / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(installed / "paths.py"))
    assert paths.resources_root.__wrapped__() == installed / "resources"
