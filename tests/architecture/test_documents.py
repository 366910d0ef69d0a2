"""The documents: their links lead somewhere, each is in its list, and the rooms are those that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ROOM = re.compile(r"^\| `([^`*]+)` \|", re.MULTILINE)
SECTION = re.compile(r"## Rooms.*?\n## ", re.DOTALL)


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
