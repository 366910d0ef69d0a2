"""Which version this is, and of which build."""

from pathlib import Path

import pytest

from newsroom import __version__, versions


@pytest.fixture(autouse=True)
def _asked_anew():
    versions.build_name.cache_clear()
    yield
    versions.build_name.cache_clear()


def test_a_checkout_has_no_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(versions, "__file__", str(tmp_path / "versions.py"))
    assert versions.version_line() == f"newsroom {__version__}"


def test_a_program_that_runs_stays_the_build_that_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(versions, "__file__", str(tmp_path / "versions.py"))
    (tmp_path / versions.BUILD_FILE).write_text("1a2b3c4, 2026-11-25\n", encoding="utf-8")
    assert versions.version_line() == f"newsroom {__version__} (build 1a2b3c4, 2026-11-25)"
    (tmp_path / versions.BUILD_FILE).write_text("9f9f9f9, 2026-12-01\n", encoding="utf-8")
    assert versions.version_line().endswith("(build 1a2b3c4, 2026-11-25)")
