"""What of the program's own files goes into a package."""

import sys
from pathlib import Path

import pytest

from installers.allowed import is_allowed
from installers.contents import document_files, foreign_modules, shipped_libraries

ROOT = Path(__file__).resolve().parents[2]


def test_the_guide_goes_along_where_the_program_looks_for_it() -> None:
    places = {f"{folder}/{Path(source).name}" for source, folder in document_files(ROOT)}
    assert {f"newsroom/docs/guide/{page.name}" for page in ROOT.glob("docs/guide/*.md")} <= places
    assert {f"newsroom/docs/pictures/{one.name}" for one in ROOT.glob("docs/pictures/*.png")} <= places
    assert {"newsroom/docs/formats.md", "newsroom/docs/glossary.md", "newsroom/docs/CHANGELOG.md"} <= places
    assert all(is_allowed(place) for place in places)
    assert all(Path(source).is_file() for source, _ in document_files(ROOT))


def test_tools_of_the_checkout_stay_out_and_libraries_of_the_program_do_not() -> None:
    foreign = set(foreign_modules(ROOT))
    assert {"pytest", "hypothesis", "mypy"} <= foreign
    assert not foreign & {
        "sqlalchemy",
        "yaml",
        "PySide6",
        "shiboken6",
        "typing_extensions",
        "cobble",
        "newsroom",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="which needs it")
def test_what_another_system_needs_is_not_shipped_though_tools_have_brought_it() -> None:
    shipped = {library.metadata["Name"] for library in shipped_libraries(ROOT)}
    assert "numpy" in shipped and "tzdata" not in shipped
