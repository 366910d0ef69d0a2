"""The view of licences is complete: every library of the lock that is installed, with its terms."""

from pathlib import Path

import pytest

from installers import licences
from installers.contents import shipped_libraries
from newsroom.licences import shipped

ROOT = Path(__file__).resolve().parents[2]


def test_every_locked_library_is_told_with_its_terms() -> None:
    told = {licence.name.casefold().replace("-", "_"): licence for licence in shipped()}
    locked = {library.metadata["Name"].casefold().replace("-", "_") for library in shipped_libraries(ROOT)}
    assert locked and not locked - set(told)
    assert all(licence.terms and licence.version for licence in told.values())
    assert "Permission is hereby granted" in told["sqlalchemy"].text


def test_qt_and_icu_are_told_in_full_and_chromium_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(licences.CREDITS, raising=False)
    told = {found.name: found for found in licences._of_qt()}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told["Qt"].text
    assert told["ICU"].terms == "Unicode-DFS-2016" and "Unicode, Inc." in told["ICU"].text
    chromium = told["Qt WebEngine (Chromium)"].text
    assert "Chromium in it: 1" in chromium and "qtwebengine-licensing" in chromium
    (tmp_path / "credits.txt").write_text("zlib: its own terms\n", encoding="utf-8")
    monkeypatch.setenv(licences.CREDITS, str(tmp_path / "credits.txt"))
    assert (
        "zlib: its own terms"
        in {found.name: found for found in licences._of_qt()}["Qt WebEngine (Chromium)"].text
    )
