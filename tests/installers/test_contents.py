"""What of the program's own files goes into a package."""

import subprocess
import sys
from pathlib import Path

import pytest

from installers.allowed import EXCLUDED_MODULES, is_allowed
from installers.contents import document_files, foreign_modules, shipped_libraries

ROOT = Path(__file__).resolve().parents[2]
# Runs a command as a package does: what it leaves out is not there, also for what loads it when it is first called.
WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class LeftOut(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in {names!r}):
            raise ModuleNotFoundError(name, name=name)
        return None

sys.meta_path.insert(0, LeftOut())
sys.argv = ["newsroom", *{arguments!r}]
from newsroom.__main__ import main
sys.exit(main())
"""


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


def test_suggestions_are_made_without_what_is_left_out(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    for arguments in (["new", library, "--sample"], ["--library", library, "suggest", "3", "--json"]):
        code = WITHOUT.format(names=EXCLUDED_MODULES, arguments=arguments)
        told = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
