"""How statements are written, wherever they stand."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# ``?1``: Python 3.12.0 to 3.12.3 warns of each, and takes the time for it.
_NUMBERED = re.compile(r"(?<=[ (=,])\?\d")


def test_no_value_of_a_statement_has_a_number() -> None:
    folders = (ROOT / "newsroom" / "storage", ROOT / "newsroom" / "desk", ROOT / "benchmarks")
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(paths) > 100
    found = [path.name for path in paths if _NUMBERED.search(path.read_text(encoding="utf-8"))]
    assert found == []
