"""What starts the program stays light: read by an old Python, standard library only, and without Qt for commands."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = sorted((ROOT / "newsroom" / "bootstrap").glob("*.py"))
FRONT_DOORS = [ROOT / "main.py", ROOT / "tests" / "__main__.py"]
SET_UP = [*FRONT_DOORS, ROOT / "tests" / "environment.py", *BOOTSTRAP]
OURS_ALLOWED = ("newsroom.bootstrap", "newsroom.app", "main", "tests.environment")

# Runs command lines, given as JSON, in one process in which Qt cannot be imported; prints their exit codes.
RUN_WITHOUT_QT = """
import json, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise AssertionError("Qt was imported: " + name)

sys.meta_path.insert(0, NoQt())
from newsroom.app import main
codes = [main(line) for line in json.loads(sys.argv[1])]
sys.stderr.write(json.dumps(codes))
"""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "absolute imports only"
            names.add(node.module)
    return names


@pytest.mark.parametrize(
    "path", [*FRONT_DOORS, ROOT / "newsroom" / "__init__.py", ROOT / "tests" / "__init__.py"], ids=name_of
)
def test_an_old_python_can_read_what_tells_it_that_it_is_old(path: Path) -> None:
    assert ast.parse(path.read_text("utf-8"), feature_version=(3, 6)).body


@pytest.mark.parametrize("path", SET_UP, ids=name_of)
def test_the_set_up_needs_the_standard_library_alone(path: Path) -> None:
    foreign = {
        name
        for name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(OURS_ALLOWED)
    }
    if path.name == "probe.py":  # it runs in the finished environment, to try Qt
        foreign -= {"PySide6", "PySide6.QtWidgets", "PySide6.QtWebEngineWidgets"}
    assert not foreign


@pytest.mark.parametrize("module", ["main", "newsroom.__main__", "newsroom.app"])
def test_a_helper_process_that_imports_the_main_module_again_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert not {"PySide6", "shiboken6", "sqlalchemy", "markdown", "jinja2", "argparse"} & set(
        done.stdout.split()
    )


def run_without_qt(lines: list[list[str]], home: Path) -> tuple[list[int], str]:
    """Exit codes of these command lines, run where Qt cannot be imported, and what they wrote on stderr before."""
    done = subprocess.run(
        [sys.executable, "-c", RUN_WITHOUT_QT, json.dumps(lines)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home), "NEWSROOM_DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said, bracket, codes = done.stderr.rpartition("[")
    assert bracket, done.stderr
    return json.loads(bracket + codes), said


def test_the_guard_notices_qt() -> None:
    code = RUN_WITHOUT_QT.replace("from newsroom.app import main", "import PySide6.QtCore")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert "AssertionError: Qt was imported: PySide6" in done.stderr


def test_help_loads_no_qt(tmp_path: Path) -> None:
    lines = [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)]
    codes, said = run_without_qt(lines, tmp_path)
    assert codes == [0] * len(lines) and not said


def test_commands_load_no_qt(tmp_path: Path) -> None:
    library = ["--library", str(tmp_path / "library")]
    story = tmp_path / "story.md"
    story.write_text("---\nheadline: Ferry returns\nsection: World\n---\n\nThe ferry is back.\n", "utf-8")
    commands = [
        ["new", str(tmp_path / "library")],
        [*library, "import", str(story)],
        [*library, "imports", "1"],
        [*library, "export", "--to", "markdown", "--out", str(tmp_path / "out")],
        [*library, "list", "--json"],
        [*library, "search", "ferry"],
        [*library, "show", "1", "--json"],
        [*library, "set", "1", "lede=It was away for a year."],
        [*library, "tag", "1", "+Ferries"],
        [*library, "series", "1", "+The ferry (3)"],
        [*library, "relate", "1"],
        [*library, "publish", "1"],
        [*library, "history", "1"],
        [*library, "diff", "1", "1", "now"],
        [*library, "restore", "1", "1", "--field", "lede"],
        [*library, "preview", "1", "--out", str(tmp_path / "page.html")],
        [*library, "withdraw", "1", "--notice", "It was not so."],
        [*library, "trash", "1"],
        [*library, "untrash", "1"],
        [*library, "searches"],
        [*library, "replace", "ferry", "boat", "ferry", "--dry-run"],
        [*library, "suggest", "1"],
        [*library, "bulk", "ferry", "--", "+tag:Boats"],
        [*library, "tags", "merge", "Ferries", "Boats"],
        [*library, "sections"],
        [*library, "authors"],
        [*library, "vocabulary"],
        [*library, "acts"],
        [*library, "undo"],
        [*library, "redo", "2"],
        [*library, "backup", "--to", str(tmp_path / "backups")],
        [*library, "doctor"],
        ["restore-library", str(tmp_path / "library" / "newsroom.db"), "--to", str(tmp_path / "restored")],
    ]
    assert {words[2] if words[0] == "--library" else words[0] for words in commands} == set(COMMANDS) - {
        "tour"
    }
    codes, said = run_without_qt(commands, tmp_path)
    assert codes == [0] * len(commands), said
