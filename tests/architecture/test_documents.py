"""The documents: their links lead somewhere, each is in its list, and rooms and functions are those that are there."""

import importlib
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ROOM = re.compile(r"^\| `([^`*]+)` \|", re.MULTILINE)
SECTION = re.compile(r"## Rooms.*?\n## ", re.DOTALL)
DESK = re.compile(r"## The desk.*?```python\n(.*?)```", re.DOTALL)
MODULE = re.compile(r"# ((?:desk|jobs)/\w+)\.py(?::.*| {2,}| |$)")
CALL = re.compile(r"(?<![.\w])([a-z_]+)\(([^()]*)\)")
ARGUMENT = re.compile(r"\*?([a-z_]+)\s*(?::|=|$)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    places = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    missing = [link for link in places if not (document.parent / link.partition("#")[0]).exists()]
    assert not missing


def test_every_decision_and_every_page_of_the_guide_is_listed() -> None:
    for folder, index in (("decisions", "README.md"), ("guide", "index.md")):
        place = ROOT / "docs" / folder
        listed = set(LINK.findall((place / index).read_text("utf-8")))
        assert {path.name for path in place.glob("*.md")} - {index} <= listed


def test_the_architecture_names_the_rooms_that_are_there() -> None:
    found = SECTION.search((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert found is not None
    named = ROOM.findall(found[0])
    assert [name for name in named if not (ROOT / name).exists()] == []
    rooms = {f"newsroom/{path.parent.name}/" for path in (ROOT / "newsroom").glob("*/__init__.py")}
    assert {room for room in rooms if not any(name.startswith(room) for name in named)} == set()


def functions_of_the_desk() -> list[tuple[str, str, str]]:
    """As the architecture has them: module, name, and what stands between its brackets."""
    found = DESK.search((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert found is not None
    module, functions = "", []
    for line in found[1].replace("frozenset()", "frozenset").splitlines():
        told = line
        if named := MODULE.match(line):
            module, told = named[1].replace("/", "."), line[named.end() :]
        elif line.startswith(("#", "class ")):
            continue
        functions += [
            (f"newsroom.{module}", name, args) for name, args in CALL.findall(told.partition(" # ")[0])
        ]
    return functions


def test_the_architecture_names_functions_as_they_are() -> None:
    functions = functions_of_the_desk()
    assert len(functions) > 120
    wrong = []
    for module, name, args in functions:
        function = getattr(importlib.import_module(module), name, None)
        if function is None:
            wrong.append(f"{module}.{name}")
            continue
        takes = inspect.signature(function).parameters
        told = [match[1] for part in re.split(r",\s*", args) if (match := ARGUMENT.match(part.strip()))]
        wrong += [f"{module}.{name}: {one}" for one in told if one not in takes]
    assert wrong == []
