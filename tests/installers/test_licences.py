"""The view of licences is complete: every library of the lock that is installed, with its terms."""

from importlib.metadata import version
from pathlib import Path

import nh3

from installers import chromium_credits, licences
from installers.contents import shipped_libraries
from newsroom.licences import parts_of_chromium, shipped

ROOT = Path(__file__).resolve().parents[2]


def test_every_locked_library_is_told_with_its_terms() -> None:
    told = {licence.name.casefold().replace("-", "_"): licence for licence in shipped()}
    locked = {library.metadata["Name"].casefold().replace("-", "_") for library in shipped_libraries(ROOT)}
    assert locked and not locked - set(told)
    assert all(licence.terms and licence.version for licence in told.values())
    assert "Permission is hereby granted" in told["sqlalchemy"].text


def test_qt_and_icu_are_told_in_full_and_chromium_with_its_version() -> None:
    told = {found.name: found for found in licences._of_qt()}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told["Qt"].text
    assert told["ICU"].terms == "Unicode-DFS-2016" and "Unicode, Inc." in told["ICU"].text
    chromium = told["Qt WebEngine (Chromium)"].text
    assert "Chromium in it: 1" in chromium and "qtwebengine-licensing" in chromium
    assert f"what Chromium {chromium_credits.version_told()} says" in chromium


def test_what_chromium_is_made_of_is_told_part_by_part() -> None:
    parts = {part.name: part for part in parts_of_chromium(chromium_credits.FILE)}
    assert len(parts) > 400 and all(part.text.strip() and part.terms for part in parts.values())
    assert "Redistribution and use" in parts["Chromium: The Chromium Project"].text
    whole = "\n".join(part.text for part in parts.values())
    for name in ("GNU LESSER GENERAL PUBLIC LICENSE", "Apache License", "Mozilla Public License"):
        assert name in whole


def test_a_page_of_credits_is_read_and_packed(tmp_path: Path) -> None:
    form = (
        '<div class="product"><span class="title">{}</span><span class="homepage"><a href="{}">homepage</a></span>'
        '<label class="show"></label><div class="license"><pre>{}</pre></div></div>'
    )
    entries = [
        ("zlib", "https://zlib.example", "Terms &amp; conditions  \n"),
        ("brotli", "", "MIT"),
        ("zlib", "https://zlib.example", "Others"),
    ]
    page = "<body><span class='page-title'>Credits</span>" + "".join(form.format(*entry) for entry in entries)
    parts = chromium_credits.parts_of(page)
    assert parts[0] == chromium_credits.Part("zlib", "https://zlib.example", "Terms & conditions")
    file = tmp_path / "credits"
    file.write_bytes(chromium_credits.packed(parts, "1.2"))
    read = {part.name: part.text for part in parts_of_chromium(file)}
    assert set(read) == {"Chromium: zlib", "Chromium: brotli"} and read["Chromium: brotli"] == "MIT"
    assert "Terms & conditions" in read["Chromium: zlib"] and "Others" in read["Chromium: zlib"]


def test_what_nh3_is_compiled_from_is_read_out_of_it() -> None:
    crates = licences._crates(Path(nh3.__file__).parents[1])
    assert "ammonia 4" in crates.text and crates.version == version("nh3")


def test_the_library_that_brings_no_text_has_one() -> None:
    assert "Michael Williamson" in licences._cobble().text
